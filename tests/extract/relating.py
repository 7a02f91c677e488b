"""The relation of two claims of different articles, as in a library without other articles."""

from collections.abc import Sequence

from extract.matching.grouping import CUT, Membership
from extract.matching.link_chance import link_chance
from extract.matching.placed import Placed
from extract.matching.relation import Relation, relate, relate_across, values_of
from extract.matching.sameness import chances
from extract.matching.side import Side


def across(first: Placed, second: Placed, around: tuple[Sequence[Placed], Sequence[Placed]]) -> Relation | None:
    """Return the relation of two claims that are one quantity when their own chance says so.

    around: all claims of the two articles, theirs among them.
    """
    places = [claims.index(placed) for claims, placed in zip(around, (first, second), strict=True)]
    chance = float(chances(Side(around[0]), Side(around[1]))[*places])
    if chance < CUT:
        return relate_across(first, second, chance)
    alone, standing = Membership.of(chance, 2), values_of(first, second)
    return relate(first, second, link_chance(first, second, standing, chance, alone), standing, few=alone.few)
