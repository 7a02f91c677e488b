"""Bounds and trends of headlines, which lack verbs and articles."""

import pytest

from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Deaths top 700 in Orran flood", "top 700"),
        ("Mumps cases top 900 – health board", "top 900"),
        ("Sales top $5 billion at Velm mill", "top $5 billion"),
        ("Ferry fares top 40 euros", "top 40 euros"),
    ],
)
def test_what_many_top_is_a_lower_limit(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).bound == ">"


@pytest.mark.parametrize("text", ["The songs top 40 was read out.", "Its top 40 was read out.", "US top 10 named"])
def test_a_list_of_the_best_is_no_limit(claims: Claims, text: str) -> None:
    assert [claim.bound for claim in claims(text) if claim.bound == ">"] == []


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("Rents up 9%, wages flat", "9%", "up"),
        ("Shares down 4% as Voss quits", "4%", "down"),
        ("Mill profits up 12 percent", "12 percent", "up"),
        ("Gives up 5% of the mill", "5%", None),
        ("Nurses make up 20% of them.", "20%", None),
    ],
)
def test_up_and_down_behind_a_noun_are_a_trend(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend
