"""Finds quantities that are one with different values, and the claims whose links that changes."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import NamedTuple

from extract.lexicon import weights
from extract.matching.contrary import chance_of_other_value, pairs_between
from extract.values import Number
from store.library.sql_values import chunks, marks
from store.linking.clustering import members_of
from store.linking.constraints import verdicts_of
from store.linking.ties import Ties

# Relations of claims with different values.
_OTHER_VALUES = frozenset({"differs", "updates"})

# Two quantities, or two claims, the lower id first.
Pair = tuple[int, int]


class _Member(NamedTuple):
    """A claim of a quantity: its version, its value and the ends of its span."""

    version: int
    number: Number


class Contrary(NamedTuple):
    """Quantities that are one with different values.

    chances: by the two quantities; members: the claims of these; claims: those newly linked by this, or no longer.
    """

    chances: Mapping[Pair, float]
    members: Set[int]
    claims: Set[int]

    def chance(self, quantity: int, other: int) -> float:
        """Return the chance that two quantities are one with different values, 0 if it is low."""
        return self.chances.get(_sorted(quantity, other), 0.0)

    def others(self, quantity: int) -> list[int]:
        """Return the quantities that give other values of a quantity."""
        return [sum(pair) - quantity for pair in self.chances if quantity in pair]


def find(conn: sqlite3.Connection, claims: Collection[int], ties: Ties) -> Contrary:
    """Return which other quantities give other values of the claims' quantities; ties: read as needed."""
    own = members_of(conn, claims)
    ties.load(own)
    least = weights("thresholds")["contrary"]
    strong = {
        (claim, other): tie.relation in _OTHER_VALUES
        for claim in own
        for other, tie in ties.of(claim).items()
        if (tie.chance or 0.0) >= least or tie.relation in _OTHER_VALUES
    }
    quantity = _quantities(conn, {*own, *(end for pair in strong for end in pair)})
    linked: dict[Pair, bool] = defaultdict(bool)
    for (claim, other), already in strong.items():
        if quantity.get(claim) != quantity.get(other) and other in quantity:
            linked[_sorted(quantity[claim], quantity[other])] |= already
    members = _members(conn, {end for pair in linked for end in pair})
    parted = {pair for pair, verdict in verdicts_of(conn, sorted(own)).items() if verdict == "not"}
    chances = {}
    for pair in linked:
        # All ties of one of the two are known: that of the given claims.
        first, second = sorted((members[end] for end in pair), key=own.isdisjoint)
        between = {
            (claim, other): tie.chance
            for claim in first.keys() & own
            for other, tie in ties.of(claim).items()
            if other in second
        }
        if parted.isdisjoint(between):
            known = ((first[a].number, second[b].number, chance) for (a, b), chance in between.items() if chance)
            versions = ([member.version for member in some.values()] for some in (first, second))
            if chance := chance_of_other_value(known, pairs_between(*versions)):
                chances[pair] = chance
    changed = {end for pair, already in linked.items() if already != (pair in chances) for end in pair}
    opposed = {end for pair in chances for end in pair}
    return Contrary(
        chances,
        {claim for end in opposed for claim in members[end]},
        {claim for end in changed for claim in members[end]},
    )


def _quantities(conn: sqlite3.Connection, claims: Iterable[int]) -> dict[int, int]:
    return {
        claim: quantity
        for chunk in chunks(sorted(claims))
        for claim, quantity in conn.execute(
            f"SELECT claim, quantity FROM members WHERE claim IN ({marks(chunk)})", tuple(chunk)
        )
    }


def _members(conn: sqlite3.Connection, quantities: Iterable[int]) -> dict[int, dict[int, _Member]]:
    members: dict[int, dict[int, _Member]] = defaultdict(dict)
    for chunk in chunks(sorted(quantities)):
        for quantity, claim, version, *number in conn.execute(
            f"""SELECT m.quantity, m.claim, c.version, c.value, c.low, c.high
                FROM members m JOIN claims c ON c.id = m.claim WHERE m.quantity IN ({marks(chunk)})""",
            tuple(chunk),
        ):
            members[quantity][claim] = _Member(version, tuple(number))
    return members


def _sorted(number: int, other: int) -> Pair:
    return min(number, other), max(number, other)
