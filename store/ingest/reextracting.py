"""Extracts the claims of the library again where an older extractor found them, in processes of their own."""

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

# Texts ahead of the one that is being written, for each process: so that none of them ever waits.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Outdated:
    """A version whose claims an older extractor found; version: its id, title: its article's."""

    version: int
    title: str


@dataclass(frozen=True, slots=True)
class ReextractResult:
    """What became of a version: its number of claims before and now, or the error."""

    outdated: Outdated
    before: int = 0
    after: int = 0
    error: Exception | None = None


def outdated(conn: sqlite3.Connection) -> list[Outdated]:
    """Return the versions that this extractor would read otherwise: the newest of articles first, and newest first."""
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
    """Yield what became of each version, in order, stored as soon as it is yielded; jobs: of how many processes.

    path: the library's. pipeline: a spaCy pipeline instead of the shipped one. Raises NoExtractorError.
    """
    waiting: deque[tuple[Outdated, asyncio.Task[list[Claim]]]] = deque()
    # Read on a connection of its own: what is read ahead must not lie within a transaction that writes.
    with closing(open_reader(path)) as reader:
        try:
            for due in versions:
                row = reader.execute(
                    "SELECT unpacked(text), title, published FROM versions WHERE id = ?", (due.version,)
                ).fetchone()
                if row is None:
                    continue  # deleted for good meanwhile
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
    """Store claims in place of those that a version has, and find their links anew; return how many were and are.

    A claim of a figure that had one keeps its id, and with it all that refers to it.
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
    """True unless a newer Attribune than this one found the claims: it knew better."""
    if extractor.isdecimal() and VERSION.isdecimal():
        return int(extractor) < int(VERSION)
    return extractor != VERSION
