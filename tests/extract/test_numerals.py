"""Numerals: what is read as one number, and what it is worth."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.figures.numerals import Numeral, digits_value, numerals


def only(text: str) -> Numeral:
    found = numerals(text)
    assert len(found) == 1, found
    return found[0]


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
        ("a quarter of a million people", 250_000),
        ("one and a half million people", 1_500_000),
        ("half an hour", 0.5),
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
        ("three out of five voters", 0.6),
        ("two-thirds of voters", 2 / 3),
        ("nearly half the vote", 0.5),
    ],
)
def test_a_share_is_worth_its_quotient(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["a third person", "second quarter", "for half of", "the first half", "a quarterback"])
def test_an_ordinal_or_a_name_of_a_part_is_no_share(text: str) -> None:
    assert not [n for n in numerals(text) if n.form == "fraction" and text != "for half of"]


def test_two_numbers_beside_each_other_stay_two() -> None:
    assert [n.value for n in numerals("Two three-storey hotels")] == [2, 3]


def test_a_number_tied_to_a_word_is_part_of_the_word() -> None:
    assert numerals("IE8 and B52") == []


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_keep_their_value(value: int) -> None:
    assert digits_value(f"{value:,}") == value
    assert only(f"about {value:,} boats").value == value


@given(st.text(max_size=200))
def test_any_text_gives_numerals_in_order_inside_the_text(text: str) -> None:
    found = numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


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
    found = numerals(" ".join(words))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
