"""The index by which claims find others about the same quantity: articles of one event first, then their claims."""

import math
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from heapq import nlargest
from typing import NamedTuple
from zlib import crc32

from extract.claim import Claim
from store.archive.dates import moment
from store.statements import chunks, marks

# What a key begins with that all claims of an article share: the names and nouns that it is about.
_TOPIC = "t:"
# What the keys of its number and of its event's class begin with.
_NUMBER, _EVENT = "v:", "e:"
# A shared event class says more than its being common tells: as much as that the articles are the closest. On the
# development events of ECB+, 5 in 100 candidates with another number that share it state the same quantity, of the
# others 1.
SAME_EVENT = 1.0
# A term that at most so many articles have makes a candidate alone; of commoner ones it takes two.
RARE = 20
# Of a common term only the articles nearest in time are looked at, so that the work stays bounded.
NEAREST = 150
# How many articles are taken to tell of the same event, those with the rarest shared terms first.
ARTICLES = 32
# How many claims are looked at for one claim: of those whose figures can be held against each other as many that give
# its number as that give another, so that agreement never hides contradiction; and a few of another kind.
COMPARED = 40
BESIDE = 4


class Candidate(NamedTuple):
    """A stored claim to decide on, and the article that it is of, by their ids."""

    article: int
    claim: int


class Runs(NamedTuple):
    """Claims to decide on, in three runs, the most promising first in each: with its number, with another, beside."""

    same: tuple[Candidate, ...] = ()
    other: tuple[Candidate, ...] = ()
    beside: tuple[Candidate, ...] = ()


class _Held(NamedTuple):
    """A stored claim as the index has it; keys: hashes of the terms that it doesn't share with all its article."""

    article: int
    claim: int
    sort: str
    keys: tuple[int, ...]


def enter(
    conn: sqlite3.Connection, article: int, published: str, claims: Sequence[tuple[int, Claim]], lines: Sequence[str]
) -> None:
    """Let others find the claims of an article, given with their ids and the lines of the text that they stand in."""
    from extract.relation import keys_of

    keys = [keys_of(claim) for _, claim in claims]
    day = day_of(published)
    for term in sorted({key for some in keys for key in some if key.startswith(_TOPIC)}):
        (number,) = conn.execute(
            """INSERT INTO terms (term, uses) VALUES (?, 1)
               ON CONFLICT (term) DO UPDATE SET uses = uses + 1 RETURNING id""",
            (term,),
        ).fetchone()
        conn.execute("INSERT INTO article_terms (term, day, article) VALUES (?, ?, ?)", (number, day, article))
    conn.executemany(
        "INSERT INTO candidates (article, claim, sort, keys, line) VALUES (?, ?, ?, ?, ?)",
        [
            (article, number, sort_of(claim), packed(some), line)
            for (number, claim), some, line in zip(claims, keys, lines, strict=True)
        ],
    )


def forget(conn: sqlite3.Connection, article: int) -> None:
    """Let nobody find the claims of an article any more."""
    conn.execute(
        "UPDATE terms SET uses = uses - 1 WHERE id IN (SELECT term FROM article_terms WHERE article = ?)", (article,)
    )
    conn.execute("DELETE FROM article_terms WHERE article = ?", (article,))
    conn.execute("DELETE FROM candidates WHERE article = ?", (article,))


