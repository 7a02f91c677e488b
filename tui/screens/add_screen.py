"""Asks for a page or a file to be added."""

from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.screens.ask_screen import Asking

_ASKED = "The address of a page, or the path of a file or folder"


class Place(Input):
    """What is typed; Enter adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
    ]


class AddScreen(Asking, inherit_bindings=False):
    """Asks what to add; its result is the address or the path, None or nothing when nothing is to be added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
        Binding("escape", "close", "back", tooltip="Close without adding", id="close_add"),
    ]

    def __init__(self) -> None:
        super().__init__("Add", _ASKED, Place(placeholder="https://… or ~/articles/…"))

    def action_submit(self) -> None:
        """Add what was typed."""
        typed = self._line.value.strip()
        # A path in the home of nobody stays as it is, and is then told not to exist.
        with suppress(RuntimeError):
            typed = typed if not typed or "://" in typed else str(Path(typed).expanduser())
        self.dismiss(typed)
