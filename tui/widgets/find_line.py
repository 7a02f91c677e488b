"""The input line for finding words in the article, with the number of matches."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class FindLine(Horizontal, inherit_bindings=False):
    """Takes words, and sends them to the screen; its keys are the screen's actions."""

    @dataclass
    class Typed(Message):
        """The words have changed."""

        words: str

    def __init__(self, placeholder: str = "Find in this article") -> None:
        super().__init__()
        self._input = FindInput(placeholder=placeholder)
        self._count = Static()

    @property
    def words(self) -> str:
        """The typed words."""
        return self._input.value

    def clear(self) -> None:
        """Clear the words."""
        self._input.value = ""

    def show_count(self, words: str, *, none: bool = False) -> None:
        """Show the number of matches, and the keys for them; none: there are none."""
        if self._count.is_attached:
            self._count.update(Content(words))
            self._count.set_class(none, "-none")

    def ask(self) -> None:
        """Take the focus; select the previous words, so that typing replaces them."""
        # Most articles are read without a search, so opening one doesn't wait for the input.
        if not self._input.is_attached:
            self.mount(Static(Content("/"), id="find-sign"), self._input, self._count)
        self._input.select_all()
        # At once: the key bar depends on the focus.
        self.screen.set_focus(self._input)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))


class FindInput(Input):
    """The input itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "screen.keep_matches",
            "keep",
            tooltip="Keep the matches highlighted and read on",
            id="keep_matches",
        ),
        Binding("down", "screen.match(1)", "next", tooltip="Next match, also while typing", id="next_typed"),
        Binding("up", "screen.match(-1)", "previous", tooltip="Previous match, also while typing", id="prev_typed"),
        Binding("escape", "screen.leave_find", "clear", tooltip="Stop finding and go back", id="leave_find"),
    ]
