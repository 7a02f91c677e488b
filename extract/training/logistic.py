"""Fits logistic regressions whose weights apply to unscaled features."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from extract.matching.forest import Matrix


def logistic_weights(
    names: Sequence[str], parts: Sequence[Matrix], same: NDArray[np.bool_], sample_weight: NDArray[np.float64]
) -> dict[str, float]:
    """Return the weights for unscaled features by name, and the `bias`.

    parts: tables with a column for each name; features are scaled by the mean and the spread of the first.
    """
    middle, spread = parts[0].mean(0), parts[0].std(0) + 1e-6
    scaled = np.concatenate([(rows - middle) / spread for rows in parts])
    model = LogisticRegression(C=1, max_iter=500).fit(scaled, same, sample_weight=sample_weight)
    weights = model.coef_[0] / spread
    bias = model.intercept_[0] - weights @ middle
    return dict(zip((*names, "bias"), map(float, (*weights, bias)), strict=True))
