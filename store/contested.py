"""Counts the claims of articles that others contradict."""

import sqlite3
from collections.abc import Iterable


def count_contested(conn: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Count them anew for these articles."""
    conn.executemany(
        """UPDATE articles SET contested = (
               SELECT count(*) FROM claims c WHERE c.version = articles.latest
               AND EXISTS (SELECT 1 FROM links l WHERE l.claim = c.id AND l.relation = 'differs'))
           WHERE id = ?""",
        [(article,) for article in articles],
    )
