"""Stores what a reader does with articles: reads, stars and tags them."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Literal

from store.archive.dates import moment, now
from store.archive.incoming import NO_READING_STATE, ReadingState, tag_names
from store.library.feed_tags import INHERITED
from store.library.feeds import note_item
from store.library.notes import put_note
from store.library.sql_values import chunks, marks
from store.library.transaction import transaction

# Times in ISO 8601, in UTC, by an article's id as a key of JSON.
Times = Mapping[str, str]
NO_TIMES: Times = {}
# Tags of articles, their feeds' included.
_TAGGED = f"SELECT name, article FROM tags UNION {INHERITED}"


def set_read(
    conn: sqlite3.Connection, articles: Iterable[int], *, read: bool = True, times: Times = NO_TIMES
) -> list[int]:
    """Mark articles as read or unread; return those that changed. times: when they were read, if not now."""
    return _set(conn, "read", articles, times, on=read)


def note_opened(conn: sqlite3.Connection, article: int) -> bool:
    """Mark an opened article as read now, unless it was read since its newest version came in; return if it was not."""
    with transaction(conn):
        done = conn.execute(
            """INSERT INTO marks (article, read) SELECT a.id, :now FROM articles a WHERE a.id = :article
               ON CONFLICT (article) DO UPDATE SET read = excluded.read WHERE read = '' OR read < (
                   SELECT v.fetched FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = :article)""",
            {"article": article, "now": now()},
        )
    return done.rowcount > 0


def set_starred(
    conn: sqlite3.Connection, articles: Iterable[int], *, starred: bool = True, times: Times = NO_TIMES
) -> list[int]:
    """Star articles or remove their stars; return those that changed. times: when they were starred, if not now."""
    return _set(conn, "starred", articles, times, on=starred)


def times_of(conn: sqlite3.Connection, mark: Literal["read", "starred"], articles: Iterable[int]) -> Times:
    """Return when articles were read or starred; those that were not are left out."""
    return {
        str(article): when
        for chunk in chunks([*articles])
        for article, when in conn.execute(
            f"SELECT article, {mark} FROM marks WHERE {mark} != '' AND article IN ({marks(chunk)})", tuple(chunk)
        )
    }


def set_tags(conn: sqlite3.Connection, article: int, names: Iterable[str]) -> tuple[str, ...]:
    """Replace the article's tags; return the previous ones."""
    wanted = tag_names(names)
    with transaction(conn):
        before = tuple(name for (name,) in conn.execute("SELECT name FROM tags WHERE article = ?", (article,)))
        conn.execute("DELETE FROM tags WHERE article = ?", (article,))
        _add_tags(conn, article, wanted)
    return before


def add_tags(conn: sqlite3.Connection, articles: Iterable[int], names: Iterable[str]) -> None:
    """Add these tags to the articles."""
    wanted = tag_names(names)
    with transaction(conn):
        for article in articles:
            _add_tags(conn, article, wanted)


def remove_tags(conn: sqlite3.Connection, articles: Iterable[int], names: Iterable[str]) -> None:
    """Remove these tags from the articles."""
    wanted = tag_names(names)
    with transaction(conn):
        for article in articles:
            conn.executemany("DELETE FROM tags WHERE article = ? AND name = ?", [(article, name) for name in wanted])


def all_tags(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return every tag with the number of its articles, most used first; the trash doesn't count."""
    return conn.execute(
        f"""SELECT min(t.name), count(*) FROM ({_TAGGED}) t JOIN articles a ON a.id = t.article
            WHERE a.latest IS NOT NULL
            GROUP BY t.name COLLATE NOCASE ORDER BY count(*) DESC, t.name COLLATE NOCASE"""
    ).fetchall()


def unread_by_tag(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many unread articles have each tag, by lower-case tag; tags without any are left out."""
    rows = conn.execute(
        f"""SELECT min(t.name), count(*) FROM ({_TAGGED}) t JOIN articles a ON a.id = t.article
            WHERE a.latest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')
            GROUP BY t.name COLLATE NOCASE"""
    )
    return {name.casefold(): number for name, number in rows}


def is_imported(conn: sqlite3.Connection, place: str, kept: ReadingState) -> bool:
    """Return True if there is nothing to import: the state is empty or was imported before."""
    if replace(kept, feed="", item="") == NO_READING_STATE:
        return True
    row = conn.execute("SELECT 1 FROM told WHERE hash = ?", (_hash(import_words(place, kept)),))
    return row.fetchone() is not None


def note_import(conn: sqlite3.Connection, words: str) -> bool:
    """Store that an import stated this, within the caller's transaction; return False if one did before."""
    return conn.execute("INSERT OR IGNORE INTO told (hash) VALUES (?)", (_hash(words),)).rowcount > 0


def apply_imported(
    conn: sqlite3.Connection, article: int, version: int, place: str, kept: ReadingState, *, new: bool = False
) -> None:
    """Give the article its state in another program, within the caller's transaction.

    A state is applied once, so that the reader's later changes survive repeated imports. place: the article's in the
    import. version: the one that the notes belong to. new: the article just came in, so apply the state even if it was
    imported before, for an article that was deleted since.
    """
    if kept.feed:
        # This overwrites no change of the reader's, so it may be applied every time.
        note_item(conn, kept.feed, kept.item, article)
        kept = replace(kept, feed="", item="")
    if kept == NO_READING_STATE or not (note_import(conn, import_words(place, kept)) or new):
        return
    if kept.read or kept.starred:
        conn.execute(
            """INSERT INTO marks (article, read, starred) VALUES (?, ?, ?) ON CONFLICT (article) DO UPDATE SET
               read = CASE read WHEN '' THEN excluded.read ELSE read END,
               starred = CASE starred WHEN '' THEN excluded.starred ELSE starred END""",
            (article, kept.read, kept.starred),
        )
    _add_tags(conn, article, tag_names(kept.tags))
    for note in kept.notes:
        put_note(conn, version, note)
    if kept.added:
        conn.execute(
            """UPDATE articles SET added = :added, moment = CASE
                   WHEN (SELECT published FROM versions WHERE id = latest) = '' THEN :moment ELSE moment END
               WHERE id = :article AND added > :added""",
            {"added": kept.added, "moment": moment(kept.added), "article": article},
        )


def _set(conn: sqlite3.Connection, mark: str, articles: Iterable[int], times: Times, *, on: bool) -> list[int]:
    today = now()
    changed = []
    with transaction(conn):
        for article in articles:
            done = conn.execute(
                f"""INSERT INTO marks (article, {mark}) SELECT id, :when FROM articles WHERE id = :article
                    ON CONFLICT (article) DO UPDATE SET {mark} = excluded.{mark}
                    WHERE ({mark} = '') != (excluded.{mark} = '')""",
                {"article": article, "when": times.get(str(article), today) if on else ""},
            )
            if done.rowcount:
                changed.append(article)
    return changed


def _add_tags(conn: sqlite3.Connection, article: int, names: Sequence[str]) -> None:
    conn.executemany("INSERT OR IGNORE INTO tags (name, article) VALUES (?, ?)", [(name, article) for name in names])


def import_words(place: str, kept: ReadingState) -> str:
    """Return an import's statement about an article, for `note_import`."""
    # Libraries store the hash of exactly these words, which include no feed.
    return json.dumps([place, astuple(kept)[:5]])


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
