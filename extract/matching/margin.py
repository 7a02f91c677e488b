"""Computes by how much two claims are more alike than either is to another: the better of two matches stands out."""

import numpy as np

from extract.matching.forest import Matrix
from extract.matching.rows import Flags

# Up to so many triples of claims it is quicker to look at all of them.
_FEW = 1_000_000
# The lead of a pair whose number no other claim gives.
UNRIVALLED = 0.5


def margin(alike: Matrix, repeated: Flags) -> Matrix:
    """Return by how much each pair, (rows, columns), is more alike than the row's best match with another number.

    repeated: which of the columns' claims give one number, (columns, columns).
    """
    if len(alike) * repeated.size <= _FEW:
        few: Matrix = alike - np.where(repeated[None], 0.0, alike[:, None, :]).max(2)
        return few
    # For most columns a row's best match is the rival; only where it gives the column's own number another is sought.
    classes, of_column = np.unique(repeated, axis=0, return_inverse=True)
    best = alike.argmax(1)
    most = np.maximum(alike[np.arange(len(alike)), best], 0)
    rivals = np.repeat(most[:, None], len(classes), axis=1)
    for number, same in enumerate(classes):
        rows = np.flatnonzero(same[best])
        rivals[rows, number] = alike[np.ix_(rows, ~same)].max(1, initial=0)
    margins: Matrix = alike - rivals[:, of_column.ravel()]
    return margins


def lead(alike: Matrix, twins: Flags) -> Matrix:
    """Return by how much each pair, (rows, columns), is more alike than the row's best match with the same number.

    twins: which of the columns' claims give one number with another, (columns, columns); the lead over nobody is
    `UNRIVALLED`.
    """
    rivalled: Flags = twins.sum(1) > 0
    leads: Matrix = np.full_like(alike, UNRIVALLED)
    if len(alike) * twins.size <= _FEW:
        best = np.where(twins[None], alike[:, None, :], -1.0).max(2, initial=-1.0)
        few: Matrix = np.where(rivalled[None], alike - best, leads)
        return few
    for column in np.flatnonzero(rivalled).tolist():
        leads[:, column] = alike[:, column] - alike[:, twins[column]].max(1)
    return leads
