"""Reads the versions of an article: when each was fetched, and what its page stated."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article's text; number: from 1 on.

    fetched: ISO 8601 in UTC; changed: when its page says that it was last changed, or "".
    """

    number: int
    title: str
    published: str
    fetched: str
    changed: str


def of_article(conn: sqlite3.Connection, article_id: int) -> list[Version]:
    """Return the versions of an article, oldest first."""
    rows = conn.execute(
        """SELECT v.number, v.title, v.published, v.fetched, coalesce(o.changed, '')
           FROM versions v LEFT JOIN origins o ON o.version = v.id WHERE v.article = ? ORDER BY v.fetched, v.number""",
        (article_id,),
    )
    return [Version(*row) for row in rows]
