"""Saved searches: queries under a name, for the list, the search and the app."""

import sqlite3
from dataclasses import dataclass

from store.library.transaction import transaction
from store.wording import one_line


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search; query: as one types it."""

    name: str
    query: str


def save(conn: sqlite3.Connection, name: str, query: str) -> str:
    """Keep a query under a name, instead of the one of that name; return that one, "" if there was none."""
    name, query = one_line(name), one_line(query)
    if not name or not query:
        raise ValueError("a saved search needs a name and a query")
    with transaction(conn):
        before = named(conn, name)
        conn.execute("INSERT OR REPLACE INTO searches (name, query) VALUES (?, ?)", (name, query))
    return before.query if before else ""


def remove(conn: sqlite3.Connection, name: str) -> bool:
    """Forget the search of that name; False when there is none."""
    with transaction(conn):
        return conn.execute("DELETE FROM searches WHERE name = ?", (one_line(name),)).rowcount > 0


def named(conn: sqlite3.Connection, name: str) -> Saved | None:
    """Return the search of that name, in capitals or not."""
    row = conn.execute("SELECT name, query FROM searches WHERE name = ?", (one_line(name),)).fetchone()
    return Saved(*row) if row else None


def all_saved(conn: sqlite3.Connection) -> list[Saved]:
    """Return the saved searches by name."""
    return [Saved(*row) for row in conn.execute("SELECT name, query FROM searches ORDER BY name")]
