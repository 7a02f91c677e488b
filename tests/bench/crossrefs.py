"""Prints what cross-references cost in libraries of 10,000, 100,000 and 1,000,000 synthetic claims.

Run as `python -m tests.bench.crossrefs [CLAIMS]… [--folder DIR] [--keep]`. Wanted: a claim's related list within 50 ms
at the 95th percentile in the largest, growing slower than the library; and adding an article at most a fifth over
extracting it. Nothing is asserted, for the milliseconds depend on the machine; the ratios are what counts.
"""

import argparse
import itertools
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extract.extractor import Extractor
from store.ingest.adding import add
from store.library import articles, claims
from store.library.connection import open_reader, open_writer
from store.linking import links, quantities
from tests.bench.stocking import stock
from tests.bench.synthetic import Report, World

SIZES = (10_000, 100_000, 1_000_000)
# The first articles load the pipeline and the file's pages.
ASKED, ADDED, WARM = 400, 220, 20


@dataclass(frozen=True, slots=True)
class _Spent:
    """The cost of a step, in ms of wall-clock and processor time; extracting uses several processors."""

    time: float
    work: float


def main() -> None:
    """Make the libraries, one after the other, and measure each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="CLAIMS")
    parser.add_argument("--folder", type=Path, help="where the libraries are made; by default in a temporary folder")
    parser.add_argument("--keep", action="store_true", help="leave them there, and use those that are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        extractor = Extractor()
        medians = []
        for size in options.sizes:
            medians.append(_measured(folder / f"claims-{size}.db", size, extractor))
            if not options.keep:
                for file in folder.glob(f"claims-{size}.db*"):
                    file.unlink()
        for (less, before), (more, after) in itertools.pairwise(zip(options.sizes, medians, strict=True)):
            print(
                f"{more / less:.0f} times the claims: {after / before:.1f} times the 95th percentile of a related list"
            )


def _measured(path: Path, size: int, extractor: Extractor) -> float:
    """Print the figures of one size; return the 95th percentile of a related list in ms."""
    world = World(size)
    reports = world.reports()
    if not path.exists():
        began = time.perf_counter()
        stock(path, reports, size)
        print(f"\n{size:,} claims: made in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
    else:
        # Continue the synthetic news where the library stopped.
        with closing(open_reader(path)) as conn:
            for _ in range(articles.count(conn)):
                next(reports)
        print(f"\n{size:,} claims: {path.stat().st_size / 1e6:,.0f} MB")
    with closing(open_reader(path)) as conn:
        asked = _claims(conn, "SELECT id FROM claims WHERE id = ?", size)
        hot = _claims(conn, "SELECT claim FROM ties WHERE claim >= ? LIMIT 1", size)
        _forget_pages(path)
        _print_spread(
            "related list, any claim, file not in memory", [_timed(links.related, conn, number) for number in asked]
        )
        warm = _print_spread("related list, any claim", [_timed(links.related, conn, number) for number in asked])
        many = [len(links.related(conn, number)) for number in asked]
        print(f"    links of a claim: median {statistics.median(many):.0f}, at most {max(many)}")
        _print_spread("related list, claims that have links", [_timed(links.related, conn, number) for number in hot])
        _print_spread(
            "members of a quantity, claims that have links",
            [_timed(quantities.members, conn, number) for number in hot],
        )
        some = [row[0] for row in conn.execute("SELECT id FROM articles WHERE claims ORDER BY random() LIMIT 200")]
        _print_spread(
            "claims of an article with their signs", [_timed(claims.of_article, conn, number) for number in some]
        )
    with closing(open_writer(path)) as conn:
        extracting, adding = [], []
        # Alternating, so that both run under the same load.
        for report in itertools.islice(reports, ADDED):
            extracting.append(_worked(extractor.claims, report.text))
            adding.append(_worked(_add, conn, report))
        work = [sum(run.work for run in some[WARM:]) for some in (adding, extracting)]
        time_ = [sum(run.time for run in some[WARM:]) for some in (adding, extracting)]
        _print_spread("extracting an article", [run.time for run in extracting[WARM:]])
        _print_spread("adding it, its claims known", [run.time for run in adding[WARM:]])
        print(f"    adding costs {work[0] / work[1]:.1%} of extracting's work, {time_[0] / time_[1]:.1%} of its time")
    return warm


def _claims(conn: sqlite3.Connection, query: str, size: int) -> list[int]:
    chance = random.Random(1)
    rows = (conn.execute(query, (chance.randrange(1, size),)).fetchone() for _ in range(ASKED))
    return [row[0] for row in rows if row]


def _add(conn: sqlite3.Connection, report: Report) -> None:
    add(conn, report.incoming(), report.claims, "1")


def _timed(run: Callable[..., object], *given: object) -> float:
    began = time.perf_counter()
    run(*given)
    return (time.perf_counter() - began) * 1_000


def _worked(run: Callable[..., object], *given: object) -> _Spent:
    began = time.process_time()
    spent = _timed(run, *given)
    return _Spent(spent, (time.process_time() - began) * 1_000)


def _print_spread(what: str, spent: Sequence[float]) -> float:
    """Print median, 95th percentile and maximum, and return the percentile."""
    percentile = statistics.quantiles(spent, n=20)[-1]
    print(
        f"    {what}: median {statistics.median(spent):.1f} ms, 95 % {percentile:.1f} ms, longest {max(spent):.1f} ms"
    )
    return percentile


def _forget_pages(path: Path) -> None:
    """Ask the system to drop the file from its cache, as after a restart, if that is possible."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    main()
