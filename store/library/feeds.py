"""Stores the subscriptions to feeds, and the state of their items."""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from store.archive.dates import now
from store.archive.web.feed import Item
from store.archive.web.opml import Outline
from store.library import feed_tags
from store.library.transaction import transaction

# Default seconds between two polls of a feed.
EVERY = 3600
# The shortest and longest time between two polls, whatever a feed asks for.
SHORTEST, LONGEST = 300, 86_400
# The most items of a feed ingested in one run, in feed order; the next run continues.
AT_ONCE = 300
# How often a failing item is tried before it is given up.
TRIES = 5

_COLUMNS = "f.id, f.url, f.title, f.site, f.folder, f.every, f.local, f.private, f.checked, f.etag, f.modified, f.error"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is polled. every: seconds between two polls.

    local: its links may lead to this machine and its network; private: it was there itself when it was added. checked:
    the last poll, ISO 8601 in UTC, or "". error: what was wrong then, or "". articles: how many came from it. tags:
    those that all its articles have.
    """

    id: int
    url: str
    title: str
    site: str
    folder: str
    every: int
    local: bool
    private: bool
    checked: str
    etag: str
    modified: str
    error: str
    articles: int = 0
    tags: tuple[str, ...] = ()


def subscribe(
    conn: sqlite3.Connection, outline: Outline, every: int = EVERY, *, local: bool = False, private: bool = False
) -> bool:
    """Subscribe to a feed; return False if it is subscribed to already, also under a former address.

    One without title or folder gets these, and it gets the tags in addition to its own: newsboat keeps addresses and
    titles in different files.
    """
    with transaction(conn):
        known = _at(conn, outline.url)
        if known and not known[1]:
            conn.execute("UPDATE feeds SET title = ? WHERE id = ? AND title = ''", (outline.title, known[0]))
            conn.execute("UPDATE feeds SET folder = ? WHERE id = ? AND folder = ''", (outline.folder, known[0]))
            feed_tags.add_tags(conn, known[0], outline.tags)
            return False
        if known:
            conn.execute(
                """UPDATE feeds SET removed = '', due = '', etag = '', modified = '', every = ?, local = ?, private = ?,
                       folder = CASE ? WHEN '' THEN folder ELSE ? END WHERE id = ?""",
                (every, local, private, outline.folder, outline.folder, known[0]),
            )
        else:
            conn.execute(
                """INSERT INTO feeds (url, title, site, folder, every, local, private, added)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (outline.url, outline.title, outline.site, outline.folder, every, local, private, now()),
            )
        if feed := _at(conn, outline.url):
            feed_tags.add_tags(conn, feed[0], outline.tags)
    return True


def change(
    conn: sqlite3.Connection,
    url: str,
    *,
    every: int | None = None,
    folder: str | None = None,
    local: bool | None = None,
    private: bool | None = None,
) -> bool:
    """Change how the feed at an address is polled, None for what stays; return False if nothing changed.

    Links to private addresses are tried again once they are allowed. private: a person named this private feed.
    """
    with transaction(conn):
        known = _at(conn, url)
        if known is None:
            return False
        options = {"every": every, "folder": folder, "local": local, "private": private}
        given = {name: value for name, value in options.items() if value is not None}
        changed = False
        for name, value in given.items():
            row = conn.execute(f"UPDATE feeds SET {name} = ? WHERE id = ? AND {name} != ?", (value, known[0], value))
            changed = changed or row.rowcount > 0
        if changed and local:
            conn.execute("UPDATE feeds SET due = '', etag = '', modified = '' WHERE id = ?", (known[0],))
            conn.execute("UPDATE feed_items SET print = x'' WHERE feed = ? AND article IS NULL", (known[0],))
    return changed


def rename(conn: sqlite3.Connection, feed: int, title: str) -> bool:
    """Give a feed a title of the reader's own; return False if it has that title already."""
    with transaction(conn):
        row = conn.execute("UPDATE feeds SET title = ? WHERE id = ? AND title != ?", (title, feed, title))
    return row.rowcount > 0


def unsubscribe(conn: sqlite3.Connection, feed: int) -> None:
    """Unsubscribe from a feed; its articles stay, and it can be subscribed to again."""
    with transaction(conn):
        conn.execute("UPDATE feeds SET removed = ? WHERE id = ?", (now(), feed))


def move(conn: sqlite3.Connection, feed: int, url: str) -> bool:
    """Change a feed's address; its articles stay with it. Return False if another feed has that address."""
    with transaction(conn):
        known = _at(conn, url)
        if known and known[0] != feed:
            return False
        (before,) = conn.execute("SELECT url FROM feeds WHERE id = ?", (feed,)).fetchone()
        conn.execute("DELETE FROM feed_addresses WHERE url = ?", (url,))
        conn.execute("INSERT OR IGNORE INTO feed_addresses (url, feed) VALUES (?, ?)", (before, feed))
        conn.execute("UPDATE feeds SET url = ?, etag = '', modified = '', due = '' WHERE id = ?", (url, feed))
    return True


def subscriptions(conn: sqlite3.Connection, *, due: bool = False) -> list[Subscription]:
    """Return the subscriptions, by folder and title; due: only those due for polling."""
    when = "AND f.due <= ?" if due else ""
    rows = conn.execute(
        f"""SELECT {_COLUMNS}, (SELECT count(DISTINCT article) FROM feed_items WHERE feed = f.id) FROM feeds f
            WHERE f.removed = '' {when} ORDER BY f.folder, f.title COLLATE NOCASE, f.url""",
        (now(),) if due else (),
    )
    tags = feed_tags.all_tags(conn)
    return [_subscription(row, tags.get(row[0], ())) for row in rows]


