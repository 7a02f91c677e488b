"""What the side bar leads to, with how many articles of each are unread."""

import sqlite3
from collections.abc import Iterator

from store.library import articles, feeds, reading_state
from store.search import saved_searches
from store.wording import name_of
from tui.screens.feeds_screen import query_of
from tui.screens.filter_screen import STATES, TAGS
from tui.widgets.side_bar import Entry


def entries(conn: sqlite3.Connection) -> list[Entry]:
    """Return the entries: states, feeds by folder, saved searches, tags."""
    return [*_states(conn), *_feeds(conn), *_saved(conn), *_tags(conn)]


def _states(conn: sqlite3.Connection) -> Iterator[Entry]:
    for name, query in STATES:
        yield Entry(name, query, "", articles.count(conn, f"is:unread {query}"))


def _feeds(conn: sqlite3.Connection) -> Iterator[Entry]:
    unread = feeds.unread(conn)
    for feed in feeds.subscriptions(conn):
        yield Entry(name_of(feed), query_of(feed), feed.folder or "Feeds", unread.get(feed.id, 0))


def _saved(conn: sqlite3.Connection) -> Iterator[Entry]:
    for saved in saved_searches.all_saved(conn):
        yield Entry(saved.name, saved.query, "Saved searches", articles.count(conn, f"is:unread {saved.query}"))


def _tags(conn: sqlite3.Connection) -> Iterator[Entry]:
    unread = reading_state.unread_by_tag(conn)
    for name, _ in reading_state.all_tags(conn)[:TAGS]:
        yield Entry(f"#{name}", f'tag:"{name}"', "Tags", unread.get(name.casefold(), 0))
