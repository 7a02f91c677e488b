"""Where versions came from over the network, and what servers said, so that they are asked for newer ones alone."""

import json
import sqlite3
from dataclasses import dataclass

from store.archive.dates import now
from store.archive.incoming import Origin
from store.archive.locations import canonical


@dataclass(frozen=True, slots=True)
class Visit:
    """The last look at an address: which article it is, and what the server said of its answer."""

    article: int
    etag: str
    modified: str


def note_origin(conn: sqlite3.Connection, version: int, origin: Origin) -> None:
    """Write where a version came from."""
    conn.execute(
        "INSERT INTO origins (version, url, status, headers, changed, feed) VALUES (?, ?, ?, ?, ?, ?)",
        (version, origin.url, origin.status, json.dumps(dict(origin.headers)), origin.changed, origin.feed),
    )


def origin_of(conn: sqlite3.Connection, version: int) -> Origin | None:
    """Return where the version with this id came from, None for one that didn't come over the network."""
    row = conn.execute(
        "SELECT url, status, headers, changed, feed FROM origins WHERE version = ?", (version,)
    ).fetchone()
    if row is None:
        return None
    url, status, headers, changed, feed = row
    return Origin(url, status, tuple(json.loads(headers).items()), changed, feed)


def visit(conn: sqlite3.Connection, url: str) -> Visit | None:
    """Return the last look at an address whose article is as it was then, None where there is none.

    An article in the trash was looked at in vain: it is asked for as a whole.
    """
    row = conn.execute(
        """SELECT s.article, s.etag, s.modified FROM visits s JOIN articles a ON a.id = s.article
           WHERE s.url = ? AND a.latest IS NOT NULL""",
        (canonical(url) or url,),
    ).fetchone()
    return Visit(*row) if row else None


def note_visit(conn: sqlite3.Connection, url: str, article: int, etag: str, modified: str) -> None:
    """Write that an address was looked at, which article it is, and what to ask with the next time."""
    conn.execute(
        """INSERT INTO visits (url, article, etag, modified, checked) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (url) DO UPDATE SET article = excluded.article, etag = excluded.etag,
               modified = excluded.modified, checked = excluded.checked""",
        (canonical(url) or url, article, etag, modified, now()),
    )
