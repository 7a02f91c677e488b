"""By how much two claims are more alike than either is to any other: the better of two matches stands out."""

import numpy as np

from extract.matching.forest import Matrix

# Up to so many triples of claims all are looked at, which is quicker.
_FEW = 1_000_000


def margin(alike: Matrix, repeated: Matrix) -> Matrix:
    """Return by how much each pair is more alike than the row's best match that gives another number.

    repeated: which of the columns' claims give one number, (columns, columns).
    """
    if len(alike) * repeated.size <= _FEW:
        few: Matrix = alike - np.where(repeated[None] > 0, 0.0, alike[:, None, :]).max(2)
        return few
    # For most columns a row's best match is the rival; only where it gives the column's own number another is sought.
    classes, of_column = np.unique(repeated > 0, axis=0, return_inverse=True)
    best = alike.argmax(1)
    most = np.maximum(alike[np.arange(len(alike)), best], 0)
    rivals = np.repeat(most[:, None], len(classes), axis=1)
    for number, same in enumerate(classes):
        rows = np.flatnonzero(same[best])
        rivals[rows, number] = alike[np.ix_(rows, ~same)].max(1, initial=0)
    margins: Matrix = alike - rivals[:, of_column.ravel()]
    return margins
