"""Decides when a different value of one quantity is a later state: only if the quantity changes over time.

Tolls, damage, people fleeing, prices, forecasts and votes being counted change. How many children somebody had, how
many bombs fell in one raid, what was paid and how a ballot ended do not, whenever it is reported.
"""

import re

from extract.lexicon import weights, words
from extract.matching.conflict import is_of_parent, supposed
from extract.matching.placed import Placed
from extract.matching.whereabouts import in_two_places
from extract.values import ends_of

# So many characters before and after a figure show whether its state is still developing.
_NEAR = 60
_ONGOING = re.compile(
    r"\b(?:so far|to date|as of|(?:up|down) from|and counting|now|still|already|currently"
    r"|(?:rises?|rose|rising|climb(?:s|ed|ing)?|gr[eo]w(?:s|n|ing)?|swelled|falls?|fell|falling|dropp(?:ed|ing)) to"
    r"|(?:has|have|had) (?:risen|climbed|grown|reached|fallen|dropped))\b",
    re.IGNORECASE,
)
# `Lee has 163 delegates`: what somebody has today.
_HAVING = re.compile(r"\b(?:has|have|holds?|owns?|employs?) (?:about |around |nearly |almost |some |only |just )?$")
_COUNTING = re.compile(r"\b(?:so far|partial|preliminary|early|being counted|counted so|reporting)\b", re.IGNORECASE)
# Amounts that are final once they are paid, earned or imposed.
_SETTLED = frozenset({"acquire", "earn", "sentence", "charge"})


def is_later(a: Placed, b: Placed, days: float | None, *, same_source: bool) -> bool:
    """Return True if a different value is a later state, not a contradiction: a source's revision, or a development.

    A different value of something that doesn't change is a contradiction whenever it is given; so is a later, lower
    toll, or a different price, from another source.
    """
    if in_two_places(a, b):
        return False
    if same_source:
        return True
    days_of = a.claim.about.as_of, b.claim.about.as_of
    apart_in_time = days is not None and abs(days) * 24 >= weights("thresholds")["update_hours"]
    later = apart_in_time or (days is not None and all(days_of) and days_of[0] != days_of[1])
    if not later or stands_still(a) or stands_still(b):
        return False
    event = a.claim.about.event
    unsaid = a.claim.source is None or b.claim.source is None
    if event not in words("events", "moving"):
        return unsaid and (moves(a) or moves(b))
    first, last = (a.claim, b.claim) if (days or 0) >= 0 else (b.claim, a.claim)
    risen = (ends_of(first)[0] or 0) <= (ends_of(last)[1] or 0)
    return unsaid or risen or event in words("relations", "falling")


def moves(placed: Placed) -> bool:
    """Return True if what a figure counts changes over time by its nature, or the text says so."""
    claim, event = placed.claim, placed.claim.about.event
    if stands_still(placed):
        return False
    if event in words("events", "moving", "assessed") or claim.about.people == "refugee":
        return True
    if claim.kind == "money" and event not in _SETTLED:
        return True
    having = claim.about.counted in words("events", "gathered") and _HAVING.search(placed.around[0])
    return bool(claim.trend) or supposed(placed) or bool(having or _ONGOING.search(_near(placed)))


def stands_still(placed: Placed) -> bool:
    """Return True if a figure describes somebody or something, or is the result of a ballot: `a mother of 12`."""
    if is_of_parent(placed) or placed.around[1].startswith("-"):
        return True
    claim = placed.claim
    ballot = claim.about.event == "vote" or claim.about.counted in {"vote", "ballot"}
    return ballot and not supposed(placed) and not _COUNTING.search(placed.text)


def _near(placed: Placed) -> str:
    before, after = placed.around
    return f"{before[-_NEAR:]} {after[:_NEAR]}"
