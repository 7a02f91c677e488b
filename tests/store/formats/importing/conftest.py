"""Brings an export into a library as the command does, with claims that need no pipeline."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from extract.claim import Claim
from store.archive.incoming import Incoming, ReadingError
from store.formats.importers import BY_NAME, form_of, items, read
from store.formats.items import Imported, Item, Source
from store.ingest.imports import ImportResult, import_items

Bring = Callable[..., list[ImportResult]]


async def no_claims(incoming: Incoming) -> list[Claim]:
    """Extract nothing: reading an export doesn't depend on the pipeline."""
    return []


async def read_here(source_items: Iterable[Item]) -> AsyncIterator[tuple[str, Imported | ReadingError]]:
    """Read the items in this process and yield what they contain."""
    for item in source_items:
        yield item.name, read(item)


@pytest.fixture
def bring(conn: sqlite3.Connection, path: Path) -> Bring:
    """Import a file or folder into the test's library; return the outcome of each item."""

    def bring_here(export: Path, form: str = "") -> list[ImportResult]:
        async def run() -> list[ImportResult]:
            with Source(export) as source:
                chosen = BY_NAME[form] if form else form_of(source)
                return [
                    brought async for brought in import_items(conn, path, read_here(items(source, chosen)), no_claims)
                ]

        return asyncio.run(run())

    return bring_here


def outcomes(brought: list[ImportResult]) -> dict[str, str]:
    """Return the outcome of each item by its name; for those that failed, the reason."""
    return {item.name: str(item.error) if item.error else str(item.outcome) for item in brought}
