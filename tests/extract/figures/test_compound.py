"""Amounts in two units are one figure in the larger unit."""

import pytest

from extract.figures.measured_numerals import quantities


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("The crossing took two hours and 40 minutes.", "two hours and 40 minutes", 2 + 40 / 60, "hour"),
        ("The crossing took 2 hours, 15 minutes.", "2 hours, 15 minutes", 2.25, "hour"),
        ("The sack weighs 5 lb 4 oz.", "5 lb 4 oz", 5.25, "pound"),
        ("The door is six feet three inches high.", "six feet three inches", 6.25, "foot"),
        ("It cost five dollars and 40 cents.", "five dollars and 40 cents", 5.4, "USD"),
        ("Rask was away a year and four months.", "a year and four months", 1 + 4 / 12, "year"),
    ],
)
def test_an_amount_in_two_units_is_one_figure(text: str, figure: str, value: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert text[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value, abs=1e-5)
    assert quantity.measure.name == unit


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She ran 5 miles and 3 hours later left.", [5, 3]),
        ("The trips took 2 hours and 90 minutes.", [2, 90]),
        ("The pits are 40 metres and 300 metres deep.", [40, 300]),
        ("The pit is 12 feet (4 metres) deep.", [12, 4]),
        ("They paid 40 cents and 5 dollars.", [40, 5]),
    ],
)
def test_two_amounts_are_two_figures(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values
