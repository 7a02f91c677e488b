"""Imports the items of an export one by one, while the claims of the next ones are extracted."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.claim import Claim
from store.archive.incoming import Incoming, ReadingError
from store.archive.web.opml import Outline
from store.formats.items import Imported
from store.ingest.adding import known
from store.ingest.deduplication import Outcome
from store.ingest.imported_verdicts import ImportedVerdict, store_verdict
from store.ingest.intake import IngestResult, NoExtractorError, ingest
from store.library.feeds import EVERY, LONGEST, SHORTEST, subscribe
from store.library.fetch_queue import Wanted, ask_for
from store.search import saved_searches
from store.search.saved_searches import Saved

Extract = Callable[[Incoming], Awaitable[list[Claim]]]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of importing an item: an article's outcome, `wanted` for a page to fetch, another kind, or an error.

    remarks: what else the person should know, as predicates of the name. article: more about an article.
    """

    name: str
    outcome: Outcome | Literal["wanted", "feed", "search", "verdict"] | None
    error: Exception | None = None
    remarks: tuple[str, ...] = ()
    article: IngestResult | None = None


async def import_items(
    conn: sqlite3.Connection,
    path: Path,
    items: AsyncIterable[tuple[str, Imported | ReadingError]],
    extract: Extract,
    ahead: int = 0,
) -> AsyncIterator[ImportResult]:
    """Yield the result of each item, in order; it is stored when it is yielded.

    path: the library's, for messages. items: names and contents. extract: finds the claims of texts that aren't in the
    library yet, for `ahead` items while another is stored. Raises LibraryError if the library can no longer be written.
    """
    waiting: deque[tuple[str, Imported | ReadingError, asyncio.Task[list[Claim]] | None]] = deque()
    try:
        async for name, content in items:
            task = None
            if isinstance(content, Incoming) and content.claims is None and known(conn, content) is None:
                task = asyncio.create_task(_claims_of(extract, content))
            waiting.append((name, content, task))
            if task:
                # Give it to the worker before the next item is read.
                await asyncio.sleep(0)
            while len(waiting) > ahead:
                yield await _stored(conn, path, *waiting.popleft())
        while waiting:
            yield await _stored(conn, path, *waiting.popleft())
    finally:
        left = [task for _, _, task in waiting if task]
        for task in left:
            task.cancel()
        # Wait for them to end: none may start a worker during shutdown.
        await asyncio.gather(*left, return_exceptions=True)


async def _claims_of(extract: Extract, incoming: Incoming) -> list[Claim]:
    return await extract(incoming)


async def _stored(
    conn: sqlite3.Connection,
    path: Path,
    name: str,
    content: Imported | ReadingError,
    task: asyncio.Task[list[Claim]] | None,
) -> ImportResult:
    if isinstance(content, Wanted):
        return _queued(conn, name, content)
    if isinstance(content, Outline):
        return _subscribed(conn, name, content)
    if isinstance(content, Saved):
        try:
            before = saved_searches.save(conn, content.name, content.query)
        except ValueError as error:
            return ImportResult(name, None, ReadingError(str(error)))
        return ImportResult(name, "unchanged" if before == content.query else "search")
    if isinstance(content, ImportedVerdict):
        return _verdict_stored(conn, name, content)
    outcome: list[Claim] | Exception
    try:
        outcome = await task if task else []
    except NoExtractorError:
        raise
    except Exception as error:
        outcome = error

    def claims(_: Incoming) -> list[Claim]:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    (result,) = ingest(conn, path, [(name, content)], claims)
    return ImportResult(name, result.outcome, result.error, result.remarks, result)


def _queued(conn: sqlite3.Connection, name: str, wanted: Wanted) -> ImportResult:
    try:
        article = ask_for(conn, wanted)
    except ValueError as error:
        return ImportResult(name, None, ReadingError(str(error)))
    return ImportResult(name, "wanted" if article is None else "unchanged")


def _subscribed(conn: sqlite3.Connection, name: str, outline: Outline) -> ImportResult:
    if not outline.url.startswith(("http://", "https://")):
        return ImportResult(name, None, ReadingError("has no feed address"))
    every = max(SHORTEST, min(outline.every, 31 * LONGEST)) if outline.every else EVERY
    return ImportResult(name, "feed" if subscribe(conn, outline, every) else "unchanged")


def _verdict_stored(conn: sqlite3.Connection, name: str, content: ImportedVerdict) -> ImportResult:
    try:
        return ImportResult(name, "verdict" if store_verdict(conn, content) else "unchanged")
    except LookupError as error:
        return ImportResult(name, None, ReadingError(f"has a verdict on a missing claim, in {error.args[0]}"))
