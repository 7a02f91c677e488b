"""Reads the dates that files and pages state; an article without one gets none."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_COMPACT_ZONE = re.compile(r"\s+(?=(?:Z|[+-]\d\d:?\d\d)$)")


def iso(text: str) -> str:
    """Return a date or time as ISO 8601, with its zone where it has one, or "" when it can't be read as either.

    Reads ISO 8601 (also with a space for the T) and the form of e-mails and feeds.
    """
    text = _COMPACT_ZONE.sub("", text.strip())
    if "W" in text[4:6]:
        return ""  # a week, of which Python would take the first day
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, IndexError, TypeError):
        return ""


def moment(published: str) -> str:
    """Return the ISO date or time in UTC, of one length so that it sorts; "" for "". No zone counts as UTC."""
    if not published:
        return ""
    stated = datetime.fromisoformat(published)
    if stated.tzinfo:
        with suppress(OverflowError):  # the first or last day of the calendar
            stated = stated.astimezone(UTC)
    return stated.replace(tzinfo=None).isoformat(timespec="seconds")


def utc(stated: object) -> str:
    """Return a time, in any form that `iso` reads, as ISO 8601 in UTC; "" for what is none. No zone counts as UTC."""
    read = iso(stated) if isinstance(stated, str) else ""
    return f"{moment(read)}+00:00" if read else ""


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
