"""Decides the relation of two claims that a reader has declared to be about the same quantity."""

from extract.matching.placed import Placed, days_between
from extract.matching.relation import RelationName, relate
from extract.matching.within_article import relate_within
from extract.values import compatible

# At least this many days apart, a different value is a later state, not a contradiction.
_LATER = 0.75


def settle(a: Placed, b: Placed) -> RelationName:
    """Return repeats, agrees, updates or differs: the decided relation if it is one of these, else by their values."""
    relation = relate_within(a, b) if a.article == b.article else relate(a, b, 1.0)
    if relation and relation.name != "perhaps":
        return relation.name
    same_source = a.claim.source is not None and b.claim.source is not None and a.claim.source.key == b.claim.source.key
    if (a.claim.stance == "denied") != (b.claim.stance == "denied"):
        return "differs"
    if compatible(a.claim, b.claim):
        return "repeats" if same_source else "agrees"
    days = days_between(a, b)
    return "updates" if same_source or (days is not None and abs(days) >= _LATER) else "differs"
