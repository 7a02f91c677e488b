"""Quantities by their written form: letters for scales, mixed numbers, magnitudes, votes, and look-alikes."""

import pytest

from extract.figures.measured_numerals import quantities
from tests.extract.figures.test_measured_numerals import only


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The trial went on for a decade and a half.", 15, 15),
        ("The mill stood there for a century and a half.", 150, 150),
        ("Two decades and a half went by.", 25, 25),
        ("It will take a decade or two.", 10, 20),
        ("Half a decade went by.", 5, 5),
        ("A year and a half went by.", 1.5, 1.5),
    ],
)
def test_a_part_of_a_decade_is_in_years(text: str, low: float, high: float) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert quantity.measure.name == "year"
    ends = (quantity.value, quantity.value) if quantity.value is not None else (quantity.low, quantity.high)
    assert ends == (low, high)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("The port handled 2.4m tons.", "ton", 2.4e6),
        ("It cost 60 b. Euro in all.", "EUR", 60e9),
        ("It cost 25 m. euros in all.", "EUR", 25e6),
        ("It cost 7m dollars in all.", "USD", 7e6),
        ("It cost 3 tn yen in all.", "JPY", 3e12),
        ("It cost $4T in all.", "USD", 4e12),
        ("Ships carried 2.5b litres.", "litre", 2.5e9),
        ("It sold 20m of its sensors.", None, 20e6),
        ("It lost 3m new members.", None, 3e6),
        ("Nearly 9 B people live there.", None, 9e9),
        ("It has 300k members.", None, 300e3),
        ("The rope is 35m long.", "metre", 35),
        ("He won the 400m hurdles.", "metre", 400),
        ("They used 12m of the cable.", "metre", 12),
    ],
)
def test_a_letter_scales_a_number_by_what_follows_it(text: str, unit: str | None, value: float) -> None:
    quantity = only(text)
    assert quantity.value == pytest.approx(value)
    assert (quantity.measure.name if quantity.measure else None) == unit


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("It took a year and a half.", "year", 1.5),
        ("It took nearly a month and a half.", "month", 1.5),
        ("It took two hours and a quarter.", "hour", 2.25),
        ("It took half a decade.", "year", 5),
        ("It took half a century.", "year", 50),
        ("She has run the mill for a quarter of a century.", "year", 25),
        ("It stood empty for three quarters of a century.", "year", 75),
        ("She rowed two and three-quarter miles.", "mile", 2.75),
        ("She rowed six and one-half miles.", "mile", 6.5),
        ("It weighs 3/4 pound of butter.", "pound", 0.75),
        ("It weighs 1/2 ounce.", "ounce", 0.5),
        ("A quarter-point cut came.", "point", 0.25),
        ("A half-percentage-point rise came.", "percentage point", 0.5),
        ("A three-quarter-point rise came.", "point", 0.75),
        ("It is -9 C outside in the cold.", "celsius", -9),
        ("The heat rose to 101 F.", "fahrenheit", 101),
    ],
)
def test_a_mixed_number_is_read_whole(text: str, unit: str, value: float) -> None:
    quantity = only(text)
    assert quantity.value == value
    assert quantity.measure is not None
    assert quantity.measure.name == unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A quake of magnitude of about 6.4 came.", 6.4),
        ("A tremor with a magnitude of at least 5.1 came.", 5.1),
        ("A 6.3 earthquake came.", 6.3),
        ("A 7.2 undersea quake came.", 7.2),
        ("The tremor measured 5.2 and woke the town.", 5.2),
        ("They put the magnitude of the shock at 7.1.", 7.1),
    ],
)
def test_a_magnitude_is_a_measure_wherever_its_word_is(text: str, value: float) -> None:
    quantity = only(text)
    assert quantity.value == value
    assert quantity.measure is not None
    assert quantity.measure.name == "magnitude"


@pytest.mark.parametrize(
    "text",
    [
        "The quake was felt 6.5 miles away.",
        "The earthquake cost 1.5 percent of output.",
        "The tremor lasted 2.5 seconds.",
    ],
)
def test_another_measure_of_an_earthquake_is_no_magnitude(text: str) -> None:
    measure = only(text).measure
    assert measure is None or measure.name != "magnitude"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("It stayed open no longer than 36 hours.", "<="),
        ("It was no higher than 3 percent.", "<="),
        ("It was never less than 40 euros.", ">="),
        ("It would not exceed $40 million.", "<="),
        ("It won't surpass $40 million.", "<="),
        ("It grew without exceeding 5 percent.", "<="),
        ("It must be paid no later than 30 days on.", "<="),
        ("It was not fewer than 14 boats.", ">="),
        ("It exceeded $40 million.", ">"),
        ("It was deeper than 12 metres.", ">"),
    ],
)
def test_a_negated_comparison_is_reversed(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It passed in a 4-3 vote.", 3, 4),
        ("The Senate voted 52-48 on it.", 48, 52),
        ("The court's 5-4 ruling came late.", 4, 5),
    ],
)
def test_the_result_of_a_vote_is_one_figure(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.form, quantity.value, quantity.low, quantity.high) == ("share", None, low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The odds are one-to-seven.", 1 / 7),
        ("They outnumber us by three to one.", 3),
        ("They won by a two-to-one margin.", 2),
        ("The ratio of 5 to 2 holds.", 2.5),
    ],
)
def test_a_ratio_of_two_numbers_is_one_figure(text: str, value: float) -> None:
    quantity = only(text)
    assert quantity.form == "share"
    assert quantity.value == pytest.approx(value)


def test_a_period_of_one_to_two_days_is_a_range() -> None:
    quantity = only("It takes one-to-two days.")
    assert (quantity.value, quantity.low, quantity.high) == (None, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "5M said it would close.",
        "4M’s shares were quoted.",
        "The PS5 Slim sells well.",
        "The firm withdrew its F-4 form.",
        "Trains leave at 9.45 and 10.15.",
        "The office is open from 8.30 to 17.00.",
        "The town was settled between A.D. 900 and 1100.",
        "The fort dates from 300 B.C.",
        "A six-by-six truck came.",
        "He fired a 20-gauge shotgun at an 18-wheeler.",
        "She drives an EQ.2 and an EQ.4.",
        "The port takes USB 3.1 sticks.",
        "Neighbours called 911 at once.",
        "To report a sick hedgehog, text HELP to 60303.",
        "Donate by texting “MILL” to 70050.",
        "The centre took 911 calls.",
        "BlackBerry 10 phones are rare.",
    ],
)
def test_names_codes_and_clock_times_are_no_figures(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The share closed at 10.30 in London.", 10.3),
        ("The rate rose from 7.15 in May.", 7.15),
        ("He bought 911 bricks.", 911),
        ("Rs.500 was paid.", 500),
        ("It cost PS5 million.", 5e6),
    ],
)
def test_a_figure_may_look_like_a_name_or_a_time(text: str, value: float) -> None:
    assert only(text).value == value
