"""A text set in rows for a width: maps offsets to rows and back."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from tui.text.typesetting import Row, typeset


class Stretch(Protocol):
    """A span of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Some = TypeVar("Some", bound=Stretch)


class SetText:
    """The rows of a text at a width, with a blank one before the first and after the last.

    keep: sorted spans that are kept on one row unless that leaves a large gap.
    """

    def __init__(self, text: str, width: int, keep: Sequence[tuple[int, int]]) -> None:
        end = len(text)
        # Space above and below, so that the text does not touch the frame.
        self.rows = [Row(0, 0), *typeset(text, width, keep), Row(end, end)]
        self._starts = [row.start for row in self.rows]

    def row_at(self, offset: int) -> int:
        """Return the number of the row that contains the text offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, start: int, end: int) -> range:
        """Return the numbers of the rows that contain a span of the text."""
        return range(self.row_at(start), self.row_at(max(start, end - 1)) + 1)

    def by_row(self, stretches: Iterable[Some]) -> dict[int, list[Some]]:
        """Return the spans on each row, in their order, by row number."""
        by_row: dict[int, list[Some]] = {}
        for stretch in stretches:
            for number in self.rows_of(stretch.start, stretch.end):
                by_row.setdefault(number, []).append(stretch)
        return by_row
