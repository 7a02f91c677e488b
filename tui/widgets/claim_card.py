"""The head of the panel: the current claim, what it measures, its source, and its value's support."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from extract.claim import Claim
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.links import Link
from store.linking.voices import Support
from tui.text.big_digits import large
from tui.text.cell_wording import counted, fit, joined, measured, one_line, relayed, source_name, stance
from tui.text.link_groups import Entry, Group
from tui.text.typesetting import typeset
from tui.widgets.lines import Line, Piece

# Words cut shorter than this say nothing.
_STUMP = 16


@dataclass(frozen=True, slots=True)
class PanelContent:
    """What the panel shows: a claim of an article, its number and the total, and its links.

    behind: the support for the claim's own value, including itself. note: the reader's, "" for none. label: of its
    quantity, "" if unknown.
    """

    claim: StoredClaim
    article: Article
    number: int
    of: int
    groups: tuple[Group, ...]
    behind: Support
    note: str
    label: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of what others say, in the panel's order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that represent the entries."""
        return tuple(entry.link for entry in self.entries)

    @property
    def support(self) -> str:
        """Return how many give the value, if others do."""
        return f"this value: {self.behind}" if self.behind.articles > 1 else ""


def card(shown: PanelContent, width: int, *, tall: bool) -> Iterator[Line]:
    """Yield the claim as a small page: the figure, what it measures, who says so and how."""
    claim = shown.claim.claim
    yield Line()
    figure = one_line(claim.text)
    drawn = large(figure, width) if tall else None
    style = ("figure" if claim.source else "muted") if drawn else _figure_style(claim)
    for row in drawn or (fit(figure, width),):
        yield Line((Piece(row, style),))
    yield from paragraph(measured(claim), width, "text")
    if shown.label and shown.label.casefold() not in measured(claim).casefold():
        # These words come from any of the articles that state the quantity.
        yield from paragraph(f"quantity: {one_line(shown.label)}", width, "muted")
    yield Line()
    if claim.source:
        cue = f" “{one_line(claim.cue.text)}”" if claim.cue else ""
        yield Line((Piece(fit(source_name(claim), width - cell_len(cue)), "source"), Piece(cue, "cue")))
    if relay := relayed(claim):
        yield Line((Piece(fit(relay, width), "muted"),))
    yield from paragraph(stance(claim), width, "muted")
    if shown.support:
        yield Line((Piece(shown.support, "muted"),))
    if shown.note:
        yield from paragraph(f"note: {shown.note}", width, "strong")


def short_card(shown: PanelContent, width: int) -> Iterator[Line]:
    """Yield the claim in two lines, for a panel below the text; a note takes a third."""
    claim = shown.claim.claim
    figure = fit(one_line(claim.text), width)
    rest = width - cell_len(figure) - 2
    yield Line(
        (
            Piece(figure, _figure_style(claim)),
            Piece(f"  {fit(measured(claim), rest)}" if rest > 4 else ""),
        )
    )
    yield Line(_attribution(shown, width))
    if shown.note:
        yield Line((Piece(fit(f"note: {shown.note}", width), "strong"),))


def _attribution(shown: PanelContent, width: int) -> tuple[Piece, ...]:
    """Return in one line who says the claim and how, a denial first; parts that would be cut too short are dropped."""
    claim = shown.claim.claim
    if not claim.source:
        others = shown.behind.articles - 1
        if others > 0 and not (shown.behind.sources or claim.quoted) and claim.stance == "asserted":
            words = f"no source: this article and {counted(others, 'other')} say so themselves"
        else:
            words = joined((shown.support, stance(claim)))
        return (Piece(fit(words, width), "muted"),)
    source = fit(source_name(claim), width)
    cue = fit(f" “{one_line(claim.cue.text)}”", width - cell_len(source)) if claim.cue else ""
    parts = [relayed(claim), shown.support]
    parts.insert(len(parts) if claim.stance == "asserted" else 0, stance(claim))
    how = ""
    for part in filter(None, parts):
        room = width - cell_len(source + cue + how) - 3
        how += f" · {fit(part, room)}" if room >= min(cell_len(part), _STUMP) else ""
    return Piece(source, "source"), Piece(cue, "cue"), Piece(how, "muted")


def paragraph(text: str, width: int, style: str) -> Iterator[Line]:
    """Yield the lines of a text in one style."""
    for row in typeset(text, width):
        yield Line((Piece(text[row.start : row.end], style),))


def _figure_style(claim: Claim) -> str:
    return "attributed" if claim.source else "unattributed"
