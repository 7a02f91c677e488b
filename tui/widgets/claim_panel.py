"""The panel beside the text: who says the current claim, and what others say about the same quantity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from extract.claim import Claim
from store.claims import StoredClaim
from store.links import Link
from tui.numerals import large
from tui.relations import Group, grouped
from tui.signs import LOOKS
from tui.typesetting import typeset
from tui.widgets.lines import Line, Lines, Piece
from tui.wording import counted, day, excerpt, fit, joined, measured, one_line, relayed, source_name, stance

# A panel with fewer rows shows the claim in two lines instead of a small page.
_ROOMY_ROWS = 14
# A panel with as many draws the figure large.
_TALL_ROWS = 24
# From this width a link has its value, source, outlet and date in one line.
_WIDE = 56


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows: a claim, its number among so many of its article, and its links."""

    claim: StoredClaim
    number: int
    of: int
    groups: tuple[Group, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in the order of the panel."""
        return tuple(link for group in self.groups for link in group.links)


class ClaimPanel(Lines):
    """Shows a claim and its links by relation; the chosen link says why it is thought to be about the same."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._blank = ""

    def link_at(self, item: int) -> Link | None:
        """Return the link with this number in the panel."""
        links = self._shown.links if self._shown else ()
        return links[item] if 0 <= item < len(links) else None

    def show(self, claim: StoredClaim, number: int, of: int, links: Iterable[Link], *, chosen: int = 0) -> None:
        """Show a claim: its number from 1 on, of how many, its links, and the number of the chosen one."""
        self._shown = Shown(claim, number, of, tuple(grouped(links)))
        self.chosen = chosen if self._shown.links else -1
        self.relay()
        self.go_to(0)
        if chosen > 0:
            self.reveal_chosen()

    def show_nothing(self, reason: str) -> None:
        """Show why there is no claim to show."""
        self._shown, self._blank, self.chosen = None, reason, -1
        self.relay()

    def lines_for(self, width: int) -> Iterator[Line]:
        if self._shown is None:
            yield from _paragraph(self._blank, width, "muted")
            return
        room = width - 1
        roomy = self.page >= _ROOMY_ROWS
        yield from _card(self._shown, room, tall=self.page >= _TALL_ROWS) if roomy else _short_card(self._shown, room)
        if not self._shown.groups:
            yield Line()
            yield from _paragraph("No other article in the library speaks of this quantity.", room, "muted")
        item = 0
        for group in self._shown.groups:
            if roomy:
                yield Line()
            yield _group_line(group)
            for link in group.links:
                yield from _link_lines(link, item, room, chosen=item == self.chosen, roomy=roomy)
                item += 1


def _card(shown: Shown, width: int, *, tall: bool) -> Iterator[Line]:
    """Yield the claim as a small page: its number, the figure, what it measures, who says so, how."""
    claim = shown.claim.claim
    yield Line()
    yield Line((Piece(f"CLAIM {shown.number} of {shown.of}", "heading"),))
    yield Line()
    figure = one_line(claim.text)
    drawn = large(figure, width) if tall else None
    style = ("figure" if claim.source else "muted") if drawn else _figure_style(claim)
    for row in drawn or (fit(figure, width),):
        yield Line((Piece(row, style),))
    yield from _paragraph(measured(claim), width, "text")
    yield Line()
    if claim.source:
        said = f" “{one_line(claim.cue.text)}”" if claim.cue else ""
        yield Line((Piece(fit(source_name(claim), width - cell_len(said)), "source"), Piece(said, "cue")))
    if relay := relayed(claim):
        yield Line((Piece(fit(relay, width), "muted"),))
    yield from _paragraph(stance(claim), width, "muted")


def _short_card(shown: Shown, width: int) -> Iterator[Line]:
    """Yield the claim in two lines, for a panel under the text."""
    claim = shown.claim.claim
    place = f"{shown.number} of {shown.of}  "
    figure = fit(one_line(claim.text), width - cell_len(place))
    rest = width - cell_len(place) - cell_len(figure) - 2
    yield Line(
        (
            Piece(place, "heading"),
            Piece(figure, _figure_style(claim)),
            Piece(f"  {fit(measured(claim), rest)}" if rest > 4 else ""),
        )
    )
    if not claim.source:
        yield Line((Piece(fit(stance(claim), width), "muted"),))
        return
    source = fit(source_name(claim), width)
    said = fit(f" “{one_line(claim.cue.text)}”", width - cell_len(source)) if claim.cue else ""
    rest = width - cell_len(source) - cell_len(said) - 3
    how = f" · {fit(joined((relayed(claim), stance(claim))), rest)}" if rest > 8 else ""
    yield Line((Piece(source, "source"), Piece(said, "cue"), Piece(how, "muted")))


def _figure_style(claim: Claim) -> str:
    return "attributed" if claim.source else "unattributed"


def _group_line(group: Group) -> Line:
    look = LOOKS[group.relation]
    behind = f"  {counted(group.sources, 'source')}, {counted(group.articles, 'article')}"
    return Line((Piece(f"{look.sign} {look.word}", look.style), Piece(behind, "muted")))


def _link_lines(link: Link, item: int, width: int, *, chosen: bool, roomy: bool) -> Iterator[Line]:
    """Yield a link: value and source, outlet and date, a line of its text; the chosen one has more text and why."""
    lead = Piece("▌ " if chosen else "  ", "heading")
    room = width - 2
    for pieces in _heads(link, room):
        yield Line((lead, *pieces), item)
    for pieces in _told(link, room, rows=2 if chosen and roomy else 1):
        yield Line((lead, *pieces), item)
    if chosen:
        for line in _paragraph(f"why: {one_line(link.reason)}", room, "cue"):
            yield Line((lead, *line.pieces), item)


def _heads(link: Link, width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield value, source, outlet and date, in one row where there is room, else in two."""
    claim = link.claim.claim
    value = fit(one_line(claim.text), width // 3)
    where = joined((one_line(link.article.outlet), day(link.article.published)))
    room = width - cell_len(value) - 2
    style = "source" if claim.source else "muted"
    if width < _WIDE:
        yield Piece(f"{value}  ", "strong"), Piece(fit(source_name(claim), room), style)
        yield (Piece(fit(where, width), "muted"),)
        return
    source = fit(source_name(claim), max(12, room - cell_len(where) - 3))
    rest = fit(where, room - cell_len(source) - 3)
    yield Piece(f"{value}  ", "strong"), Piece(source, style), Piece(f" · {rest}", "muted")


def _told(link: Link, width: int, rows: int) -> Iterator[tuple[Piece, ...]]:
    """Yield rows of pieces: the sentence that the link's claim stands in, its figure marked, in quotation marks."""
    for spare in range(2, width, 6):
        before, figure, after = excerpt(link.sentence, link.claim.claim.text, width * rows - spare)
        text = f"“{before}{figure}{after}”"
        span = (1 + len(before), 1 + len(before) + len(figure))
        set_rows = typeset(text, width, [span])
        # Rows break between words, so that a part of their width is lost: less text is tried until it fits.
        if len(set_rows) <= rows:
            break
    for row in set_rows[:rows]:
        first, last = (max(row.start, min(row.end, edge)) for edge in span)
        yield (
            Piece(text[row.start : first], "muted"),
            Piece(text[first:last], "match"),
            Piece(text[last : row.end], "muted"),
        )


def _paragraph(text: str, width: int, style: str) -> Iterator[Line]:
    for row in typeset(text, width):
        yield Line((Piece(text[row.start : row.end], style),))
