"""Finds the period that a figure covers and the date to which it refers, as ISO dates.

Expressions are resolved against the article's date: `on Sunday` is the last Sunday, `12 March` the nearest one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from extract.claim import Subject
from extract.figures.figure_component import Figure
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Token
from extract.subject.grammar import clause_head

# Articles report mostly the past: a date without a year that is further ahead than this is last year's.
AHEAD = timedelta(days=60)
# The words that compare a figure with another are within so many characters before it.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A span of days in a text, both ends inclusive; since: it has only a beginning."""

    start: int
    first: date
    last: date
    since: bool = False

    @property
    def period(self) -> str:
        """The span as `from/to`, with `to` empty if it has only a beginning."""
        return f"{self.first.isoformat()}/{'' if self.since else self.last.isoformat()}"


@cache
def _months() -> dict[str, int]:
    names: list[str] = load("exclusions")["months"]
    full = names[:12]
    return {name: next(n for n, whole in enumerate(full, 1) if whole.startswith(name[:3])) for name in names}


@cache
def _weekdays() -> dict[str, int]:
    # The short forms are also ordinary words: sat, sun, wed.
    return {name: number for number, name in enumerate(load("exclusions")["weekdays"][:7])}


@cache
def _expressions() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    weekday = "|".join(_weekdays())
    unit = "day|week|month|year|decade"
    number = "|".join(["a", "an", *load("when")["small"]]) + r"|\d{1,2}"
    return re.compile(
        rf"\b(?P<since>since |from )?(?:(?:early|late|mid) )?(?:"
        rf"(?P<iso>\d{{4}}-\d\d-\d\d)"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month})\b\.?(?:,? (?P<year>\d{{4}}))?"
        rf"|(?P<month2>{month})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<year2>\d{{4}}))?"
        rf"|(?:(?:in|during) )?(?P<month3>{month})\b\.?,? (?:of )?(?P<year3>\d{{4}}|last year|this year)"
        rf"|(?:in|during) (?P<month4>{month})\b\.?"
        rf"|(?P<weekday>{weekday})\b"
        rf"|(?P<word>today|yesterday|last night|overnight|this morning|tonight)"
        rf"|(?P<way>last|this|past|previous) (?P<unit>{unit})"
        rf"|(?:in|over|during|for|within) (?:the )?(?:past|last|previous) (?P<count>{number}) (?P<unit2>{unit})s?"
        rf"|(?P<ago>{number}) (?P<unit3>{unit})s? (?:ago|earlier)"
        rf"|(?:in |of |during |the )(?P<year4>(?:19|20)\d\d)(?![\d%]|[.,]\d)"
        rf")",
        re.IGNORECASE,
    )


def dated(about: Subject, figure: Figure, clause: Token, doc: Doc) -> Subject:
    """Return a subject with the period that its clause names and the day of the statement, the article's by default.

    A figure for comparison, the 41 of `63, up from 41 a week ago`, has its own date. Without the article's date (ISO
    8601) in `doc.user_data["published"]`, the subject is returned unchanged.
    """
    try:
        published = date.fromisoformat(str(doc.user_data.get("published", ""))[:10])
    except ValueError:
        return about
    period, as_of = "", published
    sentence = clause.sent
    for moment in moments(sentence.text, published):
        span = doc.char_span(
            sentence.start_char + moment.start, sentence.start_char + moment.start + 1, alignment_mode="expand"
        )
        if span is None or _of_another(doc, figure, span.start_char):
            continue
        holder = clause_head(span.root)
        if _set_against(doc.text, sentence.start_char, figure, span.start_char):
            period, as_of = moment.period, min(moment.last, published)
            break
        saying = holder.lemma_.lower() in words("cues", "speech")
        if saying and (holder == clause or holder.is_ancestor(clause)):
            as_of = min(moment.last, published)
        elif holder == clause or (not period and (clause.is_ancestor(span.root) or holder.is_ancestor(clause))):
            period = moment.period
    return replace(about, period=period, as_of=as_of.isoformat())


