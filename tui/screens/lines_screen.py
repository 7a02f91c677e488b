"""A screen with a heading, a list of lines and the key bar, reloaded whenever the library changes."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.screen import Screen

from tui.app.library_reader import LibraryReader
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines

ScreenResult = TypeVar("ScreenResult")


class LinesScreen(Screen[ScreenResult], inherit_bindings=False):
    """Shows lines that `_read` loads; `action_open` opens one."""

    _lines: Lines

    def __init__(self, reading: LibraryReader, title: str, lines: Lines, *, name: str) -> None:
        super().__init__(name=name)
        self._reading = reading
        self._heading = Heading(title)
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._lines
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()

    def on_library_reader_changed(self) -> None:
        self._read()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Do what Enter does on the chosen line."""
        raise NotImplementedError

    def _read(self) -> object:
        """Read what the lines show from the library, here or in a thread."""
        raise NotImplementedError
