"""Quantities: currency, unit, range and bound words around a number, and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.quantities import Quantity, quantities


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


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
    ],
)
def test_a_unit_is_read_beside_its_number(text: str, unit: str, value: float) -> None:
    quantity = only(text)
    assert quantity.measure is not None
    assert (quantity.measure.name, quantity.value) == (unit, pytest.approx(value))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("more than 220", ">"), ("over 220", ">"), ("at least 220", ">="), ("no fewer than 220", ">="),
        ("220 or more", ">="), ("almost 220", "<"), ("fewer than 220", "<"), ("just under 220", "<"),
        ("as many as 220", "<="), ("up to 220", "<="), ("about 220", "~"), ("some 220", "~"),
        ("an estimated 220", "~"), ("just 220", "="), ("220", "="),
    ],
)  # fmt: skip
def test_bound_words_belong_to_the_figure(words: str, bound: str) -> None:
    text = f"It was said that {words} homes were flooded."
    quantity = only(text)
    assert quantity.bound == bound
    assert text[quantity.start : quantity.end] == words.replace("just 220", "220")


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
        ("US$89 to $93 billion", 89e9, 93e9),
        ("18-27 years", 18, 27),
        ("10 or 11 years", 10, 11),
        ("1 to 1.5 degrees Celsius", 1, 1.5),
    ],
)
def test_a_range_is_one_quantity_with_two_ends(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.value, quantity.low, quantity.high) == ("range", None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "rose from $43.6 billion to $419.2 billion",
        "led by 46 percent to 42 percent",
        "grew by 43 percent to 419 percent",
    ],
)
def test_a_change_tells_two_values(text: str) -> None:
    assert len(quantities(text)) == 2


def test_the_first_of_two_shares_takes_the_unit_of_the_second() -> None:
    assert [q.measure.name for q in quantities("from 4.8 to 4.7 percent") if q.measure] == ["percent", "percent"]


@pytest.mark.parametrize(
    "text",
    [
        "on March 6", "on 6 March 2023", "on Dec. 22 to 24", "on 2023-03-06", "in March 2023", "the 1990s",
        "at 7:48 a.m.", "at 15: 01 IST", "at 3 p. m.", "at 1200 GMT", "the 22nd", "a 10-year-old girl", "aged 15",
        "a 22 year-old", "call 555-0142", "an F-16", "COVID-19", "IE8 and IE11", "No. 5", "(2019)", "[12]",
        "see https://example.org/2024/11", "with a margin of error of 3 points", "plus or minus 4 percent",
        "in 2015-16", "9/11",
    ],
)  # fmt: skip
def test_a_date_time_age_name_or_address_is_no_quantity(text: str) -> None:
    assert quantities(f"It was {text} again.") == []


def test_a_sentence_end_without_a_space_does_not_hide_a_number() -> None:
    assert [q.value for q in quantities("since the onset of the war.1,664 vehicles, 52 systems")] == [1664, 52]


def test_over_a_stretch_of_time_bounds_nothing() -> None:
    assert only("fell over five years").bound == "="
    assert only("lasted for over five years").bound == ">"


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-–%$£€kmbn to and or more than about\n\"'()[]/:"), max_size=80))
def test_any_mangled_text_gives_quantities_that_fit_it(text: str) -> None:
    for quantity in quantities(text):
        assert 0 <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        assert text[quantity.start : quantity.end].strip()
