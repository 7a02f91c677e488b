"""Measures `attribune crawl` on synthetic pages: `python -m tests.bench.crawling [--pages 20000] [--kills 5]`.

Some of the pages are read by the plain extractor and by one worker side by side, so that other load on the machine
slows both; then by one worker, by two, and on a cluster of two nodes on loopback: that gives the ratios. All pages are
crawled by two workers, once undisturbed and once killed at random moments. The tables must be the same each time. It
also prints the times of grouping and writing, and the memory of the largest process. It is not a pass-or-fail check.
On a shared machine, processor time (`cpu`) says more than wall-clock time.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from store.crawl.manifest import NAME
from tests.bench.archives import write
from tests.store.crawl.conftest import tables
from tests.store.crawl.test_cluster import cluster

_MAIN = "from tui.cli import main; main()"
# Words in the command lines of the processes that read pages and extract claims.
_WORKER = "worker_process"
_FILES = 8
# Pages of a crawl whose cost is almost only that of starting.
_FEW = 8
_PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a run: wall-clock and processor seconds, and both until all pages were read.

    engine_cpu: processor seconds of the processes that only hand out work. largest: MB of the largest process;
    together: MB of all processes.
    """

    wall: float
    cpu: float
    read_wall: float
    read_cpu: float
    engine_cpu: float
    largest: float
    together: float


class Watch:
    """Samples a process and all its descendants from time to time."""

    def __init__(self, process: "subprocess.Popen[bytes]", out: Path | None) -> None:
        self._out = out
        self._read: tuple[float, float, float] | None = None
        self._workers: set[int] = set()
        self._process = psutil.Process(process.pid)
        self._cpu: dict[int, float] = {}
        self._largest = self._together = 0.0
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> Cost:
        """Stop sampling and return the cost."""
        wall = time.monotonic() - self._began
        self._ended.set()
        self._thread.join()
        cpu = sum(self._cpu.values())
        return Cost(wall, cpu, *(self._read or (wall, cpu, 0.0)), self._largest, self._together)

    def _look(self) -> None:
        while not self._ended.wait(_PAUSE):
            sizes = []
            with suppress(psutil.Error):
                for process in (self._process, *self._process.children(recursive=True)):
                    with suppress(psutil.Error):
                        spent = process.cpu_times()
                        self._cpu[process.pid] = spent.user + spent.system
                        if _WORKER in " ".join(process.cmdline()):
                            self._workers.add(process.pid)
                        sizes.append(process.memory_info().rss / 1e6)
            if self._out and self._read is None and any(self._out.glob("work/*/order.parquet")):
                engine = sum(cpu for pid, cpu in self._cpu.items() if pid not in self._workers)
                self._read = (time.monotonic() - self._began, sum(self._cpu.values()), engine)
            self._largest = max(self._largest, *sizes, 0.0)
            self._together = max(self._together, sum(sizes))


