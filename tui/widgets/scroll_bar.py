"""The scroll bar of a view: a thumb in its last column that shows which part of the rows is in view."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

# A row of the bar is drawn in eighths, from the bottom up.
_EIGHTHS = " ▁▂▃▄▅▆▇"
_FULL = 8


class Cell(NamedTuple):
    """A row of the bar: a glyph, and whether its colours are reversed."""

    glyph: str
    reverse: bool


NOTHING, _THUMB = Cell(" ", False), Cell(" ", True)


def cells(rows: int, page: int, top: int) -> Sequence[Cell]:
    """Return the bar of a view that shows `page` of its rows, from `top` on; without a thumb if it shows all."""
    if rows <= page:
        return [NOTHING] * page
    size = max(1, page * page / rows)
    start = int(_FULL * (page - size) * min(1, top / (rows - page)))
    return [_cell(start - _FULL * y, start + ceil(_FULL * size) - _FULL * y) for y in range(page)]


def _cell(start: int, end: int) -> Cell:
    """Return a cell of which the eighths from start to end, counted from its top, belong to the thumb."""
    if end <= 0 or start >= _FULL:
        return NOTHING
    if start > 0:
        return Cell(_EIGHTHS[_FULL - start], False)
    return Cell(_EIGHTHS[_FULL - end], True) if end < _FULL else _THUMB
