"""Stores the reader's verdicts on pairs of claims that are imported from another library."""

import sqlite3
from dataclasses import dataclass

from store.archive.dates import now
from store.ingest.deduplication import article_at
from store.library import claim_bodies
from store.library.reading_state import note_import
from store.library.transaction import transaction
from store.linking import verdicts
from store.linking.constraints import Verdict

# Where a claim is: its article's place, its start in the text, its figure.
End = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class ImportedVerdict:
    """A verdict on two claims; made: when, ISO 8601 in UTC, or ""."""

    verdict: Verdict
    made: str
    first: End
    second: End


def store_verdict(conn: sqlite3.Connection, judged: ImportedVerdict) -> bool:
    """Store a verdict once, so that a later one of the reader's stays; return False if it was stored before.

    Raises LookupError if one of the claims is missing.
    """
    with transaction(conn):
        claim, other = (_claim(conn, *end) for end in (judged.first, judged.second))
        if not note_import(conn, _words(judged)) or verdicts.between(conn, claim, other):
            return False
        return verdicts.keep(conn, claim, other, judged.verdict, judged.made or now())


def _words(judged: ImportedVerdict) -> str:
    # Libraries remember a verdict by the hash of exactly these words.
    ends = f"one={judged.first!r}, other={judged.second!r}"
    return f"verdict Judged(verdict={judged.verdict!r}, made={judged.made!r}, {ends})"


def _claim(conn: sqlite3.Connection, place: str, start: int, figure: str) -> int:
    article, _ = article_at(conn, place)
    rows = conn.execute(
        "SELECT c.id FROM claims c JOIN articles a ON a.latest = c.version WHERE a.id = ? AND c.start = ?",
        (article, start),
    )
    for number, body in claim_bodies.read(conn, (claim for (claim,) in rows.fetchall())).items():
        if body.claim.text == figure:
            return number
    raise LookupError(place)
