"""Asks for a page or a file to be added."""

from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

_ASKED = "A page’s address, or a file’s or folder’s path. Enter adds it, Esc goes back."


class Place(Input):
    """What is typed; Enter adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
    ]


class AddScreen(ModalScreen[str | None], inherit_bindings=False):
    """One line to type in; its result is the address or the path, None when nothing is to be added."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["add.tcss"]
    AUTO_FOCUS = "Place"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
        Binding("escape", "close", "back", tooltip="Add nothing", id="close_add"),
    ]

    def __init__(self) -> None:
        super().__init__(name="Add", id="add")
        self._input = Place(placeholder="https://… or ~/articles/…")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_ASKED))
            yield self._input

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        """Add what was typed."""
        typed = self._input.value.strip()
        self.dismiss(typed if not typed or "://" in typed else str(Path(typed).expanduser()))

    def action_close(self) -> None:
        """Add nothing."""
        self.dismiss(None)
