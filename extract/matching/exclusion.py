"""Says when two claims can't be of one quantity whatever their words: other scope, things, pace, share.

Of the pairs of the annotated events that the fitted chance takes for likely, these rules remove eight wrong ones for a
right one.
"""

import re

from extract.claim import Claim
from extract.matching.features import apart, measures, other_named, other_things
from extract.matching.placed import Placed
from extract.values import same_value

_PACE = re.compile(r"\b(?:(?:an?|per|each|every) (hour|day|week|month|year)|(daily|weekly|monthly|yearly|annual))\b")
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
# Within so many characters beside a figure stands what time it is for.
_BEFORE, _BEHIND = 20, 40
_SHARES = frozenset({"percent", "points", "ratio"})


def excluded(a: Placed, b: Placed) -> bool:
    """Return True if two claims can't be of one quantity."""
    first, second = a.claim, b.claim
    return (
        apart(first, second)
        or _two_counts(first, second)
        or (first.kind != "rate" and _pace(a) != _pace(b))
        or (first.kind in _SHARES and other_named(first, second, (a.text, b.text)))
        or (first.kind in {"money", "percent"} and bool(measures(first)) != bool(measures(second)))
    )


def _two_counts(first: Claim, second: Claim) -> bool:
    """Return True if the figures are other numbers of other things: 14 votes, 20 firms."""
    # Whatever the killed and injured are called, the injured may be a part of them.
    harmed = "harm" in {first.about.event, second.about.event}
    return other_things(first, second) and not harmed and not same_value(first, second)


def _pace(placed: Placed) -> str:
    """Return for what time each a figure is: `day` in `600 shells a day`; "" for a number in all."""
    before, after = (side.casefold() for side in placed.around)
    match = _PACE.search(re.split(r"[,;.]", after)[0][:_BEHIND]) or _PACE.search(before[-_BEFORE:])
    word = (match[1] or match[2]) if match else ""
    return _UNITS.get(word, word)
