"""Finds the claims nearest to a sentence or a number by comparing words and values, without a pipeline."""

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.lexicon import load
from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.sql_values import chunks, marks
from store.linking.agreement import with_shades
from store.search.inflections import forms

# How many articles are searched for claims, and how many claims with a value are taken from the others.
_ARTICLES, _VALUES = 120, 400
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIZES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
# A word for what is counted weighs more than one next to it; the exact value more than a word or a range around it.
_COUNTED, _BESIDE, _VALUE, _WITHIN = 2.0, 1.0, 4.0, 2.0


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A matching claim; line: its sentence; score: how near it is, higher is nearer."""

    claim: StoredClaim
    article: Article
    line: str
    score: float


def nearest(conn: sqlite3.Connection, text: str, limit: int = 50) -> list[ClaimHit]:
    """Return the claims of newest versions that are nearest to a sentence or a number, nearest first."""
    common = {word for group in load("function_words").values() for word in group}
    words = [word for word in dict.fromkeys(_WORD.findall(text.lower())) if word not in common and len(word) > 1]
    values = list(_values(text.lower()))
    candidates = {*_by_words(conn, words), *_by_values(conn, values)}
    hits = _scored(conn, candidates, words, values)
    return _shaded(conn, sorted(hits, key=lambda hit: (-hit.score, hit.claim.id))[:limit])


def joined_by_meaning(nearer: Sequence[ClaimHit], others: Iterable[ClaimHit]) -> list[ClaimHit]:
    """Return the claims that are near in meaning, then the others, without duplicates."""
    known = {hit.claim.id for hit in nearer}
    return [*nearer, *(hit for hit in others if hit.claim.id not in known)]


def of_ids(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[ClaimHit]:
    """Return claims by id, in that order; those that no article states now are left out."""
    rows = {
        row[0]: row
        for chunk in chunks(numbers)
        for row in conn.execute(
            f"""SELECT {claims.COLUMNS}, {articles.COLUMNS} FROM claims c JOIN articles a ON a.latest = c.version
                JOIN versions v ON v.id = a.latest WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }
    there = [rows[number] for number in numbers if number in rows]
    stored = claims.from_rows(conn, [row[: claims.WIDTH] for row in there])
    return _shaded(
        conn,
        [
            ClaimHit(claim, Article(*row[claims.WIDTH :]), line, 0.0)
            for row, (claim, line) in zip(there, stored, strict=True)
        ],
    )


def _shaded(conn: sqlite3.Connection, hits: Sequence[ClaimHit]) -> list[ClaimHit]:
    """Return the claims with the signs that the reader shows in the margin."""
    shades = with_shades(conn, [hit.claim for hit in hits])
    return [replace(hit, claim=claim) for hit, claim in zip(hits, shades, strict=True)]


def _values(text: str) -> Iterator[float]:
    for number in _NUMBER.finditer(text):
        after = _WORD.match(text, number.end() + (text[number.end() : number.end() + 1] == " "))
        yield float(number[0].replace(",", "")) * (_SIZES.get(after[0], 1.0) if after else 1.0)


def _by_words(conn: sqlite3.Connection, words: Iterable[str]) -> list[int]:
    """Return the claims of the articles that the index ranks first for any of the words."""
    match = " OR ".join(f'"{form}"' for word in words for form in forms(word))
    if not match:
        return []
    rows = conn.execute(
        """SELECT c.id FROM (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ? ORDER BY rank LIMIT ?) f
           CROSS JOIN articles a ON a.latest = f.rowid CROSS JOIN claims c ON c.version = a.latest""",
        (match, _ARTICLES),
    )
    return [claim for (claim,) in rows]


def _by_values(conn: sqlite3.Connection, values: Iterable[float]) -> Iterator[int]:
    for value in values:
        yield from (
            claim
            for (claim,) in conn.execute(
                """SELECT c.id FROM claims c CROSS JOIN members m ON m.claim = c.id
                   WHERE ? BETWEEN coalesce(c.value, c.low) AND coalesce(c.value, c.high) LIMIT ?""",
                (value, _VALUES),
            )
        )


def _scored(
    conn: sqlite3.Connection, candidates: Iterable[int], words: list[str], values: list[float]
) -> Iterator[ClaimHit]:
    rows = [
        row
        for chunk in chunks(sorted(candidates))
        for row in conn.execute(
            f"""SELECT w.words, c.value, c.low, c.high, {claims.COLUMNS}, {articles.COLUMNS}
                FROM claims c JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = a.latest
                JOIN counted w ON w.claim = c.id WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    ]
    stored = claims.from_rows(conn, [row[4 : 4 + claims.WIDTH] for row in rows])
    meant = {word: [f" {form} " for form in forms(word)] for word in words}
    sentences = [f" {' '.join(_WORD.findall(line.lower()))} " for _, line in stored]
    # A word that many of them share distinguishes them less.
    common = Counter(word for text in sentences for word, known in meant.items() if any(form in text for form in known))
    weights = {word: math.log(1 + len(sentences) / (1 + common[word])) for word in words}
    for row, text, (claim, line) in zip(rows, sentences, stored, strict=True):
        score = sum(
            weights[word] * (_COUNTED if any(form in row[0] for form in known) else _BESIDE)
            for word, known in meant.items()
            if any(form in row[0] or form in text for form in known)
        )
        score += max((_value_weight(value, *row[1:4]) for value in values), default=0.0)
        if score:
            yield ClaimHit(claim, Article(*row[4 + claims.WIDTH :]), line, score)


def _value_weight(value: float, exact: float | None, low: float | None, high: float | None) -> float:
    """Return the weight of a claim's having a value, or a range that contains it."""
    if exact is not None:
        return _VALUE if math.isclose(value, exact, rel_tol=1e-9) else 0.0
    return _WITHIN if low is not None and high is not None and low <= value <= high else 0.0
