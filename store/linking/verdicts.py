"""What the reader says about two linked claims: the same quantity, or not; kept by where the figures stand.

A verdict outlives the claims it was said of: when an article's claims are written anew, it is tied to those that stand
in its place.
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
    """What the reader said of two claims; made: when, ISO 8601 in UTC.

    ends: the two figures, each with its article's id, its start in the text and what it reads.
    """

    verdict: Verdict
    made: str
    ends: tuple[tuple[int, int, str], tuple[int, int, str]]


def say(conn: sqlite3.Connection, claim: int, other: int, verdict: Verdict) -> bool:
    """Keep that two claims are about the same quantity, or are not; return False for claims that are there no more.

    What was said of them before is replaced.
    """
    with transaction(conn):
        return keep(conn, claim, other, verdict, now())


def keep(conn: sqlite3.Connection, claim: int, other: int, verdict: Verdict, made: str) -> bool:
    """Do what `say` does, within the caller's transaction; made: when it was said, ISO 8601 in UTC."""
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
    """Return the ids of what was said of two claims."""
    rows = conn.execute(
        """SELECT one.verdict FROM verdict_ends one JOIN verdict_ends other USING (verdict)
           WHERE one.claim = ? AND other.claim = ? AND one.side != other.side""",
        (claim, other),
    )
    return [number for (number,) in rows]


def take_back(conn: sqlite3.Connection, claim: int, other: int) -> bool:
    """Forget what was said of two claims; return False when nothing was."""
    with transaction(conn):
        if not _drop(conn, claim, other):
            return False
        _follow(conn, claim, other)
    return True


def all_stored(conn: sqlite3.Connection) -> list[StoredVerdict]:
    """Return all that the reader said, the last first, also of claims that stand there no more."""
    rows = conn.execute(
        """SELECT v.verdict, v.made, one.article, one.start, one.figure, other.article, other.start, other.figure
           FROM verdicts v JOIN verdict_ends one ON one.verdict = v.id AND one.side = 0
           JOIN verdict_ends other ON other.verdict = v.id AND other.side = 1 ORDER BY v.id DESC"""
    )
    return [StoredVerdict(verdict, made, (tuple(ends[:3]), tuple(ends[3:]))) for verdict, made, *ends in rows]


def tie(conn: sqlite3.Connection, article: int) -> None:
    """Tie what was said of an article's claims to those of its newest version, before these are grouped.

    To be called within a transaction.
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
    """Let nothing that was said stand for an article's claims, which are untied; it is kept all the same."""
    conn.execute("UPDATE verdict_ends SET claim = NULL WHERE article = ?", (article,))


def _follow(conn: sqlite3.Connection, claim: int, other: int) -> None:
    """Group and link claims anew of which the reader said something else."""
    ends = members_of(conn, (claim, other))
    touched = relink(conn, regroup(conn, ends) | dict.fromkeys((claim, other)))
    count_contested(conn, touched | articles_of(conn, (claim, other)))


def _drop(conn: sqlite3.Connection, claim: int, other: int) -> bool:
    """Delete the verdict on two claims; False when there is none."""
    numbers = between(conn, claim, other)
    conn.executemany("DELETE FROM verdicts WHERE id = ?", [(number,) for number in numbers])
    return bool(numbers)
