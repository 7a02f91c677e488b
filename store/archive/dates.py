"""Reads the dates that files and pages state; never guesses one."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_YEAR_ZERO = re.compile(r"\s00\d\d\s")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
# The form in which scripts in pages write a time: `Sat Nov 18 2017 15:21:41 GMT+0000 (UTC)`.
_SCRIPTED = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \(.*\))?")
# News on the web begins with this year; a date after next week is a mistake.
_EARLIEST = "1990"
_AHEAD = timedelta(days=7)
_COMPACT_ZONE = re.compile(r"(?<=\S)\s+(?=(?:Z|[+-]\d\d:?\d\d)$)")


def iso(text: str) -> str:
    """Return a date or time as ISO 8601, with its zone where it has one, or "" when it can't be read as either.

    Reads ISO 8601 (also with a space for the T, and a month alone) and the forms of e-mails, feeds and scripts.
    """
    text = _COMPACT_ZONE.sub("", text.strip())
    if "W" in text[4:6]:
        return ""  # a week: Python would take its first day
    if _MONTH.fullmatch(text):
        return text
    if scripted := _SCRIPTED.fullmatch(text):
        text = "{1} {0} {2} {3} {4}".format(*scripted.groups())
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        pass
    if _YEAR_ZERO.search(text):
        return ""  # Python would take the year 1 for 2001
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, IndexError, TypeError):
        return ""


def credible(published: str) -> str:
    """Return an ISO date or time if it is plausible for an article, from 1990 to next week; else ""."""
    latest = (datetime.now(UTC) + _AHEAD).date().isoformat()
    return published if _EARLIEST <= published[:10] <= latest else ""


def moment(published: str) -> str:
    """Return the ISO date or time in UTC with a fixed length, so that it sorts; "" for "". No zone means UTC."""
    if not published:
        return ""
    stated = datetime.fromisoformat(f"{published}-01" if _MONTH.fullmatch(published) else published)
    if stated.tzinfo:
        with suppress(OverflowError):  # the first or last day of the calendar
            stated = stated.astimezone(UTC)
    return stated.replace(tzinfo=None).isoformat(timespec="seconds")


def utc(stated: object) -> str:
    """Return a time, in any form that `iso` reads, as ISO 8601 in UTC; "" if it can't be read. No zone means UTC."""
    read = iso(stated) if isinstance(stated, str) else ""
    return f"{moment(read)}+00:00" if read else ""


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
