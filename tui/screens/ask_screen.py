"""Asks for one line: tags, a note, a name."""

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.text.cell_wording import one_line
from tui.widgets.key_bar import KeyBar


class QuestionScreen(ModalScreen[str | None], inherit_bindings=False):
    """A question above an input line; a subclass binds the keys and uses the answer."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["prompt.tcss", "ask.tcss"]
    AUTO_FOCUS = "Input"

    def __init__(self, name: str, question: str, line: Input, reply: str = "") -> None:
        """Ask a question; reply: what to say first about what is in the line, see `reply`."""
        super().__init__(name=name)
        self._asked = question
        self._question = Static(Content(reply or question))
        self._line = line
        # What was replied to; None while the question is shown.
        self._replied_to = line.value if reply else None

    def reply(self, words: str) -> None:
        """Say what happens to what is typed, or why it is not accepted; when it is changed, the question is back."""
        self._replied_to = self._line.value
        self._question.update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._replied_to is not None and event.value != self._replied_to:
            self._replied_to = None
            self._question.update(Content(self._asked))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._question
            yield self._line
            yield KeyBar()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        """Accept what is typed."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


# Takes what was typed, and says what happens to it; when that is done, calls what it is given with the reason why it
# can't be accepted, "" if it can; this returns whether the reason is shown.
Check = Callable[[str, Callable[[str], bool]], str]


class Answer(Input):
    """The input line; Enter accepts it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "accept", tooltip="Accept what is typed", id="answer"),
    ]


class AskScreen(QuestionScreen, inherit_bindings=False):
    """Asks anything; its result is what was typed, None if cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "accept", tooltip="Accept what is typed", id="answer"),
        Binding("escape", "close", "back", tooltip="Cancel, and change nothing", id="close_ask"),
    ]

    def __init__(self, question: str, value: str = "", placeholder: str = "", check: Check | None = None) -> None:
        """Ask a question; value: the text to edit; check: keeps what it refuses in the line, to be corrected."""
        super().__init__("Ask", question, Answer(one_line(value), placeholder=placeholder))
        self._check = check
        self._checked = ""

    def action_submit(self) -> None:
        """Accept what is typed, once it is checked."""
        typed = one_line(self._line.value)
        if not typed or self._check is None:
            self.dismiss(typed)
        elif typed != self._checked:
            self._checked = typed
            self.reply(self._check(typed, lambda reason: self._judge(typed, reason)))

    def _judge(self, typed: str, reason: str) -> bool:
        """Close if what was typed is accepted, or else say why not; return False if that is no longer asked."""
        if typed != self._checked or not self.is_attached:
            return False
        self._checked = ""
        if reason or not self.is_current:
            self.reply(reason or f"{typed} is accepted.")
        else:
            self.dismiss(typed)
        return True
