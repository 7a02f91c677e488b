"""Store each thing once and packed: what claims say in blocks, the ties of a claim in one row.

Its packing code is in this module, so that it never changes with the rest of Attribune.
"""

import json
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from store.library.migrations.sql_script import execute

_BLOCK = 48
_RELATIONS = ("", "repeats", "agrees", "updates", "differs", "part", "related", "perhaps", "apart")
_VERDICTS = (None, "same", "not")
_UNKNOWN = 0x3FF
_DIFFERS = 1 << 4
_BANDS, _HASHES = 32, 128
_LINE = 280
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$£€])|\n+")


def m007_packed(database: Database) -> None:
    """Store each thing once and packed: what claims say in blocks, the ties of a claim in one row."""
    conn = database.conn
    conn.create_function("packed", 1, _packed, deterministic=True)
    conn.create_function("unpacked", 1, _unpacked, deterministic=True)
    # The index reads texts through a view, in which SQLite calls our functions only if it trusts the schema.
    conn.execute("PRAGMA trusted_schema = ON")
    execute(
        database,
        """
        -- What claims say. claims: up to 48 of a version, as JSON, [[id, line, claim], …], compressed with zlib; line:
        -- the sentence of the text that the claim stands in.
        CREATE TABLE bodies (
            id INTEGER PRIMARY KEY,
            claims BLOB NOT NULL
        );

        -- body: the block that has what the claim says; the columns before it are what is compared in SQL.
        CREATE TABLE packed_claims (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES versions(id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            value REAL,
            low REAL,
            high REAL,
            source INTEGER REFERENCES sources(id),
            body INTEGER NOT NULL
        );

        -- How a claim stands to others. signs: a bit for each relation that it has, in the order of store.linking.ties;
        -- ties: two numbers of 32 bits for each, from both ends: the other claim, and what ties them.
        CREATE TABLE ties (
            claim INTEGER PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            signs INTEGER NOT NULL,
            ties BLOB NOT NULL
        );
        -- Reasons of links that versions before schema 6 wrote; since then they are worked out when they are read.
        CREATE TABLE reasons (
            claim INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
            other INTEGER NOT NULL,
            relation TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (claim, other)
        ) WITHOUT ROWID;

        -- source: the claim's; contested: whether others contradict it. By both a source's page is listed.
        ALTER TABLE members ADD COLUMN source INTEGER REFERENCES sources(id);
        ALTER TABLE members ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;

        -- digest: 128 hashes of 16 bits; the keys in signature_bands follow from them.
        CREATE TABLE packed_signatures (
            article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            scheme INTEGER NOT NULL,
            shingles INTEGER NOT NULL,
            digest BLOB NOT NULL
        );
        """,
    )
    _pack_claims(conn)
    _pack_ties(conn)
    _pack_signatures(conn)
    execute(
        database,
        f"""
        UPDATE members SET source = (SELECT source FROM packed_claims WHERE id = claim),
            contested = coalesce((SELECT signs & {_DIFFERS} != 0 FROM ties WHERE ties.claim = members.claim), 0);
        DROP TABLE links;
        DROP TABLE pairs;
        DROP TABLE candidates;
        DROP TABLE claims;
        ALTER TABLE packed_claims RENAME TO claims;
        CREATE UNIQUE INDEX claims_version ON claims(version, start, "end");
        CREATE INDEX members_source ON members(source, contested, day) WHERE source IS NOT NULL;
        -- `outlet:NAME` looks into every outlet's name, and is not to read all texts for it.
        CREATE INDEX versions_outlet ON versions(outlet);
        DROP TABLE signatures;
        ALTER TABLE packed_signatures RENAME TO signatures;

        -- The text of a version is compressed with zlib; `unpacked` is a function of store.library.compressed_texts.
        DROP TRIGGER versions_kept;
        UPDATE versions SET text = packed(text) WHERE typeof(text) = 'text';
        CREATE TRIGGER versions_kept BEFORE UPDATE OF article, number, title, text, text_hash ON versions BEGIN
            SELECT raise(ABORT, 'a version is never changed');
        END;
        CREATE VIEW texts AS SELECT id, title, unpacked(text) AS text FROM versions;
        DROP TRIGGER versions_written;
        DROP TRIGGER versions_deleted;
        -- With one index of beginnings instead of two, which were half as large as all words.
        DROP TABLE versions_fts;
        CREATE VIRTUAL TABLE versions_fts USING fts5(
            title, text, content='texts', content_rowid='id',
            tokenize='unicode61 remove_diacritics 2', prefix='2'
        );
        CREATE TRIGGER versions_written AFTER INSERT ON versions BEGIN
            INSERT INTO versions_fts(rowid, title, text) VALUES (new.id, new.title, unpacked(new.text));
        END;
        CREATE TRIGGER versions_deleted AFTER DELETE ON versions BEGIN
            INSERT INTO versions_fts(versions_fts, rowid, title, text)
            VALUES ('delete', old.id, old.title, unpacked(old.text));
        END;
        INSERT INTO versions_fts(versions_fts, rank) VALUES ('rank', 'bm25(8.0, 1.0)');
        INSERT INTO versions_fts(versions_fts) VALUES ('rebuild');
        """,
    )


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def _unpacked(stored: bytes | str | None) -> str | None:
    return zlib.decompress(stored).decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around text[start:end] on one line, cut around the figure."""
    window = max(0, start - 2 * _LINE)
    before, after = text[window : start + 1], text[end : end + 2 * _LINE]
    first = window + max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    stop = _SENTENCE_END.search(after)
    last = end + (stop.end() if stop else len(after))
    spare = max(0, _LINE - (end - start))
    left = max(first, start - max(spare // 2, spare - (last - end)))
    right = min(last, end + max(spare // 2, spare - (start - left)))
    cut = "…" if left > first or (first == window > 0) else ""
    return cut + " ".join(text[left:right].split()) + ("…" if right < last else "")


def _pack_claims(conn: sqlite3.Connection) -> None:
    """Write the claims without their bodies, and the bodies in blocks."""
    block = 0
    for version, text in conn.execute("SELECT id, text FROM versions ORDER BY id"):
        rows = conn.execute(
            """SELECT c.id, c.start, c."end", c.value, c.low, c.high, c.source, json(c.body), i.line
               FROM claims c JOIN versions v ON v.id = c.version
               LEFT JOIN candidates i ON i.article = v.article AND i.claim = c.id
               WHERE c.version = ? ORDER BY c.start, c."end" """,
            (version,),
        ).fetchall()
        for first in range(0, len(rows), _BLOCK):
            some = rows[first : first + _BLOCK]
            block += 1
            packed = ",".join(
                f"[{number},{json.dumps(line or _sentence(text, start, end))},{body}]"
                for number, start, end, *_, body, line in some
            )
            conn.execute(
                "INSERT INTO bodies (id, claims) VALUES (?, ?)", (block, zlib.compress(f"[{packed}]".encode(), 9))
            )
            conn.executemany(
                """INSERT INTO packed_claims (id, version, start, "end", value, low, high, source, body)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                [(number, version, *columns, block) for number, *columns, _, _ in some],
            )


