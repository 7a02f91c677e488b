"""Lists the entries of the side bar, with how many articles of each are unread."""

import sqlite3
from collections.abc import Iterator

from store.library import articles, feeds, reading_state, sources
from store.linking.stories import stories
from store.search import saved_searches
from store.wording import name_of
from tui.screens.feeds_screen import query_of
from tui.screens.filter_screen import STATES, TAGS
from tui.widgets.side_bar import Entry

# How many stories and sources are offered.
_STORIES, _SOURCES = 12, 12


def entries(conn: sqlite3.Connection) -> list[Entry]:
    """Return the entries: states, feeds by folder, saved searches, tags, stories, sources."""
    return [*_states(conn), *_feeds(conn), *_saved(conn), *_tags(conn), *_stories(conn), *_sources(conn)]


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


def _stories(conn: sqlite3.Connection) -> Iterator[Entry]:
    for story in stories(conn)[:_STORIES]:
        query = f"story:{story.seed}"
        yield Entry(story.name, query, "Stories", articles.count(conn, f"is:unread {query}"))


def _sources(conn: sqlite3.Connection) -> Iterator[Entry]:
    for source in sources.most_quoted(conn, _SOURCES):
        # A quoted text can't contain a quotation mark.
        name = source.name.replace('"', " ")
        query = f'source:"{name}"'
        yield Entry(source.name, query, "Sources", articles.count(conn, f"is:unread {query}"))
