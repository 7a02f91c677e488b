"""Articles with thousands of figures are compared in bounded time and memory, and small ones as before."""

import numpy as np
import pytest

from extract.matching import closest, margin
from extract.matching.meanings import Meanings
from tests.extract.matching.sides import side_of
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR


@pytest.mark.parametrize("values", [1, 7, 400])
def test_the_margin_is_the_same_however_it_is_found(values: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(values)
    alike = (chance.random((60, 80)) * 2 - 1).astype(np.float32)
    numbers = chance.integers(0, values, 80)
    repeated = np.abs(numbers[:, None] - numbers[None]) <= 1
    at_once = margin.margin(alike, repeated)
    monkeypatch.setattr(margin, "_FEW", 0)
    assert (margin.margin(alike, repeated) == at_once).all()


@pytest.mark.parametrize("values", [1, 7, 400])
def test_the_lead_is_the_same_however_it_is_found(values: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(values)
    alike = (chance.random((60, 80)) * 2 - 1).astype(np.float32)
    numbers = chance.integers(0, values, 80)
    twins = (numbers[:, None] == numbers[None]) & ~np.eye(80, dtype=bool)
    at_once = margin.lead(alike, twins)
    monkeypatch.setattr(margin, "_FEW", 0)
    assert (margin.lead(alike, twins) == at_once).all()


def test_all_claims_of_usual_articles_are_compared() -> None:
    assert closest.closest(side_of(GOVERNOR, FIRE_SERVICE), side_of(GOVERNOR)) == ([0, 1], [0])


def test_of_large_articles_the_most_similar_claims_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closest, "MOST", 2)
    monkeypatch.setattr(closest, "_AT_ONCE", 2)
    chance = np.random.default_rng(1)
    large, small = side_of(*[GOVERNOR] * 7), side_of(GOVERNOR)
    for side in (large, small):
        side.meanings = Meanings(np.stack([chance.standard_normal((len(side), 8)).astype(np.float32)] * 2, axis=1))
    large.meanings.units[0][[2, 5]] = 3 * small.meanings.units[0][0]
    assert closest.closest(large, small) == ([2, 5], [0])


def test_a_part_keeps_the_ranks_of_its_claims() -> None:
    part = side_of(*[GOVERNOR] * 4).part([1, 3])
    assert (len(part), part.rows.rank.tolist()) == (2, [0.25, 0.75])
