"""Computes what the words or places of two articles' claims have in common, for all pairs of claims at once."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from extract.matching.forest import Matrix
from extract.matching.rare_words import LEAST, Weighed
from extract.matching.rows import Flags

Sets = Sequence[Collection[str]]


def common(a: Sets, b: Sets) -> tuple[Matrix, Matrix, Matrix]:
    """Return how many members each two sets share, (a, b), and the sizes of a's, (a, 1), and b's, (1, b)."""
    here, there = (np.array([len(members) for members in sets], dtype=np.float32) for sets in (a, b))
    return _shared(a, b), here[:, None], there[None, :]


def overlap(shared: Matrix, here: Matrix, there: Matrix) -> Matrix:
    """Return the share of two sets' members that are in both, from the result of `common`."""
    return shared / np.maximum(here + there - shared, 1)


def contained(shared: Matrix, here: Matrix, there: Matrix) -> Matrix:
    """Return the share of the smaller set that is in the other, from the result of `common`."""
    return shared / np.maximum(np.minimum(here, there), 1)


def apart(a: Sets, b: Sets) -> Flags:
    """Return True for each two sets, (a, b), that have members, but none in common."""
    shared, here, there = common(a, b)
    without: Flags = (shared == 0) & (here > 0) & (there > 0)
    return without


def rarity(a: Sequence[Weighed], b: Sequence[Weighed]) -> tuple[Matrix, Matrix]:
    """Return the weight of the words that two sentences share, (a, b), and its ratio to the lighter sentence's weight.

    The latter is above 1 where the other article has fewer sentences with these words.
    """
    here, there = (
        np.array([sum([weight * weight for weight in weights.values()]) for weights in sentences], dtype=np.float32)
        for sentences in (a, b)
    )
    shared = _shared(a, b)
    return shared, shared / np.maximum(np.minimum(here[:, None], there[None, :]), LEAST)


def _shared(a: Sets, b: Sets) -> Matrix:
    """Return how many members each two sets share, (a, b); if members have weights, the sum of their products."""
    columns = {member: column for column, member in enumerate(frozenset().union(*a) & frozenset().union(*b))}
    here, there = (_table(sets, columns) for sets in (a, b))
    return here @ there.T


def _table(sets: Sets, columns: Mapping[str, int]) -> Matrix:
    table = np.zeros((len(sets), len(columns)), dtype=np.float32)
    for row, members in enumerate(sets):
        some = [member for member in members if member in columns]
        table[row, [columns[member] for member in some]] = (
            [members[member] for member in some] if isinstance(members, dict) else 1
        )
    return table
