"""The text of an article at a comfortable width, with figures, sources and signs marked."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.selection import Selection

from store.library.claims import StoredClaim
from tui.text import marks
from tui.text.marks import Mark
from tui.text.matches import Highlight, Span
from tui.text.set_text import SetText
from tui.text.signs import margin_signs
from tui.text.typesetting import Row
from tui.text.version_diff import Change
from tui.widgets.view import View

# A longer line tires the eye.
MEASURE = 72
# Left of the text: two signs, with a blank cell before, between and after.
GUTTER = 5
_CHANGE_BAR, _QUOTATION_BAR = "▎", "│"
# Rows of text kept in view around the current claim, so that its sentence can be read.
AROUND = 4


class ArticleText(View):
    """Shows a text with its claims; keys step from claim to claim, a click selects one."""

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
        "article-text--match",
        "article-text--current-match",
    }

    # The position of the last row in view, 100 at the end; 0 before the text is laid out. The heading watches it, so
    # that both are drawn in one frame.
    percent = var(0)

    @dataclass
    class ClaimChanged(Message):
        """Another claim is the current one."""

        claim: int

    def __init__(self) -> None:
        super().__init__()
        self.current = -1
        self.text = ""
        self._claims: Sequence[StoredClaim] = ()
        self._set_text = SetText("", MEASURE, ())
        self._marks: dict[int, list[Mark]] = {}
        self._changes: Sequence[Change] = ()
        self._quotations: Sequence[Span] = ()
        self._quoted: frozenset[int] = frozenset()
        self._matches: Sequence[Highlight] = ()
        self._changed: dict[int, list[Change]] = {}
        self._lit: dict[int, list[Highlight]] = {}
        self._signs: dict[int, frozenset[str]] = {}
        self._set_for = 0
        self._left = GUTTER
        self._wanted_top = 0
        self._wanted: Span | None = None

    def show(
        self,
        text: str,
        claims: Sequence[StoredClaim],
        current: int,
        *,
        top: int = 0,
        at: Span | None = None,
        changes: Sequence[Change] = (),
        quotations: Sequence[Span] = (),
    ) -> None:
        """Show a text; current: the number of the current claim, -1 for none.

        top: the text offset of the first row in view; at: a span of the text to scroll to from there. changes: what was
        added and removed; quotations: paragraphs that are block quotations. Highlights are removed.
        """
        self.text, self._claims, self.current, self._changes = text, claims, current, changes
        self._matches, self._quotations = (), quotations
        self._set(top, at)

    def renew(self, claims: Sequence[StoredClaim]) -> None:
        """Replace the claims by the same ones with other signs; no offset has changed."""
        self._claims, before = claims, self._signs
        self._note_signs()
        self.redraw(row for row in {*before, *self._signs} if before.get(row) != self._signs.get(row))

    def highlight(self, matches: Sequence[Highlight]) -> None:
        """Highlight only these spans of the text, of the kinds `match` and `current-match`."""
        before, self._matches = self._lit, matches
        self._lit = self._set_text.by_row(matches)
        self.redraw({row for row in {*before, *self._lit} if before.get(row) != self._lit.get(row)})

    def show_span(self, span: Span) -> None:
        """Scroll as little as needed to show the rows of a span, and some around them."""
        self._wanted = span
        rows = self._set_text.rows_of(*span)
        self.reveal(rows.start, rows.stop, around=AROUND)

    @property
    def top_offset(self) -> int:
        """The text offset of the first row in view."""
        return self.rows[min(self.top, len(self.rows) - 1)].start if self._set_for else self._wanted_top

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the text."""
        return self._set_text.rows

    def row_at(self, offset: int) -> int:
        """Return the number of the row that contains the text offset."""
        return self._set_text.row_at(offset)

    def go_to_claim(self, claim: int) -> None:
        """Make a claim the current one, show it, and tell the screen."""
        if not 0 <= claim < len(self._claims):
            return
        touched = {*self._rows_of_claim(self.current), *self._rows_of_claim(claim)}
        changed, self.current = claim != self.current, claim
        self.redraw(touched)
        self.show_span((self._claims[claim].claim.start, self._claims[claim].claim.end))
        if changed:
            self.post_message(self.ClaimChanged(claim))

    def step(self, direction: int, *, contested: bool = False) -> None:
        """Go to the next claim (1) or the one before (-1), starting in the view if the reader has scrolled away."""
        number = self._first_in_view(direction) if self._scrolled_away() else self.current + direction
        while 0 <= number < len(self._claims):
            if not contested or "differs" in self._claims[number].signs:
                self.go_to_claim(number)
                return
            number += direction

    def _scrolled_away(self) -> bool:
        span = self._current_span()
        return span is None or not self.in_view(span)

    def in_view(self, span: Span) -> bool:
        """Return True if all rows of a span are in view."""
        rows = self._set_text.rows_of(*span)
        return self.shows(rows.start, rows.stop)

    def _first_in_view(self, direction: int) -> int:
        """Return the first claim from the top of the view, or the last one up to its bottom."""
        starts = [stored.claim.start for stored in self._claims]
        if direction > 0:
            return bisect_left(starts, self.top_offset)
        bottom = min(self.top + self.page, len(self.rows)) - 1
        return bisect_left(starts, self.rows[bottom].end) - 1

    def _set(self, top: int, at: Span | None) -> None:
        """Set the text for the view's width; before the first layout, remember what is wanted."""
        self._wanted_top, self._wanted = top, at
        self._set_for = self.measure
        if not self.measure:
            return
        width = max(8, min(MEASURE, self.measure - GUTTER - 1))
        self._left = max(GUTTER, (self.measure - width) // 2)
        figures = [(stored.claim.start, stored.claim.end) for stored in self._claims]
        self._set_text = SetText(self.text, width, figures)
        self._marks = self._set_text.by_row(marks.standing(self._claims))
        self._changed, self._lit = self._set_text.by_row(self._changes), self._set_text.by_row(self._matches)
        quoted = {row for span in self._quotations for row in self._set_text.rows_of(*span)}
        # The bar continues between two paragraphs of one quotation.
        self._quoted = frozenset(quoted | {row + 1 for row in quoted if row + 2 in quoted})
        self._note_signs()
        self.set_height(len(self.rows))
        self.redraw()
        self.go_to(self.row_at(top) if top else 0)
        if at:
            self.show_span(at)
        self._measure_percent()

    def _current_span(self) -> Span | None:
        """Return the span of the current claim's figure."""
        if not 0 <= self.current < len(self._claims):
            return None
        stored = self._claims[self.current].claim
        return stored.start, stored.end

    def _note_signs(self) -> None:
        self._signs = {}
        for stored in self._claims:
            row = self.row_at(stored.claim.start)
            self._signs[row] = self._signs.get(row, frozenset()) | stored.signs

    def _rows_of_claim(self, number: int) -> Iterator[int]:
        """Yield the rows whose look depends on whether a claim is the current one."""
        for mark in marks.current(self._claims, number):
            yield from self._set_text.rows_of(mark.start, mark.end)

    def draw(self, number: int) -> Iterable[Segment] | None:
        if number >= len(self.rows):
            return None
        row = self.rows[number]
        base = self.look("article-text--heading") if row.heading else self.base
        segments = [*self._margin(number), *self._words(number, row, base)]
        if row.table and row.table.rule:
            segments.append(Segment("─" * row.table.rule, base))
        return segments

    def _margin(self, number: int) -> Iterator[Segment]:
        looks = margin_signs(self._signs.get(number, ()))[:2]
        signs: list[Segment] = [Segment(" " * (self._left - 2 * len(looks)), self.base)]
        for look in looks:
            signs += [
                Segment(look.sign, self.look(f"article-text--{look.style}")),
                Segment(" ", self.base),
            ]
        if number in self._changed or number in self._quoted:
            # A bar beside the text, for readers who don't see colours, and for finding the place.
            bar = _CHANGE_BAR if number in self._changed else _QUOTATION_BAR
            signs[-1:] = [Segment(signs[-1].text[:-1], self.base), Segment(bar, self.base)]
        yield from signs

    def _words(self, number: int, row: Row, base: Style) -> Iterator[Segment]:
        """Yield the row's text in pieces of one style."""
        here = (*self._marks.get(number, ()), *marks.current(self._claims, self.current))
        laid = (*self._changed.get(number, ()), *self._lit.get(number, ()))
        for blanks, first, last in row.pieces:
            if blanks:
                yield Segment(" " * blanks, self.base)
            for start, end, mark, over in marks.runs(first, last, here, laid):
                style = base
                if mark is not None:
                    style = self.look(f"article-text--{mark.style}")
                    style += Style(meta={"claim": mark.claim})
                if over:
                    look = self.look(f"article-text--{over}")
                    style += marks.overlaid_style(look, over, marked=mark is not None)
                yield Segment(self.text[start:end].replace("\n", " ").replace("\t", " "), style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text without this view's line breaks."""
        start = 0 if selection.start is None else self._offset_of(*selection.start)
        end = len(self.text) if selection.end is None else self._offset_of(*selection.end)
        return self.text[start:end], "\n"

    def _offset_of(self, x: int, y: int) -> int:
        return self.rows[min(y, len(self.rows) - 1)].offset_at(x - self._left)

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        self._measure_percent()

    def _measure_percent(self) -> None:
        self.percent = min(100, 100 * (self.top + self.page) // len(self.rows)) if self._set_for else 0

    def on_resize(self, event: events.Resize) -> None:
        if self.measure != self._set_for:
            at = self._wanted if not self._set_for else None if self._scrolled_away() else self._current_span()
            self._set(self.top_offset, at)
        self._measure_percent()

    def on_click(self, event: events.Click) -> None:
        claim = event.style.meta.get("claim")
        if claim is not None and not self.text_selection:
            self.go_to_claim(claim)
