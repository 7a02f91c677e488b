"""Boosted decision trees with calibrated chances, using the weights that `extract.training.fit` writes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.floating[Any]]

# Decisions from a tree's root to its deepest leaf that `extract.training.fit` allows.
DEPTH = 6
# The most leaves of a tree: a bit for each, from left to right.
LEAVES = 16
_ALL = np.uint16(2**LEAVES - 1)
# The position of the lowest set bit of each number.
_LOWEST = np.array([(number & -number).bit_length() - 1 for number in range(2**LEAVES)], dtype=np.intp)
# How many rows are processed together, so that the decisions fit into the processor's cache.
_ROWS = 512


class Forest:
    """Boosted decision trees (Friedman 2001), as `extract.training.fit` writes them; chances are calibrated.

    All decisions of all trees are made at once (QuickScorer, Lucchese et al. 2015): each that fails rules out the
    leaves on its left, and a row falls into the first remaining leaf.
    """

    def __init__(self, model: dict[str, Any]) -> None:
        self.names: list[str] = model["features"]
        self._base: float = model["base"]
        self._slope, self._shift = model["calibration"]
        trees = [_decisions(tree) for tree in model["trees"]]
        count = max((len(decisions) for decisions, _ in trees), default=0)
        # An entry per decision, then per tree; missing decisions rule out nothing.
        self._feature = np.zeros((count, len(trees)), dtype=np.intp)
        self._threshold = np.zeros((count, len(trees), 1), dtype=np.float32)
        self._left = np.full((count, len(trees), 1), _ALL, dtype=np.uint16)
        self._values = np.zeros((len(trees), LEAVES))
        for tree, (decisions, values) in enumerate(trees):
            self._values[tree, : len(values)] = values
            for number, (feature, threshold, left) in enumerate(decisions):
                self._feature[number, tree] = feature
                self._threshold[number, tree] = _below(threshold)
                self._left[number, tree] = left

    def chances(self, columns: Sequence[Matrix]) -> Matrix:
        """Return the chance for each row of the columns, which are in the order of names."""
        table = np.stack(columns).astype(np.float32, copy=False)
        parts = [self._total(table[:, start : start + _ROWS]) for start in range(0, table.shape[1], _ROWS)]
        total = np.concatenate([np.zeros(0), *parts])
        chances: Matrix = (1 / (1 + np.exp(-(self._slope * total + self._shift)))).astype(np.float32)
        return chances

    def _total(self, table: Matrix) -> Matrix:
        """Return the sum of the trees for each column of a table of features."""
        left = np.full((self._feature.shape[1], table.shape[1]), _ALL, dtype=np.uint16)
        for feature, threshold, remaining in zip(self._feature, self._threshold, self._left, strict=True):
            left &= np.where(table[feature] <= threshold, _ALL, remaining)
        trees = np.arange(len(self._values))[:, None]
        total: Matrix = self._base + self._values[trees, _LOWEST[left]].sum(0)
        return total


def _decisions(tree: dict[str, list[Any]]) -> tuple[list[tuple[int, float, int]], list[float]]:
    """Return the decisions of a tree, and the values of its leaves from left to right.

    A decision is a feature, the largest value for which it is true, and the bits of the leaves that remain if it is
    false.
    """
    decisions: list[tuple[int, float, int]] = []
    values: list[float] = []

    def walk(node: int) -> None:
        if tree["left"][node] == node:
            values.append(tree["value"][node])
            return
        first = len(values)
        walk(tree["left"][node])
        ruled_out = (1 << len(values)) - (1 << first)
        decisions.append((tree["feature"][node], tree["threshold"][node], int(_ALL) & ~ruled_out))
        walk(tree["right"][node])

    walk(0)
    if len(values) > LEAVES:
        raise ValueError(f"a tree has {len(values)} leaves, more than {LEAVES}")
    return decisions, values


def _below(threshold: float) -> np.float32:
    """Return the largest 32-bit float that is not larger, so that comparisons give the same results."""
    near = np.float32(threshold)
    return near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf))
