"""Checks that a library is complete and consistent, whatever was done to it or interrupted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.library import articles, claims, compressed_texts
from store.library.connection import open_reader
from tests.store.stored_links import one_sided

_NEWEST = "SELECT c.id FROM claims c JOIN articles a ON a.latest = c.version"
# Each of these queries returns a row only for an inconsistency.
_NOTHING = (
    "SELECT text_hash FROM versions GROUP BY text_hash HAVING count(DISTINCT article) > 1",
    # An article may return to an earlier text, but two successive versions must differ.
    """SELECT id FROM (SELECT id, text_hash = lag(text_hash) OVER (PARTITION BY article ORDER BY id) AS again
       FROM versions) WHERE again""",
    "SELECT id FROM articles WHERE latest IS NULL AND id NOT IN (SELECT article FROM trash)",
    "SELECT article FROM trash WHERE article IN (SELECT id FROM articles WHERE latest IS NOT NULL)",
    "SELECT article, other FROM compared EXCEPT SELECT other, article FROM compared",
    "SELECT body FROM claims EXCEPT SELECT id FROM bodies",
    "SELECT id FROM bodies EXCEPT SELECT body FROM claims",
    f"SELECT claim FROM members EXCEPT {_NEWEST}",
    f"{_NEWEST} EXCEPT SELECT claim FROM members",
    "SELECT id FROM quantities EXCEPT SELECT quantity FROM members",
    "SELECT id FROM versions WHERE id NOT IN (SELECT version FROM snapshots)",
    "SELECT key FROM feed_items WHERE tries = 0 AND error = '' AND article IS NULL",
)


@contextmanager
def checked_file(library: Path) -> Iterator[sqlite3.Connection]:
    """Open a library after asserting that its file, its index and its ties are intact."""
    with closing(sqlite3.connect(library)) as conn:
        compressed_texts.register(conn)
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        conn.execute("INSERT INTO versions_fts(versions_fts) VALUES ('integrity-check')")
        assert one_sided(conn) == []
        yield conn


def check_integrity(library: Path, reported: set[str]) -> None:
    """Assert that the file is intact and consistent, and that whatever was reported as stored is there exactly once."""
    with checked_file(library) as conn:
        for query in _NOTHING:
            assert conn.execute(query).fetchall() == [], query
        places = {place for (place,) in conn.execute("SELECT added_as FROM articles")}
        places |= {place for (place,) in conn.execute("SELECT location FROM aliases")}
        assert reported <= places, reported - places
    with closing(open_reader(library)) as conn:
        there = articles.page(conn, 0, 10_000)
        assert len({article.location for article in there}) == len(there)
        for article in there:
            assert article.claims == len(claims.of_article(conn, article.id))
            assert articles.text(conn, article.id)
