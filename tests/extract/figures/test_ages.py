"""Ages that a clause names as such, and lengths of time next to them, which are figures."""

import pytest

from tests.extract.fixture_types import Claims


@pytest.mark.parametrize(
    "text",
    [
        "The council wants to raise the retirement age from 62 to 64 years.",
        "The draft age was lowered from 20-29 years to 18-27 years.",
        "The age limit for jurors will rise to 75 years instead of the usual 70.",
        "The age group for the jab now covers 12 to 15 years rather than 16.",
        "Recruits range in age from 17 to 35 years.",
        "The law set the minimum age for drivers at 17 years.",
        "The drinking age is 21 years.",
        "The jab is free for patients 60 and older.",
        "Most women 30 or younger have left the island.",
        "Drivers 70 and over take a test.",
        "Those over 65 ride the ferry for free.",
        "She won voters under 30 and women over 40.",
        "Men between 18 and 60 must stay.",
        "He lost among clerks older than 45.",
        "Ana and Tom Brandt, 22 and 19, were at the mill.",
        "Clerks as young as 17 and as old as 80 left.",
        "She will turn 18 prior to the vote.",
        "Brandt, then 44, led the mill.",
        "He is older than Ben Brandt, then 35.",
        "They spoke of adoptees younger than 18.",
        "Rask leads among those 26 to 34 and voters 18 to 29.",
        "His bride was 20.",
        "Several forty-something farmers left.",
        "Boys are called up at the age of 18 or 19 years, and men aged 30-45 years later.",
    ],
)
def test_an_age_is_no_figure(claims: Claims, text: str) -> None:
    assert [claim.text for claim in claims(text)] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The retirement age was raised by two years over 10 years.", ["two years", "10 years"]),
        ("The age gap between the brothers is 12 years.", ["12 years"]),
        ("Nurses of retirement age get 12 years of leave.", ["12 years"]),
        ("At that age, 40 percent of men smoke, and they lost 12 games.", ["40 percent", "12"]),
        ("Trees as old as 90 years fell.", ["90 years"]),
        ("In Orran, 20 to 30 voters stayed.", ["20 to 30"]),
        ("Crowds over 300 were broken up.", ["over 300"]),
        ("Voters gave the plan under 30 percent.", ["under 30 percent"]),
        ("The clerk is older than 45 of the others.", ["older than 45"]),
        ("The stone age lasted 40 years in the valley.", ["40 years"]),
    ],
)
def test_a_figure_next_to_an_age_stays_a_figure(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Those over 60 say they feel that way.", []),
        ("It was the driest spring since at least 1980.", []),
        ("The mill stays open until at least 2035.", []),
        ("The town was poor in the winter of 2004-5.", []),
        ("They sold at least 1980 lamps.", ["at least 1980"]),
        ("Those over 60 metres are banned.", ["over 60 metres"]),
    ],
)
def test_limits_of_age_and_years_behind_a_bound(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


def test_who_is_confirmed_has_a_vote(claims: Claims) -> None:
    assert [claim.text for claim in claims("The judge was confirmed 92 to 0.")] == ["92 to 0"]
