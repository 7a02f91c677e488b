"""Decides which values can be plotted over time, where, and with which mark for the source."""

from dataclasses import dataclass
from datetime import datetime

from store.linking.timeline import Point, moment_of, value_of

_OPEN = {">": 1, ">=": 1, "<": -1, "<=": -1}
# The marks of the sources; further sources share the last one.
MARKERS = ("●", "■", "▲", "◆", "▼", "✚", "•")


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to draw; low, high: its range, both the value itself if it is exact. source: from 0.

    open: 1 if it may be any larger, as `at least 50`; -1 if it may be any smaller.
    """

    moment: datetime
    value: float
    low: float
    high: float
    source: int
    open: int = 0


def look(source: int) -> int:
    """Return the number of a source's look among MARKERS."""
    return min(source, len(MARKERS) - 1)


def mark(point: Point, source: int) -> Mark | None:
    """Return a value's mark in the plot, None if it has no time or no number, or is denied."""
    claim, moment = point.claim.claim, moment_of(point.as_of)
    value = value_of(claim)
    if moment is None or value is None or point.denies:
        return None
    low = claim.low if claim.value is None and claim.low is not None else value
    high = claim.high if claim.value is None and claim.high is not None else value
    return Mark(moment, value, low, high, source, _OPEN.get(claim.bound, 0) if low == high else 0)
