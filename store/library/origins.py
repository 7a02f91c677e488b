"""Stores where versions were fetched from, and the servers' validators for asking only for newer ones."""

import json
import sqlite3
from dataclasses import dataclass

from store.archive.dates import now
from store.archive.incoming import Origin
from store.archive.locations import canonical


@dataclass(frozen=True, slots=True)
class Visit:
    """The last request to an address: its article, and the server's validators."""

    article: int
    etag: str
    modified: str


def note_origin(conn: sqlite3.Connection, version: int, origin: Origin) -> None:
    """Store where a version came from."""
    conn.execute(
        "INSERT INTO origins (version, url, status, headers, changed, feed) VALUES (?, ?, ?, ?, ?, ?)",
        (version, origin.url, origin.status, json.dumps(dict(origin.headers)), origin.changed, origin.feed),
    )


def origin_of(conn: sqlite3.Connection, version: int) -> Origin | None:
    """Return where the version with this id came from, None if not from the network."""
    row = conn.execute(
        "SELECT url, status, headers, changed, feed FROM origins WHERE version = ?", (version,)
    ).fetchone()
    if row is None:
        return None
    url, status, headers, changed, feed = row
    return Origin(url, status, tuple(json.loads(headers).items()), changed, feed)


def visit(conn: sqlite3.Connection, url: str) -> Visit | None:
    """Return the last request to an address whose article is unchanged since, None if there is none.

    An article in the trash doesn't count: it is requested in full.
    """
    row = conn.execute(
        """SELECT s.article, s.etag, s.modified FROM visits s JOIN articles a ON a.id = s.article
           WHERE s.url = ? AND a.latest IS NOT NULL""",
        (canonical(url) or url,),
    ).fetchone()
    return Visit(*row) if row else None


def note_visit(conn: sqlite3.Connection, url: str, article: int, etag: str, modified: str) -> None:
    """Store a request to an address: its article, and the validators for the next request."""
    conn.execute(
        """INSERT INTO visits (url, article, etag, modified, checked) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (url) DO UPDATE SET article = excluded.article, etag = excluded.etag,
               modified = excluded.modified, checked = excluded.checked""",
        (canonical(url) or url, article, etag, modified, now()),
    )
