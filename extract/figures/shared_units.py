"""Gives a number the unit, or the rate, that is written only with another number."""

import re
from dataclasses import replace

from extract.figures.measures import rate_after
from extract.figures.quantity import Quantity

# `7.5 million crowns ($1.1 million)`
CONVERTED = re.compile(r" ?\(| ?/ ?| or ")
_SHARING = re.compile(
    r"(?: to | and | or |, | versus | vs\.? | against |-|–)(?:about |around |nearly |almost |just |only )?",
    re.IGNORECASE,
)
# `3 by 4 metres`, `20 x 30 feet`
_SIDES = re.compile(r" (?:by|x|×) ")
# `two-, three- and four-litre engines`: a hyphen stands for what follows the last number.
_SUSPENDED = re.compile(r"[-‐‑](?:,? (?:and|or|to) |, ?)")

_IN_YEAR = re.compile(r"\b(?:in|of) (?:19|20)\d\d$")
# `from 27 mpg in town to 31`, `to 6.2 percent in May from 5.9`: what follows can't be counted by the second number.
_TURN = re.compile(r"[^.;:()\n\d]{0,40}? (?:to|from) (?:about |around |nearly |almost |just |only )?", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:from|to) (?:about |around |nearly |almost |just |only )?$", re.IGNORECASE)
_NOTHING_COUNTED = re.compile(
    r"\s*(?:$|[,.;:)](?!\d)|\s(?:by|for|in|on|at|after|as|and|since|with|when|while|during|over|last|this|from|because|a)\b)"
)
# `turnout was 58 percent, down from 66 in May`
_AGAINST = re.compile(
    r",? (?:(?:up|down) from|compared (?:with|to)|versus) (?:about |around |nearly |almost |just |only )?"
)
# `3 percent in 2018 and 4 last year`: two times are compared, and the unit occurs once.
_TIME = (
    r"(?:(?:in|for|during|by|of) (?:the )?"
    r"(?:(?:first|second|third|fourth|last|previous|same) (?:quarter|half|month|year)"
    r"|(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December))"
    r"(?:,? (?:of )?(?:19|20)\d\d)?|(?:last|this|next|the previous|the following|the same) "
    r"(?:year|quarter|month|week|season|spring|summer|autumn|fall|winter)|a (?:year|quarter|month|week|decade) "
    r"(?:ago|earlier|before|later)|the (?:year|quarter|month|week) before|yesterday|today)"
)
_GAPPED = re.compile(
    rf"[^.;:()\n\d]{{0,40}}? {_TIME},? (?:and|but|against|versus|from|to|compared (?:with|to)) "
    r"(?:about |around |nearly |almost |just |only )?"
)
_GAPPED_END = re.compile(rf" {_TIME}(?=[.,;:)\n]|$| (?:and|but|as|while|after|when|with|because)\b)")


def share_units(text: str, joined: list[Quantity]) -> None:
    """Give a bare number the unit of its neighbour: `from 7.2 to 7.1 percent`, `from 27 mpg to 31`."""
    _share_forwards(text, joined)
    _share_backwards(text, joined)
    _share_rates(text, joined)
    _share_dollars(text, joined)


def _share_dollars(text: str, joined: list[Quantity]) -> None:
    """Give bare dollars the country of those before them: `from 10 Canadian dollars to 30 dollars`."""
    for i in range(1, len(joined)):
        before, here = joined[i - 1].measure, joined[i].measure
        if before is None or here is None or here.sort != "money" or before.name == here.name:
            continue
        bare = text[here.start : here.end].lower() == "dollars" and text[before.start : before.end].endswith(" dollars")
        if bare and not re.search(r"[.!?]\s", text[before.end : here.start]):
            joined[i] = replace(joined[i], measure=replace(here, name=before.name))


def _share_forwards(text: str, joined: list[Quantity]) -> None:
    before: Quantity | None = None
    for i, here in enumerate(joined):
        if _IN_YEAR.search(text, max(0, here.start - 4), here.number_end):
            continue
        if before is not None and _goes_on(text, before, here):
            value, scale = here.value or 0.0, before.scale
            if scale > 1 and here.scale == 1 and value * scale < 20 * (before.value or before.high or 0):
                # `from 3 million tonnes to 5`
                value = value * scale
            joined[i] = replace(here, measure=before.measure, value=value)
        before = joined[i]


def _goes_on(text: str, before: Quantity, here: Quantity) -> bool:
    """Return True if a bare number is another value of what the measured one before it measures."""
    unit = before.measure
    if here.measure is not None or here.form != "digits" or here.value is None or unit is None or before.per:
        return False
    if unit.start < before.number_end:
        return False
    between = text[before.end : here.start]
    gapped = unit.sort not in {"duration", "money"} and _GAPPED.fullmatch(between)
    if gapped and _GAPPED_END.match(text, here.end):
        return True
    if _AGAINST.fullmatch(between) and _NOTHING_COUNTED.match(text, here.end):
        return True
    turns = _TURN.fullmatch(between) and _TURNED.search(text[max(0, before.start - 16) : before.start])
    return bool(turns and _NOTHING_COUNTED.match(text, here.end))


def _share_backwards(text: str, joined: list[Quantity]) -> None:
    for i in range(len(joined) - 2, -1, -1):
        here, behind = joined[i], joined[i + 1]
        unit, value = behind.measure, here.value
        if here.measure is not None or value is None or unit is None or unit.start < behind.number_end:
            continue
        if unit.attributive and here.form in {"digits", "words"} and _SUSPENDED.fullmatch(text, here.end, behind.start):
            joined[i] = replace(here, measure=unit)
            continue
        if unit.sort == "duration" or here.form != "digits":
            continue
        between = text[here.end : behind.start]
        shared = _SHARING.fullmatch(between) or (unit.sort == "measure" and _SIDES.fullmatch(between))
        if not shared or _IN_YEAR.search(text, max(0, here.start - 4), here.number_end):
            continue
        if behind.scale > 1 and here.scale == 1 and value * behind.scale < (behind.value or behind.high or 0) * 20:
            value *= behind.scale
        joined[i] = replace(here, measure=unit, value=value)


def _share_rates(text: str, joined: list[Quantity]) -> None:
    """Give an amount and its conversion in brackets the rate that follows: `9 million kroner ($1 million) a year`."""
    for i in range(1, len(joined)):
        before, here = joined[i - 1], joined[i]
        measured = before.measure is not None and here.measure is not None and not before.per and not here.per
        if not measured or text[before.end : here.start] != " (" or not text.startswith(")", here.end):
            continue
        rate = rate_after(text, here.end + 1)
        if rate is not None:
            words = text[here.end + 1 : rate[1]].strip()
            joined[i - 1] = replace(before, per=rate[0], per_text=words)
            joined[i] = replace(here, per=rate[0], per_text=words)
