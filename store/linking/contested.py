"""Counts the claims of articles that others contradict."""

import sqlite3
from collections.abc import Iterable

from store.linking.ties import DIFFERS


def count_contested(conn: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Update the number of contested claims of these articles."""
    conn.executemany(
        f"""UPDATE articles SET contested = (
               SELECT count(*) FROM claims c JOIN ties t ON t.claim = c.id
               WHERE c.version = articles.latest AND t.signs & {DIFFERS})
           WHERE id = ?""",
        [(article,) for article in articles],
    )
