"""Reads lines that only say when an article was published or changed: `Posted: 4 March 2013, 9 am`."""

import re
from dataclasses import dataclass
from typing import Literal

from store.archive.dates import credible
from store.archive.days import DAY, MONTH, day_of

Of = Literal["published", "changed", ""]

_LONGEST = 160
# Every day has one; this rules out most lines at once.
YEAR = re.compile(r"\d{4}|\d\s?[/.-]\s?\d\d?(?!\d)")
_HALF = r"[ap]\s?\.?\s?m\b\.?"
TIME = (
    rf"(?:\d{{1,2}}(?:\s?[:.]\s?\d\d){{1,2}}(?:[.,]\d+)?(?!\d)\s?(?:{_HALF}|[ap]\b|hrs?\b|h\b)?"
    rf"|\d{{1,2}}\s?{_HALF}|\d{{4}}\s?(?:hrs|hours)\b|noon\b|midnight\b)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WHERE = r"(?:\s+(?:in|by|to|under)\s+[^.!?:|\d]{1,40}?(?=\s+on\b|\s*[,|•·–—-]))?"
_WHAT = r"(?:(?:this\s+|the\s+)?(?:article|story|post|report|news|page)\s+)?(?:was\s+)?"
_PUBLISHED = (
    rf"{_WHAT}(?:(?:first|originally)\s+)?(?:published|posted|issued|filed|released|created|added|submitted|dated?|"
    rf"publication\s+date|pub\s?date)\b(?:\s+(?:time|date|online)\b)?{_WHERE}\s*:?"
)
_CHANGED = (
    rf"{_WHAT}(?:(?:last|latest)\s+)?(?:updated?|modified|edited|changed|revised|amended)\b"
    rf"(?:\s+(?:time|date)\b)?{_WHERE}\s*:?"
)
# The parts of such a line; words irrelevant to the day are skipped.
_PARTS = {
    "between": re.compile(r"[\s,;|/*•·–—()\[\]-]+|\.(?=[\s|]|\Z)"),
    "day": DAY,
    "time": re.compile(TIME, re.IGNORECASE),
    "weekday": re.compile(WEEKDAY, re.IGNORECASE),
    "published": re.compile(_PUBLISHED, re.IGNORECASE),
    "changed": re.compile(_CHANGED, re.IGNORECASE),
    "filler": re.compile(r"(?:on|at)\b:?|@", re.IGNORECASE),
    "yearless": re.compile(rf"{MONTH}\b\.?\s\d{{1,2}}(?!\d)", re.IGNORECASE),
    "ago": re.compile(
        r"\d+\s(?:second|minute|min|hour|day|week)s?\sago\b|\d+[\s-]min(?:ute)?s?\sread\b|\d+\scomments?\b",
        re.IGNORECASE,
    ),
    "zone": re.compile(
        r"T(?=\d)|Z\b|(?:GMT|UTC)?\s?[+-]\s?\d{1,2}\s?:?\s?\d\d(?!\d)|[A-Z]{2,5}\b"
        r"|(?i:(?:local|eastern|central|mountain|pacific)(?:\s(?:standard|daylight))?\stime\b)"
    ),
}
# A span of hours is when an event takes place.
_HOURS = re.compile(rf"{TIME}\s?(?:\s[-–—]\s|to\b|until\b)\s?{TIME}", re.IGNORECASE)
_STARTS = ("day", "weekday", "time", "published", "changed")
_BYLINE = re.compile(r"by\b:?\s+(?=[^\W\d_])", re.IGNORECASE)
_LAST_BYLINE = re.compile(r"by\b:?\s+[A-Z][^\d!?|:]{1,60}\Z", re.IGNORECASE)
# A name or a place before the day, in capitals or capitalised: `INDONESIA,`, `Coast Wire`.
NAME = re.compile(r"(?:[A-Z][\w.'’&-]*|of|and|the|for)(?:,?\s(?:[A-Z][\w.'’&-]*|of|and|the|for)){0,5}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day that a line states: of publication, of a change, or unlabelled."""

    day: str
    of: Of


def stamps(line: str, *, named: bool = False) -> list[Stamp]:
    """Return the days in a line that has only day, hour and author; [] for any other line.

    named: the line may begin with a place in capitals, or with any name if it gives the hour.
    """
    line = " ".join(line.split())
    if len(line) > _LONGEST or not YEAR.search(line) or _HOURS.search(line):
        return []
    result: list[Stamp] = []
    of: Of = ""
    kinds = {"between"}
    at = _after_name(line, named=named)
    while at < len(line):
        kind, match = _part(line, at)
        if match is None:
            if "day" in kinds and _LAST_BYLINE.match(line, at):
                break
            return []
        if kind == "zone" and not kinds & {"time", "day"}:
            return []
        if kind in ("published", "changed"):
            of = "published" if kind == "published" else "changed"
        elif kind == "day" and (day := credible(day_of(match))):
            result.append(Stamp(day, of))
        kinds.add(kind)
        at = match.end()
    return result


def day_in(line: str) -> str:
    """Return the day of a line that is nothing but one day, "" for any other line."""
    days = {stamp.day for stamp in stamps(line)}
    return days.pop() if len(days) == 1 else ""


def _part(line: str, at: int) -> tuple[str, re.Match[str] | None]:
    for kind, pattern in _PARTS.items():
        if (match := pattern.match(line, at)) and match.end() > at:
            return kind, match
    return "", None


def _after_name(line: str, *, named: bool) -> int:
    """Return where the line's day, hour or label begins after the author's name; 0 if no name comes first."""
    by = _BYLINE.match(line)
    if not by and (not named or _part(line, 0)[0] in _STARTS):
        return 0
    for space in re.finditer(r"[\s,|/•·–—()-]+", line):
        kind, match = _part(line, space.end())
        if match is None or kind not in _STARTS or space.start() < 2:
            continue
        name = line[: space.start()]
        if by:
            return space.end() if space.start() > by.end() and name[by.end()].isupper() else 0
        # Only one word: `WORLD CUP, 12 June 2014` is when it is played.
        placed = is_place(name) and " " not in name.partition(",")[0]
        if NAME.fullmatch(name.rstrip(",")) and (placed or _PARTS["time"].search(line, space.end())):
            return space.end()
        return 0
    return 0


def is_place(name: str) -> bool:
    """Return True for a name written like a dateline's place, its first word in capitals."""
    first = re.split(r"[\s,]", name, maxsplit=1)[0]
    return len(first) > 2 and first.isupper()
