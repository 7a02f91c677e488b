"""What keeps two claims apart, whatever else they have in common."""

from dataclasses import replace

import pytest

from extract.claim import Claim, Subject
from extract.matching.features import apart

HOMES = Claim(0, 2, "40", "count", 40, about=Subject(counted="home", event="flood", places=("oldmouth",)))


def with_scope(*scope: str) -> Claim:
    return replace(HOMES, about=replace(HOMES.about, scope=scope))


@pytest.mark.parametrize(("claim", "other"), [(with_scope("elsewhere"), HOMES), (HOMES, with_scope("elsewhere"))])
def test_what_is_counted_elsewhere_is_apart_from_what_is_counted_here(claim: Claim, other: Claim) -> None:
    assert apart(claim, other)


def test_what_two_articles_both_count_elsewhere_is_not_apart() -> None:
    assert not apart(with_scope("elsewhere"), with_scope("elsewhere"))
    assert not apart(HOMES, HOMES)
