"""The index by which articles find those that may tell of the same event."""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from heapq import nlargest
from typing import Protocol

from extract.claim import Claim
from store.archive.dates import moment
from store.library.sql_values import chunks, marks

# What a key begins with that all claims of an article share: the names and nouns that it is about.
_TOPIC = "t:"
# A term that at most so many articles have makes a candidate alone; of commoner ones it takes two.
RARE = 20
# Of a common term only the articles nearest in time are looked at, so that the work stays bounded.
NEAREST = 150
# How many articles are taken to tell of the same event, those with the rarest shared terms first.
ARTICLES = 32
# With how many of the claims that follow it in its own article a claim is held together; only tables have more.
WITHIN = 100


class Index(Protocol):
    """Which articles have which terms, an index of those that came in before."""

    def uses(self) -> Iterable[tuple[int, int]]:
        """Yield of each term that is asked for its number, and how many articles have it."""

    def having(self, term: int, day: int) -> Iterable[int]:
        """Yield the articles that have a term, of a common one those nearest in time, and some without a date."""


def enter(conn: sqlite3.Connection, article: int, published: str, claims: Sequence[Claim]) -> None:
    """Let others find an article by its claims."""
    day = day_of(published)
    for term in topics_of(claims):
        (number,) = conn.execute(
            """INSERT INTO terms (term, uses) VALUES (?, 1)
               ON CONFLICT (term) DO UPDATE SET uses = uses + 1 RETURNING id""",
            (term,),
        ).fetchone()
        conn.execute("INSERT INTO article_terms (term, day, article) VALUES (?, ?, ?)", (number, day, article))


def forget(conn: sqlite3.Connection, article: int) -> None:
    """Let nobody find an article any more."""
    conn.execute(
        "UPDATE terms SET uses = uses - 1 WHERE id IN (SELECT term FROM article_terms WHERE article = ?)", (article,)
    )
    conn.execute("DELETE FROM article_terms WHERE article = ?", (article,))


def near(conn: sqlite3.Connection, claims: Sequence[Claim], published: str, article: int) -> list[int]:
    """Return the articles that may tell of the same event as the one that these claims are of, by their ids.

    article: the id of their own, 0 if it isn't stored yet.
    """
    terms = topics_of(claims)
    articles = nearest(_Stored(conn, terms), day_of(published), article)
    return sorted(articles)


def topics_of(claims: Sequence[Claim]) -> list[str]:
    """Return the names and nouns that the article of these claims is about, sorted."""
    from extract.matching.relation import keys_of

    return sorted({key for claim in claims for key in keys_of(claim) if key.startswith(_TOPIC)})


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the places of claims of one article that are worth deciding on."""
    keys = [_own(claim) for claim in claims]
    for place, claim in enumerate(claims):
        for other in range(place + 1, min(place + 1 + WITHIN, len(claims))):
            if sort_of(claim) == sort_of(claims[other]) and keys[place] & keys[other]:
                yield place, other


def nearest(index: Index, day: int, article: int) -> list[int]:
    """Return the articles that share the most terms, rare ones counting more; article: one to leave out, or 0."""
    weights: dict[int, float] = {}
    shared: dict[int, int] = {}
    for term, uses in index.uses():
        weight = 1 / math.log2(uses + 2)
        for other in index.having(term, day):
            weights[other] = weights.get(other, 0.0) + weight
            shared[other] = shared.get(other, 0) + (2 if uses <= RARE else 1)
    weights.pop(article, None)
    best = nlargest(ARTICLES, ((weights[other], other) for other in weights if shared[other] >= 2))
    return [other for _, other in best]


class _Stored:
    """The library's index, asked for some terms."""

    def __init__(self, conn: sqlite3.Connection, terms: Sequence[str]) -> None:
        self._conn = conn
        self._terms = terms

    def uses(self) -> list[tuple[int, int]]:
        return [
            row
            for chunk in chunks(self._terms)
            for row in self._conn.execute(
                f"SELECT id, uses FROM terms WHERE term IN ({marks(chunk)}) ORDER BY term", tuple(chunk)
            )
        ]

    def having(self, term: int, day: int) -> Iterator[int]:
        span = days_apart()
        first, last = (day - span, day + span) if day else (0, date.max.toordinal())
        for low, high, order in ((first, day or last, "DESC"), (day + 1, last, "ASC"), (0, 0, "ASC")):
            if low <= high and (day or order == "DESC"):
                rows = self._conn.execute(
                    f"""SELECT article FROM article_terms WHERE term = ? AND day BETWEEN ? AND ?
                        ORDER BY day {order}, article {order} LIMIT ?""",
                    (term, low, high, NEAREST),
                )
                yield from (article for (article,) in rows)


def _own(claim: Claim) -> set[str]:
    """Return the keys that belong to the claim alone."""
    from extract.matching.relation import keys_of

    return {key for key in keys_of(claim) if not key.startswith(_TOPIC)}


def sort_of(claim: Claim) -> str:
    """Return the keys that comparable figures share, as far as they are cheap to find."""
    if claim.kind in {"money", "rate"}:
        return f"{claim.kind} {claim.unit}"
    return "count" if claim.kind == "other" else claim.kind


def day_of(published: str) -> int:
    """Return the number of the day, 0 for no date."""
    return date.fromisoformat(moment(published)[:10]).toordinal() if published else 0


@cache
def days_apart() -> int:
    """Return by how many days two articles of one event may be apart."""
    from extract.lexicon import load

    return int(load("relations")["thresholds"]["days_apart"]) + 1
