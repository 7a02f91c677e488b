"""Stores saved searches: named queries for the list, the search and the app."""

import sqlite3
from dataclasses import dataclass

from store.library.transaction import transaction
from store.wording import one_line


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search; query: as it is typed."""

    name: str
    query: str


def save(conn: sqlite3.Connection, name: str, query: str) -> str:
    """Save a query under a name; return the query that it replaces, "" if there was none."""
    name, query = one_line(name), one_line(query)
    if not name or not query:
        raise ValueError("a saved search needs a name and a query")
    with transaction(conn):
        before = named(conn, name)
        conn.execute("INSERT OR REPLACE INTO searches (name, query) VALUES (?, ?)", (name, query))
    return before.query if before else ""


def remove(conn: sqlite3.Connection, name: str) -> bool:
    """Delete the search with that name; return False if there is none."""
    with transaction(conn):
        return conn.execute("DELETE FROM searches WHERE name = ?", (one_line(name),)).rowcount > 0


def named(conn: sqlite3.Connection, name: str) -> Saved | None:
    """Return the search with that name, ignoring case."""
    row = conn.execute("SELECT name, query FROM searches WHERE name = ?", (one_line(name),)).fetchone()
    return Saved(*row) if row else None


def all_saved(conn: sqlite3.Connection) -> list[Saved]:
    """Return the saved searches, sorted by name."""
    return [Saved(*row) for row in conn.execute("SELECT name, query FROM searches ORDER BY name")]
