"""Figures that a neighbouring word or letter could split or change: `1.5m to 2.2m homes`, `nine of 10`."""

import pytest

from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        (
            "Rask said the worst case was between 1.4m and 2.3m homes lost.",
            "1.4m and 2.3m",
            ("home", None, 1.4e6, 2.3e6, "range"),
        ),
        ("The town shipped 1.2m to 1.5m tons of coal.", "1.2m to 1.5m tons", ("ton", None, 1.2e6, 1.5e6, "range")),
        ("Some 2m or 3m people live there.", "Some 2m or 3m", ("people", None, 2e6, 3e6, "range")),
        ("The pipe is 1.5m to 2.2m long.", "1.5m to 2.2m", ("metre", None, 1.5, 2.2, "range")),
        ("Nine of 10 were aware of it.", "Nine of 10", (None, 0.9, None, None, "=")),
        ("Eight of ten farmers agree.", "Eight of ten", (None, 0.8, None, None, "=")),
        ("Some 40 of 100 tenants were asked.", "Some 40 of 100", (None, 0.4, None, None, "~")),
        ("Three of four suspects fled.", "Three", ("suspect", 3.0, None, None, "=")),
        (
            "The polls show Brandt at or above 10 percent.",
            "at or above 10 percent",
            ("percent", 10.0, 10.0, None, ">="),
        ),
        ("Rents stayed at or below $900.", "at or below $900", ("USD", 900.0, None, 900.0, "<=")),
        ("Keep it at or under 40 miles.", "at or under 40 miles", ("mile", 40.0, None, 40.0, "<=")),
        ("The speech was vetted by 15 to 20 people.", "15 to 20", ("people", None, 15.0, 20.0, "range")),
        ("The hut was built by three to five men.", "three to five", ("man", None, 3.0, 5.0, "range")),
        ("It had been seen by 200 to 300 guests.", "200 to 300", ("guest", None, 200.0, 300.0, "range")),
        ("The toll rose by 15 to 40.", "15", (None, 15.0, None, None, "=")),
    ],
)
def test_a_figure_is_read_whole(
    claim: Find, text: str, figure: str, expected: tuple[str | None, float | None, float | None, float | None, str]
) -> None:
    read = claim(text, figure)
    assert (read.unit, read.value, read.low, read.high, read.bound) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rask said his 757 was a great aircraft.",
        "A 25-year-old 747 is a folly, he said.",
        "She drove her 911 to Ketter.",
        "It is not just about one person, the coach said.",
        "The row is about one bridge.",
        "This was about one mill and its owner.",
        "“We know,” said clerk Ana Brandt Ana BrandtBrandt to sell 40 boats this year Mill to shut MORE.",
        "Tom Rask Thomas RaskFirm to drop 300 jobs in May Rask wins again MORE left the hall.",
        "The mayor Eva Holm Eva HolmTown sees 14 fires in a week MORE spoke first.",
    ],
)
def test_what_names_a_thing_or_a_link_is_no_figure(claims: Claims, text: str) -> None:
    assert [claim.text for claim in claims(text)] == []
