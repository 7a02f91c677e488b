"""What a number counts: the noun that two modifiers share, the noun behind hanging hyphens, how many times as much."""

from collections.abc import Callable

import pytest

from extract.claim import Claim

ClaimOf = Callable[[str, str], Claim]
Claims = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Hundreds of wooden and stone houses burned.", "Hundreds", "house"),
        ("The label shipped 2.1M vinyl and digital albums.", "2.1M", "album"),
        ("They trained 90 army and navy cooks.", "90", "cook"),
        ("Rask employs 30 men and women.", "30", "man"),
    ],
)
def test_several_are_counted_by_a_plural(claim: ClaimOf, text: str, figure: str, unit: str) -> None:
    assert claim(text, figure).unit == unit


@pytest.mark.parametrize(
    ("text", "figures", "unit"),
    [
        ("It comes with two-, three- and four-valve heads.", ["two", "three", "four"], "valve"),
        ("They build three- and five-storey blocks.", ["three", "five"], "storey"),
        ("He bought eight- and twelve-string guitars.", ["eight", "twelve"], "string"),
    ],
)
def test_a_hanging_hyphen_stands_for_the_last_noun(claims: Claims, text: str, figures: list[str], unit: str) -> None:
    assert [(c.text, c.unit) for c in claims(text)] == [(figure, unit) for figure in figures]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The shares trade at 9.5 times earnings.", "9.5"),
        ("The offer values Orrin at about 11 times EBITDA.", "about 11"),
        ("Use was four times higher than in spring.", "four"),
        ("The rate is ten times the national average.", "ten"),
        ("It is three times as large as the old one.", "three"),
    ],
)
def test_how_many_times_as_much_is_a_ratio(claim: ClaimOf, text: str, figure: str) -> None:
    assert (claim(text, figure).kind, claim(text, figure).unit) == ("ratio", "times")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The club won it five times the previous year.", "five"),
        ("She won the race four times.", "four"),
        ("The clip was watched 800 times on Friday.", "800"),
    ],
)
def test_how_often_is_a_count(claim: ClaimOf, text: str, figure: str) -> None:
    assert claim(text, figure).kind == "count"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A family of four needs help.", "four"),
        ("A mother of three fears the cold.", "three"),
        ("The ambulance picked up two more, he said.", "two"),
        ("A 200-strong crowd sang.", "200"),
    ],
)
def test_a_verb_or_a_comparative_is_not_counted(claim: ClaimOf, text: str, figure: str) -> None:
    assert claim(text, figure).unit is None


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Rockets hit two military bases in Varn.", "two", "base"),
        ("They found six rusty axes.", "six", "axe"),
        ("The mother of five children left.", "five", "child"),
    ],
)
def test_a_plural_of_two_nouns_is_that_of_the_thing(claim: ClaimOf, text: str, figure: str, unit: str) -> None:
    assert claim(text, figure).unit == unit


@pytest.mark.parametrize(
    "text",
    ["He posted it on the 4chan board.", "Readers of 6park complained.", "Users of 9gag complained."],
)
def test_digits_glued_to_a_word_are_no_figure(claims: Claims, text: str) -> None:
    assert claims(text) == []


def test_half_of_a_number_of_things_leaves_their_number(claims: Claims) -> None:
    assert [c.text for c in claims("Nearly half the 60 boats sank.")] == ["Nearly half", "60"]


@pytest.mark.parametrize(
    ("text", "figure", "unit_text"),
    [
        ("The firm employs 3,000-odd people.", "3,000-odd", "people"),
        ("It has 300 fewer clerks than in May.", "300", "clerks"),
        ("They sold 90-odd brass lamps.", "90-odd", "brass lamps"),
        ("They lost 70-odd wooden boats.", "70-odd", "wooden boats"),
    ],
)
def test_words_that_compare_are_no_part_of_the_unit(claim: ClaimOf, text: str, figure: str, unit_text: str) -> None:
    assert claim(text, figure).unit_text == unit_text
