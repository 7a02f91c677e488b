"""Stores the reader's verdicts on pairs of claims: the same quantity, or not.

A verdict refers to places of figures, so it outlives the claims: when these are rewritten, it applies to those that
take their places.
"""

import sqlite3
from dataclasses import astuple, dataclass

from store.archive.dates import now
from store.library.transaction import transaction
from store.linking.claim_places import Place, current_claims, find_again, place_of
from store.linking.clustering import members_of, regroup
from store.linking.constraints import Verdict
from store.linking.contested import count_contested
from store.linking.link_writer import articles_of, relink


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict on two claims; made: when, ISO 8601 in UTC.

    ends: the two figures, each with its article's id, start in the text and words.
    """

    verdict: Verdict
    made: str
    ends: tuple[tuple[int, int, str], tuple[int, int, str]]


def say(conn: sqlite3.Connection, claim: int, other: int, verdict: Verdict) -> bool:
    """Store the verdict that two claims are about the same quantity, or not; return False if a claim is gone.

    It replaces an earlier verdict.
    """
    with transaction(conn):
        return keep(conn, claim, other, verdict, now())


def keep(conn: sqlite3.Connection, claim: int, other: int, verdict: Verdict, made: str) -> bool:
    """Do what `say` does, within the caller's transaction; made: when the verdict was given, ISO 8601 in UTC."""
    ends = [(end, place_of(conn, end)) for end in (claim, other)]
    if not all(place for _, place in ends):
        return False
    _drop(conn, claim, other)
    number = conn.execute("INSERT INTO verdicts (verdict, made) VALUES (?, ?)", (verdict, made)).lastrowid
    conn.executemany(
        """INSERT INTO verdict_ends (verdict, side, article, start, figure, line, claim)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [(number, side, *astuple(place), end) for side, (end, place) in enumerate(ends) if place],
    )
    _follow(conn, claim, other)
    return True


def between(conn: sqlite3.Connection, claim: int, other: int) -> list[int]:
    """Return the ids of the verdicts on two claims."""
    rows = conn.execute(
        """SELECT one.verdict FROM verdict_ends one JOIN verdict_ends other USING (verdict)
           WHERE one.claim = ? AND other.claim = ? AND one.side != other.side""",
        (claim, other),
    )
    return [number for (number,) in rows]


def take_back(conn: sqlite3.Connection, claim: int, other: int) -> bool:
    """Delete the verdict on two claims; return False if there is none."""
    with transaction(conn):
        if not _drop(conn, claim, other):
            return False
        _follow(conn, claim, other)
    return True


def all_stored(conn: sqlite3.Connection) -> list[StoredVerdict]:
    """Return all verdicts, last first, also those on claims that are gone."""
    rows = conn.execute(
        """SELECT v.verdict, v.made, one.article, one.start, one.figure, other.article, other.start, other.figure
           FROM verdicts v JOIN verdict_ends one ON one.verdict = v.id AND one.side = 0
           JOIN verdict_ends other ON other.verdict = v.id AND other.side = 1 ORDER BY v.id DESC"""
    )
    return [StoredVerdict(verdict, made, (tuple(ends[:3]), tuple(ends[3:]))) for verdict, made, *ends in rows]


def tie(conn: sqlite3.Connection, article: int) -> None:
    """Apply verdicts to the claims of an article's newest version, before these are grouped.

    Call it within a transaction.
    """
    ends = conn.execute(
        "SELECT verdict, side, start, figure, line FROM verdict_ends WHERE article = ?", (article,)
    ).fetchall()
    if not ends:
        return
    claims = current_claims(conn, article)
    for verdict, side, start, figure, line in ends:
        claim = find_again(claims, Place(article, start, figure, line))
        conn.execute("UPDATE verdict_ends SET claim = ? WHERE verdict = ? AND side = ?", (claim, verdict, side))


def untie(conn: sqlite3.Connection, article: int) -> None:
    """Detach the verdicts from an article's claims, which are unlinked; the verdicts stay stored."""
    conn.execute("UPDATE verdict_ends SET claim = NULL WHERE article = ?", (article,))


def _follow(conn: sqlite3.Connection, claim: int, other: int) -> None:
    """Regroup and relink claims whose verdicts changed."""
    ends = members_of(conn, (claim, other))
    touched = relink(conn, regroup(conn, ends) | dict.fromkeys((claim, other)))
    count_contested(conn, touched | articles_of(conn, (claim, other)))


def _drop(conn: sqlite3.Connection, claim: int, other: int) -> bool:
    """Delete the verdict on two claims; return False if there is none."""
    numbers = between(conn, claim, other)
    conn.executemany("DELETE FROM verdicts WHERE id = ?", [(number,) for number in numbers])
    return bool(numbers)
