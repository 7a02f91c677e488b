"""Alignment: two texts on one story give its figures next to each other, in the same or the reverse order."""

import numpy as np

from extract.matching.forest import Matrix
from extract.matching.grouping import CUT
from extract.matching.rows import Flags


def aligned(chances: Matrix) -> Flags:
    """Return which pairs of two articles' claims are next to another pair that may be one quantity.

    chances: of all pairs, a row for each claim of one article and a column for each of the other's, in text order.
    """
    rows, columns = chances.shape
    likely = np.zeros((rows + 2, columns + 2), dtype=bool)
    likely[1:-1, 1:-1] = chances >= CUT
    near: Flags = likely[:-2, :-2] | likely[:-2, 2:] | likely[2:, :-2] | likely[2:, 2:]
    return near
