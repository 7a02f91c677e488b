"""Days named in news, resolved against the day of the article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.subject.event_dates import moments

SUNDAY = date(2026, 3, 22)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on Friday", "2026-03-20/2026-03-20"),
        ("on Sunday", "2026-03-22/2026-03-22"),
        ("yesterday", "2026-03-21/2026-03-21"),
        ("today", "2026-03-22/2026-03-22"),
        ("on 12 March", "2026-03-12/2026-03-12"),
        ("on March 12", "2026-03-12/2026-03-12"),
        ("on 12 March 2019", "2019-03-12/2019-03-12"),
        ("on 30 November", "2025-11-30/2025-11-30"),
        ("since 19 March", "2026-03-19/"),
        ("in January", "2026-01-01/2026-01-31"),
        ("in February 2024,", "2024-02-01/2024-02-29"),
        ("in 2004,", "2004-01-01/2004-12-31"),
        ("last year", "2025-01-01/2025-12-31"),
        ("last month", "2026-02-01/2026-02-28"),
        ("this week", "2026-03-16/2026-03-22"),
        ("three days ago", "2026-03-19/2026-03-19"),
        ("in the past two weeks", "2026-03-08/2026-03-22"),
        ("2026-03-01", "2026-03-01/2026-03-01"),
    ],
)
def test_a_day_is_resolved_against_the_articles(text: str, period: str) -> None:
    assert [moment.period for moment in moments(f"It happened {text} there.", SUNDAY)] == [period]


@pytest.mark.parametrize(
    "text",
    ["It may 2 be so.", "a march of 12 miles", "in 2,004 homes", "the $2004.50 bill", "on 31 February 2019", "2004%"],
)
def test_words_that_only_look_like_a_day_are_none(text: str) -> None:
    assert not list(moments(text, SUNDAY))


@given(st.text(max_size=60), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_no_text_breaks_the_reading_of_days(text: str, day: date) -> None:
    assert all(moment.first <= moment.last and 0 <= moment.start < len(text) for moment in moments(text, day))


@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "since",
                "3",
                "31",
                "March",
                "May",
                "1999",
                "2024",
                "last",
                "this",
                "past",
                "year",
                "week",
                "day",
                "ago",
                "two",
                "in",
                "the",
                "Sunday",
            ]
        ),
        max_size=8,
    )
)
def test_date_words_in_any_order_give_valid_periods(words: list[str]) -> None:
    assert all(moment.first <= moment.last for moment in moments(" ".join(words), SUNDAY))
