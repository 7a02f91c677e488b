"""Finds, for the claims of an article that comes in, the claims about the same quantity: stored ones, and its own."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.claim import Claim
from store import candidates
from store.candidates import chunks, marks
from store.claims import decode
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
    ones. there: how the other stands to the asked one; back: how the asked one stands to the other.
    """

    number: int
    other: int
    there: "Relation"
    back: "Relation"
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
    others = _placed(conn, {other for some in found for other in some})
    crossings = []
    for number, (one, some) in enumerate(zip(placed, found, strict=True)):
        decided = [(other, there) for other in some if other in others and (there := relate(one, others[other]))]
        beside = sorted((there.score for _, there in decided if there.name == "related"), reverse=True)
        enough = beside[BESIDE] if len(beside) > BESIDE else -1.0
        for other, there in decided:
            if there.name != "related" or there.score > enough:
                crossings.append(Crossing(number, other, there, relate(others[other], one) or there))
    return crossings


def within(placed: "Sequence[Placed]") -> list[Crossing]:
    """Return the relations of the claims of one article to each other."""
    from extract.within import relate_within

    return [
        Crossing(one, other, there, relate_within(placed[other], placed[one]) or there, within=True)
        for one, other in candidates.pairs([held.claim for held in placed])
        if (there := relate_within(placed[one], placed[other]))
    ]


def _placed(conn: sqlite3.Connection, ids: set[int]) -> "dict[int, Placed]":
    """Return the claims of these ids, with what a decision needs to know of their articles."""
    from extract.relation import Placed

    return {
        claim: Placed(decode(body), str(article), outlet, published, line)
        for chunk in chunks(sorted(ids))
        for claim, body, article, outlet, published, line in conn.execute(
            f"""SELECT c.id, c.body, a.id, v.outlet, v.published, k.line
                FROM claims c JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = c.version
                JOIN candidates k ON k.article = a.id AND k.claim = c.id
                WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }
