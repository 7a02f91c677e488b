"""A screen with a line to type in, above lines of which one is chosen, also while one types."""

from pathlib import PurePath
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input

from tui.text.cell_wording import one_line
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.prompt import Prompt


class ChoosingScreen(Screen[ScreenResultType | None], Generic[ScreenResultType], inherit_bindings=False):
    """Shows the lines that fit what is typed; its result is the chosen one, None if it is closed."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "prompt.tcss"]

    def __init__(self, name: str, prompt: str, line: Input, lines: Lines) -> None:
        super().__init__(name=name)
        self._prompt = prompt
        self._input = line
        self._lines = lines
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        yield Prompt(self._prompt, self._input)
        yield self._lines
        yield self._bar

    def offer(self) -> None:
        """Show the lines that fit what is typed."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What is typed."""
        return one_line(self._input.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Do what the chosen line says."""
        self._lines.action_open()

    def action_move(self, step: int) -> None:
        """Go to the next or the previous line."""
        self._lines.action_move(step)

    def action_close(self) -> None:
        """Close without choosing anything."""
        self.dismiss(None)
