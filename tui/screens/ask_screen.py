"""Asks for one line: tags, a note, a name."""

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

    def __init__(self, name: str, question: str, line: Input) -> None:
        super().__init__(name=name, id=name.lower())
        self._question = Static(Content(question))
        self._line = line

    def ask(self, question: str) -> None:
        """Ask another question, or say why the answer was not accepted."""
        self._question.update(Content(question))

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


class Answer(Input):
    """The input line; Enter accepts it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "take", tooltip="Accept what is typed", id="answer"),
    ]


class AskScreen(QuestionScreen, inherit_bindings=False):
    """Asks anything; its result is what was typed, None if cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "take", tooltip="Accept what is typed", id="answer"),
        Binding("escape", "close", "back", tooltip="Cancel, and change nothing", id="close_ask"),
    ]

    def __init__(self, question: str, value: str = "", placeholder: str = "") -> None:
        """Ask a question; value: the text to edit."""
        super().__init__("Ask", question, Answer(one_line(value), placeholder=placeholder))

    def action_submit(self) -> None:
        """Accept what is typed."""
        self.dismiss(one_line(self._line.value))
