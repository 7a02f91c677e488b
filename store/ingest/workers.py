"""Runs heavy work in separate processes, so that a crash or hang costs one article and blocks nothing.

A worker ends by itself when its parent process is gone, however that ended.
"""

import asyncio
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self, TypeVar

from store.archive.incoming import ReadingError

_T = TypeVar("_T")

# Wall-clock seconds that one job may take: more than any job needs, even on a busy machine.
PATIENCE = 900.0
# Processor seconds that one job may take, and how many more per megabyte of input. A text of 2 MB, the longest
# allowed, takes 100 on a machine of 2024.
PROCESSOR = 120
PROCESSOR_PER_MB = 250
# Bytes of memory that a worker may allocate.
MEMORY = 4_000_000_000
# Seconds to wait for the exit code of a process whose pipes have closed.
_ENDING = 2.0
_START = "import sys; from store.ingest.worker_process import serve; serve(*map(int, sys.argv[1:]))"


class WorkerError(ReadingError):
    """A job killed its worker, or was killed with it; the text is one clear line."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """A pool of processes that run functions, started when first needed. Use it as an asynchronous context."""

    def __init__(
        self,
        count: int | None = None,
        patience: float = PATIENCE,
        memory: int = MEMORY,
        processor: int = PROCESSOR,
    ) -> None:
        self.count = count or cores()
        self.patience = patience
        self._memory = memory
        self._processor = processor
        self._idle: list[_Worker] = []
        self._free = asyncio.Semaphore(self.count)
        self._all: set[_Worker] = set()
        # Seconds of work in all workers combined.
        self.busy = 0.0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        for worker in list(self._all):
            await self._end(worker)

    async def run(self, function: Callable[..., _T], *arguments: Any) -> _T:
        """Return what the function returns in a worker, or raise what it raises.

        The function must be module-level; arguments and result must be picklable. Raises WorkerError if the job takes
        too long or crashes its process.
        """
        async with self._free:
            worker = self._idle.pop() if self._idle else await self._start()
            began = time.monotonic()
            try:
                async with asyncio.timeout(self.patience):
                    done, result = await worker.ask((function, arguments), self._processor)
            except TimeoutError:
                await self._end(worker)
                raise WorkerError(f"took longer than {self.patience:.0f} seconds to read") from None
            except (EOFError, ConnectionError):
                code = await self._end(worker, patience=_ENDING)
                if code == -signal.SIGXCPU:
                    raise WorkerError("took longer to read than any article of its length does") from None
                raise WorkerError(f"crashed the process that read it (exit code {code})") from None
            except BaseException:
                await self._end(worker)
                raise
            finally:
                self.busy += time.monotonic() - began
            self._idle.append(worker)
        if not done:
            raise result
        returned: _T = result
        return returned

    async def _start(self) -> "_Worker":
        # Not `-m`: that would put the current folder before everything that is installed.
        start = asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-c",
            _START,
            str(os.getpid()),
            str(self._memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None if os.environ.get("ATTRIBUNE_DEBUG") else asyncio.subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            limit=1 << 20,
        )
        starting = asyncio.ensure_future(start)
        try:
            worker = _Worker(await asyncio.shield(starting))
        except asyncio.CancelledError:
            # If it is cancelled midway, asyncio waits forever for the process.
            await self._end(_Worker(await starting))
            raise
        self._all.add(worker)
        return worker

    async def _end(self, worker: "_Worker", patience: float = 0) -> int:
        """End a process, at once or after waiting some seconds for it to end by itself; return its exit code."""
        self._all.discard(worker)
        if patience:
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await worker.process.wait()
        if worker.process.returncode is None:
            worker.process.kill()
        return await worker.process.wait()


# A worker has one core; libraries that start a thread per core would only compete.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1") | {
    "TOKENIZERS_PARALLELISM": "false"
}


class _Worker:
    """One process and its pipes: eight bytes of length, then a pickle, in both directions.

    Eight bytes before each job give the processor seconds that it may take.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def ask(self, work: object, processor: int) -> tuple[bool, Any]:
        assert self.process.stdin
        assert self.process.stdout
        packed = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        seconds = processor + PROCESSOR_PER_MB * len(packed) // 1_000_000
        self.process.stdin.write(seconds.to_bytes(8) + len(packed).to_bytes(8) + packed)
        await self.process.stdin.drain()
        length = int.from_bytes(await self.process.stdout.readexactly(8))
        done, result = pickle.loads(await self.process.stdout.readexactly(length))
        return done, result
