"""How two claims of different articles stand to each other, as they do in a library that has no others."""

from collections.abc import Sequence

from extract.matching.grouping import CUT
from extract.matching.placed import Placed
from extract.matching.relation import Relation, beside, relate
from extract.matching.sameness import Side, chances


def across(first: Placed, second: Placed, around: tuple[Sequence[Placed], Sequence[Placed]]) -> Relation | None:
    """Return the relation of two claims that are one quantity when their own chance says so.

    around: all claims of the two articles, theirs among them.
    """
    places = [claims.index(placed) for claims, placed in zip(around, (first, second), strict=True)]
    chance = float(chances(Side(around[0]), Side(around[1]))[*places])
    return (relate if chance >= CUT else beside)(first, second, chance)
