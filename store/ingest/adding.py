"""Writes an article into the library: its version, snapshot, claims, sources and links in one transaction."""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claim import Claim
from extract.text.controls import clean
from store.archive.dates import moment, now
from store.archive.incoming import FIELDS, Incoming
from store.ingest.changed_figures import note_revisions
from store.ingest.deduplication import ArticleMatch, Outcome, article_at, hash_of, match_article
from store.library import compressed_texts
from store.library.claim_writer import write_claims
from store.library.origins import note_origin
from store.library.reading_state import apply_imported, is_imported
from store.library.sql_values import marks
from store.library.transaction import transaction
from store.linking.comparison import compare, place
from store.linking.contested import count_contested
from store.linking.linker import connect, retire

# Outcomes for which only the place is written.
_KNOWN = ("unchanged", "copy")


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome for an article that came in; article: its id in the library."""

    outcome: Outcome
    article: int


def known(conn: sqlite3.Connection, incoming: Incoming) -> Added | None:
    """Return the outcome for a text that is stored already, None for one whose claims must be extracted."""
    matched = match_article(conn, incoming)
    if matched.outcome not in _KNOWN:
        return None
    if (
        matched.parting
        or any(article_at(conn, location)[0] is None for location in incoming.places)
        or not is_imported(conn, incoming.places[0], incoming.kept)
    ):
        with transaction(conn):
            matched = match_article(conn, incoming)
            if matched.outcome not in _KNOWN:
                return None
            _remember(conn, matched)
    return Added(matched.outcome, matched.article)


def add(conn: sqlite3.Connection, incoming: Incoming, claims: Sequence[Claim], extractor: str) -> Added:
    """Store an article with the claims of its text, and link them with those of others.

    A changed text at a known place becomes a new version; a known text at a new place becomes an alias. So adding twice
    changes nothing. extractor: the version that made the claims. Raises ValueError for a text with control characters:
    cleaning it would invalidate the claims' offsets.
    """
    if any(clean(text) != text for text in (incoming.text, *(getattr(incoming, name) for name in FIELDS))):
        raise ValueError("the text has control characters")
    body = zlib.compress(incoming.body)
    # Decide before the transaction begins, to keep it short; within it, only compare with what was stored since.
    (horizon,) = conn.execute("SELECT coalesce(max(id), 0) FROM claims").fetchone()
    matched = match_article(conn, incoming)
    completed = matched.incoming
    placed = place(claims, str(matched.article), completed.outlet, completed.published, completed.text)
    comparisons = [compare(conn, placed, matched.article)]
    with transaction(conn):
        overtaken = conn.execute("SELECT 1 FROM claims WHERE id > ?", (horizon,)).fetchone() is not None
        matched = match_article(conn, incoming)
        if matched.outcome in _KNOWN:
            _remember(conn, matched)
            return Added(matched.outcome, matched.article)
        matched, version = _write_version(conn, matched, extractor, body)
        article = matched.article
        _remember(conn, matched, version)
        numbers = write_claims(conn, version, claims, [stated.text for stated in placed])
        if matched.outcome == "version":
            note_revisions(conn, version)
        if matched.past:
            return Added(matched.outcome, article)
        touched = retire(conn, article)
        conn.execute("UPDATE articles SET latest = ? WHERE id = ?", (version, article))
        if published := matched.incoming.published:
            conn.execute("UPDATE articles SET moment = ? WHERE id = ?", (moment(published), article))
        if overtaken:
            comparisons.append(compare(conn, placed, article, after=horizon))
        touched |= connect(conn, article, completed.text, numbers, placed, comparisons)
        conn.execute("UPDATE articles SET claims = ? WHERE id = ?", (len(claims), article))
        count_contested(conn, touched | {article})
        return Added(matched.outcome, article)


def _write_version(
    conn: sqlite3.Connection, matched: ArticleMatch, extractor: str, body: bytes
) -> tuple[ArticleMatch, int]:
    """Write the version, its snapshot and, if new, the article; return the match with the article, and the version."""
    incoming = matched.incoming
    fetched = incoming.fetched or now()
    added = incoming.kept.added or fetched
    when = moment(incoming.published) or moment(added)
    article = matched.article or _last_id(
        conn.execute(
            "INSERT INTO articles (location, added_as, added, moment) VALUES (?, ?, ?, ?)",
            (incoming.places[0], incoming.place, added, when),
        )
    )
    version = _last_id(
        conn.execute(
            f"""INSERT INTO versions (article, number, {", ".join(FIELDS)}, fetched, extractor, text_hash, text)
                VALUES (?, ?, {marks(FIELDS)}, ?, ?, ?, ?)""",
            (
                article,
                matched.number,
                *(getattr(incoming, name) for name in FIELDS),
                fetched,
                extractor,
                hash_of(incoming.text),
                compressed_texts.pack(incoming.text),
            ),
        )
    )
    conn.execute(
        "INSERT INTO snapshots (version, media_type, size, body) VALUES (?, ?, ?, ?)",
        (version, incoming.media_type, len(incoming.body), body),
    )
    if incoming.origin:
        note_origin(conn, version, incoming.origin)
    return replace(matched, article=article), version


def _last_id(cursor: sqlite3.Cursor) -> int:
    """Return the id of the row that was inserted."""
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _remember(conn: sqlite3.Connection, matched: ArticleMatch, version: int = 0) -> None:
    """Store the article's places and reading state; version: the one with its text, 0 if not known."""
    _remember_places(conn, matched)
    incoming = matched.incoming
    if incoming.kept.notes and not version:
        row = conn.execute(
            "SELECT max(id) FROM versions WHERE article = ? AND text_hash = ?",
            (matched.article, hash_of(incoming.text)),
        ).fetchone()
        version = row[0] or 0
    kept = incoming.kept if version else replace(incoming.kept, notes=())
    new = matched.outcome == "added"
    apply_imported(conn, matched.article, version, incoming.places[0], kept, new=new)


def _remember_places(conn: sqlite3.Connection, matched: ArticleMatch) -> None:
    """Store every place of the article; a canonical URL takes precedence over an earlier file."""
    if matched.parting:
        conn.execute("DELETE FROM aliases WHERE location = ?", (matched.parting,))
    (lead,) = conn.execute("SELECT location FROM articles WHERE id = ?", (matched.article,)).fetchone()
    for location in matched.incoming.places:
        if article_at(conn, location)[0] is not None:
            continue
        if matched.outcome != "copy" and location.startswith("http") and not lead.startswith("http"):
            conn.execute("UPDATE articles SET location = ? WHERE id = ?", (location, matched.article))
            location, lead = lead, location
        conn.execute(
            "INSERT OR IGNORE INTO aliases (location, article, copy) VALUES (?, ?, ?)",
            (location, matched.article, matched.outcome == "copy"),
        )
