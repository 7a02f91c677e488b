"""Finds the publication date in a text without fields: in the lines above it, or at the start of its first lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.text.controls import clean
from store.archive.dates import credible
from store.archive.days import DAY, day_of
from store.archive.stamps import NAME, TIME, WEEKDAY, YEAR, Stamp, is_place, stamps

# The publication date begins before this character; a text that keeps naming days is a diary.
_HEAD = 400
_DIARY = 5_000
_LONGEST = 200
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[|•·]\s*")
# A label has a colon and a capital letter, even where it was run together with its neighbour.
_LABEL = re.compile(
    r"\b(?:(?:Published|Posted|(?:First|Originally) [Pp](?:ublished|osted)|PUBLISHED|POSTED)"
    r"|(?P<changed>Updated|Last (?:[Uu]pdated|[Mm]odified)|(?:LAST )?UPDATED))"
    rf"(?: [Oo]n)?\s?:\s*(?:(?i:{WEEKDAY}),?\s+)?"
)
_AGENCY = r"\s?(?:\([A-Z][\w .&'-]{1,30}\)|/[A-Z][\w .&'-]{1,30}/)"
_DASH = r"\s?(?:-{1,2}|–|—)\s?"
_DATELINE = re.compile(rf"(?P<place>.{{3,60}}?)(?P<agency>{_AGENCY})?[\s,–—-]+(?:(?i:{WEEKDAY}),?\s+)?\Z")
_AFTER_DATELINE = re.compile(rf"(?P<agency>{_AGENCY})?{_DASH}(?=[^\W\d]|[\"'“‘])")
# `date 2013-03-04 In the night the river rose`: a label without a colon.
_OPENING = re.compile(rf"(?:(?i:date)\s?:?\s+)?(?:(?i:{WEEKDAY}),?\s+)?\Z")
_AFTER_OPENING = re.compile(
    rf"[\s,]*(?i:{TIME})\s?(?:[A-Z]{{2,4}}\b)?{_DASH}(?=[^\W\d])"
    rf"|{_DASH}(?:[A-Z]{{3,}}\b[^.!?]{{0,40}}?{_DASH}|{_AGENCY})"
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """When a text says it was published, ISO 8601, and its words for it.

    changed: the words give the date of a change, not of the publication.
    """

    day: str
    words: str
    changed: bool = False


def dated(text: str) -> StatedDate | None:
    """Return the publication date in a text's head, None if it is missing or doubtful."""
    head = clean(text[: _HEAD + _LONGEST])
    lines = [(number, line) for number, line in enumerate(_lines(head)) if YEAR.search(line)]
    read = [(stamp, line) for number, line in lines for stamp in _of_line(line, first=number == 0)]
    for of in ("published", "", "changed"):
        dated = [(stamp.day, line) for stamp, line in read if stamp.of == of]
        if of == "" and (len({day for day, _ in dated}) > 1 or (dated and _is_diary(text, dated[0][0]))):
            dated = []
        if of == "" and not dated:
            dated = [(day, line) for _, line in lines if (day := _at_start(line))]
        if dated:
            # A text is published once; of several changes the last one counts.
            day, line = max(dated) if of == "changed" else min(dated, key=lambda dated_line: dated_line[0])
            return StatedDate(day, line[:_LONGEST].strip(), changed=of == "changed")
    return None


def words_of(published: str, title: str, text: str) -> str:
    """Return the words of a text that its date was read from, "" if the date came from elsewhere."""
    heads = (dated(text), dated(f"{title}\n{text}"))
    return next((head.words for head in heads if head and head.day == published), "")


def _lines(text: str) -> Iterator[str]:
    for line in re.finditer(r"[^\r\n]+", text):
        if line.start() >= _HEAD:
            return
        if line.group().strip():
            yield line.group().strip()


def _of_line(line: str, *, first: bool) -> list[Stamp]:
    """Return the days of a line, or of its parts, that contain nothing else or have a label."""
    if stamped := stamps(line, named=not first):
        return stamped
    parts = _BETWEEN.split(line) if len(line) <= _LONGEST else []
    if len(parts) > 1 and (stamped := [stamp for part in parts for stamp in stamps(part)]):
        return stamped
    return list(_labelled(line))


def _labelled(line: str) -> Iterator[Stamp]:
    """Yield the days after labels with a colon, anywhere in a line."""
    for label in _LABEL.finditer(line, 0, _HEAD):
        match = DAY.match(line, label.end())
        if match and (day := credible(day_of(match))):
            yield Stamp(day, "changed" if label["changed"] else "published")


def _at_start(line: str) -> str:
    """Return the day of a line that begins `OLDMOUTH, March 4, 2013 (Agency) - ` or `2013-03-04: `, or ""."""
    match = DAY.search(line, 0, 120)
    if not match:
        return ""
    day = credible(day_of(match))
    place, after = _DATELINE.fullmatch(line, 0, match.start()), _AFTER_DATELINE.match(line, match.end())
    if place and after and NAME.fullmatch(place["place"]):
        return day if is_place(place["place"]) or place["agency"] or after["agency"] else ""
    if _OPENING.fullmatch(line, 0, match.start()):
        in_figures = (match["a"] or match["y1"]) and re.match(r"\s?[-–—:|]?\s?(?=[A-Z\"“])", line[match.end() :])
        return day if in_figures or _AFTER_OPENING.match(line, match.end()) else ""
    return ""


def _is_diary(text: str, day: str) -> bool:
    """Return True for a text with other days on lines of their own, as in a chronicle."""
    lines = (line for line in text[:_DIARY].splitlines() if len(line) < 40)
    return any(stamp.day != day and not stamp.of for line in lines for stamp in stamps(line))