def start(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    """Start `attribune` or, with -m, a module, in a session of its own."""
    first = [] if arguments[0] == "-m" else ["-c", _MAIN]
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return subprocess.Popen(
        [sys.executable, *first, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def run(*arguments: str | Path, out: Path | None = None) -> Cost:
    """Run a command to its end and return its cost; out: the folder of a crawl."""
    process = start(*arguments)
    watch = Watch(process, out)
    process.wait()
    return watch.end()


def plain(archives: Sequence[Path]) -> None:
    """Read the pages of archives and extract claims as a crawl does: from each text once, in its newest state."""
    from store.archive.incoming import Incoming
    from store.formats.importers import read
    from store.formats.items import Source
    from store.formats.warc_reader import pages
    from store.ingest.extracting import claims_of

    articles = {}
    for path in archives:
        with Source(path) as source:
            for item in pages(source):
                got = read(item)
                if isinstance(got, Incoming):
                    articles[got.places[0]] = got
    for got in {got.text: got for got in articles.values()}.values():
        claims_of(None, got.text, got.title, got.published)


def killed(archives: Path, out: Path, times: int, longest: float, seed: int = 1) -> int:
    """Crawl, killed this many times at random moments, and then to the end; return how often it was killed."""
    chance, count = random.Random(seed), 0
    for _ in range(times):
        process = start("crawl", archives, "--out", out, "--jobs", "2")
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(2, longest))
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        count += 1
        lines = (out / NAME).read_bytes().count(b"\n") if (out / NAME).exists() else 0
        print(f"  killed, {lines:,} pieces done", flush=True)
    run("crawl", archives, "--out", out, "--jobs", "2")
    return count


def main() -> None:
    """Measure in a temporary folder, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--some", type=int, default=2_000, help="pages that the ratios are measured on")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--plain", nargs="*", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.plain is not None:
        plain(asked.plain)
        return
    with tempfile.TemporaryDirectory(prefix="attribune-bench-") as room:
        compare_ways(Path(room), asked.some)
        compare_tables(Path(room), asked.pages, asked.kills)


def side_by_side(room: Path, archives: Path, paths: Sequence[Path]) -> dict[str, Cost]:
    """Return the costs of the plain extractor and of one worker, run at the same time, by name."""
    costs: dict[str, Cost] = {}

    def alone() -> None:
        costs["plain"] = run("-m", "tests.bench.crawling", "--plain", *paths)

    thread = threading.Thread(target=alone)
    thread.start()
    costs["beside"] = run("crawl", archives, "--out", room / "beside", "--jobs", "1", out=room / "beside")
    thread.join()
    return costs


def ways(room: Path, archives: Path, paths: Sequence[Path]) -> dict[str, Cost]:
    """Return the costs of all ways of reading the archives, by name."""
    costs = side_by_side(room, archives, paths)
    for jobs, name in ((1, "1 worker"), (2, "2 workers")):
        out = room / str(jobs)
        costs[name] = run("crawl", archives, "--out", out, "--jobs", str(jobs), out=out)
    return costs


def compare_ways(room: Path, pages: int) -> None:
    """Print the cost of each way of reading some pages, and the ratios."""
    starts = ways(room / "start", room / "few", write(room / "few", _FEW, 2))
    paths = write(room / "some", pages, _FILES)
    wholes = ways(room / "ways", room / "some", paths)
    counted = pages_in(room / "ways" / "1")
    for name, cost in wholes.items():
        print(
            f"{name:9} {counted / cost.wall:6.2f} pages a second, {1000 * cost.cpu / counted:6.1f} ms cpu a page, "
            f"of these {1000 * cost.read_cpu / counted:6.1f} until claims are known, "
            f"largest process {cost.largest:,.0f} MB, all {cost.together:,.0f} MB",
            flush=True,
        )
    # The cost of starting is subtracted: for many pages it is negligible.
    beyond = {
        name: (whole.read_wall - starts[name].read_wall, whole.read_cpu - starts[name].read_cpu)
        for name, whole in wholes.items()
    }
    (single, single_cpu), (double, double_cpu) = beyond["1 worker"], beyond["2 workers"]
    print(
        f"{counted:,} pages; starting took {starts['1 worker'].wall:.1f} s, {starts['1 worker'].cpu:.1f} s cpu; beyond:"
    )
    print(f"2 workers over 1: {single / double:.2f} by the clock, {2 * single_cpu / double_cpu:.2f} by cpu (bar 1.8)")
    over, over_cpu = (beside / alone - 1 for beside, alone in zip(beyond["beside"], beyond["plain"], strict=True))
    print(f"over the plain extractor beside it: {over:+.1%} by the clock, {over_cpu:+.1%} cpu (bar 10%)", flush=True)
    # The engine's housekeeping runs at fixed intervals of the clock, whatever share of the processor the work gets.
    engine_cpu = wholes["beside"].engine_cpu - starts["beside"].engine_cpu
    print(
        f"of that the engine's own processes: {engine_cpu / beyond['plain'][1]:.1%}, "
        f"{1000 * engine_cpu / beyond['beside'][0]:.1f} ms cpu a second of the clock; "
        f"without them: {over_cpu - engine_cpu / beyond['plain'][1]:+.1%}",
        flush=True,
    )
    last = wholes["1 worker"].cpu - wholes["1 worker"].read_cpu
    first = starts["1 worker"].cpu - starts["1 worker"].read_cpu
    print(f"grouping and writing besides: {(last - first) / beyond['plain'][1]:.1%} by cpu")
    whole = tables(room / "ways" / "1")
    print(f"tables of 2 workers {'as' if tables(room / 'ways' / '2') == whole else 'UNLIKE'} those of 1", flush=True)
    with cluster(2) as address:
        run("crawl", room / "some", "--out", room / "far", "--address", address)
    print(f"two nodes: tables {'as' if tables(room / 'far') == whole else 'UNLIKE'} those of 1 worker", flush=True)


def compare_tables(room: Path, pages: int, kills: int) -> None:
    """Compare the tables of all pages, undisturbed and after kills, and print the result."""
    archives = room / "archives"
    paths = write(archives, pages, _FILES)
    cost = run("crawl", archives, "--out", room / "whole", "--jobs", "2", out=room / "whole")
    whole, counted = tables(room / "whole"), pages_in(room / "whole")
    size = sum(path.stat().st_size for path in paths)
    written = sum(path.stat().st_size for path in (room / "whole").rglob("*") if path.is_file())
    print(
        f"{counted:,} pages by 2 workers: {cost.wall:,.0f} s, {cost.cpu:,.0f} s cpu, "
        f"largest process {cost.largest:,.0f} MB"
    )
    print(
        f"bytes a page: {size / counted:,.0f} of archives, {written / counted:,.0f} in the folder, {len(whole)} files"
    )
    count = killed(archives, room / "killed", kills, longest=cost.wall / kills)
    same = tables(room / "killed") == whole
    print(f"killed {count} times: tables {'as' if same else 'UNLIKE'} those of an undisturbed run", flush=True)


def pages_in(out: Path) -> int:
    """Return how many pages a crawl has read."""
    lines = map(json.loads, (out / NAME).read_text(encoding="utf-8").splitlines())
    return sum(int(line["pages"]) for line in lines if line["kind"] == "slice")


if __name__ == "__main__":
    main()
