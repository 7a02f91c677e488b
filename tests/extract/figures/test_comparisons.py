"""Fractions that form a range, amounts by which things differ, values that share a unit, and what fell where."""

import pytest

from extract.figures.measured_numerals import quantities
from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "low", "high"),
    [
        ("A third to a half of the boats are old.", "A third to a half", 1 / 3, 1 / 2),
        ("Half to two-thirds of the mills may close.", "Half to two-thirds", 1 / 2, 2 / 3),
        ("Between a tenth and a fifth of them stayed.", "a tenth and a fifth", 1 / 10, 1 / 5),
        ("They need three quarters to four fifths of the seats.", "three quarters to four fifths", 3 / 4, 4 / 5),
    ],
)
def test_two_fractions_are_a_range(claims: Claims, text: str, figure: str, low: float, high: float) -> None:
    (read,) = claims(text)
    assert (read.text, read.kind, read.bound) == (figure, "ratio", "range")
    assert read.low == pytest.approx(low)
    assert read.high == pytest.approx(high)


def test_two_fractions_of_two_things_are_two_figures(claims: Claims) -> None:
    texts = [c.text for c in claims("Rask sold a third of the boats and a half of the lamps.")]
    assert texts == ["a third", "a half"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The loan costs 40 basis points more than 5-year bonds.", [("40 basis points", "="), ("5-year", "=")]),
        ("The barge is 9 metres longer than 30 lorries.", [("9 metres", "="), ("30", "=")]),
        ("The hall is 20% larger than 12 courts.", [("20%", "="), ("12", "=")]),
        ("She got 60 votes, 9 more than the 51 needed.", [("60", "="), ("9", "="), ("51", "=")]),
        ("Of the 300 more than 200 died.", [("300", "="), ("more than 200", ">")]),
        ("In two days more than 300 boats sank.", [("two days", "="), ("more than 300", ">")]),
    ],
)
def test_than_behind_a_difference_bounds_nothing(claims: Claims, text: str, figures: list[tuple[str, str]]) -> None:
    assert [(c.text, c.bound) for c in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The queue was cut from 40 minutes to 12.", [(40, "minute"), (12, "minute")]),
        ("A roll went from 30 cents to 45.", [(30, "cent"), (45, "cent")]),
        ("The haul rose from 2 million tonnes to 5 last year.", [(2e6, "tonne"), (5e6, "tonne")]),
        ("The debt went from 5 million kroner to 8.", [(5e6, "XKR"), (8e6, "XKR")]),
        ("A sack sells for 900 kwacha, up from 700 in May.", [(900, "ZMW"), (700, "ZMW")]),
        ("Turnout was 58 percent, down from 66.", [(58, "percent"), (66, "percent")]),
        ("They took 4 hours compared with 6 last time.", [(4, "hour"), (6, "hour")]),
        ("They took 4 hours, compared with 6 nurses who rested.", [(4, "hour"), (6, None)]),
        ("The shift went from 8 hours to 40 nurses.", [(8, "hour"), (40, None)]),
    ],
)
def test_what_something_went_to_is_in_the_same_unit(text: str, values: list[tuple[float, str | None]]) -> None:
    assert [(q.value, q.measure.name if q.measure else None) for q in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "figure", "per"),
    [
        ("Figs sell at $60-70 a barrel.", "$60-70 a barrel", "barrel"),
        ("Figs fetch Rs 40-45 per kg.", "Rs 40-45 per kg", "kg"),
        ("The soup has 2g of salt per 100g.", "2g", "100g"),
        ("The lane sees 9 crashes per 10,000 trips.", "9", None),
    ],
)
def test_a_range_of_prices_has_a_rate(text: str, figure: str, per: str | None) -> None:
    quantity = quantities(text)[0]
    assert (text[quantity.start : quantity.end], quantity.per) == (figure, per)


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("The bus fell 60 metres into a quarry.", "60 metres", None),
        ("A crane dropped 9 feet through the roof.", "9 feet", None),
        ("The reservoir fell 3 metres in May.", "3 metres", "down"),
        ("Rents slipped 0.3 per cent month on month in May.", "0.3 per cent", "down"),
    ],
)
def test_a_thing_that_fell_somewhere_has_no_trend(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend


def test_harmed_people_a_multiple_and_codes(claims: Claims) -> None:
    assert [(c.low, c.high) for c in claims("A tram jumped the rails and 20-25 were injured.")] == [(20, 25)]
    assert [c.kind for c in claims("Rask guessed 40 boats; Voss said it was three times that.")] == ["count", "ratio"]
    assert [c.text for c in claims("The 0645 from Orran carried agent 007 and 30 nurses.")] == ["30"]
    assert [c.unit for c in claims("The index hit 11 and humidity 90%.")] == [None, "percent"]


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("One nurse in five is ill.", "One nurse in five", 1 / 5),
        ("In the valley one boat in 20 leaked.", "one boat in 20", 1 / 20),
        ("Nurses outnumber guards three to two.", "three to two", 3 / 2),
        ("The ratio of boats to ports hit 2.5 to 1.", "2.5 to 1", 2.5),
    ],
)
def test_a_share_around_its_noun_and_a_ratio(claim: Find, text: str, figure: str, value: float) -> None:
    read = claim(text, figure)
    assert (read.text, read.kind) == (figure, "ratio")
    assert read.value == pytest.approx(value)


def test_one_thing_in_several_others_is_no_share(claims: Claims) -> None:
    assert [c.text for c in claims("They saw one boat in six ports.")] == ["six"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("A crowd of 30-40,000 came.", 30_000, 40_000),
        ("The port shipped 10 to 12,000 tonnes.", 10_000, 12_000),
        ("It holds 100-150,000 litres.", 100_000, 150_000),
    ],
)
def test_thousands_may_be_written_once(text: str, low: float, high: float) -> None:
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, "range")


def test_thousands_far_apart_are_two_numbers() -> None:
    assert [q.value for q in quantities("They sold 2 to 40,000 firms.")] == [2, 40_000]


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("The index is up 7% for the week and 21% since May.", "21%", "up"),
        ("Rents fell 3% on the year and 2% over the month.", "2%", "down"),
        ("Rents fell 3% in May and 12% of the flats stood empty.", "12%", None),
        ("Aid fell short by 40%.", "40%", None),
        ("Voss lost the valley 36 percent to 51 percent.", "36 percent to 51 percent", None),
        ("The mill lost 36 percent in May.", "36 percent", "down"),
        ("Her balance stands at +9 points.", "9 points", None),
    ],
)
def test_a_second_period_has_the_same_trend(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend


def test_limits_of_age_and_parts_of_an_hour(claims: Claims, claim: Find) -> None:
    assert [c.text for c in claims("Two of the victims were under 18.")] == ["Two"]
    assert claim("It took three-quarters of an hour.", "three-quarters of an hour").unit == "hour"
    assert claim("The loan costs 8% a year on the sum.", "8% a year").unit == "percent per year"
