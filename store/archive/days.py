"""Reads days as people write them: `4 March 2013`, `Mar. 4th, 2013`, `2013-03-04`, `12/23/2012`."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH = MONTH.replace("?:", "?P<m{0}>", 1)
# Programs that split a text into words leave spaces around the marks: `27 / 09 / 2013`.
DAY = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<y1>\d{4})\s?(?P<mark>[-/.])\s?(?P<n1>\d{1,2})\s?(?P=mark)\s?(?P<d1>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})\s?(?:st|nd|rd|th)?[\s/-]{{0,3}}(?:of\s+)?{_MONTH.format(2)}\b[.,]{{0,2}}[\s/-]{{0,3}}(?P<y2>\d{{4}})"
    rf"|{_MONTH.format(3)}\b\.?\s{{0,3}}(?P<d3>\d{{1,2}})\s?(?:st|nd|rd|th)?\s?(?:,\s?|\s)(?P<y3>\d{{4}})"
    r"|(?P<a>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sign)\s?(?P<y>\d{4}|\d\d)"
    r")(?![./]?\d)",
    re.IGNORECASE,
)
# AM and PM in capitals, and time zones: signs that the writer puts the month first.
_AMERICAN = re.compile(r"\d\s?[AP]\.?\s?M\b|\b(?:[ECMP][SD]?T)\b")


def day_of(match: re.Match[str]) -> str:
    """Return the day that DAY matched, ISO 8601; "" if no calendar has it or its order is unclear."""
    if match["a"]:
        return _in_figures(match)
    number = next(number for number in "123" if match[f"d{number}"])
    month = int(match["n1"]) if match["n1"] else _MONTHS.index(match[f"m{number}"][:3].lower()) + 1
    return next(_day(int(match[f"y{number}"]), month, int(match[f"d{number}"])), "")


def _in_figures(match: re.Match[str]) -> str:
    """Return the day of `03.12.2012`; if it is ambiguous, the one usual in its region, if known."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    short = len(match["y"]) == 2
    year += (1900 if year >= 90 else 2000) if short else 0
    month_first, day_first = list(_day(year, first, second)), list(_day(year, second, first))
    year_first = list(_day(2000 + first, second, int(match["y"]))) if short else []
    read = {*month_first, *day_first, *year_first}
    if len(read) > 1 and not short:
        american = bool(_AMERICAN.search(match.string, match.end(), match.end() + 20))
        if match["sign"] == "/" and american:
            return month_first[0]
        if match["sign"] == "." and not american:
            return day_first[0]
    return read.pop() if len(read) == 1 else ""


def _day(year: int, month: int, day: int) -> Iterator[str]:
    """Yield the day if the calendar has it."""
    with suppress(ValueError):
        yield date(year, month, day).isoformat()
