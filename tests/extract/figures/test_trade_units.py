"""Units of kitchens, scales and markets, and what may stand between a number and its unit."""

import pytest

from extract.figures.measured_numerals import quantities
from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("The boxer weighed 13 stone 7 pounds.", "13 stone 7 pounds", 13.5, "stone"),
        ("He is now 14st 7lb and happy.", "14st 7lb", 14.5, "stone"),
        ("She lost three stone before the wedding.", "three stone", 3, "stone"),
        ("The jockey, who weighs 9st, rode first.", "9st", 9, "stone"),
        ("Stir in 2 tsp ginger.", "2 tsp", 2, "teaspoon"),
        ("It takes 1½ tbsp honey.", "1½ tbsp", 1.5, "tablespoon"),
        ("Fold in three tablespoons of rye.", "three tablespoons", 3, "tablespoon"),
        ("The 2,400-square-foot barn is for sale.", "2,400-square-foot", 2400, "square foot"),
        ("A 30-square-mile lake dried up.", "30-square-mile", 30, "square mile"),
        ("Roast at 200C for an evening.", "200C", 200, "celsius"),
        ("At 6-foot-4 and 230 pounds, Rask is no dancer.", "230 pounds", 230, "pound"),
        ("The mill lost 40 million kroner.", "40 million kroner", 40e6, "XKR"),
        ("A sack costs 900 kwacha.", "900 kwacha", 900, "ZMW"),
        ("They were paid 300 taka.", "300 taka", 300, "BDT"),
        ("It sells for 120 Serbian dinars.", "120 Serbian dinars", 120, "RSD"),
    ],
)
def test_a_unit_is_read_in_its_trade(text: str, figure: str, value: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value)
    assert quantity.measure.name == unit


@pytest.mark.parametrize("text", ["The yard has 12 stone steps.", "Five stone walls fell.", "It has 12 stones."])
def test_what_is_of_stone_weighs_nothing(text: str) -> None:
    assert [quantity.measure for quantity in quantities(text)] == [None]


@pytest.mark.parametrize("text", ["She came 21st.", "They live on 41st Street.", "Rask was 101st of many."])
def test_an_ordinal_is_no_weight(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "figure", "bound", "unit"),
    [
        ("The well is 30-plus metres deep.", "30-plus metres", ">=", "metre"),
        ("Shares lost 40-odd percent.", "40-odd percent", "~", "percent"),
        ("It was 90+ decibels in there.", "90+ decibels", ">=", "decibel"),
        ("They walked 20-ish miles.", "20-ish miles", "~", "mile"),
    ],
)
def test_a_suffix_that_bounds_leaves_the_unit(text: str, figure: str, bound: str, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert (text[quantity.start : quantity.end], quantity.bound) == (figure, bound)
    assert quantity.measure.name == unit


def test_a_suffix_that_bounds_is_not_what_is_counted(claim: Find) -> None:
    assert claim("The hall seats 300-odd at a time.", "300-odd").unit is None
    assert claim("The hall has 300-odd chairs.", "300-odd").unit == "chair"


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("Voss won by 0.4 of a second.", "0.4 of a second", 0.4),
        ("Voss won by three tenths of a second.", "three tenths of a second", 0.3),
        ("The lamp flashed for a quarter of a second.", "a quarter of a second", 0.25),
    ],
)
def test_a_part_of_a_second_is_a_time(text: str, figure: str, value: float) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value)
    assert quantity.measure.name == "second"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Power sells for €80 per MWh.", "megawatt hour"),
        ("The line loses 90 cents per GWh.", "gigawatt hour"),
        ("Eggs cost $4.20 a dozen in Oldmouth.", "dozen"),
        ("Rolls are 90p a dozen.", "dozen"),
    ],
)
def test_a_price_is_per_unit_or_dozen(text: str, per: str) -> None:
    assert [quantity.per for quantity in quantities(text)] == [per]


def test_a_dozen_things_are_no_rate(claims: Claims) -> None:
    assert [claim.text for claim in claims("He paid them $4 a dozen times.")] == ["$4", "a dozen"]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("About 4 trillion won was spent on the barrier.", "About 4 trillion won"),
        ("Some 30 billion won were lost in a week.", "Some 30 billion won"),
        ("In all 500 won was paid for a bun.", "500 won"),
        ("The barrier cost 70 billion won, the city said.", "70 billion won"),
    ],
)
def test_won_is_money_where_it_has_no_object(claims: Claims, text: str, figure: str) -> None:
    assert figure in [claim.text for claim in claims(text) if claim.unit == "KRW"]


@pytest.mark.parametrize("text", ["Some 2 million won prizes.", "Rask in 2018 won the cup.", "The 12 won easily."])
def test_who_won_something_is_no_money(claims: Claims, text: str) -> None:
    assert [claim for claim in claims(text) if claim.unit == "KRW"] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The series has 10 hour-long talks.", [("10", "talk")]),
        ("They drew two mile-wide circles.", [("two", "circle")]),
        ("A 10-hour-long talk was held.", [("10-hour", "hour")]),
        ("The list is 1,900 long.", [("1,900", None)]),
        ("It bought 65.8 US cents.", [("65.8 US cents", "cent")]),
        ("It hurt a worker, 27, and sank 9 boats.", [("9", "boat")]),
    ],
)
def test_a_unit_in_an_adjective_is_not_what_is_counted(
    claims: Claims, text: str, figures: list[tuple[str, str | None]]
) -> None:
    assert [(claim.text, claim.unit) for claim in claims(text)] == figures
