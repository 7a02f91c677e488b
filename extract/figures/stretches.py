"""Looks up spans of a text by offset, fast enough for a long text with many figures."""

from bisect import bisect_left
from collections.abc import Iterable


class Stretches:
    """A set of spans (start, end), end exclusive; overlapping ones count as one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Return True if any span shares a character with start to end."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and start < self._ends[before]
