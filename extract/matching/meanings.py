"""Unpacks and compares the vectors in claims' meanings: of what is counted, and of its clause."""

from collections.abc import Sequence
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from extract.base85 import unpack
from extract.matching.forest import Matrix

Steps = NDArray[np.float32]

# The numbers in each of the two vectors of a meaning.
WIDTH = 64


class Meanings:
    """The vectors of several claims, as the whole numbers that meanings store.

    Products of whole numbers are exact, so that a pair is as alike alone as it is among thousands.
    """

    def __init__(self, steps: Steps) -> None:
        """Take steps: (claims, 2, WIDTH), zeros for a claim without meaning."""
        self.steps = steps
        self.lengths: Steps = np.maximum(np.linalg.norm(steps, axis=2), 1e-6)

    @classmethod
    def unpacked(cls, meanings: Sequence[str]) -> Self:
        """Return the vectors of meanings as claims have them. Raises ValueError for anything else."""
        try:
            steps = unpack(meanings, 2 * WIDTH)
        except ValueError as error:
            raise ValueError("not the meanings of claims") from error
        return cls(steps.reshape(-1, 2, WIDTH).astype(np.float32))

    @classmethod
    def joined(cls, several: "Sequence[Meanings]") -> Self:
        """Return the vectors of all of them, in order."""
        return cls(np.concatenate([each.steps for each in several]))

    @cached_property
    def units(self) -> tuple[Matrix, Matrix]:
        """The unit vectors for what is counted and for the clause, (claims, WIDTH) each."""
        units = self.steps / self.lengths[:, :, None]
        return units[:, 0], units[:, 1]

    def likeness(self, other: "Meanings") -> tuple[Matrix, Matrix]:
        """Return the cosines of what is counted and of the clauses, (claims, other's claims) each."""
        label, clause = (
            (self.steps[:, half] @ other.steps[:, half].T) / np.outer(self.lengths[:, half], other.lengths[:, half])
            for half in (0, 1)
        )
        return label, clause
