"""Holds the claims of one article as arrays, for comparison with another article's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.matching.earlier_state import earlier_states
from extract.matching.meanings import Meanings
from extract.matching.placed import Placed
from extract.matching.rows import DIGITS, Flags, Rows

Vector = NDArray[np.float32]


class Side:
    """The claims of one article; their arrays are made on first use, since most pairs need few."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = tuple(placed)
        self.first = placed[0].claim if placed else None
        self.day = _day(placed[0].published) if placed else 0

    def __len__(self) -> int:
        return len(self.placed)

    def part(self, numbers: Sequence[int]) -> "Side":
        """Return some of the claims, by their indices; they keep their ranks and the weights of their words."""
        if len(numbers) == len(self):
            return self
        part = Side([self.placed[number] for number in numbers])
        content = [self.rows.content[number] for number in numbers]
        part.rows = replace(part.rows, rank=self.rows.rank[list(numbers)], content=content)
        return part

    @cached_property
    def meanings(self) -> Meanings:
        """What the claims count and what their clauses say."""
        return Meanings.unpacked([each.claim.meaning for each in self.placed])

    @cached_property
    def middles(self) -> tuple[Vector, Vector]:
        """The means of both, (WIDTH,) each."""
        label, clause = self.meanings.units
        return label.mean(0), clause.mean(0)

    @cached_property
    def rows(self) -> Rows:
        """What else is compared."""
        return Rows.of(self.placed)

    @cached_property
    def repeated(self) -> Flags:
        """Which claims give one number, itself included, (claims, claims)."""
        return (self.rows.spans.equal(self.rows.spans) > 0) | np.eye(len(self), dtype=bool)

    @cached_property
    def twins(self) -> Flags:
        """Which claims give the same number of one dimension as another, (claims, claims)."""
        kind = self.rows.dimension
        twins: Flags = self.repeated & (kind[:, None] == kind[None, :]) & ~np.eye(len(self), dtype=bool)
        return twins

    @cached_property
    def numbers(self) -> frozenset[tuple[int, float]]:
        """The numbers that two articles hardly share by chance, of three digits or more, each with its dimension."""
        rows = self.rows
        values = zip(rows.dimension.tolist(), rows.spans.ends.tolist(), rows.digits.tolist(), strict=True)
        return frozenset(
            (dimension, float(f"{low:.3g}"))
            for dimension, (low, high), digits in values
            if digits >= DIGITS and low == high
        )

    @cached_property
    def earlier(self) -> list[tuple[int, int]]:
        """The counts that are followed by their earlier values, as `earlier_states` returns them."""
        return earlier_states(self.placed)


def _day(published: str) -> int:
    try:
        return datetime.fromisoformat(published).toordinal()
    except ValueError:
        return 0
