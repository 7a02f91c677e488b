"""Finds, for the claims of an article that comes in, the claims about the same quantity: stored ones, and its own."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.claim import Claim
from store import candidates
from store.candidates import Candidate
from store.links import placed as placed_of
from store.links import sentence

if TYPE_CHECKING:
    from extract.relation import Placed, Relation

# Of claims about another quantity of the same event only the best are kept: nobody reads more of them, and a big story
# would fill the library with them.
BESIDE = 8
# How many candidates are read at once; how many in a row may be about other quantities before no more are read; and
# how many are enough: nobody reads more, and those that come later are linked with this one in their turn.
ROUND = 8
MISSED = 12
ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Crossing:
    """A relation that was found.

    number: which of the asked claims; other: the stored claim's id, or within one article which other of the asked
    ones. found: how the two stand to each other, which is the same from both ends but for the reason.
    """

    number: int
    other: int
    found: "Relation"
    within: bool = False


def place(claims: Sequence[Claim], article: str, outlet: str, published: str, text: str) -> "list[Placed]":
    """Return the claims of one text with what a decision needs to know of their article."""
    from extract.relation import Placed

    return [Placed(claim, article, outlet, published, sentence(text, claim.start, claim.end)) for claim in claims]


def find(conn: sqlite3.Connection, placed: "Sequence[Placed]", article: int, after: int = 0) -> list[Crossing]:
    """Return the relations of claims to stored claims of other articles; after: only claims of a higher id.

    article: the id of the claims' own article, 0 if it isn't stored yet.
    """
    from extract.relation import are_strangers

    if not placed:
        return []
    found = candidates.find(conn, [one.claim for one in placed], placed[0].published, article, after)
    asked = [_Asked(number, one, run) for number, one in enumerate(placed) for run in found[number] if run]
    others: dict[int, Placed] = {}
    strangers: set[int] = set()
    while some := [one for one in asked if one.open]:
        # In rounds, for after many misses the rest is never read, nor what else an article of another event says.
        wanted = {other.claim for one in some for other in one.next(ROUND) if other.article not in strangers}
        read = placed_of(conn, wanted - others.keys())
        one_of_each = {int(other.article): other for other in read.values()}
        strangers |= {number for number, other in one_of_each.items() if are_strangers(placed[0], other)}
        others |= read
        for one in some:
            one.decide(others, ROUND)
    return [
        crossing
        for number in range(len(placed))
        for crossing in _kept([crossing for one in asked if one.number == number for crossing in one.found])
    ]


def within(placed: "Sequence[Placed]") -> list[Crossing]:
    """Return the relations of the claims of one article to each other."""
    from extract.within import relate_within

    return [
        Crossing(one, other, relation, within=True)
        for one, other in candidates.pairs([held.claim for held in placed])
        if (relation := relate_within(placed[one], placed[other]))
    ]


def _kept(found: Sequence[Crossing]) -> list[Crossing]:
    """Return what was found of one claim, of other quantities only the best."""
    beside = sorted((one.found.score for one in found if one.found.name == "related"), reverse=True)
    enough = beside[BESIDE] if len(beside) > BESIDE else -1.0
    return [one for one in found if one.found.name != "related" or one.found.score > enough]


class _Asked:
    """A claim with a run of candidates, the most promising first, and what was found of them so far."""

    def __init__(self, number: int, placed: "Placed", run: Sequence[Candidate]) -> None:
        self.number = number
        self.found: list[Crossing] = []
        self._placed = placed
        self._run = run
        self._at = 0
        self._missed = 0
        self._same = 0

    @property
    def open(self) -> bool:
        """True while there are candidates worth looking at."""
        return self._at < len(self._run) and self._missed < MISSED and self._same < ENOUGH

    def next(self, number: int) -> Sequence[Candidate]:
        """Return the candidates that come next."""
        return self._run[self._at : self._at + number]

    def decide(self, others: "dict[int, Placed]", number: int) -> None:
        """Decide on the candidates that come next; those that are not among the others are gone or strangers."""
        from extract.relation import relate

        for candidate in self.next(number):
            other = others.get(candidate.claim)
            relation = relate(self._placed, other) if other else None
            if relation:
                self.found.append(Crossing(self.number, candidate.claim, relation))
            if relation and relation.name != "related":
                self._same += 1
                self._missed = 0
            else:
                self._missed += 1
        self._at += number
