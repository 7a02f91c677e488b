"""Classifies an incoming article as new, a new version, known, or a copy of another."""

import hashlib
import sqlite3
from dataclasses import dataclass, replace
from typing import Literal

from store.archive.dates import moment
from store.archive.incoming import FIELDS, Incoming

# copy: another article has the same text; this is one more place of it.
Outcome = Literal["added", "version", "unchanged", "copy"]


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """How an incoming article relates to the library. article: its id, 0 if it is new.

    number: of the version that it would be. incoming: completed with what the version before stated. parting: a place
    that was a copy of another article and now has its own text.
    """

    outcome: Outcome
    article: int
    number: int
    incoming: Incoming
    parting: str = ""
    past: bool = False


def hash_of(text: str) -> bytes:
    """Return a fingerprint of a text that ignores the layout of white space."""
    return hashlib.sha256(" ".join(text.split()).encode()).digest()


def match_article(conn: sqlite3.Connection, incoming: Incoming) -> ArticleMatch:
    """Compare an incoming article with the library: first by its places, then by its text."""
    text_hash = hash_of(incoming.text)
    parting = ""
    for location in incoming.places:
        article, copy = article_at(conn, location)
        if article is None:
            continue
        if in_trash(conn, article):
            # Whoever deleted it wants neither it nor its changes back, until they restore it.
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
    """Return the article at this place, and whether this is only the place of a copy."""
    row = conn.execute(
        """SELECT id, 0 FROM articles WHERE location = :location
           UNION ALL SELECT article, copy FROM aliases WHERE location = :location""",
        {"location": location},
    ).fetchone()
    return (row[0], bool(row[1])) if row else (None, False)


def in_trash(conn: sqlite3.Connection, article: int) -> bool:
    """Return True for an article that was deleted and can still be restored."""
    return conn.execute("SELECT 1 FROM trash WHERE article = ?", (article,)).fetchone() is not None


def _has_text(conn: sqlite3.Connection, article: int, text_hash: bytes) -> bool:
    row = conn.execute("SELECT 1 FROM versions WHERE article = ? AND text_hash = ?", (article, text_hash))
    return row.fetchone() is not None


def _against(conn: sqlite3.Connection, incoming: Incoming, article: int, text_hash: bytes) -> ArticleMatch:
    """Compare with the newest version; fields that the new one doesn't state are taken from it."""
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
    """Return True if a version of the article has this text and the same stated fields."""
    fields = [name for name in FIELDS if name in incoming.stated and getattr(incoming, name)]
    stated = "".join(f" AND {name} = ?" for name in fields)
    row = conn.execute(
        f"SELECT 1 FROM versions WHERE article = ? AND text_hash = ?{stated}",
        (article, text_hash, *(getattr(incoming, name) for name in fields)),
    )
    return row.fetchone() is not None
