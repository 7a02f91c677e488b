"""Multiplies matrices so that the result depends only on their numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Numbers are rounded to multiples of this: sums of some hundred products of numbers below 100 then fit float64 exactly.
GRID = 2.0**-14


def product(left: NDArray[np.floating[Any]], right: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Return left @ right, the same for any number of threads and rows.

    BLAS adds in an order that depends on threads and rows; exact sums are the same in every order.
    """
    whole: NDArray[np.float64] = _on_grid(left) @ _on_grid(right)
    return (whole * GRID**2).astype(np.float32)


def _on_grid(numbers: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return numbers rounded to multiples of GRID."""
    return np.rint(numbers.astype(np.float64) / GRID)
