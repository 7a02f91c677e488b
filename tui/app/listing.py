"""What the list of articles shows: which articles, in which order, and the words for it in the heading."""

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from store.library import articles
from store.library.articles import Article
from store.search.conditions import UNREAD
from tui.app import session_state

if TYPE_CHECKING:
    from store.library.list_groups import Group

# The orders that the sort key cycles through, and their names in the heading.
ORDERS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "outlet": "by outlet",
    "contested": "most contested",
    "added": "last added",
}


# The groupings that the group key cycles through, "" for none.
GROUPINGS = ("", "day", "story", "feed")


class Listing(NamedTuple):
    """Which articles a list has and in which order; query: as typed, "" for all; kept: articles shown anyway."""

    query: str = ""
    order: str = "newest"
    kept: frozenset[int] = frozenset()

    def sorted_otherwise(self) -> "Listing":
        """Return the same articles in the next of the orders."""
        names = list(ORDERS)
        return self._replace(order=names[(names.index(self.order) + 1) % len(names)])


class Grouping(NamedTuple):
    """How a list is grouped, one of GROUPINGS; groups: as last read, and for which list."""

    by: str = ""
    groups: "tuple[Group, ...]" = ()
    listing: Listing = Listing()

    @property
    def next(self) -> "Grouping":
        """The next grouping, with no groups read yet."""
        return Grouping(GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)])

    def read(self, conn: sqlite3.Connection, listing: Listing) -> "Grouping":
        """Return the same grouping with the current groups of a list."""
        from store.library import list_groups

        return Grouping(self.by, tuple(list_groups.groups(conn, self.by, *listing)), listing)

    def page(self, conn: sqlite3.Connection, offset: int, limit: int, listing: Listing) -> list[Article]:
        """Return articles from an offset on: of the groups or, if none are read, of the list."""
        if self.groups:
            from store.library import list_groups

            return list_groups.page(conn, self.groups, offset, limit, *self.listing)
        return articles.page(conn, offset, limit, *listing)

    def place(self, conn: sqlite3.Connection, article: int, listing: Listing) -> int | None:
        """Return the offset of an article in what `page` reads, None if it is not in it."""
        if self.groups:
            from store.library import list_groups

            return list_groups.place(conn, self.groups, article, *self.listing)
        return articles.place(conn, article, *listing)

    def beside(self, conn: sqlite3.Connection, article: int, step: int, listing: Listing) -> int | None:
        """Return the article after (1) or before (-1) another in what is shown, None at the end."""
        if self.groups:
            from store.library import list_groups

            return list_groups.adjacent(conn, self.groups, article, step, *listing)
        return articles.adjacent(conn, article, step, *listing)


class Counts(NamedTuple):
    """How many articles there are, how many the list shows, how many of these are unread.

    outlets: whether any article of the library has an outlet.
    """

    all: int
    shown: int
    unread: int
    outlets: bool


def counts(conn: sqlite3.Connection, listing: Listing) -> Counts:
    """Count the articles of a list."""
    query, _, kept = listing
    every, outlets = articles.count(conn), articles.have_outlets(conn)
    if not query:
        return Counts(every, every, articles.count_unread(conn), outlets)
    return Counts(every, articles.count(conn, query, kept), articles.count(conn, query, within=UNREAD), outlets)


def remembered() -> tuple[Listing, Grouping]:
    """Return all articles in the order and grouping in which they were last shown."""
    order, by = session_state.order(), session_state.grouping()
    return Listing(order=order if order in ORDERS else next(iter(ORDERS))), Grouping(by if by in GROUPINGS else "")
