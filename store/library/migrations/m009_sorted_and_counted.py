"""Lists sorted by outlet or by what is contested, and claims found by their value and what they count."""

import json
import zlib
from typing import Any

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m009_sorted_and_counted(database: Database) -> None:
    """Lists sorted by outlet or by what is contested, and claims found by their value and what they count."""
    execute(
        database,
        """
        -- outlet: that of the newest version, for an index can't reach into another table.
        ALTER TABLE articles ADD COLUMN outlet TEXT NOT NULL DEFAULT '' COLLATE NOCASE;
        UPDATE articles SET outlet = (SELECT outlet FROM versions WHERE id = latest) WHERE latest IS NOT NULL;
        CREATE TRIGGER articles_have_outlets AFTER UPDATE OF latest ON articles WHEN new.latest IS NOT NULL BEGIN
            UPDATE articles SET outlet = (SELECT outlet FROM versions WHERE id = new.latest) WHERE id = new.id;
        END;
        CREATE INDEX articles_outlet ON articles(outlet, moment DESC, id DESC, latest) WHERE latest IS NOT NULL;
        -- What claims are searched by, apart from what they say. words: all that a claim says of what it counts, in
        -- small letters between blanks.
        CREATE TABLE counted (
            claim INTEGER PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            words TEXT NOT NULL
        );
        CREATE INDEX articles_contested ON articles(contested, moment, id, latest) WHERE latest IS NOT NULL;
        """,
    )
    conn = database.conn
    for (block,) in conn.execute("SELECT claims FROM bodies").fetchall():
        conn.executemany(
            """INSERT OR IGNORE INTO counted (claim, kind, words)
               SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM claims WHERE id = ?)""",
            [(number, *_counted(body), number) for number, _, body in json.loads(zlib.decompress(block))],
        )


def _counted(body: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of a claim and its words for what it counts."""
    about = body.get("about") or {}
    words = [body.get("phrase") or body.get("subject"), body.get("unit_text"), body.get("unit")]
    words += [about.get(name) for name in ("counted", "people", "event")]
    return str(body.get("kind") or ""), f" {' '.join(filter(None, words))} ".casefold()
