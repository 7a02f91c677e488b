"""Boosted decision trees with calibrated chances, read from the weights that `extract.training.fit` writes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.floating[Any]]

# Decisions from a tree's root to its deepest leaf; a leaf leads to itself.
DEPTH = 6


class Forest:
    """Boosted decision trees (Friedman 2001), as `extract.training.fit` writes them; chances are calibrated."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.names: list[str] = model["features"]
        self._base: float = model["base"]
        self._slope, self._shift = model["calibration"]
        self._trees = [
            tuple(np.array(tree[name]) for name in ("feature", "threshold", "left", "right", "value"))
            for tree in model["trees"]
        ]

    def chances(self, columns: Sequence[Matrix]) -> Matrix:
        """Return the chance for each row of the columns, which are in the order of names."""
        table = np.stack(columns, 1)
        rows = np.arange(len(table))
        total = np.full(len(table), self._base)
        for feature, threshold, left, right, value in self._trees:
            at = np.zeros(len(table), dtype=np.intp)
            for _ in range(DEPTH):
                below = table[rows, feature[at]] <= threshold[at]
                at = np.where(below, left[at], right[at])
            total += value[at]
        chances: Matrix = (1 / (1 + np.exp(-(self._slope * total + self._shift)))).astype(np.float32)
        return chances
