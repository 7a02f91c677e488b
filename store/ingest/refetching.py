"""Decides which articles can be fetched again, and from where."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from store.archive.locations import same_server

_WEB = "a.location LIKE 'http://%' OR a.location LIKE 'https://%'"
# Never fetched here: an import states where an article came from, and its author may have written anything there.
_FETCHED = "EXISTS (SELECT 1 FROM visits s WHERE s.article = a.id)"
# The feeds it came from whose links may not be private everywhere; "" for one that was not private itself.
_FEEDS = """(SELECT json_group_array(iif(f.private, f.url, '')) FROM feed_items i JOIN feeds f ON f.id = i.feed
             WHERE i.article = a.id AND NOT f.local)"""


@dataclass(frozen=True, slots=True)
class Refetchable:
    """A page to fetch again; typed: it may be on this machine or its network."""

    url: str
    typed: bool


def from_the_web(conn: sqlite3.Connection, article: int) -> Refetchable | str:
    """Return how to fetch an article again, or why that is impossible, as a predicate of its name."""
    row = conn.execute(
        f"""SELECT a.location, {_FETCHED}, {_FEEDS}, {_WEB}, o.feed FROM articles a
            LEFT JOIN origins o ON o.version = a.latest WHERE a.id = ?""",
        (article,),
    ).fetchone()
    if row is None or not row[3]:
        return "came from a file, not from the web: `attribune add` takes the file in again"
    if row[4] is not None:
        return "came whole in a feed: `attribune feed update` fetches its changes"
    return _refetchable(*row[:3])


def recent(conn: sqlite3.Connection, days: int) -> list[Refetchable]:
    """Return the articles fetched as pages that were added or published in the last days, newest first."""
    since = (datetime.now(UTC) - timedelta(days=days)).replace(tzinfo=None).isoformat(timespec="seconds")
    rows = conn.execute(
        f"""SELECT a.location, {_FETCHED}, {_FEEDS} FROM articles a JOIN origins o ON o.version = a.latest
            WHERE ({_WEB}) AND o.feed IS NULL AND (a.moment >= :since OR a.added >= :since)
            ORDER BY a.moment DESC, a.id DESC""",
        {"since": since},
    )
    return [_refetchable(*row) for row in rows]


def _refetchable(location: str, fetched: int, feeds: str) -> Refetchable:
    """Return how to fetch a page again; feeds: a JSON list of those that may lead only to their own server."""
    return Refetchable(location, bool(fetched) and all(same_server(location, feed) for feed in json.loads(feeds)))
