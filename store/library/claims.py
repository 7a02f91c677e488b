"""Reads the claims of an article, with signs for how others relate to them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claim import Claim
from store.library import claim_bodies
from store.linking.ties import signs_of

# Shared with the modules that join claims to others: the columns that `from_rows` takes. A figure that changed between
# versions counts as updated.
COLUMNS = """c.id, a.id, coalesce((SELECT signs FROM ties WHERE claim = c.id), 0),
    EXISTS (SELECT 1 FROM revisions r WHERE r.claim = c.id)"""
WIDTH = 4
_UNMARKED = {"apart", "perhaps"}


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim in the library; signs: the names of its relations, except `apart` and `perhaps`."""

    id: int
    article_id: int
    claim: Claim
    signs: frozenset[str]


def of_article(conn: sqlite3.Connection, article_id: int, version: int | None = None) -> list[StoredClaim]:
    """Return the claims of the version with that number, by default the newest, ordered by start."""
    which = "c.version = a.latest" if version is None else "c.version = v.id AND v.number = :version"
    rows = conn.execute(
        f"""SELECT {COLUMNS} FROM articles a JOIN versions v ON v.article = a.id JOIN claims c ON {which}
            WHERE a.id = :article AND v.id = c.version ORDER BY c.start, c."end" """,
        {"article": article_id, "version": version},
    ).fetchall()
    return [claim for claim, _ in from_rows(conn, rows)]


def from_rows(conn: sqlite3.Connection, rows: Sequence[Sequence[int]]) -> list[tuple[StoredClaim, str]]:
    """Return the claims of rows of COLUMNS, each with its sentence on one line."""
    bodies = claim_bodies.read(conn, (row[0] for row in rows))
    return [
        (StoredClaim(number, article, bodies[number].claim, _signs(signs, bool(revised))), bodies[number].line)
        for number, article, signs, revised in rows
    ]


def _signs(signs: int, revised: bool) -> frozenset[str]:
    return signs_of(signs) - _UNMARKED | ({"updates"} if revised else set())
