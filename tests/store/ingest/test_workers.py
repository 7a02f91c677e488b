"""Work in other processes: what fails there fails alone."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from store.archive.incoming import ReadingError
from store.ingest.workers import WorkerError, Workers


class UnpackableError(Exception):
    """An exception that can be packed and not unpacked."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def fail_oddly() -> None:
    raise UnpackableError("one", "other")


def late() -> int:
    time.sleep(0.2)
    return os.getpid()


def wait_longer() -> int:
    time.sleep(2.5)
    return os.getpid()


def work_without_end() -> None:
    while True:
        pass


def talk() -> str:
    print("a library that prints")
    return "heard"


async def test_work_is_done_in_other_processes_at_once() -> None:
    async with Workers(2) as workers:
        first, second = await asyncio.gather(workers.run(late), workers.run(late))
        assert len({first, second, os.getpid()}) == 3


async def test_what_the_work_raises_is_raised() -> None:
    async with Workers(1) as workers:
        with pytest.raises(ValueError, match="invalid literal"):
            await workers.run(int, "x")
        with pytest.raises(ReadingError, match="UnpackableError: oneother"):
            await workers.run(fail_oddly)


async def test_work_that_kills_its_process_fails_alone() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkerError, match="crashed"):
            await workers.run(os.abort)
        assert await workers.run(abs, -1) == 1


async def test_work_that_takes_too_long_is_ended() -> None:
    async with Workers(1, patience=0.5) as workers:
        with pytest.raises(WorkerError, match="longer than"):
            await workers.run(time.sleep, 60)
        assert await workers.run(abs, -1) == 1


async def test_work_that_never_ends_is_ended_by_the_time_it_works_not_by_the_clock() -> None:
    async with Workers(1, processor=1) as workers:
        with pytest.raises(WorkerError, match="longer to read than any article"):
            await workers.run(work_without_end)
        assert await workers.run(wait_longer) > 0


async def test_what_a_library_prints_does_not_disturb() -> None:
    async with Workers(1) as workers:
        assert await workers.run(talk) == "heard"


async def test_large_pieces_go_through() -> None:
    async with Workers(1) as workers:
        assert await workers.run(bytes.upper, b"x" * 5_000_000) == b"X" * 5_000_000


@pytest.mark.parametrize("then", ["time.sleep(60)", "await workers.run(time.sleep, 60)"], ids=["idle", "working"])
def test_workers_end_with_the_process_that_started_them_however_that_ends(then: str) -> None:
    script = f"""
import asyncio, os, time
from store.ingest.workers import Workers
async def main():
    async with Workers(1) as workers:
        print(await workers.run(os.getpid), flush=True)
        {then}
asyncio.run(main())
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout
    worker = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.communicate()
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")
