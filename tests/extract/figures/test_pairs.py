"""Two numbers that are one figure, two figures, or none: shares, ratios, changes, names and readings."""

import pytest

from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("Eight times out of ten the ferry is late.", "Eight times out of ten", 0.8, None),
        ("The guard is right nine times out of 10.", "nine times out of 10", 0.9, None),
        ("Voss went 3-for-4 against the visitors.", "3-for-4", 0.75, None),
        ("The Rovers shot 12-for-48 on Sunday.", "12-for-48", 0.25, None),
        ("Classes have an average of 18:1 in the valley.", "18:1", 18, None),
        ("Applicants outnumber places by about 9:1.", "about 9:1", 9, None),
        ("Output has grown three-fold since May.", "three-fold", 3, "times"),
        ("The price rose sevenfold in a week.", "sevenfold", 7, "times"),
        ("Rents have risen 2.5 times since then.", "2.5", 2.5, "times"),
    ],
)
def test_a_share_and_a_ratio_are_one_figure(
    claim: Find, text: str, figure: str, value: float, unit: str | None
) -> None:
    read = claim(text, figure)
    assert (read.text, read.kind, read.unit) == (figure, "ratio", unit)
    assert read.value == pytest.approx(value)


def test_a_call_is_counted_and_a_verse_is_named(claim: Find, claims: Claims) -> None:
    assert claim("She called 3 times.", "3").unit == "time"
    assert [c.value for c in claims("He read from Ruth 2:1 aloud.")] != [2.0]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk at the 7-Eleven saw nothing.",
        "Under Rule 12b-1 the fund may charge fees.",
        "Voss shot a four-under 68-iron.",
        "She lives at 12 rue Mazarine.",
        "The flat is at 9, Via Larga, upstairs.",
        "The judge threw out case 21-877 at once.",
        "The clerk filed docket no. 22-1044 late.",
        "The Boeing 737 MAX 8 was grounded.",
        "Two guards, 22 and 19, were robbed.",
        "The passengers, 31 and 64, were hurt.",
        "Between 1650 and 1900 prices hardly moved.",
    ],
)
def test_a_name_an_age_a_year_and_a_code_are_no_figures(claims: Claims, text: str) -> None:
    assert [c.text for c in claims(text) if c.text not in {"Two", "68"}] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Bread went from $2 up to $3 in a month.", ["$2", "$3"]),
        ("The toll climbed from 40 up to 90.", ["40", "90"]),
        ("Fines of $50 up to $500 may follow.", ["$50 up to $500"]),
        ("Ferries carrying from 30 up to 90 cars sail daily.", ["30 up to 90"]),
        ("The shop sells up to 90 lamps.", ["up to 90"]),
    ],
)
def test_up_to_behind_from_is_where_something_went(claims: Claims, text: str, figures: list[str]) -> None:
    assert [c.text for c in claims(text)] == figures


def test_a_pressure_over_another_is_two_readings(claims: Claims) -> None:
    assert [(c.text, c.bound) for c in claims("His blood pressure was 150 over 95.")] == [("150", "="), ("95", "=")]
    assert [c.bound for c in claims("A pressure of over 95 was measured.")] == [">"]


def test_the_margin_behind_give_or_take_is_no_figure(claims: Claims) -> None:
    texts = ["It took 40 days, give or take two.", "The cave is 40,000 years old, give or take 900 years."]
    assert [[(c.value, c.bound) for c in claims(text)] for text in texts] == [[(40, "~")], [(40_000, "~")]]


def test_a_noun_with_its_own_number_is_not_counted(claim: Find) -> None:
    assert claim("The car does 0 to 60 in 5.1 seconds.", "0 to 60").unit is None
    assert claim("Voss missed 12 of the 40 throws.", "12").unit == "throw"


def test_a_fraction_behind_a_label_is_no_name(claim: Find) -> None:
    assert claim("Sales came on a volume a third higher than in May.", "a third").value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The Rovers lost by 17.", "17"),
        ("Rain will fall, with up to 60mm in the hills.", "up to 60mm"),
        ("Snow may fall in the north, 20 centimetres deep in places.", "20 centimetres"),
    ],
)
def test_a_margin_and_a_fall_of_rain_are_no_trend(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).trend is None


def test_what_a_level_moved_by_is_a_trend(claim: Find) -> None:
    assert claim("The lake fell 3 metres in May.", "3 metres").trend == "down"
    assert claim("The toll fell by 17.", "17").trend == "down"
