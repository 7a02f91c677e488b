"""Finds aligned pairs: two texts on one story give its figures next to each other, in the same or reverse order."""

import numpy as np

from extract.matching.forest import Matrix
from extract.matching.grouping import CUT
from extract.matching.rows import Flags


def aligned(chances: Matrix) -> Flags:
    """Return True for each pair of two articles' claims that is next to another pair that may be one quantity.

    chances: of all pairs, (claims, other's claims), in text order; the result has the same shape.
    """
    rows, columns = chances.shape
    likely = np.zeros((rows + 2, columns + 2), dtype=bool)
    likely[1:-1, 1:-1] = chances >= CUT
    near: Flags = likely[:-2, :-2] | likely[:-2, 2:] | likely[2:, :-2] | likely[2:, 2:]
    return near
