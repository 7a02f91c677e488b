"""Lists the entries of the side bar, with how many articles of each are unread: what is counted fast comes first."""

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


def entries(conn: sqlite3.Connection) -> Iterator[list[Entry]]:
    """Yield the entries each time that more is known: states, feeds, saved searches, tags; stories; sources.

    Of 100,000 articles the first are counted in 20 milliseconds, those of the sources, which come last, in 600.
    """
    known = [*_states(conn), *_feeds(conn), *_saved(conn), *_tags(conn)]
    yield known
    known = [*known, *_stories(conn)]
    yield known
    quoted = list(_sources(conn))
    yield [*known, *quoted]
    yield [*known, *(entry._replace(unread=_unread(conn, entry.query)) for entry in quoted)]


def _unread(conn: sqlite3.Connection, query: str) -> int:
    return articles.count(conn, f"is:unread {query}")


def _states(conn: sqlite3.Connection) -> Iterator[Entry]:
    unread = articles.count_unread(conn)
    for name, query in STATES:
        yield Entry(name, query, "", unread if query in ("", "is:unread") else _unread(conn, query))


def _feeds(conn: sqlite3.Connection) -> Iterator[Entry]:
    unread = feeds.unread(conn)
    for feed in feeds.subscriptions(conn):
        yield Entry(name_of(feed), query_of(feed), feed.folder or "Feeds", unread.get(feed.id, 0))


def _saved(conn: sqlite3.Connection) -> Iterator[Entry]:
    for saved in saved_searches.all_saved(conn):
        yield Entry(saved.name, saved.query, "Saved searches", _unread(conn, saved.query))


def _tags(conn: sqlite3.Connection) -> Iterator[Entry]:
    unread = reading_state.unread_by_tag(conn)
    for name, _ in reading_state.all_tags(conn)[:TAGS]:
        yield Entry(f"#{name}", f'tag:"{name}"', "Tags", unread.get(name.casefold(), 0))


def _stories(conn: sqlite3.Connection) -> Iterator[Entry]:
    for story in stories(conn)[:_STORIES]:
        query = f"story:{story.seed}"
        yield Entry(story.name, query, "Stories", _unread(conn, query))


def _sources(conn: sqlite3.Connection) -> Iterator[Entry]:
    for source in sources.most_quoted(conn, _SOURCES):
        # A quoted text can't contain a quotation mark.
        name = source.name.replace('"', " ")
        yield Entry(source.name, f'source:"{name}"', "Sources", None)
