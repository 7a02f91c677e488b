"""Holds deleted articles in the trash until it is emptied; the only module that deletes anything for good."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from store.archive.dates import now
from store.library import journal
from store.library.articles import BEGINNING
from store.library.transaction import transaction
from store.linking import near_duplicates
from store.linking.contested import count_contested
from store.linking.linker import retire, tie


@dataclass(frozen=True, slots=True)
class TrashedArticle:
    """An article in the trash; deleted: when, ISO 8601 in UTC; beginning: of the text, if there is no title."""

    id: int
    title: str
    outlet: str
    published: str
    location: str
    deleted: str
    beginning: str


def delete(conn: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Move articles to the trash, where no search finds them; return those that weren't there yet."""
    trashed = []
    for article in articles:
        with transaction(conn):
            row = conn.execute("SELECT latest FROM articles WHERE id = ?", (article,)).fetchone()
            if row is None or row[0] is None:
                continue
            touched = retire(conn, article)
            conn.execute("INSERT INTO trash (article, version, deleted) VALUES (?, ?, ?)", (article, row[0], now()))
            conn.execute("UPDATE articles SET latest = NULL, contested = 0 WHERE id = ?", (article,))
            count_contested(conn, touched)
        trashed.append(article)
    return trashed


def restore(conn: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Restore articles from the trash and find their links again; return those that were in it."""
    restored = []
    for article in articles:
        with transaction(conn):
            row = conn.execute("SELECT version FROM trash WHERE article = ?", (article,)).fetchone()
            if row is None:
                continue
            conn.execute("DELETE FROM trash WHERE article = ?", (article,))
            conn.execute("UPDATE articles SET latest = ? WHERE id = ?", (row[0], article))
            count_contested(conn, tie(conn, article) | {article})
        restored.append(article)
    return restored


def trashed(conn: sqlite3.Connection) -> list[TrashedArticle]:
    """Return what is in the trash, last deleted first."""
    rows = conn.execute(
        f"""SELECT a.id, v.title, v.outlet, v.published, a.location, t.deleted, {BEGINNING}
           FROM trash t JOIN articles a ON a.id = t.article JOIN versions v ON v.id = t.version
           ORDER BY t.deleted DESC, t.article DESC"""
    )
    return [TrashedArticle(*row) for row in rows]


def empty(conn: sqlite3.Connection) -> int:
    """Delete what is in the trash for good, with all versions; return how many articles it was.

    Each article is one transaction, so that other writers don't wait for all of them.
    """
    number = 0
    there = trashed(conn)
    journal.forget_articles(conn, [article.id for article in there])
    for article in there:
        with transaction(conn):
            if conn.execute("SELECT 1 FROM trash WHERE article = ?", (article.id,)).fetchone():
                _destroy(conn, article.id)
                number += 1
    return number


def _destroy(conn: sqlite3.Connection, article: int) -> None:
    versions = "(SELECT id FROM versions WHERE article = :article)"
    near_duplicates.forget(conn, article)
    for statement in (
        "DELETE FROM trash WHERE article = :article",
        "DELETE FROM verdicts WHERE id IN (SELECT verdict FROM verdict_ends WHERE article = :article)",
        f"DELETE FROM bodies WHERE id IN (SELECT body FROM claims WHERE version IN {versions})",
        f"DELETE FROM claims WHERE version IN {versions}",
        f"DELETE FROM notes WHERE version IN {versions}",
        f"DELETE FROM snapshots WHERE version IN {versions}",
        "DELETE FROM versions WHERE article = :article",
        "DELETE FROM marks WHERE article = :article",
        "DELETE FROM tags WHERE article = :article",
        "DELETE FROM positions WHERE article = :article",
        "DELETE FROM aliases WHERE article = :article",
        "DELETE FROM articles WHERE id = :article",
    ):
        conn.execute(statement, {"article": article})
