"""Draws what others say as lines of the panel: by relation and value, with source, outlet and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from extract.claim import Claim
from tui.text.cell_wording import excerpt, figure_given, fit, joined, outlet_of, quoted, source_name
from tui.text.link_groups import Entry, Group, Value
from tui.text.provenance import place_of, position, why
from tui.text.signs import LOOKS
from tui.text.typesetting import typeset
from tui.widgets.claim_card import PanelContent, paragraph
from tui.widgets.lines import Line, Piece

# From this width on, an entry has its value, source, outlet and date in one line.
_WIDE = 56


@dataclass(frozen=True, slots=True)
class Space:
    """The room for the lines: cells, and whether there are enough rows for blank ones."""

    width: int
    roomy: bool


def group_lines(shown: PanelContent, group: Group, first: int, chosen: int, space: Space) -> Iterator[Line]:
    """Yield the lines of a group; first: the number of its first entry; chosen: that of the chosen one."""
    if space.roomy:
        yield Line()
    look = LOOKS[group.relation]
    heading = Piece(f"{look.sign} {look.word}", look.style)
    support_text = {"apart": "by you", "perhaps": str(len(group.entries))}.get(group.relation, str(group.behind))
    yield Line((heading, Piece(f"  {support_text}", "muted")))
    item = first
    for value in group.values:
        alone = len(value.entries) == 1
        if not alone:
            yield _value_line(shown, group, value, item, space.width)
        for entry in value.entries:
            yield from _entry_lines(shown, group, entry, item, item == chosen, alone, space)
            item += 1


def folded_line(groups: Sequence[Group], item: int, chosen: int, width: int) -> Line:
    """Return the line for folded groups: what they are, and how many entries they have."""
    pieces = [Piece("▌ " if item == chosen else "  ", "bar")]
    for group in groups:
        look = LOOKS[group.relation]
        pieces += [Piece(f"{look.sign} {look.word}", look.style), Piece(f"  {len(group.entries)}   ", "muted")]
    used = sum(cell_len(piece.text) for piece in pieces)
    return Line((*pieces, Piece("+ shows them" if used + 12 <= width else "", "muted")), item)


def _value_line(shown: PanelContent, group: Group, value: Value, item: int, width: int) -> Line:
    """Return the line with the value of several entries, and its support."""
    where = position(group.relation, shown.claim, shown.article, value.entries[0].link)
    behind = joined((where, str(value.behind)))
    text = _fit_value(value.claim, behind, width - 4)
    behind = fit(behind, width - cell_len(text) - 4)
    return Line((Piece(f"  {text}", "strong"), Piece(f"  {behind}", "muted")), item)


def _fit_value(claim: Claim, beside: str, width: int) -> str:
    """Return a claim's value, cut only if what stands beside it would have less than a third of the width.

    Half a number is another number: `more than 22,0…`.
    """
    return fit(figure_given(claim), width - min(cell_len(beside), width // 3))


def _entry_lines(
    shown: PanelContent, group: Group, entry: Entry, item: int, chosen: bool, alone: bool, space: Space
) -> Iterator[Line]:
    """Yield an entry: value, source, outlet and date, sentence; the chosen one has more text and the reason."""
    lead = Piece("▌ " if chosen else "  ", "bar")
    room = space.width - 2
    for pieces in _heads(shown, group, entry, alone, room):
        yield Line((lead, *pieces), item)
    for pieces in _quote(entry, room, rows=2 if chosen and space.roomy else 1):
        yield Line((lead, *pieces), item)
    if chosen:
        for line in paragraph(f"why: {why(entry.link.reason)}", room, "cue"):
            yield Line((lead, *line.pieces), item)


def _heads(shown: PanelContent, group: Group, entry: Entry, alone: bool, width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield value, source, outlet and date, in one row if there is room, else in two."""
    link = entry.link
    claim = link.claim.claim
    value = _fit_value(claim, source_name(claim), width - 2) + "  " if alone else ""
    when = position(group.relation, shown.claim, shown.article, link) if alone else ""
    verdict = "by you" if link.verdict == "same" else ""
    where = joined((verdict, when, place_of(link, shown.article), _copies(entry)))
    if when and cell_len(where) > width and link.article.id != shown.article.id:
        # `2 days later` says what the date says.
        where = joined((verdict, when, outlet_of(link.article), _copies(entry)))
    room = width - cell_len(value)
    style = "source" if claim.source else "muted"
    if width < _WIDE or cell_len(source_name(claim)) + cell_len(where) + 3 > room:
        yield Piece(value, "strong"), Piece(fit(source_name(claim), room), style)
        yield (Piece(fit(where, width), "muted"),)
        return
    yield Piece(value, "strong"), Piece(source_name(claim), style), Piece(f" · {where}", "muted")


def _copies(entry: Entry) -> str:
    """Return `also The Ferry, Daybreak`: the outlets that print the same text."""
    names = ", ".join(dict.fromkeys(outlet_of(link.article) for link in entry.copies))
    return f"also {names}" if names else ""


def _quote(entry: Entry, width: int, rows: int) -> Iterator[tuple[Piece, ...]]:
    """Yield rows of pieces: the sentence of the entry's claim in quotation marks, with its figure marked."""
    link = entry.link
    for spare in range(2, width, 6):
        before, figure, after = quoted(
            *excerpt(link.sentence, link.claim.claim.text, width * rows - spare, link.claim.claim.in_line)
        )
        text = f"{before}{figure}{after}"
        span = (len(before), len(before) + len(figure))
        set_rows = typeset(text, width, [span])
        # Rows break between words and lose some width, so shorten the text until it fits.
        if len(set_rows) <= rows:
            break
    for row in set_rows[:rows]:
        first, last = (max(row.start, min(row.end, edge)) for edge in span)
        yield (
            Piece(text[row.start : first], "muted"),
            Piece(text[first:last], "match"),
            Piece(text[last : row.end], "muted"),
        )
