"""Finds claims by places, which outlive their ids: claims are rewritten, but a figure stays in its sentence."""

import sqlite3
from dataclasses import dataclass

from store.library import claim_bodies


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is: the article's id, its start in the text, its words, and its sentence."""

    article: int
    start: int
    figure: str
    line: str


@dataclass(frozen=True, slots=True)
class CurrentClaim:
    """A claim of a newest version and its place; line: its sentence."""

    claim: int
    start: int
    end: int
    figure: str
    line: str


def place_of(conn: sqlite3.Connection, claim: int) -> Place | None:
    """Return a claim's place, None if it is not in a newest version."""
    row = conn.execute(
        "SELECT a.id FROM claims c JOIN articles a ON a.latest = c.version WHERE c.id = ?", (claim,)
    ).fetchone()
    here = [claim_state for claim_state in current_claims(conn, row[0]) if claim_state.claim == claim] if row else []
    return Place(row[0], here[0].start, here[0].figure, here[0].line) if here else None


def claim_at(conn: sqlite3.Connection, place: Place) -> int | None:
    """Return the claim now at a place, or where its sentence has moved to; None if there is none."""
    return find_again(current_claims(conn, place.article), place)


def revised_at(conn: sqlite3.Connection, place: Place) -> int | None:
    """Return the claim at a place, or the one with a revised figure there since the article changed."""
    if (claim := claim_at(conn, place)) is not None:
        return claim
    older = "SELECT id FROM versions WHERE article = ? ORDER BY number DESC"
    for (version,) in conn.execute(older, (place.article,)).fetchall():
        if (before := find_again(_in_version(conn, version), place)) is not None:
            row = conn.execute(
                """WITH RECURSIVE later (claim) AS (
                       SELECT ? UNION SELECT r.claim FROM revisions r JOIN later ON r.before = later.claim)
                   SELECT c.id FROM later l JOIN claims c ON c.id = l.claim JOIN articles a ON a.latest = c.version""",
                (before,),
            ).fetchone()
            return int(row[0]) if row else None
    return None


def current_claims(conn: sqlite3.Connection, article: int) -> list[CurrentClaim]:
    """Return the claims of an article's newest version; none if it is in the trash or gone."""
    row = conn.execute("SELECT latest FROM articles WHERE id = ?", (article,)).fetchone()
    return _in_version(conn, row[0]) if row and row[0] is not None else []


def _in_version(conn: sqlite3.Connection, version: int) -> list[CurrentClaim]:
    bodies = ((number, body.claim, body.line) for number, body in claim_bodies.of_version(conn, version))
    return [CurrentClaim(number, claim.start, claim.end, claim.text, line) for number, claim, line in bodies]


def find_again(claims: list[CurrentClaim], place: Place) -> int | None:
    """Return which of an article's claims is at a place now, or where its sentence has moved to."""
    start, figure, line = place.start, place.figure, place.line
    here = [claim for claim in claims if claim.line == line and claim.start < start + len(figure) and start < claim.end]
    moved = [claim for claim in claims if claim.line == line and claim.figure == figure]
    changed = [claim for claim in claims if claim.start == start and claim.figure == figure]
    for fitting in (here, moved, changed):
        if fitting:
            return min(fitting, key=lambda claim: (claim.figure != figure, abs(claim.start - start))).claim
    return None