def _of_another(doc: Doc, figure: Figure, start: int) -> bool:
    """Return True if the day at start belongs to a number for comparison: `63, up from 41 a week ago`."""
    figures = doc._.attribune_figures
    for place in range(bisect_left(figures, figure.end, key=lambda stated: stated.start), len(figures)):
        other = figures[place]
        if other.end > start:
            break
        if _set_against(doc.text, figure.end, other, start):
            return True
    return False


def _set_against(text: str, behind: int, figure: Figure, start: int) -> bool:
    """Return True if a figure after an offset is there for comparison, and has its own day at start."""
    before = text[max(behind, figure.start - _BESIDE) : figure.start].lower().split()
    compared = {*before[-1:], " ".join(before[-2:])} & words("when", "against")
    return bool(compared) and figure.end <= start and not re.search(r"[,;:.]", text[figure.end : start])


def moments(text: str, published: date) -> Iterator[Moment]:
    """Yield the days that a text names, resolved against a date; impossible dates are left out."""
    for match in _expressions().finditer(text):
        names = (match[group] for group in ("month", "month2", "month3", "month4", "weekday"))
        if any(name and name[0].islower() for name in names):
            # `It may 2 …`, `a march of 12`: names of days and months have capitals.
            continue
        try:
            days = _days({k: v.lower() for k, v in match.groupdict().items() if v}, published)
        except ValueError:
            continue
        if days is not None:
            yield Moment(match.start(), *days, since=bool(match["since"]))


def _days(groups: dict[str, str], today: date) -> tuple[date, date] | None:
    if "iso" in groups:
        day = date.fromisoformat(groups["iso"])
        return day, day
    for suffix in ("", "2"):
        if f"day{suffix}" in groups:
            month, day_of_month = _months()[groups[f"month{suffix}"]], int(groups[f"day{suffix}"])
            day = _dated(month, day_of_month, groups.get(f"year{suffix}"), today)
            return day, day
    if "month3" in groups or "month4" in groups:
        month = _months()[groups.get("month3") or groups["month4"]]
        year = {"last year": str(today.year - 1), "this year": str(today.year)}.get(
            groups.get("year3", ""), groups.get("year3")
        )
        first = _dated(month, 1, year, today)
        return first, first + relativedelta(months=1, days=-1)
    if "weekday" in groups:
        day = today - timedelta(days=(today.weekday() - _weekdays()[groups["weekday"]]) % 7)
        return day, day
    if "word" in groups:
        back = 0 if groups["word"] in {"today", "this morning", "tonight"} else 1
        return today - timedelta(days=back), today - timedelta(days=back if groups["word"] == "yesterday" else 0)
    if "year4" in groups:
        return date(int(groups["year4"]), 1, 1), date(int(groups["year4"]), 12, 31)
    return _relative(groups, today)


def _relative(groups: dict[str, str], today: date) -> tuple[date, date] | None:
    if "way" in groups:
        first, last = _calendar(groups["unit"], today)
        back = _lengths(groups["unit"], 0 if groups["way"] == "this" else 1)
        return first - back, last - back
    if "count" in groups:
        return today - _lengths(groups["unit2"], _number(groups["count"])), today
    if "ago" in groups:
        return _calendar(groups["unit3"], today - _lengths(groups["unit3"], _number(groups["ago"])))
    return None


def _calendar(unit: str, day: date) -> tuple[date, date]:
    """Return the calendar day, week, month, year or decade around a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        first = day.replace(day=1)
        return first, first + relativedelta(months=1, days=-1)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "decade":
        return date(day.year - 5, 1, 1), date(day.year + 4, 12, 31)
    return day, day


def _lengths(unit: str, count: int) -> relativedelta:
    return {
        "day": relativedelta(days=count),
        "week": relativedelta(weeks=count),
        "month": relativedelta(months=count),
        "year": relativedelta(years=count),
        "decade": relativedelta(years=10 * count),
    }[unit]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 1 if text in {"a", "an"} else load("when")["small"].index(text) + 1


def _dated(month: int, day: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this = date(today.year, month, day)
    return this if this <= today + AHEAD else date(today.year - 1, month, day)
