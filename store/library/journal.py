"""Stores the reader's last changes with how to undo each, so that they survive a restart."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from store.archive.dates import now
from store.library.transaction import transaction

# How many changes can be undone.
KEPT = 100


@dataclass(frozen=True, slots=True)
class Step:
    """What undoes a change; name: of the step in `store.undo`; arguments: its arguments, as JSON values.

    Article ids are in `articles`, and first in each of `places`.
    """

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A change that can be undone; made: when, ISO 8601 in UTC; words: what was changed."""

    id: int
    made: str
    words: str
    step: Step


def write(conn: sqlite3.Connection, words: str, step: Step) -> None:
    """Store how to undo a change; drop the oldest if there are more than KEPT."""
    with transaction(conn):
        conn.execute(
            "INSERT INTO undo_steps (made, words, step, arguments) VALUES (?, ?, ?, ?)",
            (now(), words, step.name, json.dumps(step.arguments)),
        )
        conn.execute(
            "DELETE FROM undo_steps WHERE id <= (SELECT id FROM undo_steps ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT,)
        )


def entries(conn: sqlite3.Connection, limit: int = KEPT) -> list[Entry]:
    """Return the changes that can be undone, last first."""
    rows = conn.execute("SELECT id, made, words, step, arguments FROM undo_steps ORDER BY id DESC LIMIT ?", (limit,))
    return [
        Entry(number, made, words, Step(step, json.loads(arguments))) for number, made, words, step, arguments in rows
    ]


def drop(conn: sqlite3.Connection, entry: int) -> None:
    """Drop a change that is undone or can no longer be."""
    with transaction(conn):
        conn.execute("DELETE FROM undo_steps WHERE id = ?", (entry,))


def forget_articles(conn: sqlite3.Connection, articles: Collection[int]) -> None:
    """Remove articles deleted for good from all changes: their ids may be used again."""
    gone = set(articles)
    with transaction(conn):
        for entry in entries(conn):
            arguments = entry.step.arguments
            if any(article in gone for article, *_ in arguments.get("places", ())):
                conn.execute("DELETE FROM undo_steps WHERE id = ?", (entry.id,))
            elif gone.intersection(arguments.get("articles", ())):
                arguments["articles"] = [article for article in arguments["articles"] if article not in gone]
                if arguments["articles"]:
                    conn.execute("UPDATE undo_steps SET arguments = ? WHERE id = ?", (json.dumps(arguments), entry.id))
                else:
                    conn.execute("DELETE FROM undo_steps WHERE id = ?", (entry.id,))
