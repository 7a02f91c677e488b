"""What a price is for one of, what is added to it, and pounds that are paid or weighed."""

import pytest

from extract.figures.measured_numerals import quantities
from tests.extract.fixture_types import Claims


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The cider is £6 a bottle in Oldmouth.", "£6 a bottle", "GBP per bottle"),
        ("Tickets were 40 euros a seat.", "40 euros a seat", "EUR per seat"),
        ("Salt fell to 30 cents a bag on Monday.", "30 cents a bag", "cent per bag"),
        ("The lunch is $80 a head before service.", "$80 a head", "USD per head"),
        ("They charge £2.50 an item.", "£2.50 an item", "GBP per item"),
    ],
)
def test_a_price_is_for_one_thing(claims: Claims, text: str, figure: str, unit: str) -> None:
    assert [(c.text, c.kind, c.unit) for c in claims(text)] == [(figure, "rate", unit)]


@pytest.mark.parametrize(
    "text",
    [
        "She gave $40 a lot of thought.",
        "He lost the $40 a friend had lent him.",
        "They paid $40 a week later.",
        "He handed her $40 a little late.",
    ],
)
def test_a_noun_behind_a_price_may_be_another_phrase(claims: Claims, text: str) -> None:
    assert [(c.text, c.kind) for c in claims(text)] == [("$40", "money")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Rent is €900 a month plus €80 of charges.", ["€900 a month", "€80"]),
        ("A majority is 50% plus one.", ["50%"]),
        ("The table costs $300 plus tax.", ["$300"]),
        ("The poll has a three percent plus or minus margin.", ["three percent"]),
        ("The lamp costs $300 plus.", ["$300 plus"]),
    ],
)
def test_what_is_added_bounds_nothing(claims: Claims, text: str, figures: list[str]) -> None:
    assert [c.text for c in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A kilo of figs costs 70 pounds in Orran.", "GBP"),
        ("He was fined 400 pounds for the lost cargo.", "GBP"),
        ("The meat was worth 9 pounds.", "GBP"),
        ("The cargo lost 70 pounds on the way.", "pound"),
        ("The meat weighs 9 pounds.", "pound"),
    ],
)
def test_pounds_are_paid_or_weighed(text: str, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert quantity.measure.name == unit


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("The ferry takes 1 hour 40.", "1 hour 40", 1 + 40 / 60, "hour"),
        ("It went from two hours 15 to less.", "two hours 15", 2.25, "hour"),
        ("The door is seven foot three.", "seven foot three", 7.25, "foot"),
        ("The rod is 9 in. long.", "9 in.", 9, "inch"),
        ("The rod is 9 in.", "9 in", 9, "inch"),
    ],
)
def test_the_smaller_unit_may_go_without_saying(text: str, figure: str, value: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value, abs=1e-5)
    assert quantity.measure.name == unit


def test_a_number_that_counts_is_no_smaller_unit() -> None:
    assert [q.value for q in quantities("The play lasts 2 hours 40 guests said.")] == [2, 40]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The bus leaves at half past two with 30 nurses.", ["30"]),
        ("It rang at a quarter to nine.", []),
        ("Men aged 18, 21, 24 and 30 were held.", []),
        ("A clerk aged 30, two nurses and 4 guards were held.", ["two", "4"]),
        ("The ferry hit a post near mile markers 12 and 14.", []),
        ("She was 0.03 over the limit.", ["0.03"]),
    ],
)
def test_times_ages_and_markers_beside_figures(claims: Claims, text: str, figures: list[str]) -> None:
    assert [c.text for c in claims(text)] == figures


def test_a_rate_and_a_pronoun(claims: Claims) -> None:
    assert [c.unit for c in claims("The clinic saw 3.2 cases per 100,000 in May.")] == ["case per 100,000"]
    assert [c.unit for c in claims("Nine boats sank, two of them at once.")] == ["boat", None]
    assert claims("The probe passes within 3 miles of the town every 9 days.")[0].kind == "measure"
    assert claims("Rask is 2,000-1 to win.")[0].value == 2000
    assert [c.value for c in claims("The firm made $2.11B, or 2.29 billion euros.")] == [2.11e9, 2.29e9]
