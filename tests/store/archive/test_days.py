"""Dates as people write them, also ambiguous ones."""

import pytest

from store.archive.days import DAY, day_of


def read(text: str) -> str:
    match = DAY.search(text)
    return day_of(match) if match else ""


@pytest.mark.parametrize(
    "written",
    [
        "4 March 2013", "4th of March, 2013", "04 MAR 2013", "4-Mar-2013", "March 4, 2013", "Mar. 4th, 2013",
        "march 04 2013", "March 4,2013", "2013-03-04", "2013/03/04", "2013. 03. 04",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_form(written: str) -> None:
    assert read(written) == "2013-03-04"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/23/2012", "2012-12-23"),
        ("23 / 12 / 2012", "2012-12-23"),
        ("12.23.12", "2012-12-23"),
        ("05/05/2012", "2012-05-05"),
        ("03/12/2012 11:05 AM", "2012-03-12"),
        ("03/12/2012 at 14:05 EST", "2012-03-12"),
        ("03.12.2012", "2012-12-03"),
    ],
)
def test_a_numeric_date_is_read_if_its_order_is_clear_or_known_from_the_region(written: str, day: str) -> None:
    assert read(written) == day


@pytest.mark.parametrize(
    "written",
    ["03/12/2012", "03-12-2012", "03.12.12", "03.12.2012 11:05 AM", "31 February 2012", "13/13/2012", "March 2013",
     "March 4", "1203.12.2012", "2012.03.04.7"],
)  # fmt: skip
def test_an_ambiguous_or_impossible_date_is_not_read(written: str) -> None:
    assert read(written) == ""
