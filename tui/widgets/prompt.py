"""The first line of a screen on which one types: what is asked for, and the line for it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static


class Prompt(Horizontal):
    """Shows a word before a line to type in; it looks active while one types there."""

    def __init__(self, word: str, line: Input) -> None:
        super().__init__()
        self._word = Static(Content(word))
        self._line = line

    def ask(self, word: str) -> None:
        """Show another word."""
        self._word.update(Content(word))

    def compose(self) -> ComposeResult:
        yield self._word
        yield self._line
