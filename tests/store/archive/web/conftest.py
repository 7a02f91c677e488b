"""Provides a fetcher that makes no long pauses."""

from collections.abc import Awaitable, Callable

import pytest

from store.archive.web.fetched import Fetched, Validators
from store.archive.web.policy import Policy

QUICK = Policy(timeout=60, patience=120, attempts=3, pause=0.02, longest_pause=1.5, delay=0.0, size=200_000)

Get = Callable[..., Awaitable[Fetched]]


@pytest.fixture
def get() -> Get:
    """Fetch one address, as if a person had typed it."""
    from store.archive.web.fetching import Fetcher

    async def fetch(url: str, *, typed: bool = True, seen: Validators | None = None, policy: Policy = QUICK) -> Fetched:
        async with Fetcher(policy) as fetcher:
            return await fetcher.get(url, typed=typed, seen=seen)

    return fetch
