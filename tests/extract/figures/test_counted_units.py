"""What a number counts: a noun shared by two modifiers, a noun after suspended hyphens, how many times as much."""

from collections.abc import Callable

import pytest

from extract.claim import Claim
from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Hundreds of wooden and stone houses burned.", "Hundreds", "house"),
        ("The label shipped 2.1M vinyl and digital albums.", "2.1M", "album"),
        ("They trained 90 army and navy cooks.", "90", "cook"),
        ("Rask employs 30 men and women.", "30", "man"),
    ],
)
def test_several_are_counted_by_a_plural(claim: Find, text: str, figure: str, unit: str) -> None:
    assert claim(text, figure).unit == unit


@pytest.mark.parametrize(
    ("text", "figures", "unit"),
    [
        ("It comes with two-, three- and four-valve heads.", ["two", "three", "four"], "valve"),
        ("They build three- and five-storey blocks.", ["three", "five"], "storey"),
        ("He bought eight- and twelve-string guitars.", ["eight", "twelve"], "string"),
    ],
)
def test_a_suspended_hyphen_stands_for_the_last_noun(claims: Claims, text: str, figures: list[str], unit: str) -> None:
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
def test_how_many_times_as_much_is_a_ratio(claim: Find, text: str, figure: str) -> None:
    assert (claim(text, figure).kind, claim(text, figure).unit) == ("ratio", "times")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The club won it five times the previous year.", "five"),
        ("She won the race four times.", "four"),
        ("The clip was watched 800 times on Friday.", "800"),
    ],
)
def test_how_often_is_a_count(claim: Find, text: str, figure: str) -> None:
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
def test_a_verb_or_a_comparative_is_not_counted(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).unit is None


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("Rockets hit two military bases in Varn.", "two", "base"),
        ("They found six rusty axes.", "six", "axe"),
        ("The mother of five children left.", "five", "child"),
    ],
)
def test_a_plural_of_two_nouns_is_that_of_the_thing(claim: Find, text: str, figure: str, unit: str) -> None:
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
def test_words_that_compare_are_no_part_of_the_unit(claim: Find, text: str, figure: str, unit_text: str) -> None:
    assert claim(text, figure).unit_text == unit_text


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("She passed the 900-delegate threshold.", "900", "delegate"),
        ("A 12-clerk committee met in Orran.", "12", "clerk"),
        ("Some 40 or so heavy boats sank.", "Some 40 or so", "boat"),
        ("Forty or so nurses left.", "Forty or so", "nurse"),
        ("30-plus nurses left.", "30-plus", "nurse"),
        ("The bar was full of 90 club-goers.", "90", "club-goer"),
        ("Twelve co-owners of the mill sued.", "Twelve", "co-owner"),
        ("The rack holds 90 CPUs.", "90", "cpu"),
        ("The firm sold 20 second-hand boats.", "20", "boat"),
        ("Velm burns 300 barrels of oil a day.", "300 barrels", "barrel per day"),
        ("The mill uses 2 million litres of drinking water per hour.", "2 million litres", "litre per hour"),
        ("The mill spilt 300 barrels of oil a year ago.", "300 barrels", "barrel"),
        ("Norland’s rate is 10 times that of Velm.", "10", "times"),
        ("The rate fell by 0.2 of a percentage point.", "0.2 of a percentage point", "percentage point"),
        ("The ferry is 0.5 of a mile long.", "0.5 of a mile", "mile"),
        ("Rents rose by a factor of three.", "three", "times"),
    ],
)
def test_the_unit_is_what_a_number_counts(claim: Find, text: str, figure: str, unit: str) -> None:
    assert claim(text, figure).unit == unit


@pytest.mark.parametrize(
    ("text", "figure", "value", "bound"),
    [
        ("Sales more than halved in May.", "more than halved", 0.5, "<"),
        ("More than double the number of voters came.", "More than double", 2, ">"),
        ("Her lead is triple the lead that Rask had.", "triple", 3, "="),
    ],
)
def test_multipliers_beside_adjectives(claim: Find, text: str, figure: str, value: float, bound: str) -> None:
    assert (claim(text, figure).value, claim(text, figure).bound) == (value, bound)


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("The staff was cut by 300.", "300", "down"),
        ("The rate fell by 0.2 of a percentage point.", "0.2 of a percentage point", "down"),
        ("Her fee was lowered by $40.", "$40", "down"),
        ("The temperature dropped 10 degrees overnight.", "10 degrees", "down"),
        ("Output grew, after a 2 percent fall in May.", "2 percent", "down"),
        ("The bank raised its rate by a quarter point.", "a quarter point", "up"),
        ("It has $28 million of the nearly $73 million raised.", "nearly $73 million", None),
        ("Renters go for Brandt by a 20-point margin.", "20-point", None),
        ("Prices went up 3 points in May.", "3 points", "up"),
        ("The budget was cut by 300 clerks.", "300", None),
        ("The pilot added a 10 degree turn.", "10 degree", None),
        ("It was 10 degrees when she dropped the lamp.", "10 degrees", None),
    ],
)
def test_the_trend_of_a_passive_change(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("It costs 5.50 euros.", "5.50 euros", "It costs …"),
        ("The ferry costs 5.50 euros.", "5.50 euros", "cost of ferry"),
        ("A staggering 200 boats sank.", "200", "boats sinking"),
        ("A mere 12 mills closed.", "12", "mills closing"),
        ("A further 12 mills closed.", "12", "further mills closing"),
        ("A 6.4-magnitude quake jolted Velm’s Norland.", "6.4", "magnitude of quake · Velm"),
    ],
)
def test_a_label_names_the_thing_and_not_the_number(claim: Find, text: str, figure: str, subject: str) -> None:
    assert claim(text, figure).subject == subject


def test_a_noun_separated_by_a_dash_is_not_counted(claim: Find) -> None:
    assert claim("They hope to win the next two - Orran and Ketter - by May.", "two").unit is None
    assert claim("The next two ports - Orran and Ketter - are open.", "two").unit == "port"


@pytest.mark.parametrize("text", ["The mill paid $3 m in tax.", "The mill paid £3 M in tax.", "It paid $3MM in tax."])
def test_a_separate_letter_scales_a_price(claims: Callable[[str], list[Claim]], text: str) -> None:
    assert [claim.value for claim in claims(text)] == [3e6]
