"""What the tests of linking share."""

from collections.abc import Sequence

import numpy as np
import pytest

from extract.matching.forest import Matrix
from extract.matching.side import Side


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> dict[frozenset[float | None], float]:
    """Chances that two claims state one quantity, by their values; used instead of the model's."""
    known: dict[frozenset[float | None], float] = {}

    def chances(a: Side, b: Side) -> Matrix:
        rows = [
            [known.get(frozenset((row.claim.value, column.claim.value)), 0.0) for column in b.placed]
            for row in a.placed
        ]
        return np.array(rows, dtype=np.float32).reshape(len(a), len(b))

    def chances_with(side: Side, others: Sequence[Side]) -> list[Matrix]:
        return [chances(side, other) for other in others]

    monkeypatch.setattr("extract.matching.neighbours.chances_with", chances_with)
    return known
