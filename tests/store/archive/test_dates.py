"""Dates as files and pages state them."""

import pytest

from store.archive.dates import iso, moment


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
        ("2026-03-14T09:10:00", "2026-03-14T09:10:00"),
        ("2026-03-14T23:30:00-05:00", "2026-03-15T04:30:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00"),
    ],
)
def test_what_is_sorted_by_is_in_utc_and_of_one_length(published: str, utc: str) -> None:
    assert moment(published) == utc
