"""The certainty of a link: from the pair itself, and from the rest of its quantity."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.matching.grouping import Membership, joint
from extract.matching.link_chance import link_chance
from extract.matching.placed import Placed
from extract.matching.relation import values_of
from tests.store.handmade_claims import GOVERNOR, RED_CROSS, flooded

LONE = Membership.of(0.6, 2)


def sure(a: Placed, b: Placed, chance: float | None = 0.6, both: Membership = LONE) -> float:
    return link_chance(a, b, values_of(a, b), chance, both)


@pytest.fixture(scope="module")
def pair() -> tuple[Placed, Placed]:
    """Two claims of two articles that give one number of homes."""
    first, second = (flooded(text) for text in (GOVERNOR, RED_CROSS.replace("250", "220")))
    return Placed(first, "a", "", "", GOVERNOR), Placed(second, "b", "", "", RED_CROSS)


def test_two_likelier_claims_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    assert sure(*pair, chance=0.9) > sure(*pair, chance=0.5) > sure(*pair, chance=None)


def test_claims_that_fit_the_rest_of_their_quantity_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    well = Membership.of(0.9, 2)
    assert sure(*pair, both=well) > sure(*pair)
    assert joint(well, LONE) == LONE, "the one that fits less decides"


def test_members_of_a_large_quantity_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    large = Membership.of(0.6, 12)
    assert sure(*pair, both=large) > sure(*pair)


def test_a_vague_word_is_a_less_sure_link(pair: tuple[Placed, Placed]) -> None:
    first, second = pair
    assert sure(first, replace(second, claim=replace(second.claim, bound="vague"))) < sure(first, second)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(2, 50), st.floats(0, 1))
def test_a_link_is_as_sure_from_either_end(
    pair: tuple[Placed, Placed], certainty: float, other: float, members: int, chance: float
) -> None:
    first, second = pair
    ends = Membership.of(certainty, members), Membership.of(other, members)
    forth = sure(first, second, chance, joint(*ends))
    assert forth == pytest.approx(sure(second, first, chance, joint(*ends[::-1])))
    assert 0 < forth < 1


def test_claims_next_to_others_of_one_quantity_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    first, second = pair
    standing = values_of(first, second)
    alone, beside = (link_chance(first, second, standing, 0.6, LONE, aligned=aligned) for aligned in (False, True))
    assert beside > alone


def test_a_small_number_is_a_less_sure_link(pair: tuple[Placed, Placed]) -> None:
    twins = [
        tuple(replace(placed, claim=replace(placed.claim, value=number)) for placed in pair) for number in (2.0, 2129.0)
    ]
    few, many = (sure(first, second) for first, second in twins)
    assert few < many


def test_lines_of_the_same_words_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    first, second = pair
    assert sure(first, replace(second, text=first.text)) > sure(first, second)


def test_numbers_of_more_digits_are_a_surer_link(pair: tuple[Placed, Placed]) -> None:
    first, second = pair

    def of(number: float) -> float:
        ends = [replace(placed, claim=replace(placed.claim, value=number)) for placed in (first, second)]
        return sure(ends[0], ends[1])

    assert of(287.0) > of(300.0)
