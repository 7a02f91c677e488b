"""Finds the tables in a text by their bars or tabs: each cell with its row and heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
# `|---|---:|` below the headings.
_RULED = re.compile(r"\s*+\|?(?:\s*+:?-{2,}+:?\s*+\|?)++\s*")
_EDGE = re.compile(r"\t|(?<!\S)\|(?!\S)|^\||\|$")
_LABEL = re.compile(r"[^\W\d_]|\d{4}$")
# A cell with more words is prose; a single line with this many parts of this few words is a menu.
LONGEST, MENU_PARTS, MENU_WORDS = 12, 3, 5

Row = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its offsets, and what it measures in the words of its column and its row.

    counts: False for what states no facts: headings, row numbers, menus.
    """

    start: int
    end: int
    label: str
    counts: bool


class Cells:
    """The cells of a text's tables, looked up by offset."""

    def __init__(self, text: str) -> None:
        self._cells = [cell for rows in _tables(text) for cell in _cells(text, rows)]
        self._starts = [cell.start for cell in self._cells]

    def at(self, offset: int) -> Cell | None:
        """Return the cell at an offset, None in prose."""
        number = bisect_right(self._starts, offset) - 1
        return self._cells[number] if number >= 0 and offset < self._cells[number].end else None


def _tables(text: str) -> Iterator[list[Row]]:
    """Yield the rows of each table: successive lines with several parts."""
    if "|" not in text and "\t" not in text:
        return
    rows: list[Row] = []
    last = 0
    for line in _LINE.finditer(text):
        row = _parts(text, *line.span())
        if rows and (len(row) < 2 or "\n\n" in text[last : line.start()]):
            yield rows
            rows = []
        if len(row) > 1:
            rows.append(row)
            last = line.end()
    if rows:
        yield rows


def _parts(text: str, start: int, end: int) -> Row:
    """Return the offsets of a line's parts between bars or tabs; bars around the line don't count."""
    if _RULED.fullmatch(text, start, end) and "|" in text[start:end]:
        return [match.span() for match in re.compile("-{2,}").finditer(text, start, end)]
    edges = [match.span() for match in _EDGE.finditer(text[start:end].rstrip())]
    if not edges:
        return []
    bounds = [0, *(at for edge in edges for at in edge), len(text[start:end].rstrip())]
    return [
        (start + a, start + b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b or 0 < a < bounds[-1]
    ]


def _cells(text: str, rows: list[Row]) -> Iterator[Cell]:
    words = [[text[start:end].strip() for start, end in row] for row in rows]
    if len(rows) == 1:
        if len(words[0]) >= MENU_PARTS and all(len(part.split()) <= MENU_WORDS for part in words[0]):
            yield from (Cell(start, end, "", counts=False) for start, end in rows[0])
        return
    ruled = len(rows) > 1 and all(set(word) == {"-"} for word in words[1])
    headed = ruled or (len(rows) > 2 and not any(re.search(r"\d", word) for word in words[0]))
    body = words[2 if ruled else 1 if headed else 0 :]
    numbered = len(body) > 2 and [row[0].rstrip(".") for row in body] == [str(i + 1) for i in range(len(body))]
    for number, (row, parts) in enumerate(zip(rows, words, strict=True)):
        head = next((word for word in parts[numbered : numbered + 1] if _LABEL.match(word)), "")
        for place, (start, end) in enumerate(row):
            if len(parts[place].split()) > LONGEST:
                continue
            column = words[0][place] if headed and place < len(words[0]) else ""
            label = ", ".join(part for part in (column, head if head != parts[place] else "") if part)
            yield Cell(start, end, label, counts=not (headed and number == 0) and not (numbered and place == 0))
