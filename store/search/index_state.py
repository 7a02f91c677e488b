"""Compares the full-text index with the library, and rebuilds it."""

import sqlite3

from store.library.transaction import transaction


def out_of_step(conn: sqlite3.Connection) -> int:
    """Return how many texts the index lacks, or has although the library no longer has them."""
    (number,) = conn.execute(
        """SELECT (SELECT count(*) FROM versions WHERE id NOT IN (SELECT id FROM versions_fts_docsize))
                + (SELECT count(*) FROM versions_fts_docsize WHERE id NOT IN (SELECT id FROM versions))"""
    ).fetchone()
    return int(number)


def rebuild(conn: sqlite3.Connection) -> None:
    """Rebuild the index from the texts."""
    with transaction(conn):
        conn.execute("INSERT INTO versions_fts(versions_fts) VALUES ('rebuild')")
