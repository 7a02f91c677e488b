"""Finds, for the claims of an article that comes in, the claims about the same quantity: stored ones, and its own."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.claim import Claim
from store import candidates
from store.links import placed as placed_of
from store.links import sentence

if TYPE_CHECKING:
    from extract.relation import Placed, Relation

# Of claims about another quantity of the same event only the best are kept: nobody reads more of them, and a big story
# would fill the library with them.
BESIDE = 8


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
    from extract.relation import relate

    if not placed:
        return []
    found = candidates.find(conn, [one.claim for one in placed], placed[0].published, article, after)
    others = placed_of(conn, {other for some in found for other in some})
    crossings = []
    for number, (one, some) in enumerate(zip(placed, found, strict=True)):
        decided = [(other, relation) for other in some if other in others and (relation := relate(one, others[other]))]
        beside = sorted((relation.score for _, relation in decided if relation.name == "related"), reverse=True)
        enough = beside[BESIDE] if len(beside) > BESIDE else -1.0
        crossings += [
            Crossing(number, other, relation)
            for other, relation in decided
            if relation.name != "related" or relation.score > enough
        ]
    return crossings


def within(placed: "Sequence[Placed]") -> list[Crossing]:
    """Return the relations of the claims of one article to each other."""
    from extract.within import relate_within

    return [
        Crossing(one, other, relation, within=True)
        for one, other in candidates.pairs([held.claim for held in placed])
        if (relation := relate_within(placed[one], placed[other]))
    ]
