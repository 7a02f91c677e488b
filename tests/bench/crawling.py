"""Measures `attribune crawl` on synthetic pages: `python -m tests.bench.crawling [--pages 20000] [--kills 5]`.

Prints pages a second of the plain extractor, of one worker and of two, as ratios; what grouping and writing take
beside reading; memory of the largest process; whether the tables are the same after kills at random moments, and from a
cluster of two nodes on loopback. It does not gate. On a machine that others use too, the seconds of the processors
(`cpu`) say more than those of the clock.
"""

import argparse
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
_FILES = 8
# Pages of a crawl that is little but its start.
_FEW = 8
_PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds of the clock and of the processors, and of these until all pages were read.

    largest: MB of its largest process; together: of all.
    """

    wall: float
    cpu: float
    read_wall: float
    read_cpu: float
    largest: float
    together: float


class Watch:
    """Looks at a process and all below it from time to time."""

    def __init__(self, process: "subprocess.Popen[bytes]", out: Path | None) -> None:
        self._work = out / "work" if out else None
        self._read: tuple[float, float] | None = None
        self._process = psutil.Process(process.pid)
        self._cpu: dict[int, float] = {}
        self._largest = self._together = 0.0
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> Cost:
        """Stop looking and return what was seen."""
        wall = time.monotonic() - self._began
        self._ended.set()
        self._thread.join()
        cpu = sum(self._cpu.values())
        return Cost(wall, cpu, *(self._read or (wall, cpu)), self._largest, self._together)

    def _look(self) -> None:
        while not self._ended.wait(_PAUSE):
            sizes = []
            with suppress(psutil.Error):
                for process in (self._process, *self._process.children(recursive=True)):
                    with suppress(psutil.Error):
                        spent = process.cpu_times()
                        self._cpu[process.pid] = spent.user + spent.system
                        sizes.append(process.memory_info().rss / 1e6)
            if self._work and self._read is None and self._work.exists():
                self._read = (time.monotonic() - self._began, sum(self._cpu.values()))
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
    """Run it to its end and return what it took; out: the folder of a crawl."""
    process = start(*arguments)
    watch = Watch(process, out)
    process.wait()
    return watch.end()


def plain(archives: Sequence[Path]) -> None:
    """Read the pages of archives and find their claims, one by one, with nothing between."""
    from store.archive.incoming import Incoming
    from store.formats.importers import read
    from store.formats.items import Source
    from store.formats.warc_reader import pages
    from store.ingest.extracting import claims_of

    for path in archives:
        with Source(path) as source:
            for item in pages(source):
                got = read(item)
                if isinstance(got, Incoming):
                    claims_of(None, got.text, got.title, got.published)


def killed(archives: Path, out: Path, times: int, longest: float, seed: int = 1) -> int:
    """Crawl, killed so many times at random moments, and then to the end; return how often it was killed."""
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
    """Do it in a folder that is removed again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--plain", nargs="*", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.plain is not None:
        plain(asked.plain)
        return
    with tempfile.TemporaryDirectory(prefix="attribune-bench-") as room:
        measure(Path(room), asked.pages, asked.kills)


def costs(room: Path, paths: Sequence[Path], archives: Path) -> dict[str, Cost]:
    """Return what the plain extractor takes, and crawls with one and two workers into folders in the room."""
    by_way = {"plain": run("-m", "tests.bench.crawling", "--plain", *paths)}
    for jobs, name in ((1, "1 worker"), (2, "2 workers")):
        out = room / str(jobs)
        by_way[name] = run("crawl", archives, "--out", out, "--jobs", str(jobs), out=out)
    return by_way


def measure(room: Path, pages: int, kills: int) -> None:
    """Print all that is measured on so many pages."""
    archives = room / "archives"
    paths = write(archives, pages, _FILES)
    few = write(room / "few", _FEW, 2)
    starts = costs(room / "start", few, room / "few")
    wholes = costs(room, paths, archives)
    for name, cost in wholes.items():
        print(
            f"{name:9} {pages / cost.wall:6.2f} pages a second, {1000 * cost.cpu / pages:6.1f} ms cpu a page, of these "
            f"{1000 * cost.read_cpu / pages:6.1f} to read it, "
            f"largest process {cost.largest:,.0f} MB, all {cost.together:,.0f} MB",
            flush=True,
        )
    # What starting costs is left out: of many pages it is nothing.
    (alone, alone_cpu), (single, single_cpu), (double, double_cpu) = (
        (whole.read_wall - starts[name].read_wall, whole.read_cpu - starts[name].read_cpu)
        for name, whole in wholes.items()
    )
    print(f"started by {starts['1 worker'].wall:.1f} s of the clock, {starts['1 worker'].cpu:.1f} s cpu; beyond that:")
    print(f"2 workers over 1: {single / double:.2f} by the clock, {2 * single_cpu / double_cpu:.2f} by cpu (bar 1.8)")
    print(
        f"over the plain extractor: {single / alone - 1:+.1%} by the clock, "
        f"{single_cpu / alone_cpu - 1:+.1%} cpu (bar 10%)"
    )
    grouped = (
        wholes["1 worker"].cpu - wholes["1 worker"].read_cpu - starts["1 worker"].cpu + starts["1 worker"].read_cpu
    )
    print(f"grouping and writing besides: {grouped / alone_cpu:.1%} by cpu")
    whole = tables(room / "1")
    size = sum(path.stat().st_size for path in paths)
    written = sum(path.stat().st_size for path in (room / "1").rglob("*") if path.is_file())
    print(f"bytes a page: {size / pages:,.0f} of archives, {written / pages:,.0f} in the folder, {len(whole)} files")
    print(f"tables of 2 workers {'as' if tables(room / '2') == whole else 'UNLIKE'} those of 1", flush=True)
    two_wall = wholes["2 workers"].wall
    count = killed(archives, room / "killed", kills, longest=two_wall / 2)
    same = tables(room / "killed") == whole
    print(f"killed {count} times: tables {'as' if same else 'UNLIKE'} those of an undisturbed run", flush=True)
    with cluster(2) as address:
        run("crawl", archives, "--out", room / "far", "--address", address)
        print(f"two nodes: tables {'as' if tables(room / 'far') == whole else 'UNLIKE'} those of an embedded run")


if __name__ == "__main__":
    main()