def unread(conn: sqlite3.Connection) -> dict[int, int]:
    """Return how many unread articles each feed has, by its id; feeds without any are left out."""
    return dict(
        conn.execute(
            """SELECT i.feed, count(DISTINCT i.article) FROM feed_items i JOIN articles a ON a.id = i.article
               WHERE a.latest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')
               GROUP BY i.feed"""
        ).fetchall()
    )


def failures(conn: sqlite3.Connection) -> dict[int, tuple[int, str]]:
    """Return how many items of each feed could not be read, by its id, and why the last could not."""
    rows = conn.execute(
        "SELECT feed, count(*), error, max(seen) FROM feed_items WHERE article IS NULL AND error != '' GROUP BY feed"
    )
    return {feed: (number, error) for feed, number, error, _ in rows}


def named(conn: sqlite3.Connection, name: str) -> Subscription | None:
    """Return the feed with a number, an address (also a former one) or a title, None if none or several fit."""
    feeds = subscriptions(conn)
    former = _at(conn, name)
    for fits in (
        [feed for feed in feeds if str(feed.id) == name],
        [feed for feed in feeds if former and feed.id == former[0]],
        [feed for feed in feeds if feed.title.casefold() == name.casefold()],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


def new_items(conn: sqlite3.Connection, feed: int, items: Sequence[Item], limit: int) -> tuple[list[Item], int]:
    """Return the items that are new, changed or to be retried, and how many are beyond the limit."""
    settled = {
        key: (mark, tries)
        for key, mark, tries in conn.execute("SELECT key, print, tries FROM feed_items WHERE feed = ?", (feed,))
    }
    wanted = {}
    for item in items:
        mark, tries = settled.get(item.key, (b"", 0))
        if item.key not in wanted and (mark != fingerprint_of(item) or 0 < tries < TRIES):
            wanted[item.key] = item
    chosen = list(wanted.values())[:limit]
    return chosen, len(wanted) - len(chosen)


def note_outcome(
    conn: sqlite3.Connection, feed: int, item: Item, article: int | None, error: str = "", *, passing: bool = False
) -> None:
    """Store the outcome of an item; passing: it failed this time, and is retried at the next poll."""
    with transaction(conn):
        conn.execute(
            """INSERT INTO feed_items (feed, key, print, article, tries, error, seen) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (feed, key) DO UPDATE SET print = excluded.print, seen = excluded.seen,
                   article = coalesce(excluded.article, article), error = excluded.error,
                   tries = CASE WHEN excluded.tries THEN tries + 1 ELSE 0 END""",
            (feed, item.key, fingerprint_of(item), article, int(passing), error, now()),
        )


def note_item(conn: sqlite3.Connection, url: str, key: str, article: int) -> None:
    """Store that an article is an item of the feed at an address, if known; within the caller's transaction."""
    if known := _at(conn, url):
        conn.execute(
            """INSERT OR IGNORE INTO feed_items (feed, key, print, article, tries, error, seen)
               VALUES (?, ?, x'', ?, 0, '', ?)""",
            (known[0], key, article, now()),
        )


def note_poll(
    conn: sqlite3.Connection,
    feed: int,
    *,
    etag: str = "",
    modified: str = "",
    error: str = "",
    wait: float = 0.0,
    outline: Outline | None = None,
) -> None:
    """Store that a feed was polled; wait: seconds that its server asks to be left alone.

    etag, modified: validators for the next request, "" to request the whole feed. outline: what it says about itself.
    """
    with transaction(conn):
        (every,) = conn.execute("SELECT every FROM feeds WHERE id = ?", (feed,)).fetchone()
        due = datetime.now(UTC) + timedelta(seconds=max(every, min(wait, LONGEST)))
        conn.execute(
            "UPDATE feeds SET checked = ?, due = ?, etag = ?, modified = ?, error = ? WHERE id = ?",
            (now(), due.isoformat(timespec="seconds"), etag, modified, error, feed),
        )
        if outline:
            conn.execute(
                """UPDATE feeds SET title = CASE WHEN title = '' THEN ? ELSE title END,
                       site = CASE WHEN ? = '' THEN site ELSE ? END WHERE id = ?""",
                (outline.title, outline.site, outline.site, feed),
            )


def outlines(conn: sqlite3.Connection) -> list[Outline]:
    """Return the subscriptions as outlines, by folder and title."""
    rows = conn.execute(
        "SELECT id, url, title, site, folder, every FROM feeds WHERE removed = '' ORDER BY folder, title, url"
    )
    tags = feed_tags.all_tags(conn)
    return [
        Outline(url, title, site, folder, every, tags.get(feed, ())) for feed, url, title, site, folder, every in rows
    ]


def fingerprint_of(item: Item) -> bytes:
    """Return a fingerprint of an item, which shows changes."""
    content = "\x00".join((item.url, item.title, item.published, item.content))
    return hashlib.sha256(content.encode("utf-8", "replace")).digest()[:16]


def _at(conn: sqlite3.Connection, url: str) -> tuple[int, str] | None:
    """Return the id of the feed that has or had this address, and since when it is unsubscribed."""
    row = conn.execute(
        """SELECT id, removed FROM feeds WHERE url = :url
           UNION ALL SELECT id, removed FROM feeds WHERE id = (SELECT feed FROM feed_addresses WHERE url = :url)""",
        {"url": url},
    ).fetchone()
    return (row[0], row[1]) if row else None


def _subscription(row: tuple[Any, ...], tags: tuple[str, ...]) -> Subscription:
    feed = Subscription(*row)
    return replace(feed, local=bool(feed.local), private=bool(feed.private), tags=tags)
