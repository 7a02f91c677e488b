"""Finds, for the claims of an article that comes in, the stored claims of others about the same quantity."""

import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from extract.claim import Claim
from store.claims import decode
from store.links import sentence

if TYPE_CHECKING:
    from extract.relation import Placed, Relation

# A term that at most so many claims have makes a candidate alone; of commoner ones it takes two.
RARE = 20
# Of a common term only the newest claims are looked at: news speaks of recent news, and the time stays bounded.
NEWEST = 2_000
# How many candidates are decided for one claim, those with the rarest shared terms first.
DECIDED = 200
# Of claims about another quantity of the same event only the best are kept: nobody reads more of them, and a big story
# would fill the library with them.
BESIDE = 30
# SQLite takes 32,766 values in one statement at most, older builds 999.
_CHUNK = 900

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A relation that was found.

    number: which of the asked claims; other: the stored claim's id. there: how the other stands to the asked one;
    back: how the asked one stands to the other.
    """

    number: int
    other: int
    there: "Relation"
    back: "Relation"


def place(claims: Sequence[Claim], article: str, outlet: str, published: str, text: str) -> "list[Placed]":
    """Return the claims of one text with what a decision needs to know of their article."""
    from extract.relation import Placed

    return [Placed(claim, article, outlet, published, sentence(text, claim.start, claim.end)) for claim in claims]


def find(conn: sqlite3.Connection, placed: "Sequence[Placed]", article: int, after: int = 0) -> list[Crossing]:
    """Return the relations of claims to stored claims of other articles; after: only claims of a higher id.

    article: the id of the claims' own article, 0 if it isn't stored yet.
    """
    from extract.relation import keys_of, relate

    candidates = _candidates(conn, [keys_of(one.claim) for one in placed], after)
    others = _placed(conn, {other for found in candidates for other in found}, article)
    crossings = []
    for number, (one, found) in enumerate(zip(placed, candidates, strict=True)):
        decided = [(other, there) for other in found if other in others and (there := relate(one, others[other]))]
        beside = sorted((there.score for _, there in decided if there.name == "related"), reverse=True)
        enough = beside[BESIDE] if len(beside) > BESIDE else -1.0
        for other, there in decided:
            if there.name != "related" or there.score > enough:
                crossings.append(Crossing(number, other, there, relate(others[other], one) or there))
    return crossings


def _candidates(conn: sqlite3.Connection, keys: list[tuple[str, ...]], after: int) -> list[list[int]]:
    """Return for each claim's keys the ids of the claims to decide on, the most promising first."""
    terms = _terms(conn, {key for some in keys for key in some})
    newest: dict[int, list[int]] = {}
    result = []
    for some in keys:
        weights: dict[int, float] = {}
        shared: dict[int, int] = {}
        for term, uses in sorted({terms[key] for key in some if key in terms}, key=lambda pair: pair[1]):
            if term not in newest:
                newest[term] = _newest(conn, term, after)
            weight = 1 / math.log2(uses + 2)
            for claim in newest[term]:
                weights[claim] = weights.get(claim, 0.0) + weight
                shared[claim] = shared.get(claim, 0) + (2 if uses <= RARE else 1)
        found = [claim for claim, number in shared.items() if number >= 2]
        found.sort(key=lambda claim: (-weights[claim], -claim))
        result.append(found[:DECIDED])
    return result


def _terms(conn: sqlite3.Connection, keys: set[str]) -> dict[str, tuple[int, int]]:
    return {
        term: (number, uses)
        for chunk in chunks(sorted(keys))
        for term, number, uses in conn.execute(
            f"SELECT term, id, uses FROM terms WHERE term IN ({marks(chunk)})", tuple(chunk)
        )
    }


def _newest(conn: sqlite3.Connection, term: int, after: int) -> list[int]:
    rows = conn.execute(
        "SELECT claim FROM claim_terms WHERE term = ? AND claim > ? ORDER BY claim DESC LIMIT ?", (term, after, NEWEST)
    )
    return [claim for (claim,) in rows]


def _placed(conn: sqlite3.Connection, ids: set[int], article: int) -> "dict[int, Placed]":
    """Return the claims of these ids that are in the newest version of another article."""
    from extract.relation import Placed

    placed = {}
    texts: dict[int, str] = {}
    for chunk in chunks(sorted(ids)):
        rows = conn.execute(
            f"""SELECT c.id, c.body, v.id, a.id, v.outlet, v.published
                FROM claims c JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = c.version
                WHERE c.id IN ({marks(chunk)}) AND a.id != ?""",
            (*chunk, article),
        ).fetchall()
        missing = {row[2] for row in rows} - texts.keys()
        for some in chunks(sorted(missing)):
            texts.update(conn.execute(f"SELECT id, text FROM versions WHERE id IN ({marks(some)})", tuple(some)))
        for claim_id, body, version, other, outlet, published in rows:
            claim = decode(body)
            line = sentence(texts[version], claim.start, claim.end)
            placed[claim_id] = Placed(claim, str(other), outlet, published, line)
    return placed


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield the values in lengths that one statement takes."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
