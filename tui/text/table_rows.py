"""Tables in a stored text: finds their rows, and places the cells for a width.

A row is a line `| 2019 | $800 million |`, as pages are stored, or `2019 | $800 million`, as Markdown is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

# Blank cells between two columns.
_AIR = 2
_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)*\s*:?-{3,}:?\s*\|?")
_NUMBER = re.compile(r"[-+−–~<>≥≤≈]?\s*[$€£¥]?\d[\d.,]*(?:\s*(?:%|[a-z]{1,9}))?", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell's span of the text, its column counted from the text's left edge, and the blanks before it."""

    start: int
    end: int
    column: int
    blanks: int


class TableRow(NamedTuple):
    """A row of a table; head: it names the columns. rule: the length of a horizontal line instead of cells, or 0."""

    cells: tuple[Cell, ...] = ()
    head: bool = False
    rule: int = 0


def laid_out(text: str, lines: Sequence[tuple[int, int]], width: int) -> dict[int, TableRow]:
    """Return the rows of all tables that fit into width cells, by the start of their line.

    lines: the paragraphs of the text, as start and end. A wider table is set as prose.
    """
    rows: dict[int, TableRow] = {}
    if "|" not in text:
        return rows
    for table in _tables(text, lines):
        rows.update(_rows(text, table, width))
    return rows


def _tables(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines of each table: two or more in succession with the same number of cells."""
    table: list[tuple[int, int]] = []
    columns = 0
    for start, end in lines:
        count = len(_cells(text, start, end))
        if table and count != columns:
            if len(table) > 1:
                yield table
            table = []
        columns = count
        if count > 1:
            table.append((start, end))
    if len(table) > 1:
        yield table


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a line, without the blanks around their words; [] if the line is not a row."""
    line = text[start:end]
    framed = line.startswith("|") and line.endswith("|") and len(line) > 1
    if "\n" in line or not (framed or " | " in line):
        return []
    edges = [match.start() for match in re.finditer(r"\|", line)] if framed else []
    edges = edges or [-1, *(match.start() + 1 for match in re.finditer(r" \| ", line)), len(line)]
    cells = []
    for left, right in pairwise(edges):
        piece = line[left + 1 : right]
        first = start + left + 1 + len(piece) - len(piece.lstrip())
        cells.append((first, first + len(piece.strip())))
    return cells


def _rows(text: str, table: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[int, TableRow]]:
    """Yield the rows of a table with their cells placed, none if it is too wide."""
    rules = [bool(_RULE.fullmatch(text[start:end])) for start, end in table]
    cells = [_cells(text, start, end) for start, end in table]
    body = [row for row, rule in zip(cells, rules, strict=True) if not rule]
    if not body:
        return
    wide = [max(cell_len(text[start:end]) for start, end in column) for column in zip(*body, strict=True)]
    whole = sum(wide) + _AIR * (len(wide) - 1)
    if whole > width:
        return
    # A rule under the column names; columns of numbers are right-aligned.
    right = [
        all(start == end or _NUMBER.fullmatch(text[start:end]) for start, end in column[1:])
        for column in zip(*body, strict=True)
    ]
    for number, (start, _) in enumerate(table):
        if rules[number]:
            yield start, TableRow(rule=whole)
            continue
        placed, edge, used = [], 0, 0
        for (first, last), room, numbers in zip(cells[number], wide, right, strict=True):
            long = cell_len(text[first:last])
            column = edge + (room - long if numbers else 0)
            placed.append(Cell(first, last, column, column - used))
            edge, used = edge + room + _AIR, column + long
        yield start, TableRow(tuple(placed), head=number == 0)
