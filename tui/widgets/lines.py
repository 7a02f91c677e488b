"""A scrolling view of lines, some of which belong to items that can be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from tui.widgets.view import View


class Piece(NamedTuple):
    """A piece of a line in one style, a name of Lines.STYLES."""

    text: str
    style: str = "text"


class Line(NamedTuple):
    """One line of the view; item: the number of the item it belongs to, -1 for none."""

    pieces: tuple[Piece, ...] = ()
    item: int = -1


class Lines(View):
    """Shows lines, which a subclass provides for a width in `lines_for`.

    An item is chosen with the cursor or a click, and opened with a second click or `action_open`.
    """

    STYLES: ClassVar[tuple[str, ...]] = (
        "text",
        "strong",
        "muted",
        "key",
        "heading",
        "match",
        "figure",
        "attributed",
        "unattributed",
        "current",
        "source",
        "cue",
        "differs",
        "agrees",
        "updates",
        "part",
        "bar",
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in (*STYLES, "chosen")}

    @dataclass
    class Opened(Message):
        """An item is to be opened."""

        item: int

    def __init__(self) -> None:
        super().__init__()
        self.chosen = -1
        self._lines: Sequence[Line] = ()
        self._highlit: list[bool] = []
        self._spans: list[tuple[int, int]] = []

    def lines_for(self, width: int) -> Iterable[Line]:
        """Return the lines for a view of width cells; implemented by a subclass."""
        raise NotImplementedError

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self._spans)

    def rebuild(self) -> None:
        """Rebuild the lines after their content or the view's width has changed, and redraw those that differ."""
        if not self.measure:
            return
        before, were = self._lines, self._highlit
        self._lines = tuple(self.lines_for(self.measure))
        self._highlit = [line.item == self.chosen >= 0 for line in self._lines]
        self._spans = []
        for number, line in enumerate(self._lines):
            if line.item == len(self._spans):
                self._spans.append((number, number + 1))
            elif line.item >= 0:
                self._spans[-1] = (self._spans[-1][0], number + 1)
        self.set_height(len(self._lines))
        pairs = zip_longest(zip(before, were, strict=True), zip(self._lines, self._highlit, strict=True))
        self.redraw(row for row, (old, new) in enumerate(pairs) if old != new)

    def choose(self, item: int) -> None:
        """Put the cursor on an item and scroll it into view."""
        item = max(0, min(item, self.items - 1))
        if item != self.chosen and self.items:
            self.chosen = item
            self.rebuild()
        self.reveal_chosen()

    def action_move(self, step: int) -> None:
        if self.items:
            self.choose(self.chosen + step)
        else:
            super().action_move(step)

    def action_move_page(self, step: int) -> None:
        super().action_move_page(step)
        inside = [item for item, (start, end) in enumerate(self._spans) if self.shows(start, end)]
        if inside and self.chosen not in inside:
            self.choose(inside[0] if step > 0 else inside[-1])

    def action_move_end(self, end: int) -> None:
        self.choose(0 if end == 0 else self.items - 1)
        super().action_move_end(end)

    def action_open(self) -> None:
        """Tell the screen to open the chosen item."""
        if 0 <= self.chosen < self.items:
            self.post_message(self.Opened(self.chosen))

    def reveal_chosen(self) -> None:
        """Scroll as little as needed to show the chosen item."""
        if 0 <= self.chosen < self.items:
            start, end = self._spans[self.chosen]
            # What is above the first item belongs to it, and must reappear when the cursor returns there.
            self.reveal(0 if self.chosen == 0 and end <= self.page else start, end)

    def on_resize(self, event: events.Resize) -> None:
        self.rebuild()
        self.redraw()
        self.reveal_chosen()

    def on_click(self, event: events.Click) -> None:
        item = event.style.meta.get("item", -1)
        if item < 0 or self.text_selection:
            return
        if item == self.chosen:
            self.action_open()
        else:
            self.choose(item)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join("".join(piece.text for piece in line.pieces) for line in self._lines)
        return selection.extract(text), "\n"

    def draw(self, row: int) -> Iterable[Segment] | None:
        if row >= len(self._lines):
            return None
        line = self._lines[row]
        over = _of_item(line.item)
        if self._highlit[row]:
            over += self.over("lines--chosen")
        segments = [
            Segment(piece.text, self.look(f"lines--{piece.style}") + over) for piece in line.pieces if piece.text
        ]
        used = sum(cell_len(piece.text) for piece in line.pieces)
        width = self.measure
        if used < width:
            segments.append(Segment(" " * (width - used), self.base + over))
        return Strip(segments).crop(0, width) if used > width else segments


@lru_cache(256)
def _of_item(item: int) -> Style:
    """Return the style by which a click finds its item: one for all its rows, for Rich caches sums of styles."""
    return Style(meta={"item": item}) if item >= 0 else Style()
