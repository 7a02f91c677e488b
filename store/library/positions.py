"""Stores where the reader left each article."""

import sqlite3
from dataclasses import dataclass

from store.library.transaction import transaction


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an article: offsets into its text of the first row in view and of the current claim, -1 for none."""

    top: int
    claim: int


def of_article(conn: sqlite3.Connection, article: int) -> Position | None:
    """Return where the reader left the article, None if never."""
    row = conn.execute("SELECT top, claim FROM positions WHERE article = ?", (article,)).fetchone()
    return Position(*row) if row else None


def keep(conn: sqlite3.Connection, article: int, position: Position) -> bool:
    """Store where the reader leaves an article; return False if nothing changes or there is no such article."""
    with transaction(conn):
        done = conn.execute(
            """INSERT INTO positions (article, top, claim) SELECT id, :top, :claim FROM articles WHERE id = :article
               ON CONFLICT (article) DO UPDATE SET top = excluded.top, claim = excluded.claim
               WHERE (top, claim) != (excluded.top, excluded.claim)""",
            {"article": article, "top": position.top, "claim": position.claim},
        )
    return done.rowcount > 0
