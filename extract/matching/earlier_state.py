"""Finds the number that a text sets a count against, which it was before: `19 soldiers were killed, up from 14`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.lexicon import words
from extract.matching.forest import Matrix
from extract.matching.placed import Placed

_UP_FROM = re.compile(r"\b(?:up|down) from (?:just |only |about |around |an? earlier )?$")
_COUNTS = frozenset({"count", "other"})


def rose_or_fell(a: Placed, b: Placed) -> bool:
    """Return True if one sentence sets a count of what goes on against what it was before."""
    first, last = sorted((a.claim, b.claim), key=lambda claim: claim.start)
    counts = {first.kind, last.kind} <= _COUNTS and first.about.event in words("events", "moving")
    alike = first.about.event == last.about.event and first.about.counted == last.about.counted
    return counts and alike and a.text == b.text and bool(_UP_FROM.search((b if b.claim == last else a).around[0]))


def earlier_states(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """Return the places of counts and of the numbers right behind them that they are set against."""
    return [(place, place + 1) for place, (a, b) in enumerate(pairwise(placed)) if rose_or_fell(a, b)]


def share(chances: Matrix, rows: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]) -> None:
    """Give a count and what it was before one chance each: what states the one states the other, however worded.

    chances: of all pairs of two articles' claims; rows, columns: what `earlier_states` returns for each article.
    """
    for pair in map(list, rows):
        chances[pair] = chances[pair].max(0)
    for pair in map(list, columns):
        chances[:, pair] = chances[:, pair].max(1, keepdims=True)
