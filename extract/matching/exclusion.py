"""Decides when two claims can't be of one quantity whatever their words: different scope, things, rate, share.

Of the pairs in the annotated events to which a fit without their event gives at least a half, these rules removed 62
wrong and 62 right ones in version 10, before distances and the points of one player were exempt; one in eleven links
is wrong.
"""

import re
from functools import lru_cache

from extract.claim import Claim
from extract.matching.features import SHARES, apart, measures, named_in, other_named, other_things
from extract.matching.placed import Placed
from extract.values import same_value

_PACE = re.compile(r"\b(?:(?:an?|per|each|every) (hour|day|week|month|year)|(daily|weekly|monthly|yearly|annual))\b")
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
# Enough for so many people doesn't mean that there are so many: `a store with supplies for 15,000`.
_ENOUGH = re.compile(r"\b(?:enough|sufficient|capacity|room|space|supplies|rations)\b(?: [\w-]+){0,3} for $")
# So many characters before and after a figure may contain the period of a rate.
_BEFORE, _BEHIND = 20, 40
# So many characters before a figure may contain what is enough for it.
_CLAUSE = 60


def excluded(a: Placed, b: Placed) -> bool:
    """Return True if two claims can't be of one quantity."""
    first, second = a.claim, b.claim
    return (
        apart(first, second)
        or _two_counts(first, second)
        or (first.kind != "rate" and _pace(a) != _pace(b))
        or _is_enough(a) != _is_enough(b)
        or _is_of_others(a, b)
        or (first.kind in {"money", "percent"} and bool(measures(first)) != bool(measures(second)))
    )


def _two_counts(first: Claim, second: Claim) -> bool:
    """Return True if the figures are different numbers of different things: 14 votes, 20 firms."""
    # The injured may be a part of the killed and injured, whatever they are called.
    harmed = "harm" in {first.about.event, second.about.event}
    return other_things(first, second) and not harmed and not same_value(first, second)


def _is_of_others(a: Placed, b: Placed) -> bool:
    """Return True if shares, or points in a game, are those of others whom only one of the sentences names."""
    first, second, texts = a.claim, b.claim, (a.text, b.text)
    if first.kind not in SHARES or not other_named(first, second, texts):
        return False
    # Around one player's points, each report names other players.
    here, there = named_in(first, second, texts)
    return not (first.kind == "points" and here & there and same_value(first, second))


def _is_enough(placed: Placed) -> bool:
    return bool(_ENOUGH.search(placed.around[0][-_CLAUSE:]))


def _pace(placed: Placed) -> str:
    """Return the period of a rate: `day` in `600 shells a day`; "" for a total."""
    return _period(*placed.around)


@lru_cache(maxsize=4096)
def _period(before: str, after: str) -> str:
    before, after = before.casefold(), after.casefold()
    match = _PACE.search(re.split(r"[,;.]", after)[0][:_BEHIND]) or _PACE.search(before[-_BEFORE:])
    word = (match[1] or match[2]) if match else ""
    return _UNITS.get(word, word)
