"""The text of an article: set at a comfortable measure, with its figures, their sources and the signs of others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from store.claims import StoredClaim
from tui.signs import margin_signs
from tui.typesetting import Row, typeset
from tui.versions import Change
from tui.widgets.view import View

# A line longer than this tires the eye on its way back.
MEASURE = 72
# Left of the text: two signs, with a cell of air before, between and after.
GUTTER = 5
_CHANGE_BAR = "▎"
# Rows of text kept in view around the current claim, so that its sentence can be read.
AROUND = 4


class Mark(NamedTuple):
    """A marked stretch of the text: style is the end of a component class, claim the number of the claim it shows."""

    start: int
    end: int
    style: str
    claim: int


class ArticleText(View):
    """Shows a text with its claims; the reader steps from claim to claim, or clicks one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-text--heading",
        "article-text--attributed",
        "article-text--unattributed",
        "article-text--source",
        "article-text--current",
        "article-text--current-unattributed",
        "article-text--current-source",
        "article-text--current-cue",
        "article-text--differs",
        "article-text--agrees",
        "article-text--updates",
        "article-text--part",
        "article-text--added",
        "article-text--removed",
    }

    @dataclass
    class ClaimChanged(Message):
        """Another claim is the current one."""

        claim: int

    def __init__(self) -> None:
        super().__init__()
        self.current = -1
        self._text = ""
        self._claims: Sequence[StoredClaim] = ()
        self._rows: list[Row] = []
        self._starts: list[int] = []
        self._marks: dict[int, list[Mark]] = {}
        self._changes: Sequence[Change] = ()
        self._changed: dict[int, list[Change]] = {}
        self._signs: dict[int, frozenset[str]] = {}
        self._set_for = 0
        self._left = GUTTER
        self._wanted_top = 0
        self._wanted_current = False

    def show(
        self,
        text: str,
        claims: Sequence[StoredClaim],
        current: int,
        *,
        top: int = 0,
        at_current: bool = False,
        changes: Sequence[Change] = (),
    ) -> None:
        """Show a text; current is the number of the current claim, -1 for none.

        top: the text's offset in the first row in view; at_current: scroll on from there to the current claim.
        changes: what in it was added and what removed.
        """
        self._text, self._claims, self.current, self._changes = text, claims, current, changes
        self._set(top, at_current=at_current)

    def renew(self, claims: Sequence[StoredClaim]) -> None:
        """Take the same claims with other signs, where nothing in the text has moved."""
        self._claims = claims
        self._note_signs()
        self.redraw()

    @property
    def top_offset(self) -> int:
        """The offset into the text of the first row in view."""
        return self._rows[min(self.top, len(self._rows) - 1)].start if self._rows else self._wanted_top

    def row_at(self, offset: int) -> int:
        """Return the number of the row that holds the offset into the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def go_to_claim(self, claim: int) -> None:
        """Make a claim the current one, show it, and tell the screen."""
        if not 0 <= claim < len(self._claims):
            return
        touched = {*self._rows_of_claim(self.current), *self._rows_of_claim(claim)}
        changed, self.current = claim != self.current, claim
        self.redraw(touched)
        self._wanted_current = True
        self._reveal_current()
        if changed:
            self.post_message(self.ClaimChanged(claim))

    def step(self, direction: int, *, contested: bool = False) -> None:
        """Go to the next claim (1) or the one before (-1); from what is in view when the reader has scrolled away."""
        number = self._first_in_view(direction) if self._scrolled_away() else self.current + direction
        while 0 <= number < len(self._claims):
            if not contested or "differs" in self._claims[number].signs:
                self.go_to_claim(number)
                return
            number += direction

    def _scrolled_away(self) -> bool:
        rows = self._current_rows()
        return not rows or not self.shows(rows.start, rows.stop)

    def _first_in_view(self, direction: int) -> int:
        """Return the first claim from the top of the view on, or the last one up to its bottom."""
        starts = [held.claim.start for held in self._claims]
        if direction > 0:
            return bisect_left(starts, self.top_offset)
        bottom = min(self.top + self.page, len(self._rows)) - 1
        return bisect_left(starts, self._rows[bottom].end) - 1 if self._rows else -1

    def _set(self, top: int, *, at_current: bool) -> None:
        """Set the text for the view's width; before the first layout, note what is wanted."""
        self._wanted_top, self._wanted_current = top, at_current
        self._set_for = self.measure
        if not self.measure:
            return
        width = max(8, min(MEASURE, self.measure - GUTTER - 1))
        self._left = max(GUTTER, (self.measure - width) // 2)
        figures = [(held.claim.start, held.claim.end) for held in self._claims]
        # Air above and below, so that the text does not hang on the frame.
        end = len(self._text)
        self._rows = [Row(0, 0), *typeset(self._text, width, figures), Row(end, end)]
        self._starts = [row.start for row in self._rows]
        self._marks = {}
        for mark in self._standing_marks():
            for number in self._rows_of(mark.start, mark.end):
                self._marks.setdefault(number, []).append(mark)
        self._changed = {}
        for change in self._changes:
            for number in self._rows_of(change.start, change.end):
                self._changed.setdefault(number, []).append(change)
        self._note_signs()
        self.virtual_size = Size(self.measure, len(self._rows))
        self.redraw()
        self.go_to(self.row_at(top) if top else 0)
        if at_current:
            self._reveal_current()

    def _reveal_current(self) -> None:
        rows = self._current_rows()
        self.reveal(rows.start, rows.stop, around=AROUND)

    def _current_rows(self) -> range:
        """Return the rows of the current claim's figure."""
        if not 0 <= self.current < len(self._claims):
            return range(0)
        held = self._claims[self.current].claim
        return self._rows_of(held.start, held.end)

    def _note_signs(self) -> None:
        self._signs = {}
        for held in self._claims:
            row = self.row_at(held.claim.start)
            self._signs[row] = self._signs.get(row, frozenset()) | held.signs

    def _standing_marks(self) -> Iterator[Mark]:
        """Yield the marks that stand whatever claim is the current one, those to be drawn over others last."""
        # Of claims that share a mention of their source, a click on it means the first.
        for number, held in reversed(list(enumerate(self._claims))):
            if held.claim.source:
                yield Mark(held.claim.source.start, held.claim.source.end, "source", number)
        for number, held in enumerate(self._claims):
            style = "attributed" if held.claim.source else "unattributed"
            yield Mark(held.claim.start, held.claim.end, style, number)

    def _current_marks(self) -> Iterator[Mark]:
        if not 0 <= self.current < len(self._claims):
            return
        claim = self._claims[self.current].claim
        if claim.cue:
            yield Mark(claim.cue.start, claim.cue.end, "current-cue", self.current)
        for mention in claim.via:
            yield Mark(mention.start, mention.end, "current-source", self.current)
        if claim.source:
            yield Mark(claim.source.start, claim.source.end, "current-source", self.current)
        yield Mark(claim.start, claim.end, "current" if claim.source else "current-unattributed", self.current)

    def _rows_of(self, start: int, end: int) -> range:
        return range(self.row_at(start), self.row_at(max(start, end - 1)) + 1)

    def _rows_of_claim(self, number: int) -> Iterator[int]:
        """Yield the rows that look different while a claim is the current one."""
        if not 0 <= number < len(self._claims):
            return
        claim = self._claims[number].claim
        for part in (claim, claim.source, claim.cue, *claim.via):
            if part:
                yield from self._rows_of(part.start, part.end)

    def draw(self, number: int) -> Strip | None:
        if number >= len(self._rows):
            return None
        row = self._rows[number]
        base = self.get_component_rich_style("article-text--heading") if row.heading else self.base
        segments = [*self._margin(number, row.indent), *self._words(number, row, base)]
        used = sum(cell_len(segment.text) for segment in segments)
        width = self.size.width
        if used < width:
            segments.append(Segment(" " * (width - used), self.base))
        return Strip(segments, max(used, width)).crop(0, width)

    def _margin(self, number: int, indent: int) -> Iterator[Segment]:
        looks = margin_signs(self._signs.get(number, ()))[:2]
        signs: list[Segment] = [Segment(" " * (self._left - 2 * len(looks)), self.base)]
        for look in looks:
            signs += [
                Segment(look.sign, self.get_component_rich_style(f"article-text--{look.style}")),
                Segment(" ", self.base),
            ]
        if number in self._changed:
            # A bar beside the text, for those who don't see colours and those who look for the place.
            signs[-1:] = [Segment(signs[-1].text[:-1], self.base), Segment(_CHANGE_BAR, self.base)]
        yield from signs
        yield Segment(" " * indent, self.base)

    def _overlay(self, number: int, row: Row) -> list[str]:
        """Return for each character of a row how it came or went: added, removed, or ""."""
        kinds = [""] * (row.end - row.start)
        for change in self._changed.get(number, ()):
            first, last = max(change.start - row.start, 0), min(change.end - row.start, len(kinds))
            if first < last:
                kinds[first:last] = [change.kind] * (last - first)
        return kinds

    def _words(self, number: int, row: Row, base: Style) -> Iterator[Segment]:
        """Yield the row's text in pieces of one style each."""
        size = row.end - row.start
        text = self._text[row.start : row.end].replace("\n", " ").replace("\t", " ")
        looks: list[Mark | None] = [None] * size
        for mark in (*self._marks.get(number, ()), *self._current_marks()):
            first, last = max(mark.start - row.start, 0), min(mark.end - row.start, size)
            if first < last:
                looks[first:last] = [mark] * (last - first)
        changes = self._overlay(number, row)
        at = 0
        while at < size:
            end = at + 1
            while end < size and looks[end] is looks[at] and changes[end] == changes[at]:
                end += 1
            mark, style = looks[at], base
            if mark is not None:
                style = self.get_component_rich_style(f"article-text--{mark.style}")
                style += Style(meta={"claim": mark.claim})
            if changes[at]:
                style += self._changed_look(changes[at], marked=mark is not None)
            yield Segment(text[at:end], style)
            at = end

    def _changed_look(self, kind: str, *, marked: bool) -> Style:
        """Return what is laid over a stretch that was added or removed; what is marked keeps its colour."""
        look = self.get_component_rich_style(f"article-text--{kind}")
        laid = Style(
            bgcolor=look.bgcolor,
            bold=look.bold or None,
            underline=look.underline or None,
            strike=look.strike or None,
        )
        return laid if marked else laid + Style(color=look.color)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected stretch as it stands in the text, without the line breaks of this view."""
        if not self._rows:
            return None
        start = 0 if selection.start is None else self._offset_of(*selection.start)
        end = len(self._text) if selection.end is None else self._offset_of(*selection.end)
        return self._text[start:end], "\n"

    def _offset_of(self, x: int, y: int) -> int:
        row = self._rows[min(y, len(self._rows) - 1)]
        return min(row.start + max(0, x - self._left - row.indent), row.end)

    def on_resize(self, event: events.Resize) -> None:
        if self.measure != self._set_for:
            in_view = bool(self._rows) and not self._scrolled_away()
            self._set(self.top_offset, at_current=in_view or (not self._rows and self._wanted_current))

    def on_click(self, event: events.Click) -> None:
        claim = event.style.meta.get("claim")
        if claim is not None and not self.text_selection:
            self.go_to_claim(claim)
