"""Translates a query's filters into SQL on `articles a`: states, names, days, figures."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from store.library.feed_tags import INHERITED
from store.search.conditions import STATES, Condition
from store.search.inflections import forms

_NAMED = {
    "tag": f"""a.id IN (SELECT article FROM tags WHERE name = ?1
        UNION ALL SELECT article FROM ({INHERITED}) WHERE name = ?1)""",
    "outlet": "instr(lower(a.outlet), lower(?1))",
    # Matches at the beginning of any word of a name: `source:un` does not match `fund`.
    "source": """a.latest IN (SELECT c.version FROM members m JOIN claims c ON c.id = m.claim WHERE m.source IN (
        SELECT source FROM source_names WHERE instr(' ' || lower(name), ' ' || lower(?1))
        UNION SELECT id FROM sources WHERE instr(' ' || key, ' ' || lower(?1))))""",
    "feed": """a.id IN (SELECT article FROM feed_items WHERE article IS NOT NULL AND feed IN (
        SELECT id FROM feeds WHERE CAST(id AS TEXT) = ?1 OR instr(lower(title), lower(?1)) OR url = ?1))""",
    # The article with a number, and those that share a quantity with it.
    "story": """a.latest IN (SELECT c.version FROM members m JOIN claims c ON c.id = m.claim WHERE m.quantity IN (
        SELECT n.quantity FROM articles s JOIN claims d ON d.version = s.latest JOIN members n ON n.claim = d.id
        WHERE s.id = CAST(?1 AS INTEGER)))""",
}
_DATED = {"since": "a.moment >= ?", "before": "a.moment < ?"}
FIELDS = ("is", *_NAMED, *_DATED, "figure")

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(r"(\d{1,5})([dw])")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?")
_DATE_HELP = "2026-03-01, 2026-03, today, yesterday, monday or 7d (days ago)"
_NUMBER = re.compile(r"([$€£]?)(\d[\d,]*(?:\.\d+)?|\.\d+)(k|m|bn|thousand|million|billion|trillion|%)?", re.IGNORECASE)
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "trillion": 1e12}
# A range contains the values within it; a bound's value is its figure.
_COMPARED = {
    ">": "coalesce(c.value, c.high, c.low) > ?",
    ">=": "coalesce(c.value, c.high, c.low) >= ?",
    "<": "coalesce(c.value, c.low, c.high) < ?",
    "<=": "coalesce(c.value, c.low, c.high) <= ?",
    "=": "? BETWEEN coalesce(c.value, c.low) AND coalesce(c.value, c.high)",
}


class UnknownError(ValueError):
    """A word of a query is unknown; the text is one line that names it and the known ones."""


def field(name: str, value: str, today: date | None = None) -> Condition:
    """Return the condition of `name:value`. Raises UnknownError."""
    name = name.lower()
    if name == "is":
        if value.lower() not in STATES:
            raise UnknownError(f"is:{value} is unknown: there is {', '.join(f'is:{state}' for state in STATES)}")
        return Condition(STATES[value.lower()])
    if name in _DATED:
        return Condition(_DATED[name], (_day(name, value, today or date.today()),))
    if name == "figure":
        return figure("figure", "=", value)
    if name not in _NAMED:
        raise UnknownError(
            f"{name}: is unknown in a search: there are {', '.join(f'{known}:' for known in FIELDS)}; "
            f'"{name}:{value}" in quotation marks finds the words'
        )
    sql = _NAMED[name]
    return Condition(sql.replace("?1", "?"), (value,) * sql.count("?1"))


def figure(counted: str, sign: str, number: str) -> Condition:
    """Return the condition that a claim has such a figure; counted: what it counts, `figure` for anything.

    Raises UnknownError.
    """
    read = _NUMBER.fullmatch(number)
    if read is None:
        raise UnknownError(
            f"{counted}{sign}{number} has no number: write {counted}>1000, {counted}<2.5m or {counted}=12%"
        )
    money, digits, times = read[1], read[2].replace(",", ""), (read[3] or "").lower()
    kind = "money" if money else "percent" if times == "%" else ""
    sql = _COMPARED[sign] + (f" AND w.kind = '{kind}'" if kind else "")
    values: tuple[str | float, ...] = (float(digits) * _TIMES.get(times, 1.0),)
    if counted.lower() != "figure":
        words = [f" {word} " for word in forms(counted.lower())]
        # Look for the common beginning of all forms first: few claims have it, and checking every form is slower.
        sql += f" AND instr(w.words, ?) AND ({' OR '.join('instr(w.words, ?)' for _ in words)})"
        values += (_common(words), *words)
    claims = "counted w CROSS JOIN claims c ON c.id = w.claim" if "w." in sql else "claims c"
    return Condition(f"a.latest IN (SELECT c.version FROM {claims} WHERE {sql})", values)


def _common(words: Sequence[str]) -> str:
    """Return the common beginning of all words."""
    first, last = min(words), max(words)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _day(name: str, value: str, today: date) -> str:
    """Return the day that is meant, for comparison with a moment."""
    word = value.lower()
    if word in ("today", "yesterday"):
        return (today - timedelta(days=word == "yesterday")).isoformat()
    if word in _DAYS:
        # The last day with that name, which may be today.
        return (today - timedelta(days=(today.weekday() - _DAYS.index(word)) % 7)).isoformat()
    if ago := _AGO.fullmatch(word):
        return (today - timedelta(days=int(ago[1]) * (7 if ago[2] == "w" else 1))).isoformat()
    if _ISO.fullmatch(value.upper()) and _exists(value[:10]):
        return value.upper()
    raise UnknownError(f"{name}:{value} is not a day: write {_DATE_HELP}")


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(f"{day}-01-01"[:10] if len(day) < 10 else day)
    except ValueError:
        return False
    return True
