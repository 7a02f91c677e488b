"""Finds the articles that may report the same event, by the blocking index."""

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

# Prefix of the keys that all claims of an article share: the names and nouns that it is about.
_TOPIC = "t:"
# A term in at most this many articles makes a candidate alone; more common ones need a second.
RARE = 20
# For a common term, only the articles nearest in time are considered, so that the work stays bounded.
NEAREST = 150
# At most so many articles are taken to report the same event, those with the rarest shared terms first.
ARTICLES = 32
# A claim is compared with so many following claims of its own article; only tables have more.
WITHIN = 100


class Index(Protocol):
    """Which of the earlier articles have which terms."""

    def uses(self) -> Iterable[tuple[int, int]]:
        """Yield each requested term's number, and how many articles have it."""

    def having(self, term: int, day: int) -> Iterable[int]:
        """Yield the articles that have a term: for a common one those nearest in time, and some undated ones."""


def enter(conn: sqlite3.Connection, article: int, published: str, claims: Sequence[Claim]) -> None:
    """Add an article to the index by its claims."""
    day = day_of(published)
    for term in topics_of(claims):
        (number,) = conn.execute(
            """INSERT INTO terms (term, uses) VALUES (?, 1)
               ON CONFLICT (term) DO UPDATE SET uses = uses + 1 RETURNING id""",
            (term,),
        ).fetchone()
        conn.execute("INSERT INTO article_terms (term, day, article) VALUES (?, ?, ?)", (number, day, article))


def forget(conn: sqlite3.Connection, article: int) -> None:
    """Remove an article from the index."""
    conn.execute(
        "UPDATE terms SET uses = uses - 1 WHERE id IN (SELECT term FROM article_terms WHERE article = ?)", (article,)
    )
    conn.execute("DELETE FROM article_terms WHERE article = ?", (article,))


def near(conn: sqlite3.Connection, claims: Sequence[Claim], published: str, article: int) -> list[int]:
    """Return the ids of the articles that may report the same event as these claims' article.

    article: its id, 0 if it isn't stored yet.
    """
    terms = topics_of(claims)
    articles = nearest(_Stored(conn, terms), day_of(published), article)
    return sorted(articles)


def topics_of(claims: Sequence[Claim]) -> list[str]:
    """Return the names and nouns that these claims' article is about, sorted."""
    from extract.matching.relation import keys_of

    return sorted({key for claim in claims for key in keys_of(claim) if key.startswith(_TOPIC)})


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of an article's own claims that are worth comparing, by position."""
    keys = [_own(claim) for claim in claims]
    for place, claim in enumerate(claims):
        for other in range(place + 1, min(place + 1 + WITHIN, len(claims))):
            if sort_of(claim) == sort_of(claims[other]) and keys[place] & keys[other]:
                yield place, other


def nearest(index: Index, day: int, article: int) -> list[int]:
    """Return the articles that share the most terms, rare ones weighing more; article: one to leave out, or 0."""
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
    """The library's index, restricted to some terms."""

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
    """Return the keys of this claim alone, not of its article."""
    from extract.matching.relation import keys_of

    return {key for key in keys_of(claim) if not key.startswith(_TOPIC)}


def sort_of(claim: Claim) -> str:
    """Return keys that comparable figures share, as far as they are cheap to compute."""
    if claim.kind in {"money", "rate"}:
        return f"{claim.kind} {claim.unit}"
    return "count" if claim.kind == "other" else claim.kind


def day_of(published: str) -> int:
    """Return the day's number, 0 for no date."""
    return date.fromisoformat(moment(published)[:10]).toordinal() if published else 0


@cache
def days_apart() -> int:
    """Return how many days apart two articles on one event may be."""
    from extract.lexicon import load

    return int(load("relations")["thresholds"]["days_apart"]) + 1
