"""Numerals: what is read as one number, and its value."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.cardinals import digits_value
from extract.figures.numeral import Numeral
from extract.figures.numerals import numerals


def only(text: str) -> Numeral:
    readings = numerals(text)
    assert len(readings) == 1, readings
    return readings[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,664 vehicles", 1664),
        ("70\u202f000 people", 70_000),
        ("12.5 points", 12.5),
        ("3-1/2 hours", 3.5),
        ("2½ miles", 2.5),
        ("5 crore rupees", 50_000_000),
        ("1,00,000 rupees", 100_000),
        ("1.7bn euros", 1_700_000_000),
        ("twenty-one boats", 21),
        ("two hundred and fifty thousand", 250_000),
        ("two million three hundred thousand", 2_300_000),
        ("a hundred boats", 100),
        ("a dozen boats", 12),
        ("two dozen boats", 24),
        ("half a million people", 500_000),
        ("a quarter of a million tonnes", 250_000),
        ("one and a half million people", 1_500_000),
        ("half an hour", 0.5),
        ("a quarter-million homes", 250_000),
        ("the dozen people there", 12),
        ("5x the size", 5),
        ("2 lakh crore rupees", 2e12),
        ("1.99×10−30 kilograms", 1.99e-30),
        ("6.02 x 10^23 atoms", 6.02e23),
        ("3 × 10⁸ metres", 3e8),
        ("1/16 of a pint", 0.0625),
        ("1⁄32 of a quart", 0.03125),
        ("a sixth of the space", 1 / 6),
        ("less than a year", 1),
    ],
)
def test_a_number_has_the_value_it_spells(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of homes", 24, 99),
        ("hundreds of thousands of homes", 200_000, 999_000),
        ("a few thousand homes", 3_000, 6_000),
        ("several hundred homes", 300, 900),
    ],
)
def test_a_vague_word_has_no_value_but_the_span_it_can_mean(text: str, low: float, high: float) -> None:
    numeral = only(text)
    assert (numeral.form, numeral.value, numeral.low, numeral.high) == ("vague", None, low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one in four voters", 0.25),
        ("a 1-in-5 chance", 0.2),
        ("three out of five voters", 0.6),
        ("two-thirds of voters", 2 / 3),
        ("nearly half the vote", 0.5),
    ],
)
def test_a_share_is_worth_its_quotient(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "a third person",
        "the latter half of",
        "on 9/16 of last year",
        "second quarter",
        "for half of",
        "the first half",
        "a quarterback",
    ],
)
def test_an_ordinal_or_a_name_of_a_part_is_no_share(text: str) -> None:
    assert not [n for n in numerals(text) if n.form == "fraction" and text != "for half of"]


@pytest.mark.parametrize("text", ["from 300 in 2015 to 900", "It had 40 in 2019.", "fell to 310 in 1998"])
def test_a_number_in_a_year_is_no_share(text: str) -> None:
    assert all(n.form == "digits" for n in numerals(text))


@pytest.mark.parametrize("text", ["one in 2000 women", "3 in 2,000 men", "12 in every 2000"])
def test_a_share_of_two_thousand_is_one(text: str) -> None:
    assert only(text).form == "share"


def test_two_neighbouring_numbers_stay_two() -> None:
    assert [n.value for n in numerals("Two three-storey hotels")] == [2, 3]


def test_a_number_tied_to_a_word_is_part_of_the_word() -> None:
    assert numerals("IE8 and B52") == []


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_keep_their_value(value: int) -> None:
    assert digits_value(f"{value:,}") == value
    assert only(f"about {value:,} boats").value == value


# fmt: off
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# fmt: on


def spelled(value: int, joined: str) -> str:
    """Return a number from 1 to 999,999,999 in English words, hundreds joined to the rest by `joined`."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand")):
        if value >= size:
            rest = spelled(value % size, joined) if value % size else ""
            return f"{spelled(value // size, joined)} {name} {rest}".strip()
    if value >= 100:
        rest = joined + spelled(value % 100, joined) if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value >= 20:
        return _TENS[value // 10 - 2] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    return _ONES[value]


@given(st.integers(min_value=2, max_value=999_999_999), st.sampled_from([" ", " and "]))
def test_a_spelled_number_has_the_value_of_its_words(value: int, joined: str) -> None:
    assert only(spelled(value, joined) + " boats").value == value


@given(
    st.floats(min_value=1.1, max_value=999, allow_nan=False),
    st.sampled_from([("million", 1e6), ("billion", 1e9), ("crore", 1e7), ("trillion", 1e12), ("thousand", 1e3)]),
)
def test_a_scale_multiplies_what_comes_before_it(number: float, scale: tuple[str, float]) -> None:
    written = f"{number:.1f}"
    assert only(f"{written} {scale[0]} boats").value == pytest.approx(float(written) * scale[1])


@given(st.integers(min_value=1, max_value=20), st.integers(min_value=21, max_value=999))
def test_a_share_in_digits_is_worth_its_quotient(part: int, whole: int) -> None:
    assert only(f"{part} in {whole} voters").value == pytest.approx(part / whole)


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from([",", "\u00a0", "\u202f", "\u2009"]))
def test_any_grouping_sign_keeps_the_value(value: int, sign: str) -> None:
    assert only(f"{value:,}".replace(",", sign) + " boats").value == value


@given(st.text(max_size=200))
def test_any_text_gives_numerals_in_order_inside_the_text(text: str) -> None:
    readings = numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in readings)
    assert all(a.end <= b.start for a, b in itertools.pairwise(readings))


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "hundred",
                "and",
                "thousand",
                "a",
                "half",
                "million",
                "12",
                "-",
                ",",
                "of",
                "dozens",
                "%",
                "in",
                "four",
            ]
        ),
        max_size=12,
    )
)
def test_any_row_of_number_words_is_read_without_overlap(words: list[str]) -> None:
    readings = numerals(" ".join(words))
    assert all(a.end <= b.start for a, b in itertools.pairwise(readings))
