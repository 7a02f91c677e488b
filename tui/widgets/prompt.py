"""The first line of a screen on which one types: what is asked for, and the line for it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static


class Prompt(Horizontal):
    """Shows a word before a line to type in; it looks active while one types there."""

    def __init__(self, word: str, line: Input) -> None:
        super().__init__()
        self._word = word
        self._line = line

    def compose(self) -> ComposeResult:
        yield Static(Content(self._word))
        yield self._line
