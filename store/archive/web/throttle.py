"""Allows one request at a time to a host, with a pause between two, and none while it asks to be left alone."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from store.archive.web.fetched import FetchError


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0
    closed: float = 0.0


class Throttle:
    """Spaces the requests to each host; delay: seconds between two."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def wait_turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn. Raises FetchError while the host asks to be left alone."""
        known = self._hosts.setdefault(host, _Host())
        async with known.turn:
            if (left := known.closed - time.monotonic()) > 0:
                raise FetchError(
                    f"is postponed: its server asked for a pause of {in_words(left)}", passing=True, again=left
                )
            await asyncio.sleep(known.free - time.monotonic())
            try:
                yield
            finally:
                known.free = max(known.free, time.monotonic() + self._delay)

    def postpone(self, host: str, seconds: float) -> None:
        """Delay the next request to a host by this many seconds."""
        known = self._hosts.setdefault(host, _Host())
        known.free = max(known.free, time.monotonic() + seconds)

    def block(self, host: str, seconds: float) -> None:
        """Send a host no request for this many seconds."""
        self._hosts.setdefault(host, _Host()).closed = time.monotonic() + seconds


def retry_after(stated: str) -> float:
    """Return the seconds that a Retry-After header asks for, in either of its forms; 0 if it is unreadable."""
    stated = stated.strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, IndexError, TypeError, OverflowError):
        return 0.0


def in_words(seconds: float) -> str:
    """Return a waiting time in words: `40 seconds`, `3 minutes`, `2 hours`."""
    for size, noun in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size or size == 1:
            count = max(1, round(seconds / size))
            return f"{count} {noun}{'s' if count > 1 else ''}"
    raise AssertionError
