"""Selects the claims to compare from articles with thousands, so that time and memory stay within bounds."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from extract.matching.side import Side

# The most claims of one article that are compared with another's: all pairs of this many take seconds. Articles have
# some twenty claims; those with more than MOST are reports, tables or whole editions of a day.
MOST = 1_000
# Claims whose vectors are multiplied at a time.
_AT_ONCE = 2_000


def closest(a: "Side", b: "Side") -> tuple[list[int], list[int]]:
    """Return the indices of two articles' claims to compare, ascending: all, or the MOST that are most similar."""
    if len(a) <= MOST and len(b) <= MOST:
        return list(range(len(a))), list(range(len(b)))
    (label, clause), (other_label, other_clause) = a.meanings.units, b.meanings.units
    here = np.full(len(a), -1.0, dtype=np.float32)
    there = np.full(len(b), -1.0, dtype=np.float32)
    for start in range(0, len(a), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        for begin in range(0, len(b), _AT_ONCE):
            columns = slice(begin, begin + _AT_ONCE)
            alike = label[rows] @ other_label[columns].T + clause[rows] @ other_clause[columns].T
            here[rows] = np.maximum(here[rows], alike.max(1))
            there[columns] = np.maximum(there[columns], alike.max(0))
    return _foremost(here), _foremost(there)


def _foremost(likeness: NDArray[np.float32]) -> list[int]:
    numbers: list[int] = np.sort(np.argsort(-likeness, kind="stable")[:MOST]).tolist()
    return numbers
