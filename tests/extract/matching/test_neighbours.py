"""Comparing an article with many others at once gives the same as comparing it with each alone."""

import numpy as np
import pytest

from extract.matching import sameness
from extract.matching.meanings import WIDTH, Meanings
from extract.matching.neighbours import compare_with
from extract.matching.sameness import chances
from extract.matching.side import Side
from store import demo
from store.linking.comparison import place


@pytest.fixture(scope="module")
def sides() -> list[Side]:
    claims = demo.stored_claims()
    return [
        Side(place(claims[each.place], each.place, each.outlet, each.published, each.text))
        for each in demo.samples()
        if claims[each.place]
    ]


@pytest.mark.parametrize("at_once", [1, 300, 1_000_000])
def test_chances_are_the_same_however_many_are_compared_at_once(
    sides: list[Side], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sameness, "_AT_ONCE", at_once)
    for side in sides[:4]:
        for other, compared in zip(sides, compare_with(side, sides), strict=True):
            assert (compared.chances == chances(side, other)).all()
    assert any(compared.chances.any() for compared in compare_with(sides[0], sides[1:]))


def test_two_claims_are_equally_similar_alone_and_among_many() -> None:
    steps = np.random.default_rng(1).integers(-127, 128, (40, 2, WIDTH)).astype(np.float32)
    many = Meanings(steps)
    label, clause = many.likeness(many)
    for number in range(0, 40, 7):
        alone = Meanings(steps[number : number + 1]).likeness(Meanings(steps[3:4]))
        assert (alone[0][0, 0], alone[1][0, 0]) == (label[number, 3], clause[number, 3])


@pytest.mark.parametrize("meaning", ["abc", "~" * 160, "é" * 160, "0" * 155 + " 0000"])
def test_an_invalid_meaning_is_an_error(meaning: str) -> None:
    with pytest.raises(ValueError, match="not the meanings of claims"):
        Meanings.unpacked(["0" * 160, meaning])
