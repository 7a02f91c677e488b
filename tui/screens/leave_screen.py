"""Asks before the program ends, as `q` is easily pressed once too often."""

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.key_bar import KeyBar


class LeaveScreen(ModalScreen[bool], inherit_bindings=False):
    """Asks whether to leave; its result is True for yes."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["ask.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,y", "leave", "leave", tooltip="Yes, leave Attribune", id="leave"),
        Binding("escape,n", "close", "stay", tooltip="No, stay here", id="stay"),
    ]

    def __init__(self, doing: str) -> None:
        """Ask; doing: what runs in the background and would be stopped, "" for nothing."""
        super().__init__(name="Leave")
        stopped = f" That stops: {doing}." if doing else ""
        self._question = f"Leave Attribune?{stopped}"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question))
            yield KeyBar()

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Stay."""
        self.dismiss(False)
