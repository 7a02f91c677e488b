"""Runs a limited number of jobs at once and yields each result as soon as it is there."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from typing import Any, TypeVar

_T = TypeVar("_T")


async def as_done(jobs: Iterable[Callable[[], Coroutine[Any, Any, _T]]], at_once: int) -> AsyncIterator[_T]:
    """Yield the results of the jobs in the order they end; an error in one ends all.

    at_once: how many run at a time. Jobs are taken from the iterable when there is room.
    """
    pending: set[asyncio.Task[_T]] = set()
    waiting = iter(jobs)
    more = True
    try:
        while more or pending:
            while more and len(pending) < at_once:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    pending.add(asyncio.create_task(job()))
            if pending:
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield task.result()
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def in_order(jobs: Iterable[Callable[[], Coroutine[Any, Any, _T]]], ahead: int) -> AsyncIterator[_T]:
    """Yield the results of the jobs in order, with this many begun ahead; an error in one ends all.

    Jobs are taken from the iterable when there is room.
    """
    begun: deque[asyncio.Task[_T]] = deque()
    try:
        for job in jobs:
            begun.append(asyncio.create_task(job()))
            # Let it start before the next is taken, which may take a while.
            await asyncio.sleep(0)
            while len(begun) > ahead:
                yield await begun.popleft()
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
