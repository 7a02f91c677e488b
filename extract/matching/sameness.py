"""Says how likely it is that two claims state one quantity, for all claims of two articles at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.relation import Placed, are_strangers, chance_of_one


class Side:
    """The claims of one article, ready to be compared."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = tuple(placed)

    def __len__(self) -> int:
        return len(self.placed)


def chances(a: Side, b: Side) -> NDArray[np.float32]:
    """Return in (len(a), len(b)) numbers from 0 to 1 how likely claim i of a and claim j of b state one quantity."""
    found = np.zeros((len(a), len(b)), dtype=np.float32)
    if not len(a) or not len(b) or are_strangers(a.placed[0], b.placed[0]):
        return found
    for i, one in enumerate(a.placed):
        for j, other in enumerate(b.placed):
            found[i, j] = chance_of_one(one, other)
    return found
