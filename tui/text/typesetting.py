"""Sets a text in rows of a given width, and keeps each row's offsets in the text.

Offsets are Python str offsets into the text, end exclusive; widths are terminal cells.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from extract.parsing.paragraphs import wrapped_by_hand
from tui.text.table_rows import TableRow, laid_out


class Row(NamedTuple):
    """A row of set text; start equals end for the blank row between two paragraphs.

    table: the cells, if it is a row of a table.
    """

    start: int
    end: int
    indent: int = 0
    heading: bool = False
    table: TableRow | None = None

    @property
    def pieces(self) -> Iterator[tuple[int, int, int]]:
        """The spans of text that it shows: the blanks before each, its start and its end."""
        if self.table is None:
            yield self.indent, self.start, self.end
            return
        for cell in self.table.cells:
            yield cell.blanks, cell.start, cell.end

    def offset_at(self, column: int) -> int:
        """Return the offset into the text at a column of the row, counted from the text's left edge."""
        if self.table is None:
            return min(self.start + max(0, column - self.indent), self.end)
        before = [cell for cell in self.table.cells if cell.column <= column]
        return min(before[-1].start + column - before[-1].column, before[-1].end) if before else self.start


class Paragraph(NamedTuple):
    """A span of text that is one paragraph; tight: it follows the one before without a blank row."""

    start: int
    end: int
    indent: int = 0
    heading: bool = False
    tight: bool = False


# Characters that every terminal draws one cell wide, so a paragraph of them is measured by counting.
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_BULLET = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_BREAKS_AFTER = "-–—/"
_HEADING_LENGTH = 64
# A figure longer than this share of the measure is broken like other words: the gap would be worse.
_KEPT_SHARE = 3


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of text; single line ends in a text wrapped by hand do not end a paragraph."""
    pattern = r"(?:[^\n]|\n(?![ \t]*\n))+" if wrapped_by_hand(text) else r"[^\n]+"
    matches = [match for match in re.finditer(pattern, text) if not match[0].isspace()]
    last_end, last_listed = 0, False
    for number, match in enumerate(matches):
        body = match[0].strip()
        start = match.start() + match[0].index(body[0])
        bullet = _BULLET.match(body)
        beside = last_listed and text.count("\n", last_end, start) < 2
        following = len(matches[number + 1][0]) if number + 1 < len(matches) else 0
        yield Paragraph(
            start,
            start + len(body),
            indent=cell_len(bullet[0]) if bullet else 0,
            heading=not bullet and _is_heading(body, following),
            tight=bool(bullet) and beside,
        )
        last_end, last_listed = start + len(body), bool(bullet)


def _is_heading(body: str, following: int) -> bool:
    """Return True if a line reads like the heading of a longer paragraph of `following` characters."""
    return (
        len(body) <= _HEADING_LENGTH < following
        and "\n" not in body
        and (body[0].isupper() or body[0].isdigit())
        and body[-1].isalnum()
    )


def typeset(text: str, width: int, keep: Sequence[tuple[int, int]] = ()) -> list[Row]:
    """Return the rows of text at width cells, with a blank row between paragraphs.

    keep: sorted spans that are kept on one row unless that leaves a large gap.
    """
    width = max(width, 8)
    flat = text.replace("\n", " ").replace("\t", " ")
    starts = [start for start, _ in keep]
    rows: list[Row] = []
    apart = list(paragraphs(text))
    tables = laid_out(text, [(paragraph.start, paragraph.end) for paragraph in apart], width)
    for paragraph in apart:
        table = tables.get(paragraph.start)
        in_table = table is not None and not table.head and bool(rows) and rows[-1].table is not None
        if rows and not paragraph.tight and not in_table:
            # It gets the end of the paragraph before, so that no two rows begin at one offset.
            rows.append(Row(rows[-1].end, rows[-1].end))
        if table is not None:
            rows.append(Row(paragraph.start, paragraph.end, 0, table.head, table))
            continue
        narrow = _NARROW.fullmatch(flat, paragraph.start, paragraph.end) is not None
        breaks = _narrow_break if narrow else _wide_break
        at, hang = paragraph.start, 0
        while at < paragraph.end:
            room = width - hang
            cut = breaks(flat, at, paragraph.end, room)
            if cut < paragraph.end:
                cut = _kept_whole(flat, at, cut, room, keep, starts)
            end = cut
            while end > at and flat[end - 1] == " ":
                end -= 1
            rows.append(Row(at, end, hang, paragraph.heading))
            at = cut
            while at < paragraph.end and flat[at] == " ":
                at += 1
            hang = paragraph.indent if paragraph.indent < width // 3 else 0
    return rows


def _narrow_break(flat: str, at: int, end: int, room: int) -> int:
    """Return where a row from `at` ends, in a paragraph of one-cell characters."""
    limit = at + room
    if end <= limit:
        return end
    cut = flat.rfind(" ", at + 1, limit + 1)
    for position in range(limit, max(cut, at + 1), -1):
        if _breaks_before(flat, position):
            return position
    return cut if cut > at else limit


def _breaks_before(flat: str, position: int) -> bool:
    """Return True if a word may be broken before position: after a dash or a slash between letters."""
    return flat[position - 1] in _BREAKS_AFTER and flat[position].isalpha() and flat[position - 2].isalnum()


def _wide_break(flat: str, at: int, end: int, room: int) -> int:
    """Return where a row from `at` ends, in a paragraph with wide, combining or unknown characters."""
    best, cells = 0, 0
    was_wide = False
    # A row has at most `room` characters, besides combining ones.
    spans, _ = split_graphemes(flat[at : min(end, at + room * 4)])
    for start, stop, size in spans:
        position = at + start
        if position > at and (flat[position] == " " or was_wide or size > 1 or _breaks_before(flat, position)):
            best = position
        # A blank at the end is dropped, unless something combines with it.
        if cells + size > room and flat[position : at + stop] != " ":
            return best or max(position, at + stop - start)
        cells += size
        was_wide = size > 1
    return min(end, at + (spans[-1][1] if spans else room))


def _kept_whole(flat: str, at: int, cut: int, room: int, keep: Sequence[tuple[int, int]], starts: Sequence[int]) -> int:
    """Return a cut before the kept span that `cut` would break, or `cut` itself."""
    index = bisect_right(starts, cut - 1) - 1
    if index < 0:
        return cut
    start, end = keep[index]
    if not at < start < cut < end or end - start > room // _KEPT_SHARE:
        return cut
    before = flat.rfind(" ", at, start + 1)
    return before if before > at else cut
