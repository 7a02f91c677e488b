"""Runs tasks on the cores of this machine, or on a running Dask cluster."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extract import VERSION
from store.crawl.requirements import CrawlError
from store.ingest.workers import WorkerError, Workers, cores

if TYPE_CHECKING:
    from distributed import Client

_Task = TypeVar("_Task")
_T = TypeVar("_T")

# Tasks queued at each worker, so that none is idle while the next one arrives.
_AHEAD = 2
# Seconds to wait for a cluster to answer, and for its first worker.
PATIENCE = 15
_CONFIG = {
    "distributed.admin.log-format": "%(message)s",
    # Statistics for a dashboard would take a tenth of a core.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "2s",
    "distributed.admin.system-monitor.interval": "10s",
    # Leave memory limits to the operating system: pages are read in separate processes.
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
}


class Engine:
    """The workers, here or in a cluster."""

    def __init__(self, client: "Client") -> None:
        self._client = client

    def run(self, work: Callable[[_Task], _T], tasks: Iterable[_Task]) -> Iterator[tuple[_Task, _T | Exception]]:
        """Yield each task with its result or error, as they end.

        work must be a module-level function; tasks and results must be picklable.
        """
        from distributed import as_completed

        rest = iter(tasks)
        waiting = {self._submit(work, task): task for task in islice(rest, self._room())}
        running = as_completed(waiting)
        for future in running:
            task = waiting.pop(future)
            error = future.exception() if future.status == "error" else None
            result = future.result() if error is None else error
            future.release()
            for another in islice(rest, max(0, self._room() - len(waiting))):
                added = self._submit(work, another)
                waiting[added] = another
                running.add(added)
            yield task, result

    def wait_for(self, workers: int) -> None:
        """Wait until this many workers have joined. Raises TimeoutError."""
        self._client.wait_for_workers(workers, timeout=PATIENCE)

    def check(self, folder: Path) -> None:
        """Raise CrawlError if a worker has another version of Attribune, or does not see the folder."""
        try:
            states = self._client.run(_state, folder)
        except Exception as error:
            raise CrawlError(f"the cluster's workers have no Attribune: install it there ({error})") from error
        for worker, (version, sees) in sorted(states.items()):
            if version != VERSION:
                raise CrawlError(
                    f"the worker {worker} has extractor {version}, this machine {VERSION}: install the same on both"
                )
            if not sees:
                raise CrawlError(f"the worker {worker} does not see {folder}: name a folder that all machines share")

    def _submit(self, work: Callable[[_Task], _T], task: _Task) -> Any:
        return self._client.submit(work, task, pure=False)

    def _room(self) -> int:
        return _AHEAD * max(1, sum(map(int, self._client.nthreads().values())))


def _state(folder: Path) -> tuple[str, bool]:
    return VERSION, folder.is_dir()


@contextmanager
def engine(jobs: int | None = None, address: str = "") -> Iterator[Engine]:
    """Start worker processes here, by default one per core, or use the cluster of the scheduler at this address.

    Local processes listen on loopback only. Raises CrawlError if no cluster answers.
    """
    import dask
    from distributed import Client, LocalCluster

    # A worker is one process with one thread; libraries that start a thread per core would only compete.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_CONFIG))
        if address:
            client = _connected(stack, address)
        else:
            with _interrupts_ignored():
                here = stack.enter_context(
                    LocalCluster(
                        n_workers=jobs or cores(),
                        threads_per_worker=1,
                        processes=True,
                        host="127.0.0.1",
                        dashboard_address="127.0.0.1:0",
                        scheduler_kwargs={"dashboard": False},
                        silence_logs=50,
                    )
                )
            client = stack.enter_context(Client(here))
        yield Engine(client)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Make processes started meanwhile ignore Ctrl+C, which reaches all of them: this process handles it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _connected(stack: ExitStack, address: str) -> "Client":
    from distributed import Client

    try:
        client = stack.enter_context(Client(address, timeout=PATIENCE))
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise CrawlError(
            f"no Dask cluster with workers answers at {address}: start one with `dask scheduler` and `dask worker`"
        ) from error
    return client


@cache
def isolated_runner() -> "IsolatedRunner":
    """Return the shared runner of functions in separate processes."""
    return IsolatedRunner()


class IsolatedRunner:
    """Runs functions in separate processes from any thread, so that a crash or hang costs only one page."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._workers = Workers()

    def run(self, function: Callable[..., _T], *arguments: Any) -> _T:
        """Return what the function returns, or raise what it raises; WorkerError if it hangs or crashes twice."""
        # A process may be killed because others need memory, so try again once.
        with suppress(WorkerError):
            return self._once(function, arguments)
        return self._once(function, arguments)

    def _once(self, function: Callable[..., _T], arguments: tuple[Any, ...]) -> _T:
        return asyncio.run_coroutine_threadsafe(self._run(function, arguments), self._loop).result()

    async def _run(self, function: Callable[..., _T], arguments: tuple[Any, ...]) -> _T:
        return await self._workers.run(function, *arguments)
