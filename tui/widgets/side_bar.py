"""The side bar of the list: states, feeds by folder, tags, stories, sources, with unread counts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from store.library.connection import LibraryError
from tui.text.cell_wording import fit, one_line
from tui.text.typesetting import typeset
from tui.widgets.lines import Line, Lines, Piece
from tui.widgets.pane_title import PaneTitle


class Entry(NamedTuple):
    """A list of articles in the side bar; group: the heading above it, "" for none; unread: None until counted."""

    name: str
    query: str
    group: str
    unread: int | None


class SideBar(Lines):
    """Shows entries, and sends Lines.Opened for an opened one.

    The screen provides the function that reads them, and gives them each time that more are known.
    """

    ALLOW_SELECT = False

    @dataclass
    class Loaded(Message):
        """The entries were read; whole: all of them, with all counts."""

        entries: Sequence[Entry]
        whole: bool

    def __init__(self, read: Callable[[Callable[[Sequence[Entry]], object]], object]) -> None:
        super().__init__()
        self.title = PaneTitle(self, "PLACES")
        self.entries: Sequence[Entry] = ()
        self._loaded = False
        self._counted = False
        self._read = read
        self._shown = ""

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entries[self.chosen] if 0 <= self.chosen < len(self.entries) else None

    def renew(self, shown: str) -> None:
        """Reload the entries, in a thread; shown: the query that the list shows."""
        self._shown = shown
        self._read_entries()

    @work(thread=True, exclusive=True, group="side")
    def _read_entries(self) -> None:
        worker = get_current_worker()
        known: Sequence[Entry] = ()

        def take(entries: Sequence[Entry]) -> None:
            nonlocal known
            known = entries
            if not worker.is_cancelled:
                self.post_message(self.Loaded(entries, whole=False))

        try:
            self._read(take)
        except LibraryError:
            return
        if not worker.is_cancelled:
            self.post_message(self.Loaded(known, whole=True))

    def on_side_bar_loaded(self, event: Loaded) -> None:
        event.stop()
        if self._counted and not event.whole:
            # What is shown is nearer to what will be than a part of it.
            return
        # Until it is known, the cursor waits for what the list shows on the first entry, unless it is moved from there.
        before = self.entry.query if self.entry and (self._counted or self.chosen > 0) else self._shown
        self.entries, self._loaded, self._counted = event.entries, True, event.whole
        queries = [entry.query for entry in self.entries]
        self.chosen = queries.index(before) if before in queries else min(max(0, self.chosen), len(queries) - 1)
        self.rebuild()
        self.reveal_chosen()

    def lines_for(self, width: int) -> Iterator[Line]:
        if not self._loaded:
            yield Line((Piece(fit(" counting …", width), "muted"),))
        # As narrow as the counts allow, which leaves more of the names.
        count_width = max((len(_count(entry)) for entry in self.entries), default=0)
        group = ""
        for item, entry in enumerate(self.entries):
            if entry.group != group:
                group = entry.group
                yield Line()
                yield Line((Piece(f" {fit(one_line(group).upper(), width - 2)}", "heading"),))
            lead = Piece("▌" if item == self.chosen else " ", "bar")
            style = "strong" if entry.query == self._shown else "muted" if entry.unread == 0 else "text"
            count = _count(entry)
            name, *rest = _in_rows(one_line(entry.name), width - count_width - 3)
            gap = " " * (width - 2 - cell_len(name) - len(count))
            yield Line((lead, Piece(name, style), Piece(gap), Piece(count, "muted")), item)
            for more in rest:
                yield Line((lead, Piece(f" {more}", style)), item)


def _count(entry: Entry) -> str:
    return "…" if entry.unread is None else f"{entry.unread:,}" if entry.unread else ""


def _in_rows(name: str, width: int) -> list[str]:
    """Return a name in one row, or in two: a list of names that end in the middle can't be read."""
    rows = typeset(name, width)
    if len(rows) == 1:
        return [fit(name, width)]
    return [fit(name[rows[0].start : rows[0].end], width), fit(name[rows[1].start :], width)]
