"""Distinguishes counts of different places, as far as their sentences and articles say."""

import re

from extract.claim import Subject
from extract.matching.placed import Placed

# `In neighbouring Ketter` is not where the sentence before was.
_BESIDE = re.compile(r"\b(?:in|at) (?:the )?(?:neighbou?ring|nearby|adjacent|surrounding) ", re.IGNORECASE)
# An article has so many main names; a place named less often is only a part of where its event happened.
_FIRST = 5
_WORD = re.compile(r"[\w'’.-]+")


def elsewhere(a: Placed, b: Placed) -> bool:
    """Return True if two articles count in different places, one of which is not a main place of the other article."""
    here, there = a.claim.about, b.claim.about
    first, second = _named_places(here), _named_places(there)
    alone = (first and not first & set(there.names)) or (second and not second & set(here.names))
    return in_two_places(a, b) or (not first & second and bool(alone))


def in_two_places(a: Placed, b: Placed) -> bool:
    """Return True if one count is in a place that the other article does not name, or in a neighbouring one."""
    beside = [bool(_BESIDE.search(placed.text)) for placed in (a, b)]
    return beside[0] != beside[1] or in_unnamed_place(a, b)


def in_unnamed_place(a: Placed, b: Placed) -> bool:
    """Return True if the clause of one count puts it in a place that the other article hardly names, or not at all."""
    return _is_unnamed(a, b) or _is_unnamed(b, a)


def _is_unnamed(placed: Placed, other: Placed) -> bool:
    about = other.claim.about
    named = {word for name in (*about.names, *about.where, *about.places) for word in name.split()}
    named.update(_WORD.findall(other.text.casefold()))
    where = placed.claim.about.where
    return bool(where) and named.isdisjoint(word for place in where for word in place.split())


def in_a_part(a: Placed, b: Placed) -> bool:
    """Return True if one of two counts in an article is in a place that the article mentions only in passing."""
    here, there = set(a.claim.about.where), set(b.claim.about.where)
    main = set(a.claim.about.names[:_FIRST])
    return here != there and not here & there and bool((here | there) - main)


def _named_places(about: Subject) -> set[str]:
    """Return the places that a count's clause and sentence name."""
    return {*about.where, *about.places}
