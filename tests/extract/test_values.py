"""How the values of two claims compare, allowing for units, currencies, rounding and bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.claim import Bound, Claim, Kind
from extract.figures.measured_numerals import quantities
from extract.lexicon import load
from extract.values import Comparison, can_hold, commensurable, compare_values, compatible, dimension_of, normal_ends


def claim(text: str) -> Claim:
    """Return the claim of the only quantity of a text, of what its unit says."""
    readings = quantities(text)
    assert len(readings) == 1, readings
    quantity = readings[0]
    kind: Kind = quantity.measure.sort if quantity.measure else "count"
    unit = quantity.measure.name if quantity.measure else None
    if quantity.per:
        kind, unit = "rate", f"{unit} per {quantity.per}"
    if quantity.form in {"share", "fraction", "multiplier"}:
        kind, unit = "ratio", "times" if quantity.form == "multiplier" else None
    return Claim(
        quantity.start,
        quantity.end,
        text[quantity.start : quantity.end],
        kind,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.bound,
        unit=unit,
    )


@pytest.mark.parametrize(
    ("text", "dimension", "low", "high"),
    [
        ("12 ferries", "count", 12, 12),
        ("at least 12 ferries", "count", 12, None),
        ("nearly 40 ferries", "count", None, 40),
        ("20 to 30 ferries", "count", 20, 30),
        ("dozens of ferries", "count", 24, 99),
        ("25 percent", "share", 25, 25),
        ("one in four ferries", "share", 25, 25),
        ("three out of four ferries", "share", 75, 75),
        ("two thirds of the fleet", "share", 66.66666666666667, 66.66666666666667),
        ("50 basis points", "points", 0.5, 0.5),
        ("0.5 percentage points", "points", 0.5, 0.5),
        ("$3 million", "money", 3e6, 3e6),
        ("40 cents", "money", 0.4, 0.4),
        ("10 miles", "length", 16093.44, 16093.44),
        ("2 tonnes", "mass", 2000, 2000),
        ("212 degrees Fahrenheit", "temperature", 100, 100),
        ("100 degrees Celsius", "temperature", 100, 100),
        ("5 hectares", "area", 50000, 50000),
        ("3 litres", "volume", 0.003, 0.003),
        ("36 km/h", "speed", 10, 10),
        ("three days", "time", 259200, 259200),
        ("a magnitude 6.1 quake", "magnitude", 6.1, 6.1),
        ("2 kilowatt hours", "energy", 7.2e6, 7.2e6),
        ("$4 a gallon", "rate", 4 / 0.003785412, 4 / 0.003785412),
        ("90 miles a minute", "speed", 2414.016, 2414.016),
        ("output tripled", "times", 3, 3),
    ],
)
def test_a_claim_is_given_in_the_base_unit_of_its_dimension(
    text: str, dimension: str, low: float | None, high: float | None
) -> None:
    stated = claim(text)
    assert dimension_of(stated) == dimension
    assert normal_ends(stated) == (
        low if low is None else pytest.approx(low, rel=1e-6),
        high if high is None else pytest.approx(high, rel=1e-6),
    )


def test_a_unit_that_no_table_has_is_of_another_dimension() -> None:
    stated = Claim(0, 10, "5 furlongs", "measure", 5.0, unit="furlong")
    assert dimension_of(stated) == "other"
    assert compare_values(stated, replace(stated, text="7 fathoms", value=7.0, unit="fathom")) == "about"


CASES: list[tuple[str, str, Comparison]] = [
    # One number, in different forms.
    ("1,500 ferries", "1.5 thousand ferries", "equal"),
    ("$1.7 billion", "$1,700 million", "equal"),
    ("a quarter of them", "25 percent", "equal"),
    ("72 hours", "three days", "equal"),
    ("two years", "24 months", "equal"),
    ("50 basis points", "0.5 percentage points", "equal"),
    ("60 cents", "$0.60", "equal"),
    ("more than 220 ferries", "220 ferries", "equal"),
    ("20 to 30 ferries", "20-30 ferries", "equal"),
    # Rounded as the text shows.
    ("1.7 billion ferries", "1,683 million ferries", "rounded"),
    ("6.1 percent", "6 percent", "rounded"),
    ("50 miles", "80 km", "rounded"),
    ("six feet", "1.8 metres", "rounded"),
    ("150 pounds in weight", "68 kg", "rounded"),
    ("100 degrees Fahrenheit", "38 degrees Celsius", "rounded"),
    ("100 degrees", "38 degrees Celsius", "rounded"),
    ("60 mph", "97 km/h", "rounded"),
    ("a third of them", "33 percent", "rounded"),
    ("two million ferries", "1,950,000 ferries", "rounded"),
    ("1,500 ferries", "1,483 ferries", "rounded"),
    ("5,000 tons", "5,000 tonnes", "rounded"),
    ("$4 a gallon", "$1.06 a litre", "rounded"),
    ("$80 a barrel", "$503 a cubic metre", "rounded"),
    # Bounds read softly.
    ("more than 220 ferries", "at least 250 ferries", "compatible"),
    ("nearly 50 ferries", "48 ferries", "compatible"),
    ("dozens of ferries", "40 ferries", "compatible"),
    ("about 90 ferries", "97 ferries", "compatible"),
    ("20 to 30 ferries", "25 ferries", "compatible"),
    ("more than 100 ferries", "nearly 100 ferries", "compatible"),
    ("three out of four ferries", "3 ferries", "compatible"),
    # Only literally, or unknown.
    ("at least 9 ferries", "22 ferries", "about"),
    ("up to 500 ferries", "300 ferries", "about"),
    ("12 ferries", "12 percent", "about"),
    ("5 million forints", "5 million bitcoin", "about"),
    # What cannot both hold.
    ("11 ferries", "12 ferries", "conflict"),
    ("50 ferries", "48 ferries", "conflict"),
    ("1.7 billion ferries", "1.2 billion ferries", "conflict"),
    ("3 million ferries", "2.6 million ferries", "conflict"),
    ("nearly 50 ferries", "90 ferries", "conflict"),
    ("at least 40 ferries", "22 ferries", "conflict"),
    ("dozens of ferries", "8 ferries", "conflict"),
    ("50 miles", "60 km", "conflict"),
    ("magnitude 6.1", "magnitude 7.0", "conflict"),
    ("6.1 percent", "6.3 percent", "conflict"),
]


@pytest.mark.parametrize(("first", "second", "expected"), CASES)
def test_values_are_compared_as_a_reader_would(first: str, second: str, expected: Comparison) -> None:
    a, b = claim(first), claim(second)
    assert compare_values(a, b) == expected
    assert compare_values(b, a) == expected


@pytest.mark.parametrize(
    ("first", "second", "year", "expected"),
    [
        ("€100 million", "$110 million", 2024, "about"),
        ("€100 million", "$140 million", 2008, "about"),
        ("€100 million", "$210 million", 2024, "conflict"),
        ("£50 million", "$100 million", 2007, "about"),
        ("£50 million", "$100 million", 2024, "conflict"),
        ("£50 million", "$100 million", None, "about"),
        ("2 billion yen", "€13 million", 2023, "about"),
        ("more than €100 million", "$400 million", 2024, "about"),
        ("3 million roubles", "$40,000", 2021, "about"),
        ("3 million roubles", "$40,000", 2040, "about"),
        ("A$5 million", "$5 million", 2020, "about"),
        ("$3 a gallon", "€0.80 a litre", 2019, "about"),
    ],
)
def test_money_in_two_currencies_is_about_the_same_by_the_rate_of_its_year(
    first: str, second: str, year: int | None, expected: Comparison
) -> None:
    assert compare_values(claim(first), claim(second), year) == expected
    assert compare_values(claim(second), claim(first), year) == expected


def test_a_change_of_temperature_has_no_freezing_point() -> None:
    warmer = replace(claim("2.7 degrees Fahrenheit"), trend="up")
    assert compare_values(warmer, replace(claim("1.5 degrees Celsius"), trend="up")) == "rounded"


def test_a_count_is_comparable_with_the_share_that_tells_it_in_parts() -> None:
    assert commensurable(claim("three out of four ferries"), claim("3 ferries"))
    assert not commensurable(claim("three out of four ferries"), claim("4 ferries"))
    assert not commensurable(claim("75 percent"), claim("3 ferries"))


def test_every_rate_of_exchange_is_a_known_currency_with_a_number_for_each_year() -> None:
    currencies = load("currencies")["currency"]
    for code, row in load("rates").items():
        assert code in currencies
        assert 1999 <= row["from"] < row["from"] + len(row["rates"]) <= 2027
        assert all(rate > 0 for rate in row["rates"])
        steps = zip(row["rates"], row["rates"][1:], strict=False)
        assert all(0.5 < after / before < 2 for before, after in steps)


bounds: st.SearchStrategy[Bound] = st.sampled_from(["=", "~", "<", "<=", ">", ">="])
units: st.SearchStrategy[tuple[Kind, str | None]] = st.sampled_from(
    [
        ("count", None),
        ("other", None),
        ("percent", "percent"),
        ("ratio", None),
        ("ratio", "times"),
        ("points", "basis point"),
        ("points", "point"),
        ("money", "USD"),
        ("money", "EUR"),
        ("money", "XBT"),
        ("money", "cent"),
        ("measure", "mile"),
        ("measure", "kilometre"),
        ("measure", "fahrenheit"),
        ("measure", "degree"),
        ("measure", "ton"),
        ("duration", "day"),
        ("duration", "month"),
        ("rate", "USD per barrel"),
        ("rate", "case per 100,000 people"),
        ("rate", "case per head"),
    ]
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind, unit = draw(units)
    value = draw(st.one_of(st.integers(-(10**9), 10**12), st.decimals(-1000, 1000, places=2)))
    stated = Claim(0, 1, f"{value}", kind, float(value), bound=draw(bounds), unit=unit)
    if draw(st.booleans()):
        low = float(value)
        return replace(stated, value=None, bound="range", low=low, high=low + draw(st.floats(0, 1e6)))
    return stated


@given(claims(), claims(), st.one_of(st.none(), st.integers(1990, 2030)))
def test_comparing_is_symmetric(a: Claim, b: Claim, year: int | None) -> None:
    assert compare_values(a, b, year) == compare_values(b, a, year)


@given(claims())
def test_a_claim_equals_itself(a: Claim) -> None:
    assert compare_values(a, a) == "equal"


@given(claims())
def test_ends_are_in_order(a: Claim) -> None:
    low, high = normal_ends(a)
    assert low is None or high is None or low <= high


@given(st.integers(1_000_000, 999_999_999), st.integers(0, 2))
def test_a_number_rounded_to_millions_is_no_other_number(number: int, places: int) -> None:
    exact = Claim(0, 1, f"{number:,}", "count", float(number))
    short = f"{number / 1e6:.{places}f}"
    rounded = Claim(0, 1, f"{short} million", "count", float(short) * 1e6)
    if abs(number - float(short) * 1e6) <= 0.1 * float(short) * 1e6:
        assert compare_values(exact, rounded) in {"equal", "rounded"}


@given(st.integers(1, 5000))
def test_miles_told_in_whole_kilometres_are_no_other_number(miles: int) -> None:
    kilometres = round(miles * 1.609344)
    a = Claim(0, 1, f"{miles} miles", "measure", float(miles), unit="mile")
    b = Claim(0, 1, f"{kilometres} km", "measure", float(kilometres), unit="kilometre")
    assert compare_values(a, b) in {"equal", "rounded"} or miles == 1


def test_by_the_letter_at_most_reaches_down_to_nothing() -> None:
    assert can_hold(claim("at most 200 ferries"), claim("3 ferries"))
    assert not can_hold(claim("at most 200 ferries"), claim("300 ferries"))


def test_read_softly_at_most_reaches_down_a_little_and_at_least_reaches_up() -> None:
    assert compatible(claim("at most 200 ferries"), claim("180 ferries"))
    assert not compatible(claim("at most 200 ferries"), claim("150 ferries"))
    assert compatible(claim("at least 200 ferries"), claim("280 ferries"))
    assert not compatible(claim("at least 200 ferries"), claim("180 ferries"))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_whole_counts_in_full_conflict_where_neither_is_round(a: int, b: int) -> None:
    if a != b and a % 100 and b % 100:
        first, second = (Claim(0, 1, f"{number}", "count", float(number)) for number in (a, b))
        assert compare_values(first, second) == "conflict"


@pytest.mark.parametrize(
    ("kind", "unit", "bare"), [("points", "point", 31), ("measure", "yard", 352), ("percent", "percent", 0.41)]
)
def test_a_bare_number_may_have_the_unit_that_another_text_gives_it(kind: Kind, unit: str, bare: float) -> None:
    with_unit = Claim(0, 2, f"{bare}", kind, bare, None, None, unit=unit)
    without = Claim(0, 2, f"{bare}", "other", bare, None, None)
    assert compare_values(with_unit, without) == compare_values(without, with_unit) == "equal"
    assert commensurable(with_unit, without)
    other = replace(without, value=bare + 1)
    assert compare_values(with_unit, other) == "about"
    assert not commensurable(with_unit, other)


def test_a_number_of_things_has_no_unit_to_be_given() -> None:
    ferries = Claim(0, 2, "31", "count", 31, None, None, unit="ferry")
    points = Claim(0, 2, "31", "points", 31, None, None, unit="point")
    assert compare_values(ferries, points) == "about"
    assert not commensurable(ferries, points)


@pytest.mark.parametrize(
    ("counted", "adjacent"), [("yard", "352 yards"), ("night", "352 nights"), ("hectare", "352 hectares")]
)
def test_a_unit_with_an_adjective_before_it_is_the_same_unit(counted: str, adjacent: str) -> None:
    with_adjective = Claim(0, 3, "352", "count", 352, None, None, unit=counted)
    assert compare_values(with_adjective, claim(adjacent)) == "equal"
