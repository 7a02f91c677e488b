"""One worker process for all tests that read pages: its start takes longer than most of them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from store.ingest.workers import Workers
from tests.store import fetching_library


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def worker() -> AsyncIterator[Workers]:
    async with Workers(1, patience=30) as workers:
        yield workers


@pytest.fixture
def one_worker(worker: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read fetched pages in the worker that all tests share; the tests must run in the session's event loop."""
    monkeypatch.setattr(fetching_library, "shared_worker", worker)
