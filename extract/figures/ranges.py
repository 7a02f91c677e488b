"""Joins two numbers to a range: `20 to 30 metres`, `between a third and a half`, `$5-10m`."""

import re
from dataclasses import replace
from functools import cache

from extract.figures.measures import Measure, rate_after
from extract.figures.quantity import Quantity
from extract.lexicon import load

# `20- to 30-minute` leaves out the unit of the first.
_CONNECTOR = re.compile(
    r"\s?(?P<hyphen>-|–|—|‑)\s?|, (?P<even>even|maybe|perhaps|possibly) "
    # `three or even four`, `40 to perhaps 50`
    r"|(?:,? |- ?)(?:up )?(?P<word>to|and|or)[ -](?:(?:even|maybe|perhaps|possibly) )?"
)
_BETWEEN = re.compile(
    r"\b(?:between|anywhere from|ranging from|range of|ranged from|ranges from|range from|somewhere between) "
    r"(?:an estimated |about |around |roughly |approximately |some )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:(?:the|its|their|his|her) (?:current |present |existing |previous |original |old |initial |record ))?"
    r"(?:an estimated |about |around |roughly |nearly |almost |more than |up )?$",
    re.IGNORECASE,
)

_ONWARD = re.compile(r",? to (?:about |around |between |just |only )?[$£€]?\d")
_CHANGED = re.compile(r"\bby (?:a |an |about |around |roughly |nearly |almost |some )?$", re.IGNORECASE)


@cache
def _change_words() -> re.Pattern[str]:
    trend = load("bounds")["trend"]
    words = "|".join([*trend["up"], *trend["down"], *trend["either"]])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


# Thousands may be written once if the second end is no more than so many times the first.
_THOUSAND, _NEAR = 1000, 2.5


def _ends_in_change(left: str) -> bool:
    words = [word for word in left.split() if word not in {"about", "around", "nearly", "almost", "some", "another"}]
    return bool(words) and _change_words().fullmatch(words[-1]) is not None


def _compatible(a: Measure | None, b: Measure | None) -> bool:
    return a is None or b is None or a.name == b.name


def range_of(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """Return the range that a and b form, or None if they are two figures."""
    match = _CONNECTOR.fullmatch(text[a.end : b.start])
    if not match or a.value is None or b.value is None or not _compatible(a.measure, b.measure):
        return None
    whole = a.form in {"digits", "words"} and b.form in {"digits", "words"}
    if not (whole or a.form == b.form == "fraction") or (a.measure and a.measure.attributive):
        return None
    first = a.value
    if a.scale == 1 and b.scale > 1 and first < b.value / b.scale * 1.0001:
        first = first * b.scale
    elif first < _THOUSAND < b.value and text.endswith(",000", b.number_start, b.number_end):
        # `40-50,000 people`
        whole_first = first * _THOUSAND
        first = whole_first if whole_first < b.value <= _NEAR * whole_first else first
    # The colder end may come second: `minus 12 to minus 15 degrees`.
    low, high = (b.value, first) if b.value < first < 0 else (first, b.value)
    if low >= high:
        return None
    left = text[max(0, a.start - 40) : a.start]
    between = bool(_BETWEEN.search(left))
    word = "or" if match["even"] else match["word"]
    wide = b.value > first * 50 and first > 0
    if word is None:
        # `7-Eleven` is a name.
        fits = not wide and a.form == b.form
    elif word == "to":
        # `rose from 4 to 5` and `by 4 % to 52 %` are two values of one quantity; `homes from 4 to 5 million`,
        # `by 4 to 5 %` and `from 4 to 5 % to 6 %` begin with a range.
        shared = a.measure is None and b.measure is not None
        # `seen by 15 to 20 people`: nothing changed.
        agents = a.measure is None and not _change_words().search(text[max(0, a.start - 90) : a.start])
        changed = (_CHANGED.search(left) and not shared and not agents) or (
            _FROM.search(left)
            and _change_words().search(text[max(0, a.start - 90) : a.start])
            and not (shared and _ONWARD.match(text, b.end))
        )
        # `fell 300 barrels to 9,100 barrels` is a change and its result; a rise of `3 percent to 5 percent` is one.
        moved = not shared and b.measure is not None and b.measure.sort != "percent" and _ends_in_change(left)
        fits = between or not (changed or moved or wide)
    elif word == "or":
        fits = b.value <= first + 2 or (first >= 10 and b.value <= first * 1.5)
    else:
        # `20,000 and 30,000 soldiers`: a range that lost its `between`.
        round_both = first >= 1000 and first % 1000 == 0 and b.value % 1000 == 0
        fits = between or (
            round_both
            and b.value <= first * 3
            and a.measure is None
            and not re.match(r",| respectively", text[b.end :])
        )
    if not fits:
        return None
    measure = b.measure or a.measure
    end, per = b.end, None
    if b.measure is None and a.measure is not None and (rate := rate_after(text, b.end)):
        # `$60-70 a barrel`
        per, end = rate
    return replace(
        a,
        end=end,
        number_end=b.number_end,
        value=None,
        low=low,
        high=high,
        bound="range",
        measure=measure,
        per=b.per or a.per or per,
        scale=b.scale,
    )
