"""Compares the values of many claims at once, as `extract.values.compare_values` does for two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from extract.claim import Claim
from extract.matching.forest import Matrix
from extract.values import allowed, scaled

# Values within this share are equal: newspapers call ten miles sixteen kilometres.
EQUAL = 0.006
_NONE = ((np.nan, np.nan), (np.nan, np.nan), 0.0)


@dataclass(frozen=True, slots=True)
class Spans:
    """The ranges of values that an article's claims allow, in base units, a row per claim, nan without a value."""

    ends: Matrix
    soft: Matrix
    letter: Matrix
    slack: Matrix

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Self:
        """Return the ranges of an article's claims."""
        spans = [allowed(claim) or _NONE for claim in claims]
        return cls(
            _rows([scaled(claim) or (np.nan, np.nan) for claim in claims]),
            _rows([soft for soft, _, _ in spans]),
            _rows([letter for _, letter, _ in spans]),
            np.array([slack for _, _, slack in spans], dtype=np.float64),
        )

    @classmethod
    def joined(cls, several: "Sequence[Spans]") -> Self:
        """Return the ranges of all of them, in order."""
        return cls(
            np.concatenate([each.ends for each in several]),
            np.concatenate([each.soft for each in several]),
            np.concatenate([each.letter for each in several]),
            np.concatenate([each.slack for each in several]),
        )

    def equal(self, other: "Spans") -> Matrix:
        """Return 1 for each pair of claims with one number, (claims, other's claims)."""
        here, there = self.ends[:, None, :], other.ends[None, :, :]
        close = np.abs(here - there) <= EQUAL * np.maximum(np.abs(here), np.abs(there))
        return np.asarray(close.all(2), dtype=np.float32)

    def rounded(self, other: "Spans") -> Matrix:
        """Return 1 for each pair in which one may be the other, rounded as its text shows."""
        slack = np.maximum(self.slack[:, None], other.slack[None, :])[:, :, None]
        close = np.abs(self.ends[:, None, :] - other.ends[None, :, :]) <= slack
        return np.asarray(close.all(2), dtype=np.float32)

    def compatible(self, other: "Spans") -> Matrix:
        """Return 1 for each pair that can both be true, bounds read softly."""
        return _meeting(self.soft, other.soft)

    def open(self, other: "Spans") -> Matrix:
        """Return 1 for each pair that can both be true, bounds read literally: `at least 9` and 22."""
        return _meeting(self.letter, other.letter)


def _rows(ends: Sequence[tuple[float, float]]) -> Matrix:
    return np.array(ends, dtype=np.float64).reshape(len(ends), 2)


def _meeting(a: Matrix, b: Matrix) -> Matrix:
    meeting = (a[:, None, 0] <= b[None, :, 1]) & (b[None, :, 0] <= a[:, None, 1])
    return np.asarray(meeting, dtype=np.float32)
