"""Killed at any moment of `update` and `add`, the library is sound, has what was reported, and a rerun completes.

`python -m tests.bench.killing` does the same with the commands themselves, fifty times.
"""

import random
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.connection import open_reader
from tests.server import Server, page
from tests.store.fetching_library import apart, article, check_whole, content, item, rss, subscribe, subscribed

pytestmark = pytest.mark.slow

PAGES = 60


def stock(server: Server) -> list[str]:
    """Give the server pages, and two feeds that link to some; return the addresses of the pages in neither feed."""
    server.latency = 0.004
    server.plans |= {f"/{number}": page(article(number), etag=f'"{number}"') for number in range(PAGES)}
    for feed in range(2):
        items = [
            item(server.url(f"/{number}"), number, content(number) if number % 3 == 0 else "")
            for number in range(feed * 20, feed * 20 + 20)
        ]
        server.plans[f"/feed/{feed}"] = page(rss(items), kind="application/rss+xml", etag=f'"{feed}"')
    return [server.url(f"/{number}") for number in range(40, PAGES)]


def killed(*arguments: str | Path, after: float) -> set[str]:
    """Run until something is stored, and a little longer; kill; return what was reported as stored."""
    process = apart(*arguments)
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    output, errors = process.communicate()
    assert errors == ""
    return set((first + output).split())


def test_a_killed_run_keeps_what_it_reported_and_a_rerun_doubles_nothing(path: Path, server: Server) -> None:
    chance = random.Random(7)
    update: list[str | Path] = ["update", path]
    adding: list[str | Path] = ["add", path, *stock(server)]
    for feed in range(2):
        subscribe(path, server.url(f"/feed/{feed}"))
    reported: set[str] = set()
    for number in range(8):
        work = update if number % 2 else adding
        reported |= killed(*work, after=chance.uniform(0, 0.15))
        check_whole(path, reported)
    for work in (update, adding, update):
        output, errors = apart(*work).communicate(timeout=300)
        assert errors == ""
        reported |= set(output.split())
    check_whole(path, {server.url(f"/{number}") for number in range(PAGES)})
    with closing(open_reader(path)) as conn:
        assert articles.count(conn) == PAGES
        assert {article.versions for article in articles.page(conn, 0, 100)} == {1}
    assert [feed.articles for feed in subscribed(path)] == [20, 20]
