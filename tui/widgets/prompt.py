"""The first line of a screen with input: a prompt and an input line."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static


class Prompt(Horizontal):
    """Shows a prompt before an input line; it looks active while the input has the focus."""

    def __init__(self, word: str, line: Input) -> None:
        super().__init__()
        self._word = Static(Content(word))
        self._line = line

    def ask(self, word: str) -> None:
        """Show another prompt."""
        self._word.update(Content(word))

    def compose(self) -> ComposeResult:
        yield self._word
        yield self._line
