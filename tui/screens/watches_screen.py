"""The watched quantities and sources, with their newest numbers."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from store.library.connection import LibraryError
from store.linking import watches
from store.linking.watches import News, Watch
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.screens.lines_screen import LinesScreen
from tui.text.cell_wording import (
    counted,
    day,
    figure_given,
    fit,
    joined,
    measured,
    one_line,
    outlet_of,
    source_name,
    title_of,
)
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 96
_NONE = "Nothing is watched. In an article, W watches a claim’s quantity."
_HINT = "An update says when somebody gives a number that was not there before."

# A watch, its newest number (None if no article states it any longer), and whether that is new and unread.
Watched = tuple[Watch, News | None, bool]


class WatchLines(Lines):
    """The watches, each with its newest number, source and outlet."""

    def __init__(self) -> None:
        super().__init__()
        self._watched: Sequence[Watched] | None = None

    def show(self, watched: Sequence[Watched]) -> None:
        """Show watches; the cursor stays at its line."""
        self._watched = watched
        self.chosen = min(max(0, self.chosen), len(watched) - 1)
        self.rebuild()
        self.reveal_chosen()

    @property
    def entry(self) -> Watched | None:
        """The chosen watch, None if nothing is watched."""
        watched = self._watched or ()
        return watched[self.chosen] if 0 <= self.chosen < len(watched) else None

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 4)
        if self._watched is None:
            return
        yield Line()
        for item, (watch, newest, is_new) in enumerate(self._watched):
            lead = Piece("▌ " if item == self.chosen else "  ", "bar")
            kind = "source" if watch.source else "quantity"
            since = f"   {kind} · since {day(watch.made)}"
            name = fit(one_line(watch.name), room - len(since))
            yield Line((lead, Piece(name, "strong"), Piece(since, "muted")), item)
            for line in _lines(watch, newest, "new, unread" if is_new else "newest"):
                yield Line((lead, Piece(fit(line, room), "figure" if is_new else "muted")), item)
            yield Line()
        yield Line((Piece(f"  {fit(_HINT if self._watched else _NONE, room)}", "muted"),))


def _lines(watch: Watch, newest: News | None, kind: str) -> Iterator[str]:
    """Yield the lines on the newest number: what it is, and where; kind: what to call it."""
    if newest is None:
        yield "No current article gives a number for it."
        return
    claim = newest.claim.claim
    of_what = measured(claim) if watch.source else source_name(claim)
    yield joined((f"{kind}: {figure_given(claim)}", of_what))
    others = f"and {counted(newest.more, 'other article')}" if newest.more else ""
    yield joined((title_of(newest.article), outlet_of(newest.article), day(newest.article.published), others))


def _watched(conn: sqlite3.Connection) -> list[Watched]:
    """Return the watches with their newest numbers, those that nobody has read before others."""
    watched = [(watch, watches.unread(conn, watch)) for watch in watches.all_watches(conn)]
    return [(watch, fresh or watches.newest(conn, watch), fresh is not None) for watch, fresh in watched]


class WatchesScreen(LinesScreen[tuple[int, int] | None], inherit_bindings=False):
    """Shows what is watched; its result is the article and the claim to read."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "watches.tcss"]
    AUTO_FOCUS = "WatchLines"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article of the newest number", id="open_watched"),
        Binding("d,W", "remove", "stop watching", tooltip="Stop watching it", id="unwatch"),
        Binding("z", "app.undo", "undo", tooltip="Undo the last change", id="undo"),
        Binding("escape,backspace", "close", "back", tooltip="Leave what is watched", id="close_watches"),
    ]

    _lines: WatchLines

    @dataclass
    class Results(Message):
        """The watches were read, with their newest numbers."""

        watched: Sequence[Watched]

    def __init__(self, reading: LibraryReader) -> None:
        super().__init__(reading, "Watched", WatchLines(), name="Watches")

    def action_open(self) -> None:
        """Read the article of the newest number."""
        if (entry := self._lines.entry) is None:
            return
        if (newest := entry[1]) is None:
            self.notify("No current article gives a number for it.", markup=False)
        else:
            self.dismiss((newest.article.id, newest.claim.id))

    def action_remove(self) -> None:
        """Stop watching the chosen entry."""
        if (entry := self._lines.entry) is None:
            self.notify("Nothing is watched.", markup=False)
            return
        from tui.app.changes import unwatched

        changing_app(self.app).change(unwatched(entry[0]))

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    @work(thread=True, exclusive=True, group="watches")
    def _read(self) -> None:
        """Read the watches in a thread: some sources are in every article."""
        try:
            watched = self._reading.ask_in_thread(_watched)
        except LibraryError as trouble:
            self.app.call_from_thread(self.notify, str(trouble), severity="error", markup=False)
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Results(watched))

    def on_watches_screen_results(self, event: Results) -> None:
        watched = event.watched
        self._lines.show(watched)
        sources = sum(bool(watch.source) for watch, _, _ in watched)
        quantities = len(watched) - sources
        number = "1 quantity" if quantities == 1 else f"{quantities:,} quantities"
        counts = [number] * bool(quantities) + [counted(sources, "source")] * bool(sources)
        self._heading.show("Watched", counts)
