"""What the list of articles shows: which of them, in which order, and how its heading says so."""

import sqlite3
from typing import NamedTuple

from store.library import articles

# The orders that the sort key goes through, and how the heading names them.
ORDERS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "outlet": "by outlet",
    "contested": "most contested",
    "added": "last added",
}


class Listing(NamedTuple):
    """Which articles a list has and in which order; query: as one types it, "" for all; kept: others that it has."""

    query: str = ""
    order: str = "newest"
    kept: frozenset[int] = frozenset()

    def sorted_otherwise(self) -> "Listing":
        """Return the same articles in the next of the orders."""
        names = list(ORDERS)
        return self._replace(order=names[(names.index(self.order) + 1) % len(names)])


class Counts(NamedTuple):
    """How many articles there are, how many the list shows, how many of these are unread."""

    all: int
    shown: int
    unread: int


def counts(conn: sqlite3.Connection, listing: Listing) -> Counts:
    """Count the articles of a list."""
    query, _, kept = listing
    every = articles.count(conn)
    shown = articles.count(conn, query, kept) if query else every
    return Counts(every, shown, articles.count(conn, f"is:unread {query}"))
