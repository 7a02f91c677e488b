"""How two claims of different articles stand to each other, as they do in a library that has no others."""

from extract.matching.grouping import CUT
from extract.matching.placed import Placed
from extract.matching.sameness import Side, chances
from extract.relation import Relation, beside, relate


def across(first: Placed, second: Placed) -> Relation | None:
    """Return the relation of two claims that are one quantity when their own chance says so."""
    chance = float(chances(Side([first]), Side([second]))[0, 0])
    return (relate if chance >= CUT else beside)(first, second, chance)
