"""Measures changes to a library for the table of `tests.bench.scale`: marking, adding, polling quiet feeds."""

import itertools
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from store.ingest.adding import add
from store.library import articles
from store.library.connection import open_writer
from store.library.feeds import subscriptions, unsubscribe
from store.library.reading_state import set_read
from tests.bench.synthetic import Report
from tests.server import page, serving
from tests.store.fetching_library import rss, subscribe

ADDED, FEEDS = 40, 100
_COMMAND = "from tui.cli import main; main()"

# What is measured, its milliseconds, and the baseline's.
Row = tuple[str, list[float], list[float]]


def rows(path: Path, reports: Iterator[Report], environment: dict[str, str]) -> Iterator[Row]:
    """Yield the rows; reports: articles that the library doesn't have."""
    yield from _marked(path)
    yield _added(path, reports)
    yield _updated(path, environment)


def timed(run: Callable[[], object]) -> float:
    """Return the processor time of a call in milliseconds: wall-clock time depends on the machine's load."""
    began = time.thread_time()
    run()
    return (time.thread_time() - began) * 1_000


def _marked(path: Path) -> Iterator[Row]:
    """Mark all articles as read, and undo it."""
    with closing(open_writer(path)) as conn, closing(sqlite3.connect(":memory:")) as bare:
        numbers = articles.ids(conn, "is:unread")
        bare.execute("CREATE TABLE marks (article INTEGER PRIMARY KEY, read TEXT NOT NULL)")
        plain = timed(
            lambda: bare.executemany("INSERT INTO marks VALUES (?, 'now')", [(number,) for number in numbers])
        )
        yield f"mark {len(numbers):,} articles read", [timed(lambda: set_read(conn, numbers))], [plain]
        plain = timed(
            lambda: bare.executemany("DELETE FROM marks WHERE article = ?", [(number,) for number in numbers])
        )
        yield "undo that", [timed(lambda: set_read(conn, numbers, read=False))], [plain]


def _added(path: Path, reports: Iterator[Report]) -> Row:
    """Add some of the articles that follow those of the library."""
    ours, floor = [], []
    with closing(open_writer(path)) as conn, closing(sqlite3.connect(":memory:")) as bare:
        bare.execute("CREATE TABLE texts (text TEXT)")
        for report in itertools.islice(reports, ADDED):
            incoming = report.incoming()
            ours.append(timed(lambda incoming=incoming, report=report: add(conn, incoming, report.claims, "1")))
            floor.append(timed(lambda report=report: bare.execute("INSERT INTO texts VALUES (?)", (report.text,))))
    return "add one article, its claims known", ours[ADDED // 4 :], floor[ADDED // 4 :]


def _updated(path: Path, environment: dict[str, str]) -> Row:
    """Poll feeds that have nothing new, by wall-clock time; the baseline is the command's help."""
    # All feeds here are on one host, so that the fetcher would pause after each.
    config = Path(environment["XDG_CONFIG_HOME"], "attribune", "config.toml")
    config.parent.mkdir(exist_ok=True)
    config.write_text("[network]\ndelay = 0\n")
    with closing(open_writer(path)) as conn:
        # Feeds of an earlier run, whose server is gone.
        for subscription in subscriptions(conn):
            unsubscribe(conn, subscription.id)
    with serving() as server:
        for number in range(FEEDS):
            server.plans[f"/{number}"] = page(rss([]), kind="application/rss+xml", etag=f'"{number}"')
            subscribe(path, server.url(f"/{number}"))
        update = ("update", "--all", "--library", str(path))
        _run(update, environment)
        return f"update {FEEDS} quiet feeds", [_run(update, environment)], [_run(("update", "--help"), environment)]


def _run(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-c", _COMMAND, *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=True)
    return (time.perf_counter() - began) * 1_000
