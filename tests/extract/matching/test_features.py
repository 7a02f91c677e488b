"""What keeps two claims apart, whatever else they share."""

from dataclasses import replace

import pytest

from extract.claim import Claim, Subject
from extract.matching.features import apart
from extract.matching.placed import Placed
from extract.matching.relation import relate

HOMES = Claim(0, 2, "40", "count", 40, about=Subject(counted="home", event="flood", places=("oldmouth",)))


def with_scope(*scope: str) -> Claim:
    return replace(HOMES, about=replace(HOMES.about, scope=scope))


@pytest.mark.parametrize(("claim", "other"), [(with_scope("elsewhere"), HOMES), (HOMES, with_scope("elsewhere"))])
def test_a_count_elsewhere_is_apart_from_one_here(claim: Claim, other: Claim) -> None:
    assert apart(claim, other)


def test_counts_that_are_both_elsewhere_are_not_apart() -> None:
    assert not apart(with_scope("elsewhere"), with_scope("elsewhere"))
    assert not apart(HOMES, HOMES)


def test_a_sentence_that_both_articles_print_repeats_and_another_agrees() -> None:
    lines = (
        "In all 40 homes in Oldmouth stood under water.",
        "The flood reached 40 homes, in four streets.",
    )
    first, *others = (
        Placed(HOMES, place, place, "2026-03-14", line)
        for place, line in (("post", lines[0]), ("wire", lines[0]), ("ferry", lines[1]))
    )
    assert [relate(first, other, 0.95).name for other in others] == ["repeats", "agrees"]


def test_two_or_three_claims_need_more_certainty_to_be_linked_than_many() -> None:
    first, other = (
        Placed(HOMES, place, place, "2026-03-14", "The flood reached 40 homes.") for place in ("post", "wire")
    )
    assert [relate(first, other, 0.75, few=few).name for few in (False, True)] == ["repeats", "perhaps"]
    assert relate(first, other, 0.95, few=True).name == "repeats"
