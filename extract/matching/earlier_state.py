"""Finds a count's earlier value in a text: `19 soldiers were killed, up from 14`."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.lexicon import words
from extract.matching.placed import Placed

if TYPE_CHECKING:
    from extract.matching.forest import Matrix

_UP_FROM = re.compile(r"\b(?:up|down) from (?:just |only |about |around |an? earlier )?$")
_COUNTS = frozenset({"count", "other"})


def rose_or_fell(a: Placed, b: Placed) -> bool:
    """Return True if a sentence compares a developing count with its earlier value."""
    if a.text != b.text:
        return False
    first, last = sorted((a.claim, b.claim), key=lambda claim: claim.start)
    counts = {first.kind, last.kind} <= _COUNTS and first.about.event in words("events", "moving")
    alike = first.about.event == last.about.event and first.about.counted == last.about.counted
    return counts and alike and bool(_UP_FROM.search((b if b.claim == last else a).around[0]))


def earlier_states(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """Return the indices of counts and of their earlier values right after them."""
    return [(place, place + 1) for place, (a, b) in enumerate(pairwise(placed)) if rose_or_fell(a, b)]


def share(chances: "Matrix", rows: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]) -> None:
    """Give a count and its earlier value the same chances, in place: a claim that states one states the other.

    chances: of all pairs of two articles' claims; rows, columns: the results of `earlier_states` for each article.
    """
    for pair in map(list, rows):
        chances[pair] = chances[pair].max(0)
    for pair in map(list, columns):
        chances[:, pair] = chances[:, pair].max(1, keepdims=True)
