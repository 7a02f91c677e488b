"""Multiplies matrices so that the result depends only on their numbers, not on the order of summation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Numbers are rounded to multiples of this: sums of some hundred products of numbers below 100 then fit float64 exactly.
GRID = 2.0**-14


def product(left: NDArray[np.floating[Any]], right: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Return left @ right, the same for any number of threads and rows.

    BLAS adds in an order that depends on threads and rows; exact sums are the same in every order.
    """
    return on_grid_product(on_grid(left), on_grid(right))


def on_grid_product(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the product of two matrices from `on_grid`, for weights that are rounded once."""
    return (left @ right * GRID**2).astype(np.float32)


def on_grid(numbers: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return numbers as whole multiples of GRID."""
    return np.rint(numbers.astype(np.float64) / GRID)
