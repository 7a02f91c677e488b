"""Converts a library to an older schema, with everything in it."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from store.library import claim_bodies, compressed_texts
from store.linking import near_duplicates
from tests.store.stored_links import chances_in, links_in

_REASONS = {"same": "you said that it is the same", "not": "you said that it is not the same"}


def make_schema_6(path: Path) -> None:
    """Convert a library to schema 6, in which every claim, link and pair of claims had a row of its own."""
    with closing(sqlite3.connect(path)) as conn, conn:
        compressed_texts.register(conn)
        bodies = claim_bodies.read(conn, (claim for (claim,) in conn.execute("SELECT id FROM claims").fetchall()))
        links, chances = links_in(conn), chances_in(conn)
        verdicts = {
            (claim, other): verdict
            for claim, other, verdict in conn.execute(
                """SELECT one.claim, other.claim, v.verdict
                   FROM verdict_ends one JOIN verdict_ends other USING (verdict)
                   JOIN verdicts v ON v.id = one.verdict WHERE one.side != other.side"""
            )
        }
        claims = conn.execute('SELECT id, version, start, "end", value, low, high, source FROM claims').fetchall()
        newest = dict(conn.execute("SELECT c.id, a.id FROM claims c JOIN articles a ON a.latest = c.version"))
        marks = conn.execute("SELECT article, scheme, shingles, digest FROM signatures").fetchall()
        for statement in (
            "DROP TABLE feed_tags",
            "DROP TABLE undo_steps",
            "DROP TABLE known_numbers",
            "DROP TABLE watch_places",
            "DROP TABLE watches",
            "DROP TABLE positions",
            *(f"DROP VIEW all_{name}" for name in ("claims", "sources", "quantities")),
            "DROP TABLE counted",
            "DROP TRIGGER articles_have_outlets",
            "DROP INDEX articles_outlet",
            "DROP INDEX articles_contested",
            "ALTER TABLE articles DROP COLUMN outlet",
            "DROP TABLE ties",
            "DROP TABLE reasons",
            "DROP TABLE bodies",
            "DROP TABLE claims",
            "DROP TABLE signatures",
            "DROP INDEX members_source",
            "DROP INDEX versions_outlet",
            "ALTER TABLE members DROP COLUMN source",
            "ALTER TABLE members DROP COLUMN contested",
            """CREATE TABLE claims (
                   id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES versions(id), start INTEGER NOT NULL,
                   "end" INTEGER NOT NULL, kind TEXT NOT NULL, value REAL, low REAL, high REAL, unit TEXT,
                   source INTEGER REFERENCES sources(id), stance TEXT NOT NULL, body TEXT NOT NULL)""",
            'CREATE UNIQUE INDEX claims_version ON claims(version, start, "end")',
            "CREATE INDEX claims_source ON claims(source) WHERE source IS NOT NULL",
            """CREATE TABLE candidates (
                   article INTEGER NOT NULL REFERENCES articles(id), claim INTEGER NOT NULL, sort TEXT NOT NULL,
                   keys BLOB NOT NULL, line TEXT NOT NULL, PRIMARY KEY (article, claim)) WITHOUT ROWID""",
            """CREATE TABLE links (
                   claim INTEGER NOT NULL REFERENCES claims(id), other INTEGER NOT NULL REFERENCES claims(id),
                   relation TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, verdict TEXT, decided TEXT,
                   PRIMARY KEY (claim, other)) WITHOUT ROWID""",
            """CREATE TABLE pairs (
                   claim INTEGER NOT NULL, other INTEGER NOT NULL, chance REAL NOT NULL, PRIMARY KEY (claim, other)
               ) WITHOUT ROWID""",
            """CREATE TABLE signatures (
                   article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, scheme INTEGER NOT NULL,
                   shingles INTEGER NOT NULL, digest BLOB NOT NULL, bands TEXT NOT NULL)""",
            "DROP TRIGGER versions_kept",
            "DROP TRIGGER versions_written",
            "DROP TRIGGER versions_deleted",
            "DROP TABLE versions_fts",
            "DROP VIEW texts",
            "UPDATE versions SET text = unpacked(text)",
            """CREATE TRIGGER versions_kept BEFORE UPDATE OF article, number, title, text, text_hash ON versions BEGIN
                   SELECT raise(ABORT, 'a version is never changed'); END""",
            """CREATE TRIGGER versions_written AFTER INSERT ON versions BEGIN
                   INSERT INTO versions_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
            """CREATE TRIGGER versions_deleted AFTER DELETE ON versions BEGIN
                   INSERT INTO versions_fts(versions_fts, rowid, title, text)
                   VALUES ('delete', old.id, old.title, old.text); END""",
            """CREATE VIRTUAL TABLE versions_fts USING fts5(
                   title, text, content='versions', content_rowid='id',
                   tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
            "INSERT INTO versions_fts(versions_fts, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
            "INSERT INTO versions_fts(versions_fts) VALUES ('rebuild')",
            "DELETE FROM _sqlite_migrations WHERE name >= 'm007'",
            "PRAGMA user_version = 6",
        ):
            conn.execute(statement)
        for number, version, start, end, *values in claims:
            claim, body = bodies[number].claim, bodies[number].packed.decode()
            row = (number, version, start, end, claim.kind, *values[:3], claim.unit, values[3], claim.stance, body)
            conn.execute(f"INSERT INTO claims VALUES ({','.join('?' * 12)})", row)
        conn.executemany(
            "INSERT INTO candidates VALUES (?, ?, '', x'', ?)",
            [(article, claim, bodies[claim].line) for claim, article in newest.items()],
        )
        conn.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, NULL)",
            [(*row, _REASONS.get(verdicts.get(row[:2], ""), ""), verdicts.get(row[:2])) for row in links],
        )
        conn.executemany("INSERT INTO pairs VALUES (?, ?, ?)", chances)
        half = f"<{near_duplicates._HASHES}H"
        conn.executemany(
            "INSERT INTO signatures VALUES (?, ?, ?, ?, '[]')",
            [
                (*row, struct.pack(f"<{near_duplicates._HASHES}I", *struct.unpack(half, digest)))
                for *row, digest in marks
            ],
        )
        conn.execute("DELETE FROM signature_bands")


def make_schema_5(path: Path) -> None:
    """Convert a library to schema 5, as if it had never had quantities."""
    make_schema_6(path)
    with closing(sqlite3.connect(path)) as conn, conn:
        for table in ("members", "quantities", "pairs", "compared"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("DELETE FROM links WHERE relation = 'perhaps'")
        # Schema 5 kept the computed relation next to the verdict.
        conn.execute("""UPDATE links SET decided = '["differs", 0.9, ""]' WHERE verdict = 'not'""")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_quantities'")
        conn.execute("PRAGMA user_version = 5")
