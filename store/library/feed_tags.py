"""Stores the tags of feeds: all articles of a feed have its tags, also those that are still to come."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from store.archive.incoming import tag_names
from store.library.transaction import transaction

# The first schema with tags of feeds; the rescue of a damaged library reads older ones, too.
_SINCE = 12
# Names of tags, with each article that has it through its feed.
INHERITED = """SELECT t.name, i.article FROM feed_tags t JOIN feed_items i ON i.feed = t.feed
    WHERE i.article IS NOT NULL"""


def set_tags(conn: sqlite3.Connection, feed: int, names: Iterable[str]) -> tuple[str, ...]:
    """Replace the feed's tags; return the previous ones."""
    with transaction(conn):
        before = all_tags(conn).get(feed, ())
        conn.execute("DELETE FROM feed_tags WHERE feed = ?", (feed,))
        add_tags(conn, feed, names)
    return before


def add_tags(conn: sqlite3.Connection, feed: int, names: Iterable[str]) -> None:
    """Give the feed these tags in addition, within the caller's transaction."""
    rows = [(name, feed) for name in tag_names(names)]
    conn.executemany("INSERT OR IGNORE INTO feed_tags (name, feed) VALUES (?, ?)", rows)


def all_tags(conn: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Return the tags of each feed that has some, by its id."""
    if conn.execute("PRAGMA user_version").fetchone()[0] < _SINCE:
        return {}
    by_feed: defaultdict[int, list[str]] = defaultdict(list)
    for name, feed in conn.execute("SELECT name, feed FROM feed_tags ORDER BY name"):
        by_feed[feed].append(name)
    return {feed: tuple(names) for feed, names in by_feed.items()}
