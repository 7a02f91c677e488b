"""Halves, quarters and other parts with a scale or a unit, articles that count, and vague plurals in pairs."""

import pytest

from extract.figures.measured_numerals import quantities
from extract.figures.quantity import Quantity


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("They sold a half million lamps.", "a half million", 500_000),
        ("They sold a half a million lamps.", "a half a million", 500_000),
        ("They sold half-a-million lamps.", "half-a-million", 500_000),
        ("Nearly a quarter million voters stayed away.", "Nearly a quarter million", 250_000),
        ("A half dozen boats left.", "A half dozen", 6),
        ("Some two and a half dozen boats left.", "Some two and a half dozen", 30),
        ("The bank cut its rate a half percentage point.", "a half percentage point", 0.5),
        ("About a half percent of the wells leak.", "About a half percent", 0.5),
        ("The ferry is a half mile long.", "a half mile", 0.5),
        ("It is a half-hour walk.", "a half-hour", 0.5),
        ("Half of 1 percent of the wells leak.", "Half of 1 percent", 0.5),
    ],
)
def test_a_half_may_have_an_article_and_a_scale(text: str, figure: str, value: float) -> None:
    quantity = only(text)
    assert (text[quantity.start : quantity.end], quantity.value) == (figure, value)


@pytest.mark.parametrize(
    "text",
    [
        "Rask left in the second half.",
        "Profit rose in the half year to June.",
        "A half marathon was run.",
        "The third quarter was dull.",
        "Farmers from the lower half of the valley left.",
    ],
)
def test_a_half_that_is_a_period_is_no_amount(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("About a fourth of Norland’s mills closed.", "About a fourth", 1 / 4),
        ("A fourth of the mills closed.", "A fourth", 1 / 4),
        ("Nearly a sixth of Velm’s farms lie idle.", "Nearly a sixth", 1 / 6),
        ("An eighth of its fleet is at sea.", "An eighth", 1 / 8),
        ("Nearly a third were women.", "Nearly a third", 1 / 3),
        ("About a quarter said they would leave.", "About a quarter", 1 / 4),
        ("As many as a fifth have power.", "As many as a fifth", 1 / 5),
        ("The mill ran for over a quarter century.", "over a quarter century", 25),
    ],
)
def test_an_ordinal_with_an_article_is_a_part_of_a_whole(text: str, figure: str, value: float) -> None:
    quantity = only(text)
    assert text[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["They held a fourth of July parade.", "A sixth mill closed.", "A seventh left."])
def test_an_ordinal_that_counts_is_no_part(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "figure", "value", "bound", "unit"),
    [
        ("The repair took a week or more.", "a week or more", 1, ">=", "week"),
        ("The village is a mile or so away.", "a mile or so", 1, "~", "mile"),
        ("It lasts an hour or less.", "an hour or less", 1, "<=", "hour"),
        ("The past year and a half was hard.", "year and a half", 1.5, "=", "year"),
        ("In the last decade and a half wages fell.", "decade and a half", 15, "=", "year"),
        ("The first mile and a half is steep.", "mile and a half", 1.5, "=", "mile"),
    ],
)
def test_a_single_unit_is_a_number_next_to_a_bound_or_a_part(
    text: str, figure: str, value: float, bound: str, unit: str
) -> None:
    quantity = only(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert (quantity.value, quantity.bound, quantity.measure.name) == (value, bound, unit)


@pytest.mark.parametrize(
    ("text", "figure", "low", "high"),
    [
        ("Hundreds or even thousands of cows fled.", "Hundreds or even thousands", 200, 9_999),
        ("Thousands, if not tens of thousands, of homes are dark.", "Thousands, if not tens of thousands", 2e3, 99e3),
        ("The fire cost millions, perhaps billions.", "millions, perhaps billions", 2e6, 9_999_999_999),
        ("She wrote dozens and dozens of letters.", "dozens and dozens", 24, 99),
        ("She thanked hundreds and maybe thousands of voters.", "hundreds and maybe thousands", 200, 9_999),
        ("He gave millions and millions and millions.", "millions and millions and millions", 2_000_000, 9_999_999),
        ("Thousands upon thousands of birds came.", "Thousands upon thousands", 2_000, 9_999),
    ],
)
def test_two_vague_plurals_may_be_one_figure(text: str, figure: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (text[quantity.start : quantity.end], quantity.low, quantity.high) == (figure, low, high)


def test_two_vague_plurals_of_two_things_are_two_figures() -> None:
    assert len(quantities("Hundreds of boats and thousands of nets sank.")) == 2
    assert len(quantities("Dozens were hurt and hundreds fled.")) == 2


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("The fund has $5+ million.", "$5+ million", 5e6),
        ("The plan needs 20-plus billion euros.", "20-plus billion euros", 20e9),
        ("Over there, 3+ million people live.", "3+ million", 3e6),
    ],
)
def test_a_plus_may_stand_before_the_scale(text: str, figure: str, value: float) -> None:
    quantity = only(text)
    assert (text[quantity.start : quantity.end], quantity.value, quantity.bound) == (figure, value, ">=")


@pytest.mark.parametrize(
    ("text", "value"), [("Some 10 000 people came.", 10e3), ("The town of 1 234 567 grew.", 1_234_567)]
)
def test_digits_may_be_grouped_by_spaces(text: str, value: float) -> None:
    assert only(text).value == value


def test_neighbouring_numbers_are_no_groups() -> None:
    assert [q.value for q in quantities("On ships of 12 300 sailors died.")] == [12, 300]
