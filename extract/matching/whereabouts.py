"""Distinguishes counts of different places, as far as their sentences and articles say."""

import re

from extract.claim import Subject
from extract.matching.placed import Placed

# `In neighbouring Ketter` is not where the sentence before was.
_BESIDE = re.compile(r"\b(?:in|at) (?:the )?(?:neighbou?ring|nearby|adjacent|surrounding) ", re.IGNORECASE)
# An article has so many main names; a place named less often is only a part of where its event happened.
_FIRST = 5


def elsewhere(a: Placed, b: Placed) -> bool:
    """Return True if two articles count in different places, one of which is not a main place of the other article."""
    here, there = a.claim.about, b.claim.about
    first, second = _named_places(here), _named_places(there)
    alone = (first and not first & set(there.names)) or (second and not second & set(here.names))
    return not first & second and bool(alone)


def in_two_places(a: Placed, b: Placed) -> bool:
    """Return True if both sentences name places, but no common one, or only one is about a neighbouring place."""
    beside = [bool(_BESIDE.search(placed.text)) for placed in (a, b)]
    here, there = a.claim.about, b.claim.about
    first, second = _named_places(here), _named_places(there)
    placed = (here.where, there.names), (there.where, here.names)
    lone = any(where and not set(where) & set(names) for where, names in placed)
    return beside[0] != beside[1] or (lone and bool(first and second) and not first & second)


def in_a_part(a: Placed, b: Placed) -> bool:
    """Return True if one of two counts in an article is in a place that the article mentions only in passing."""
    here, there = set(a.claim.about.where), set(b.claim.about.where)
    main = set(a.claim.about.names[:_FIRST])
    return here != there and not here & there and bool((here | there) - main)


def _named_places(about: Subject) -> set[str]:
    """Return the places that a count's clause and sentence name."""
    return {*about.where, *about.places}
