"""Says if two counts are of two places, as far as their sentences and articles tell."""

import re

from extract.claim import Subject
from extract.matching.placed import Placed

# `In neighbouring Ketter` is not where the sentence before was.
_BESIDE = re.compile(r"\b(?:in|at) (?:the )?(?:neighbou?ring|nearby|adjacent|surrounding) ", re.IGNORECASE)
# An article is about so many names; a place that it names more rarely is a part of where its event happened.
_FIRST = 5


def elsewhere(a: Placed, b: Placed) -> bool:
    """Return True if two articles put what they count in two places, of which one is not what the other is about."""
    here, there = a.claim.about, b.claim.about
    first, second = _told(here), _told(there)
    alone = (first and not first & set(there.names)) or (second and not second & set(here.names))
    return not first & second and bool(alone)


def in_two_places(a: Placed, b: Placed) -> bool:
    """Return True if both sentences say where, and not in one place, or only one is of what lies beside the place."""
    beside = [bool(_BESIDE.search(placed.text)) for placed in (a, b)]
    here, there = a.claim.about, b.claim.about
    first, second = _told(here), _told(there)
    placed = (here.where, there.names), (there.where, here.names)
    lone = any(where and not set(where) & set(names) for where, names in placed)
    return beside[0] != beside[1] or (lone and bool(first and second) and not first & second)


def in_a_part(a: Placed, b: Placed) -> bool:
    """Return True if of two counts of one article one is put in a place that the article names in passing."""
    here, there = set(a.claim.about.where), set(b.claim.about.where)
    main = set(a.claim.about.names[:_FIRST])
    return here != there and not here & there and bool((here | there) - main)


def _told(about: Subject) -> set[str]:
    """Return the places that a count's clause and sentence name."""
    return {*about.where, *about.places}
