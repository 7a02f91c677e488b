"""Decides what an article that came in is to the library: new, a new version, known, or a copy of another."""

import hashlib
import sqlite3
from dataclasses import dataclass, replace
from typing import Literal

from store.archive.dates import moment
from store.archive.incoming import FIELDS, Incoming

# copy: another article has the same text, and this is another place of it.
Outcome = Literal["added", "version", "unchanged", "copy"]


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """How an article that came in stands to the library.

    article: its id, 0 for one that is new. number: of the version that it would be. incoming: with what the version
    before said, where it is silent. parting: a place that was a copy of another article and now has its own text.
    """

    outcome: Outcome
    article: int
    number: int
    incoming: Incoming
    parting: str = ""
    past: bool = False


def hash_of(text: str) -> bytes:
    """Return a fingerprint of a text; the layout of white space doesn't count."""
    return hashlib.sha256(" ".join(text.split()).encode()).digest()


def match_article(conn: sqlite3.Connection, incoming: Incoming) -> ArticleMatch:
    """Compare what came in with the library: by its places first, then by its text."""
    text_hash = hash_of(incoming.text)
    parting = ""
    for location in incoming.places:
        article, copy = article_at(conn, location)
        if article is None:
            continue
        if in_trash(conn, article):
            # Whoever threw it away wants neither its changes nor itself back, until they take it out.
            return ArticleMatch("unchanged", article, 0, incoming)
        if not copy:
            return _against(conn, incoming, article, text_hash)
        if _has_text(conn, article, text_hash):
            return ArticleMatch("unchanged", article, 0, incoming)
        parting = location
    row = conn.execute(
        """SELECT article FROM versions WHERE text_hash = ? AND article NOT IN (SELECT article FROM trash)
           ORDER BY id""",
        (text_hash,),
    ).fetchone()
    if row:
        return ArticleMatch("copy", row[0], 0, incoming, parting)
    return ArticleMatch("added", 0, 1, incoming, parting)


def article_at(conn: sqlite3.Connection, location: str) -> tuple[int | None, bool]:
    """Return the article that has this place, and whether it is only the place of a copy."""
    row = conn.execute(
        """SELECT id, 0 FROM articles WHERE location = :location
           UNION ALL SELECT article, copy FROM aliases WHERE location = :location""",
        {"location": location},
    ).fetchone()
    return (row[0], bool(row[1])) if row else (None, False)


def in_trash(conn: sqlite3.Connection, article: int) -> bool:
    """True for an article that was deleted and is still there to be taken back."""
    return conn.execute("SELECT 1 FROM trash WHERE article = ?", (article,)).fetchone() is not None


def _has_text(conn: sqlite3.Connection, article: int, text_hash: bytes) -> bool:
    row = conn.execute("SELECT 1 FROM versions WHERE article = ? AND text_hash = ?", (article, text_hash))
    return row.fetchone() is not None


def _against(conn: sqlite3.Connection, incoming: Incoming, article: int, text_hash: bytes) -> ArticleMatch:
    """Compare with the newest version; what the new one doesn't say of itself, it has from that one."""
    number, fetched, old_hash, *fields = conn.execute(
        f"""SELECT (SELECT max(number) FROM versions WHERE article = a.id), v.fetched, v.text_hash,
                {", ".join("v." + name for name in FIELDS)}
            FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?""",
        (article,),
    ).fetchone()
    past = bool(incoming.fetched) and moment(incoming.fetched) <= moment(fetched)
    if past and _has_state(conn, article, text_hash, incoming):
        return ArticleMatch("unchanged", article, 0, incoming)
    before = dict(zip(FIELDS, fields, strict=True))
    same = bool(old_hash == text_hash)
    heeded = incoming.stated if same else FIELDS
    completed = replace(incoming, **before | {name: value for name in heeded if (value := getattr(incoming, name))})
    same = same and all(getattr(completed, name) == value for name, value in before.items())
    past = past and moment(incoming.fetched) < moment(fetched)
    return ArticleMatch("unchanged" if same else "version", article, number + 1, completed, past=past)


def _has_state(conn: sqlite3.Connection, article: int, text_hash: bytes, incoming: Incoming) -> bool:
    """True when one of the article's versions has this text, and says of itself what this one states."""
    fields = [name for name in FIELDS if name in incoming.stated and getattr(incoming, name)]
    stated = "".join(f" AND {name} = ?" for name in fields)
    row = conn.execute(
        f"SELECT 1 FROM versions WHERE article = ? AND text_hash = ?{stated}",
        (article, text_hash, *(getattr(incoming, name) for name in fields)),
    )
    return row.fetchone() is not None
