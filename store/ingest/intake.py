"""Ingests articles one by one: each is stored, known already, or fails with a reason."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract import VERSION
from extract.claim import Claim
from store.archive.incoming import Incoming, ReadingError
from store.ingest.adding import Added, add, known
from store.ingest.deduplication import Outcome, in_trash
from store.library.connection import code_of, explain

# SQLite errors that concern the library, not one article: the next article would fail too.
_FATAL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
}


class NoExtractorError(Exception):
    """No extractor is available, so nothing can be ingested; the text is one clear line."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """The result for one article: outcome and its id in the library, or the error.

    name: as it was given. remarks: what else the person should know, as predicates of the name. dated: the words of the
    text that its date was read from, "" for a date from elsewhere.
    """

    name: str
    outcome: Outcome | None = None
    article: int | None = None
    error: Exception | None = None
    remarks: tuple[str, ...] = ()
    dated: str = ""


def ingest(
    conn: sqlite3.Connection,
    path: Path,
    arrivals: Iterable[tuple[str, Incoming | ReadingError]],
    extract: Callable[[Incoming], list[Claim]],
) -> Iterator[IngestResult]:
    """Yield the result of each arrival; it is stored when it is yielded.

    path: the library's, for messages. extract is called only for texts that aren't in the library yet; its errors fail
    only that article, except NoExtractorError. Raises LibraryError if the library can no longer be written.
    """
    for name, arrival in arrivals:
        if isinstance(arrival, ReadingError):
            yield IngestResult(name, error=arrival)
            continue
        try:
            added = known(conn, arrival) or _add(conn, arrival, extract)
        except NoExtractorError:
            raise
        except sqlite3.Error as error:
            if code_of(error) in _FATAL:
                raise explain(error, path) from error
            yield IngestResult(name, error=error, remarks=arrival.remarks)
        except Exception as error:
            yield IngestResult(name, error=error, remarks=arrival.remarks)
        else:
            remarks = arrival.remarks
            if in_trash(conn, added.article):
                remarks += (f"is in the trash: `attribune trash restore {added.article}` restores it",)
            yield IngestResult(name, added.outcome, added.article, remarks=remarks, dated=arrival.dated)


def _add(conn: sqlite3.Connection, arrival: Incoming, extract: Callable[[Incoming], list[Claim]]) -> Added:
    if arrival.claims is not None:
        return add(conn, arrival, arrival.claims, arrival.extractor)
    return add(conn, arrival, extract(arrival), VERSION)
