"""Extracts claims again that an older extractor found, in worker processes."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extract import VERSION
from extract.claim import Claim
from extract.text.excerpt import sentence
from store.archive.incoming import ReadingError
from store.ingest.changed_figures import note_revisions
from store.ingest.extracting import claims_of
from store.ingest.intake import NoExtractorError
from store.ingest.workers import Workers
from store.library.claim_writer import write_claims
from store.library.connection import open_reader
from store.library.transaction import transaction
from store.linking.contested import count_contested
from store.linking.linker import retire, tie

# Texts in progress per process beyond the one being written, so that no process waits.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Outdated:
    """A version with claims from an older extractor; version: its id, title: its article's."""

    version: int
    title: str


@dataclass(frozen=True, slots=True)
class ReextractResult:
    """The result for a version: its number of claims before and now, or the error."""

    outdated: Outdated
    before: int = 0
    after: int = 0
    error: Exception | None = None


def outdated(conn: sqlite3.Connection) -> list[Outdated]:
    """Return the versions with outdated claims: articles' newest versions first, latest first."""
    rows = conn.execute(
        """SELECT v.id, v.title, v.extractor FROM versions v JOIN articles a ON a.id = v.article
           WHERE v.extractor != ? ORDER BY a.latest IS NOT v.id, a.moment DESC, v.id DESC""",
        (VERSION,),
    )
    return [Outdated(version, title) for version, title, extractor in rows if _is_older(extractor)]


async def reextract(
    conn: sqlite3.Connection,
    path: Path,
    versions: Sequence[Outdated],
    workers: Workers,
    pipeline: Path | None,
    jobs: int,
) -> AsyncIterator[ReextractResult]:
    """Yield the result of each version, in order; it is stored when it is yielded. jobs: how many processes.

    path: the library's. pipeline: a spaCy pipeline instead of the shipped one. Raises NoExtractorError.
    """
    waiting: deque[tuple[Outdated, asyncio.Task[list[Claim]]]] = deque()
    # Read on a separate connection: reading ahead must not happen within a writing transaction.
    with closing(open_reader(path)) as reader:
        try:
            for due in versions:
                row = reader.execute(
                    "SELECT unpacked(text), title, published FROM versions WHERE id = ?", (due.version,)
                ).fetchone()
                if row is None:
                    continue  # deleted for good in the meantime
                waiting.append((due, asyncio.create_task(workers.run(claims_of, pipeline, *row))))
                await asyncio.sleep(0)
                while len(waiting) > _AHEAD * jobs:
                    yield await _settled(conn, *waiting.popleft())
            while waiting:
                yield await _settled(conn, *waiting.popleft())
        finally:
            for _, task in waiting:
                task.cancel()
            await asyncio.gather(*(task for _, task in waiting), return_exceptions=True)


def replace_claims(conn: sqlite3.Connection, version: int, claims: Sequence[Claim], extractor: str) -> tuple[int, int]:
    """Replace a version's claims and find their links again; return how many claims there were and are now.

    The claim of an unchanged figure keeps its id, and with it everything that refers to it.
    """
    with transaction(conn):
        row = conn.execute(
            """SELECT v.article, a.latest = v.id, unpacked(v.text) FROM versions v JOIN articles a ON a.id = v.article
               WHERE v.id = ?""",
            (version,),
        ).fetchone()
        if row is None:
            return 0, 0
        article, newest, text = row[0], bool(row[1]), row[2]
        touched = retire(conn, article) if newest else set()
        (before,) = conn.execute("SELECT count(*) FROM claims WHERE version = ?", (version,)).fetchone()
        write_claims(conn, version, claims, [sentence(text, claim.start, claim.end) for claim in claims])
        conn.execute("UPDATE versions SET extractor = ? WHERE id = ?", (extractor, version))
        if newest:
            conn.execute("UPDATE articles SET claims = ? WHERE id = ?", (len(claims), article))
            count_contested(conn, touched | tie(conn, article) | {article})
        note_revisions(conn, version)
    return before, len(claims)


async def _settled(conn: sqlite3.Connection, due: Outdated, task: asyncio.Task[list[Claim]]) -> ReextractResult:
    try:
        before, after = replace_claims(conn, due.version, await task, VERSION)
    except (NoExtractorError, sqlite3.Error):
        raise
    except ReadingError as error:
        return ReextractResult(due, error=error)
    return ReextractResult(due, before, after)


def _is_older(extractor: str) -> bool:
    """Return True unless a newer Attribune than this one found the claims."""
    if extractor.isdecimal() and VERSION.isdecimal():
        return int(extractor) < int(VERSION)
    return extractor != VERSION
