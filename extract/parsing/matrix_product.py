"""Multiplies matrices so that nothing but their numbers decides the result."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Numbers are rounded to this part of 1: sums of some hundred products of numbers below 100 then fit float64 exactly.
GRID = 2.0**-14


def product(left: NDArray[np.floating[Any]], right: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Return left @ right, the same for any number of threads and rows.

    BLAS adds in another order when it has more threads or rows; sums that are exact are the same in every order.
    """
    whole: NDArray[np.float64] = _on_grid(left) @ _on_grid(right)
    return (whole * GRID**2).astype(np.float32)


def _on_grid(numbers: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return numbers as whole multiples of GRID."""
    return np.rint(numbers.astype(np.float64) / GRID)