def find(conn: sqlite3.Connection, claims: Sequence[Claim], published: str, article: int, after: int = 0) -> list[Runs]:
    """Return for each claim of an article the claims of others to decide on.

    article: the id of their own, 0 if it isn't stored yet; after: only claims of a higher id.
    """
    from extract.relation import keys_of

    keys = [keys_of(claim) for claim in claims]
    near = _near(conn, {key for some in keys for key in some if key.startswith(_TOPIC)}, day_of(published), article)
    held = [one for one in _claims_of(conn, near) if one.claim > after]
    sharing: dict[int, list[int]] = {key: [] for some in keys for key in _own(some)}
    for place, one in enumerate(held):
        for key in sharing.keys() & one.keys:
            sharing[key].append(place)
    closest = max(near.values(), default=1.0)
    closeness = [near[one.article] / closest for one in held]
    return [_runs(claim, some, held, sharing, closeness) for claim, some in zip(claims, keys, strict=True)]


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the places of claims of one article that are worth deciding on."""
    from extract.relation import keys_of

    keys = [set(_own(keys_of(claim))) for claim in claims]
    for one, claim in enumerate(claims):
        for other in range(one + 1, len(claims)):
            if sort_of(claim) == sort_of(claims[other]) and keys[one] & keys[other]:
                yield one, other


def _near(conn: sqlite3.Connection, terms: set[str], day: int, article: int) -> dict[int, float]:
    """Return the articles that may tell of the same event, with the weight of the terms they share."""
    weights: dict[int, float] = {}
    shared: dict[int, int] = {}
    for term, uses in _terms(conn, terms):
        weight = 1 / math.log2(uses + 2)
        for other in _having(conn, term, day):
            weights[other] = weights.get(other, 0.0) + weight
            shared[other] = shared.get(other, 0) + (2 if uses <= RARE else 1)
    weights.pop(article, None)
    found = nlargest(ARTICLES, ((weights[other], other) for other in weights if shared[other] >= 2))
    return {other: weight for weight, other in found}


def _terms(conn: sqlite3.Connection, terms: set[str]) -> list[tuple[int, int]]:
    return [
        row
        for chunk in chunks(sorted(terms))
        for row in conn.execute(f"SELECT id, uses FROM terms WHERE term IN ({marks(chunk)})", tuple(chunk))
    ]


def _having(conn: sqlite3.Connection, term: int, day: int) -> Iterator[int]:
    """Yield the articles that have a term, of a common one those nearest in time, and some without a date."""
    span = _days_apart()
    first, last = (day - span, day + span) if day else (0, date.max.toordinal())
    for low, high, order in ((first, day or last, "DESC"), (day + 1, last, "ASC"), (0, 0, "ASC")):
        if low <= high and (day or order == "DESC"):
            rows = conn.execute(
                f"""SELECT article FROM article_terms WHERE term = ? AND day BETWEEN ? AND ?
                    ORDER BY day {order}, article {order} LIMIT ?""",
                (term, low, high, NEAREST),
            )
            yield from (article for (article,) in rows)


def _claims_of(conn: sqlite3.Connection, articles: Iterable[int]) -> list[_Held]:
    return [
        _Held(article, claim, sort, struct.unpack(f"<{len(keys) // 4}I", keys))
        for chunk in chunks(sorted(articles))
        for article, claim, sort, keys in conn.execute(
            f"SELECT article, claim, sort, keys FROM candidates WHERE article IN ({marks(chunk)})", tuple(chunk)
        )
    ]


def _weighed(keys: Sequence[str], sharing: dict[int, list[int]]) -> dict[int, float]:
    weights: dict[int, float] = {}
    events = frozenset(_own(key for key in keys if key.startswith(_EVENT)))
    for key in _own(keys):
        places = sharing[key]
        weight = 1 / math.log2(len(places) + 2) + (SAME_EVENT if key in events else 0)
        for place in places:
            weights[place] = weights.get(place, 0.0) + weight
    return weights


def _runs(
    claim: Claim, keys: Sequence[str], held: Sequence[_Held], sharing: dict[int, list[int]], closeness: Sequence[float]
) -> Runs:
    sort = sort_of(claim)
    number = {place for key in _own(key for key in keys if key.startswith(_NUMBER)) for place in sharing[key]}
    runs: tuple[list[tuple[float, int]], ...] = ([], [], [])
    for place, weight in _weighed(keys, sharing).items():
        run = 2 if held[place].sort != sort else 0 if place in number else 1
        runs[run].append((weight + closeness[place], place))
    chosen = (nlargest(size, run) for size, run in zip((COMPARED, COMPARED, BESIDE), runs, strict=True))
    return Runs(*(tuple(Candidate(held[place].article, held[place].claim) for _, place in run) for run in chosen))


def _own(keys: Iterable[str]) -> Iterator[int]:
    """Yield the hashes of the keys that belong to the claim alone."""
    return (crc32(key.encode()) for key in keys if not key.startswith(_TOPIC))


def packed(keys: Iterable[str]) -> bytes:
    own = list(_own(keys))
    return struct.pack(f"<{len(own)}I", *own)


def sort_of(claim: Claim) -> str:
    """Return what two figures have in common that can be held against each other, as far as that is cheaply told."""
    if claim.kind in {"money", "rate"}:
        return f"{claim.kind} {claim.unit}"
    return "count" if claim.kind == "other" else claim.kind


def day_of(published: str) -> int:
    """Return the number of the day, 0 for no date."""
    return date.fromisoformat(moment(published)[:10]).toordinal() if published else 0


@cache
def _days_apart() -> int:
    from extract.lexicon import load

    return int(load("relations")["thresholds"]["days_apart"]) + 1
