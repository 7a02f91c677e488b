"""Dates as files and pages state them."""

from datetime import UTC, datetime, timedelta

import pytest

from store.archive.dates import credible, iso, moment


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2026-03-14", "2026-03-14"),
        (" 2026-03-14 ", "2026-03-14"),
        ("2026-03-14T09:10:00+01:00", "2026-03-14T09:10:00+01:00"),
        ("2026-03-14T09:10Z", "2026-03-14T09:10:00+00:00"),
        ("2026-03-14T09:10:00.123456Z", "2026-03-14T09:10:00+00:00"),
        ("2026-03-14 09:10", "2026-03-14T09:10:00"),
        ("2026-03-14 09:10:00 +0100", "2026-03-14T09:10:00+01:00"),
        ("Sat, 14 Mar 2026 09:10:00 +0100", "2026-03-14T09:10:00+01:00"),
        ("Sat, 14 Mar 2026 09:10:00 GMT", "2026-03-14T09:10:00+00:00"),
        ("Sat Mar 14 2026 09:10:00 GMT+0100 (Central European Standard Time)", "2026-03-14T09:10:00+01:00"),
        ("2026-03", "2026-03"),
        ("2026-13", ""),
        ("", ""),
        ("yesterday", ""),
        ("14", ""),
        ("2026-W11", ""),
        ("2026-13-45", ""),
        ("0000-00-00", ""),
        ("99999999999999999999", ""),
    ],
)
def test_a_date_is_read_with_its_zone(stated: str, read: str) -> None:
    assert iso(stated) == read


@pytest.mark.parametrize(
    ("published", "utc"),
    [
        ("", ""),
        ("2026-03-14", "2026-03-14T00:00:00"),
        ("2026-03", "2026-03-01T00:00:00"),
        ("2026-03-14T09:10:00", "2026-03-14T09:10:00"),
        ("2026-03-14T23:30:00-05:00", "2026-03-15T04:30:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00"),
    ],
)
def test_sort_keys_are_in_utc_and_of_equal_length(published: str, utc: str) -> None:
    assert moment(published) == utc


@pytest.mark.parametrize("published", ["1990-01-01", "2014-04", "2026-03-14T09:10:00+01:00"])
def test_any_date_since_1990_is_credible(published: str) -> None:
    assert credible(published) == published


@pytest.mark.parametrize("published", ["", "0001-01-01T00:00:00+00:00", "1962-05-03", "1989-12", "2206-03-01"])
def test_an_earlier_date_or_one_far_in_the_future_is_not_credible(published: str) -> None:
    assert credible(published) == ""


def test_a_date_up_to_a_week_in_the_future_is_credible() -> None:
    week, month = ((datetime.now(UTC) + timedelta(days=days)).date().isoformat() for days in (6, 30))
    assert (credible(week), credible(month)) == (week, "")