def _pack_ties(conn: sqlite3.Connection) -> None:
    """Write links and pairs as ties."""
    conn.execute(
        """INSERT INTO reasons (claim, other, relation, reason)
           SELECT claim, other, relation, reason FROM links WHERE reason != '' AND verdict IS NULL"""
    )
    for claim, rows in groupby(_codes(conn), itemgetter(0)):
        ties: dict[int, int] = {}
        for _, other, kept, code in rows:
            ties[other] = ties.get(other, _UNKNOWN << 10) & kept | code
        signs = 0
        for code in ties.values():
            signs |= 1 << (code >> 20 & 0xF)
        packed = b"".join(struct.pack("<II", *tie) for tie in sorted(ties.items()))
        conn.execute("INSERT INTO ties (claim, signs, ties) VALUES (?, ?, ?)", (claim, signs & ~1, packed))


def _codes(conn: sqlite3.Connection) -> Iterator[tuple[int, int, int, int]]:
    """Yield both claims of each link and pair, the bits that it keeps and those that it sets, in order of claims.

    Claims missing from a damaged library are left out.
    """
    there = """WHERE EXISTS (SELECT 1 FROM claims WHERE id = claim) AND EXISTS (SELECT 1 FROM claims WHERE id = other)
        ORDER BY claim, other"""
    links = (
        (
            claim,
            other,
            _UNKNOWN << 10,
            round(score * 1000) | _RELATIONS.index(name) << 20 | _VERDICTS.index(verdict) << 24,
        )
        for claim, other, name, score, verdict in conn.execute(
            f"SELECT claim, other, relation, score, verdict FROM links {there}"
        )
        if name in _RELATIONS
    )
    pairs = (
        (claim, other, ~(_UNKNOWN << 10), round(chance * 1000) << 10)
        for claim, other, chance in conn.execute(f"SELECT claim, other, chance FROM pairs {there}")
    )
    return merge(links, pairs, key=itemgetter(0, 1))


def _pack_signatures(conn: sqlite3.Connection) -> None:
    """Write the signatures with half of their bits, and rebuild their index."""
    conn.execute("DELETE FROM signature_bands")
    for article, scheme, shingles, digest in conn.execute("SELECT article, scheme, shingles, digest FROM signatures"):
        hashes = [value & 0xFFFF for value in struct.unpack(f"<{_HASHES}I", digest)]
        conn.execute(
            "INSERT INTO packed_signatures (article, scheme, shingles, digest) VALUES (?, ?, ?, ?)",
            (article, scheme, shingles, struct.pack(f"<{_HASHES}H", *hashes)),
        )
        bands = [
            band << 26 | (hashes[2 * band] & 0x1FFF) << 13 | hashes[2 * band + 1] & 0x1FFF for band in range(_BANDS)
        ]
        conn.executemany(
            "INSERT OR IGNORE INTO signature_bands (band, article) VALUES (?, ?)", [(band, article) for band in bands]
        )
