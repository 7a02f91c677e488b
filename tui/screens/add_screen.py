"""Asks for a page or a file to be added."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from store.archive.locations import typed_address
from tui.screens.ask_screen import QuestionScreen
from tui.text.cell_wording import one_line
from tui.text.path_completion import completed, completions

_QUESTION = "A page’s address, or a file’s or folder’s path"
_NO_FILE = "Nothing is at {}. A page’s address is like example.com/news"


class Paths(Suggester):
    """Suggests the first path that begins with the typed text; reads the disk in a thread."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return next(iter(await asyncio.to_thread(completions, value)), None)


class Place(Input):
    """The input line; Enter adds, Tab completes a path."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
    ]


class AddScreen(QuestionScreen, inherit_bindings=False):
    """Asks what to add; its result is the address or the path, None or "" to add nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "add", tooltip="Add the page or the file", id="add_typed"),
        Binding("tab", "complete", "complete", tooltip="Complete the path", id="complete_path"),
        Binding("escape", "close", "back", tooltip="Close without adding", id="close_add"),
    ]

    def __init__(self, failed: str = "", reason: str = "") -> None:
        """Ask what to add; failed: what could not be added the last time, to be corrected."""
        line = Place(failed, placeholder="example.com/… or ~/articles/…", suggester=Paths())
        super().__init__("Add", _QUESTION, line, reason)

    def action_complete(self) -> None:
        """Complete the path as far as it is unambiguous, or else with the first match."""
        self._line.value = completed(self._line.value)
        self._line.cursor_position = len(self._line.value)

    def action_submit(self) -> None:
        """Add what was typed; a path that doesn't exist stays in the line to be corrected."""
        typed = self._line.value.strip()
        # A path in an unknown user's home stays unchanged, and is then reported as missing.
        path = Path(typed)
        with suppress(RuntimeError):
            path = path.expanduser()
        # Too long for a path, or with a null character.
        with suppress(OSError, ValueError):
            if path.exists():
                self.dismiss(str(path) if typed else "")
                return
        if address := typed_address(typed):
            self.dismiss(address)
        else:
            self.reply(_NO_FILE.format(one_line(typed)))
