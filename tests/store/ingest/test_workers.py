"""Work in other processes: what fails there fails alone."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.archive.incoming import ReadingError
from store.ingest.workers import PATIENCE, WorkerError, Workers
from tests.leftover_processes import outlives

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")


class UnpackableError(Exception):
    """An exception that can be pickled but not unpickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def fail_oddly() -> None:
    raise UnpackableError("one", "other")


def late() -> int:
    time.sleep(0.2)
    return os.getpid()


def work_without_end() -> None:
    while True:
        pass


def sleep(mark: Path) -> None:
    mark.touch()
    time.sleep(600)


def give_no_other_thread_a_turn(mark: Path) -> None:
    mark.touch()
    pow(3, 10**9)


def python(script: str, *, stdin: int | None = None, stdout: int | None = None) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", script], stdin=stdin, stdout=stdout, text=True, env=environment)


def talk() -> str:
    print("a library that prints")
    return "heard"


async def test_work_is_done_in_parallel_processes() -> None:
    async with Workers(2) as workers:
        first, second = await asyncio.gather(workers.run(late), workers.run(late))
        assert len({first, second, os.getpid()}) == 3


async def test_an_error_of_the_work_is_raised() -> None:
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
            await workers.run(time.sleep, 600)
        # On a busy machine the start of a process takes longer than that.
        workers.patience = PATIENCE
        assert await workers.run(abs, -1) == 1


async def test_endless_work_is_ended_by_its_processor_time_not_by_the_clock() -> None:
    async with Workers(1, processor=1) as workers:
        with pytest.raises(WorkerError, match="longer to read than any article"):
            await workers.run(work_without_end)
        # The next one may take longer by the clock, because it only waits.
        await workers.run(time.sleep, 2.5)


async def test_output_of_libraries_does_not_disturb() -> None:
    async with Workers(1) as workers:
        assert await workers.run(talk) == "heard"


async def test_large_arguments_and_results_are_passed() -> None:
    async with Workers(1) as workers:
        assert await workers.run(bytes.upper, b"x" * 5_000_000) == b"X" * 5_000_000


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("time.sleep(600)", id="idle"),
        pytest.param("await workers.run(sleep, mark)", id="working"),
        pytest.param("await workers.run(give_no_other_thread_a_turn, mark)", id="working in one step", marks=on_linux),
    ],
)
def test_workers_end_with_the_process_that_started_them(then: str, tmp_path: Path) -> None:
    mark = tmp_path / "begun"
    script = f"""
import asyncio, os, time
from pathlib import Path
from store.ingest.workers import Workers
from tests.store.ingest.test_workers import give_no_other_thread_a_turn, sleep
mark = Path({str(mark)!r})
async def main():
    async with Workers(1) as workers:
        print(await workers.run(os.getpid), flush=True)
        {then}
asyncio.run(main())
"""
    process = python(script, stdout=subprocess.PIPE)
    assert process.stdout
    worker = int(process.stdout.readline())
    while "mark" in then and not mark.exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not outlives(worker, 60)


def test_a_worker_that_gets_no_more_work_does_not_wait_for_what_libraries_do_at_the_end() -> None:
    script = """
import atexit, os, time
from store.ingest.worker_process import serve
atexit.register(time.sleep, 600)
serve(os.getppid(), 4_000_000_000)
"""
    process = python(script, stdin=subprocess.DEVNULL)
    try:
        assert process.wait(timeout=300) == 0
    finally:
        process.kill()
