"""Quantities: currency, unit, range and bound words around a number, and numbers that are not quantities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.measured_numerals import quantities
from extract.figures.quantity import Quantity


def only(text: str) -> Quantity:
    readings = quantities(text)
    assert len(readings) == 1, readings
    return readings[0]


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The hall emptied in the next minute or two, Rask said.", "minute or two", "minute"),
        ("It takes about an hour or two to cross.", "about an hour or two", "hour"),
        ("It is one mile or two off.", "one mile or two", "mile"),
    ],
)
def test_one_of_a_unit_or_two_is_a_range(text: str, figure: str, unit: str) -> None:
    quantity = only(text)
    assert text[quantity.start : quantity.end] == figure
    assert (quantity.low, quantity.high, quantity.bound) == (1, 2, "range")
    assert quantity.measure is not None
    assert quantity.measure.name == unit


def test_two_of_something_else_are_no_range() -> None:
    assert only("She needs a day or two guards.").value == 2


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("It cost $886 billion.", "USD", 886e9),
        ("It cost £30m.", "GBP", 30e6),
        ("It cost €1.7bn.", "EUR", 1.7e9),
        ("It cost Rs 5 crore.", "INR", 5e7),
        ("It cost $US55,931,000.", "USD", 55_931_000),
        ("It cost 7.5 million Danish crowns.", "DKK", 7.5e6),
        ("It cost RM2.70.", "MYR", 2.7),
        ("It rose 61 percent.", "percent", 61),
        ("It rose 61%.", "percent", 61),
        ("It rose 0.6 per cent.", "percent", 0.6),
        ("It rose 3 percentage points.", "percentage point", 3),
        ("It rose 25 basis points.", "basis point", 25),
        ("It is 85 miles away.", "mile", 85),
        ("It is 140 km/h.", "kilometre per hour", 140),
        ("It lasted 31 months.", "month", 31),
        ("It fell to minus 40 degrees Celsius.", "celsius", -40),
        ("A magnitude 6.1 quake.", "magnitude", 6.1),
        ("A 7.6-magnitude quake.", "magnitude", 7.6),
        ("It closed at 212 p on Friday.", "penny", 212),
        ("It cost ₹2 lakh crore.", "INR", 2e12),
        ("It is 7in wide.", "inch", 7),
        ("The heat reached 42C.", "celsius", 42),
        ("It fell by a quarter point.", "point", 0.25),
        ("It fell by half a percentage point.", "percentage point", 0.5),
        ("It pumps 300,000 b/d.", "barrel per day", 300_000),
        ("Some 40 sq miles burned.", "square mile", 40),
        ("It ran the 400m hurdles.", "metre", 400),
        ("It is 3/8 of an inch thick.", "inch", 0.375),
        ("It is a quarter mile away.", "mile", 0.25),
        ("It lasted nearly a decade.", "decade", 1),
        ("The 4,500-year-old boat was found.", "year", 4500),
        ("A 90 million-year-old bone was found.", "year", 9e7),
    ],
)
def test_a_unit_is_read_next_to_its_number(text: str, unit: str, value: float) -> None:
    quantity = only(text)
    assert quantity.measure is not None
    assert quantity.measure.name == unit
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("more than 220", ">"), ("over 220", ">"), ("at least 220", ">="), ("no fewer than 220", ">="),
        ("220 or more", ">="), ("almost 220", "<"), ("fewer than 220", "<"), ("just under 220", "<"),
        ("as many as 220", "<="), ("up to 220", "<="), ("about 220", "~"), ("some 220", "~"),
        ("an estimated 220", "~"), ("barely 220", "~"), ("just 220", "="), ("220", "="),
    ],
)  # fmt: skip
def test_bound_words_belong_to_the_figure(words: str, bound: str) -> None:
    text = f"It was said that {words} homes were flooded."
    quantity = only(text)
    assert quantity.bound == bound
    assert text[quantity.start : quantity.end] == words.replace("just 220", "220")


@pytest.mark.parametrize(
    "text",
    [
        "a letter about the 300 sailors",
        "above the 2 percent target",
        "crept up again to 6.3 percent",
        "climb up to $90",
    ],
)
def test_words_for_places_and_directions_are_no_bounds(text: str) -> None:
    assert only(text).bound == "="


def test_a_sum_around_a_mark_is_bounded() -> None:
    assert only("hovering around the $400 million mark").bound == "~"


def test_the_limits_follow_the_bound() -> None:
    above, below = only("more than 220 homes"), only("almost 1,100 homes")
    assert (above.low, above.high) == (220, None)
    assert (below.low, below.high) == (None, 1100)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20 to 30 million people", 20e6, 30e6),
        ("between 20,000 and 30,000 people", 20_000, 30_000),
        ("20,000 and 30,000 soldiers were killed", 20_000, 30_000),
        ("$7 million to $10 million", 7e6, 10e6),
        ("€5-10m", 5e6, 10e6),
        ("2%-3%", 2, 3),
        ("US$89 to $93 billion", 89e9, 93e9),
        ("18-27 years", 18, 27),
        ("10 or 11 years", 10, 11),
        ("2 to 2.5 degrees Celsius", 2, 2.5),
        ("prices fell by 3 to 4 percent", 3, 4),
        ("down from the $12 to $15 million it had planned", 12e6, 15e6),
        ("bones of 200,000 to-260,000 years", 200_000, 260_000),
    ],
)
def test_a_range_is_one_quantity_with_two_ends(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.value, quantity.low, quantity.high) == ("range", None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "grew from $51.7 billion to $382.9 billion",
        "led by 53 percent to 39 percent",
        "grew by 43 percent to 419 percent",
        "fell 300 barrels to 9,100 barrels",
    ],
)
def test_a_change_has_two_values(text: str) -> None:
    assert len(quantities(text)) == 2


def test_a_bound_leaves_one_end_open() -> None:
    assert [(q.low, q.high) for q in map(only, ("It rose up to 40%.", "It rose almost 40%."))] == [(None, 40)] * 2
    assert [(q.low, q.high) for q in map(only, ("It rose at least 40%.", "It rose over 40%."))] == [(40, None)] * 2


def test_a_forecast_goes_from_one_range_to_another() -> None:
    readings = quantities("The bank raised its forecast from 5 to 7 percent to 8 to 9 percent.")
    assert [(q.low, q.high) for q in readings] == [(5, 7), (8, 9)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The van went from 27 mpg in town to 31.", ["mile per gallon", "mile per gallon"]),
        ("It rose to 5.4 percent in June from 5.1, the office said.", ["percent", "percent"]),
        ("It went from 30 mpg in 2008 to 40 boats.", ["mile per gallon", None]),
    ],
)
def test_the_second_value_of_a_change_takes_the_unit_of_the_first(text: str, units: list[str | None]) -> None:
    assert [q.measure.name if q.measure else None for q in quantities(text) if (q.value or 0) < 1000] == units


@pytest.mark.parametrize(
    ("text", "per"),
    [("$80 per sq m", "sq m"), ("a 52,000 barrel-a-day plant", "day"), ("$12-an-hour workers", "hour")],
)
def test_a_rate_is_named_by_per_or_an_article(text: str, per: str) -> None:
    assert only(text).per == per


def test_the_first_of_two_shares_takes_the_unit_of_the_second() -> None:
    assert [q.measure.name for q in quantities("from 7.2 to 7.1 percent") if q.measure] == ["percent", "percent"]


@pytest.mark.parametrize(
    "text",
    [
        "on March 6", "on 6 March 2023", "on Dec. 22 to 24", "on 2023-03-06", "in March 2023", "the 1990s",
        "at 7:48 a.m.", "at 15: 01 IST", "at 3 p. m.", "at 1200 GMT", "the 22nd", "a 10-year-old girl", "aged 15",
        "a 22 year-old", "call 555-0142", "an F-16", "COVID-19", "IE8 and IE11", "No. 5", "(2019)", "[12]",
        "see https://example.org/2024/11", "at a margin of error of 2.5 points", "plus or minus 4 percent",
        "in 2015-16", "9/11", "between 2014 and 2017", "from 1987 to 2003", "on 10 / 25 / 11", "at 07: 44",
        "the second half of the match", "at 358 El Mirador Way, Westport", "at 9 E 71st St, Manhattan", "M21 9AB8",
        "called twice by 20791234567", 'marked <b id="441">', "a 64-bit chip", "in 3Q", "in Q2 2021", "AM 970",
        "his two-year-old and 18-month-old sons", "the twins, 27 and 29 years old", "her daughter, 11,",
    ],
)  # fmt: skip
def test_a_date_time_age_name_or_address_is_no_quantity(text: str) -> None:
    assert quantities(f"It was {text} again.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Flaws in IE8 and 9 were mended.",
        "He died at 43, alone.",
        "She turned 74 on Monday.",
        "Two sons, 11 and 14.",
        "Two kids, 8 and 9.",
    ],
)
def test_numbers_after_a_name_or_a_birthday_word_are_no_quantities(text: str) -> None:
    assert [q for q in quantities(text) if q.form == "digits"] == []


@pytest.mark.parametrize("text", ["between 1500 and 2000 people", "from 1600 to 1900 homes"])
def test_round_numbers_before_what_they_count_are_no_years(text: str) -> None:
    assert only(text).bound == "range"


def test_a_sentence_end_without_a_space_does_not_hide_a_number() -> None:
    assert [q.value for q in quantities("since the onset of the war.1,664 vehicles, 52 systems")] == [1664, 52]


def test_over_before_a_length_of_time_is_no_bound() -> None:
    assert only("fell over five years").bound == "="
    assert only("lasted for over five years").bound == ">"


@given(
    st.floats(min_value=0.01, max_value=9_999, allow_nan=False),
    st.sampled_from(["", " million", " billion", "bn"]),
    st.sampled_from([("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("Rs ", "INR"), ("A$", "AUD")]),
)
def test_a_price_keeps_its_value_and_currency(number: float, scale: str, currency: tuple[str, str]) -> None:
    written = f"{number:,.2f}"
    quantity = only(f"The bridge cost {currency[0]}{written}{scale}.")
    factor = {"": 1, " million": 1e6, " billion": 1e9, "bn": 1e9}[scale]
    assert quantity.value == pytest.approx(float(written.replace(",", "")) * factor)
    assert quantity.measure is not None
    assert quantity.measure.name == currency[1]


@given(
    st.integers(min_value=2, max_value=900), st.integers(min_value=1, max_value=90), st.sampled_from(["-", "–", " to "])
)
def test_a_range_of_percentages_keeps_both_ends(low: int, width: int, joined: str) -> None:
    quantity = only(f"It grew between {low}{' and ' if joined == ' to ' else joined}{low + width} percent.")
    assert (quantity.low, quantity.high, quantity.bound) == (low, low + width, "range")


@given(
    st.sampled_from(["more than", "at least", "fewer than", "up to", "about", "almost", "no more than"]),
    st.integers(min_value=3, max_value=10**9),
)
def test_limits_never_contradict_the_value(words: str, value: int) -> None:
    quantity = only(f"It was said that {words} {value:,} homes were flooded.")
    assert quantity.value == value
    assert {quantity.low, quantity.high} <= {None, value}


def test_bound_words_at_the_end_of_a_line_do_not_bound_the_next() -> None:
    assert only("They gave the coast more than\n220 homes.").bound == "="


def test_of_two_bound_words_the_first_is_part_of_the_figure_and_a_bound_outweighs_nearness() -> None:
    quantity = only("It flooded at least about 220 homes.")
    assert (quantity.bound, quantity.start) == (">=", len("It flooded "))
    quantity = only("It flooded roughly more than 220 homes.")
    assert (quantity.bound, quantity.start) == (">", len("It flooded "))


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-–%$£€kmbn to and or more than about\n\"'()[]/:"), max_size=80))
def test_any_mangled_text_gives_quantities_that_fit_it(text: str) -> None:
    for quantity in quantities(text):
        assert 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        assert text[quantity.start : quantity.end].strip()


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("It was -12C in the valley.", "-12C", -12, "celsius"),
        ("The lake lay at minus 40F.", "minus 40F", -40, "fahrenheit"),
        ("It was 12 C below zero.", "12 C below zero", -12, "celsius"),
        ("The morning was 5 below zero.", "5 below zero", -5, "degree"),
        ("Growth was negative 5 percent.", "negative 5 percent", -5, "percent"),
        ("They met at 5 degrees.", "5 degrees", 5, "degree"),
    ],
)
def test_degrees_and_shares_below_zero(text: str, figure: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert (quantity.value, quantity.measure.name) == (value, unit)


def test_negative_results_are_no_negative_numbers() -> None:
    assert only("She tested negative 5 times.").value == 5


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It won by a margin of 300 to 200.", 200, 300),
        ("They back her by a 52 to 48 margin.", 48, 52),
    ],
)
def test_a_margin_gives_both_sides(text: str, low: float, high: float) -> None:
    assert (only(text).low, only(text).high) == (low, high)


def test_a_margin_to_one_is_a_ratio_and_percentages_are_two_figures() -> None:
    assert only("They back her by a margin of 3 to 1.").value == 3
    assert [q.value for q in quantities("They back her by a margin of 52 to 48 percent.")] == [52, 48]
