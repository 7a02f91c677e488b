"""Ingests pages: fetches them here, reads and extracts them in worker processes, stores them one by one."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from extract import VERSION
from extract.claim import Claim
from store.archive.incoming import Incoming, ReadingError
from store.archive.locations import canonical
from store.archive.web.fetched import Fetched, Validators
from store.archive.web.fetching import Fetcher
from store.archive.web.page import Hint, read_page
from store.ingest.adding import known
from store.ingest.extracting import claims_of
from store.ingest.intake import IngestResult, ingest
from store.ingest.workers import Workers
from store.ingest.writer import Writer
from store.library.origins import Visit, note_visit, visit

Extract = Callable[[Path | None, str, str, str], list[Claim]]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to fetch; typed: by a person, so it may be on this machine; hint: facts stated about it elsewhere.

    name: its name in messages, "" for its address.
    """

    url: str
    typed: bool = True
    hint: Hint | None = None
    name: str = ""


class Ingester:
    """Fetches, reads, extracts and stores pages; each is fetched only once in a run.

    pipeline: a spaCy pipeline instead of the shipped one. extract: finds the claims of a text in a worker; must be a
    module-level function.
    """

    def __init__(
        self,
        writer: Writer,
        fetcher: Fetcher,
        workers: Workers,
        pipeline: Path | None = None,
        extract: Extract = claims_of,
    ) -> None:
        self.writer = writer
        self.fetcher = fetcher
        self.workers = workers
        self._pipeline = pipeline
        self._extract = extract
        self._pages: dict[tuple[str, bool], asyncio.Task[IngestResult]] = {}

    async def page(self, want: PageRequest) -> IngestResult:
        """Ingest a page and return the result. Raises LibraryError and NoExtractorError, which end the run."""
        key = (canonical(want.url) or want.url, want.typed)
        task = self._pages.get(key)
        if task is None:
            task = self._pages[key] = asyncio.create_task(self._page(want))
        result = await task
        return replace(result, name=want.name or want.url)

    async def text(self, name: str, incoming: Incoming) -> IngestResult:
        """Ingest an article that is here already. Raises LibraryError and NoExtractorError."""
        claims: tuple[Claim, ...] = ()
        if not await self.writer.do(_is_known, incoming):
            try:
                claims = tuple(
                    await self.workers.run(
                        self._extract, self._pipeline, incoming.text, incoming.title, incoming.published
                    )
                )
            except ReadingError as error:
                return IngestResult(name, error=error, remarks=incoming.remarks)
        return await self.writer.do(
            _ingest_text, self.writer.path, name, replace(incoming, claims=claims, extractor=VERSION)
        )

    async def _page(self, want: PageRequest) -> IngestResult:
        before = await self.writer.do(visit, want.url)
        seen = Validators(before.etag, before.modified) if before else None
        try:
            fetched = await self.fetcher.get(want.url, typed=want.typed, seen=seen)
            if fetched.unchanged and before:
                await self.writer.do(_note_fetch, want.url, before.article, fetched, before)
                return IngestResult(want.url, "unchanged", before.article)
            incoming = await self.workers.run(read_page, fetched, want.url, want.hint)
        except ReadingError as error:
            return IngestResult(want.url, error=error)
        result = await self.text(want.url, incoming)
        if result.article is not None:
            await self.writer.do(_note_fetch, want.url, result.article, fetched, None)
        return result


def _is_known(conn: sqlite3.Connection, incoming: Incoming) -> bool:
    return known(conn, incoming) is not None


def _ingest_text(conn: sqlite3.Connection, path: Path, name: str, incoming: Incoming) -> IngestResult:
    return next(ingest(conn, path, [(name, incoming)], lambda _: []))


def _note_fetch(conn: sqlite3.Connection, url: str, article: int, fetched: Fetched, before: Visit | None) -> None:
    """Store the validators for the next request; an answer that nothing changed may omit them."""
    etag = fetched.seen.etag or (before.etag if before else "")
    modified = fetched.seen.modified or (before.modified if before else "")
    note_visit(conn, url, article, etag, modified)
