"""A server on loopback, and a fetcher that is in a hurry."""

from collections.abc import Awaitable, Callable, Iterator

import pytest

from store.archive.web.fetched import Fetched, Seen
from store.archive.web.policy import Policy
from tests.server import Server, serving

QUICK = Policy(timeout=0.6, patience=1.2, attempts=3, pause=0.02, longest_pause=1.5, delay=0.0, size=200_000)

Get = Callable[..., Awaitable[Fetched]]


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the environment's proxies away from the loopback."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that says 404 until it is told more."""
    with serving() as server:
        yield server


@pytest.fixture
def get() -> Get:
    """Fetch one address, as a person who typed it."""
    from store.archive.web.fetching import Fetcher

    async def fetch(url: str, *, typed: bool = True, seen: Seen | None = None, policy: Policy = QUICK) -> Fetched:
        async with Fetcher(policy) as fetcher:
            return await fetcher.get(url, typed=typed, seen=seen)

    return fetch
