"""Queues pages to fetch that are known only by address, such as imported bookmarks.

The fetching code takes them with `waiting`, and reports each as `arrived` or `failed`.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass, replace

from store.archive.dates import now
from store.archive.incoming import NO_READING_STATE, Note, ReadingState, merged_states
from store.archive.locations import canonical
from store.ingest.deduplication import article_at
from store.library.reading_state import apply_imported, import_words, is_imported, note_import
from store.library.transaction import transaction
from store.wording import one_line


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to fetch; title: what the import calls it; kept: the reading state for its article.

    error: why the last attempt failed. again: fetch it even if the library has it, as that is only a summary.
    """

    url: str
    title: str = ""
    kept: ReadingState = NO_READING_STATE
    attempts: int = 0
    error: str = ""
    again: bool = False


def ask_for(conn: sqlite3.Connection, wanted: Wanted) -> int | None:
    """Queue a page; return its article if the library has it already, None if it must be fetched.

    The article gets its reading state, now or when it arrives. Raises ValueError if it is not a page's address.
    """
    location = canonical(wanted.url)
    if not location:
        raise ValueError(f"is not a web address: {wanted.url[:200]}")
    with transaction(conn):
        article, _ = article_at(conn, location)
        if article is None or (wanted.again and note_import(conn, f"the whole of {location}")):
            conn.execute(
                """INSERT INTO wanted (location, url, title, kept, asked) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (location) DO UPDATE SET kept = excluded.kept,
                       title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END""",
                (location, one_line(wanted.url), wanted.title, _packed(_kept_of(conn, location, wanted)), now()),
            )
            return None
        if not is_imported(conn, location, wanted.kept):
            apply_imported(conn, article, 0, location, replace(wanted.kept, notes=()))
    return article


def _kept_of(conn: sqlite3.Connection, location: str, wanted: Wanted) -> ReadingState:
    """Return a page's reading state merged with the earlier one, and mark both as imported."""
    row = conn.execute("SELECT kept FROM wanted WHERE location = ?", (location,)).fetchone()
    before = _unpacked(row[0]) if row else NO_READING_STATE
    both = merged_states(before, wanted.kept)
    if both not in (before, wanted.kept):
        for kept in (before, wanted.kept):
            note_import(conn, import_words(location, kept))
    return both


def waiting(conn: sqlite3.Connection, limit: int | None = None) -> list[Wanted]:
    """Return the pages to fetch: those never tried first, in the order they were queued."""
    rows = conn.execute(
        "SELECT url, title, kept, attempts, error FROM wanted ORDER BY tried, asked, location LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [Wanted(url, title, _unpacked(kept), attempts, error) for url, title, kept, attempts, error in rows]


def count(conn: sqlite3.Connection) -> int:
    """Return how many pages wait to be fetched."""
    (number,) = conn.execute("SELECT count(*) FROM wanted").fetchone()
    return int(number)


def arrived(conn: sqlite3.Connection, wanted: Wanted, article: int, *, new: bool = False) -> None:
    """Report that a page was fetched as this article: give it the reading state, and end the waiting.

    new: the library did not have the article before.
    """
    location = canonical(wanted.url)
    with transaction(conn):
        apply_imported(conn, article, 0, location, replace(wanted.kept, notes=()), new=new)
        conn.execute("DELETE FROM wanted WHERE location = ?", (location,))


def failed(conn: sqlite3.Connection, wanted: Wanted, reason: str) -> None:
    """Report why a page could not be fetched; it keeps waiting, behind the others."""
    with transaction(conn):
        conn.execute(
            "UPDATE wanted SET tried = ?, attempts = attempts + 1, error = ? WHERE location = ?",
            (now(), one_line(reason), canonical(wanted.url)),
        )


def give_up(conn: sqlite3.Connection, urls: list[str]) -> int:
    """Drop these pages; return how many were waiting."""
    with transaction(conn):
        return sum(conn.execute("DELETE FROM wanted WHERE location = ?", (canonical(url),)).rowcount for url in urls)


def _packed(kept: ReadingState) -> str:
    return json.dumps(asdict(kept), ensure_ascii=False, separators=(",", ":"))


def _unpacked(packed: str) -> ReadingState:
    row = json.loads(packed)
    return ReadingState(**{**row, "tags": tuple(row["tags"]), "notes": tuple(Note(**note) for note in row["notes"])})
