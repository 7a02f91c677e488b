"""Fills a library from a server on loopback, with claims that take no time to extract.

`main` is what a process of its own runs: with `update LIBRARY` it looks at the feeds, with `add LIBRARY URL…` it
fetches pages; both print the name of each article when it is stored, and take their turns as the commands do.
"""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

from extract.claim import Claim
from store.archive.web.fetching import Fetcher
from store.archive.web.opml import Outline
from store.archive.web.policy import Policy
from store.ingest.intake import IngestResult
from store.ingest.pages import Ingester, PageRequest
from store.ingest.polling import PollResult, update
from store.ingest.run_lock import LockHeldError, run_lock
from store.ingest.workers import Workers
from store.ingest.writer import Writer
from store.library import articles, claims, feeds
from store.library.connection import open_reader, open_writer
from store.library.feeds import AT_ONCE, Subscription
from tests.store.integrity import checked_file

# The worker that tests share.
shared_worker: Workers | None = None
QUICK = Policy(timeout=60, patience=120, attempts=2, pause=0.02, longest_pause=1.0, delay=0.0)


def numbers(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    """Return every number of a text as a claim: extracting takes no time, since fetching is what is tested."""
    return [Claim(*number.span(), number[0], "count", float(number[0])) for number in re.finditer(r"\d+", text)]


@asynccontextmanager
async def ingester(library: Path, policy: Policy = QUICK, workers: int = 2) -> AsyncIterator[Ingester]:
    """Provide an ingester that fetches into a library."""
    async with Writer(library) as writer, Fetcher(policy) as fetcher, AsyncExitStack() as stack:
        pool = shared_worker
        if pool is None:
            pool = await stack.enter_async_context(Workers(workers, patience=30))
        yield Ingester(writer, fetcher, pool, extract=numbers)


async def take(library: Path, *urls: str) -> list[IngestResult]:
    """Fetch pages one after the other, as if a person had typed their addresses."""
    async with ingester(library, workers=1) as gathered:
        return [await gathered.page(PageRequest(url)) for url in urls]


def subscribe(library: Path, url: str, *, local: bool = True) -> None:
    """Subscribe to a feed on loopback whose links may lead to loopback."""
    with closing(open_writer(library)) as conn:
        feeds.subscribe(conn, Outline(url), local=local, private=True)


def subscribed(library: Path) -> list[Subscription]:
    """Return the feeds of a library."""
    with closing(open_writer(library)) as conn:
        return feeds.subscriptions(conn)


async def look(library: Path, limit: int = AT_ONCE) -> list[PollResult]:
    """Poll all feeds."""
    async with ingester(library, workers=1) as gathered:
        return [looked async for looked in update(gathered, subscribed(library), lambda _: None, limit)]


def article(number: int, *, homes: int = 40, head: str = "") -> str:
    """Return a page with an article of its own."""
    return (
        f"<!doctype html><html lang=en><head><title>Flood {number}</title>{head}</head><body><article>"
        f"<p>In town {number} the mayor said that {homes} homes were flooded on Tuesday, more than ever before.</p>"
        f"<p>The fire service of town {number} counted calls through the night and asked its neighbours for help.</p>"
        "</article></body></html>"
    )


def rss(items: Sequence[str], title: str = "The Post") -> str:
    """Return a feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>http://post.example/</link><language>en</language>{''.join(items)}</channel></rss>"
    )


def item(url: str, number: int, content: str = "", date: str = "Sat, 14 Mar 2026 09:10:00 +0100") -> str:
    """Return an item of a feed; content: its text, "" for only a summary."""
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        f"<item><title>Flood {number}</title><link>{url}</link><guid isPermaLink='false'>item {number}</guid>{when}"
        f"<description>In town {number} homes were flooded.</description>{whole}</item>"
    )


def content(number: int, homes: int = 40) -> str:
    """Return the whole text of an item."""
    return (
        f"<p>In town {number} the mayor said that {homes} homes were flooded on Tuesday, more than ever before.</p>"
        + "".join(f"<p>Street {street} of town {number} lay under water until noon.</p>" for street in range(8))
    )


def apart(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Run this module in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from tests.store.fetching_library import main; main()", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def check_whole(library: Path, reported: set[str]) -> None:
    """Assert that the file is intact, everything reported is there, and nothing is there in part or twice."""
    with checked_file(library) as conn:
        assert conn.execute("SELECT text_hash FROM versions GROUP BY text_hash HAVING count(*) > 1").fetchall() == []
        incomplete = """SELECT v.id FROM versions v WHERE NOT EXISTS (SELECT 1 FROM snapshots WHERE version = v.id)
            OR NOT EXISTS (SELECT 1 FROM claims WHERE version = v.id)
            OR NOT EXISTS (SELECT 1 FROM origins WHERE version = v.id)"""
        assert conn.execute(incomplete).fetchall() == []
        strays = "SELECT key FROM feed_items WHERE tries = 0 AND error = '' AND article IS NULL"
        assert conn.execute(strays).fetchall() == []
    with closing(open_reader(library)) as conn:
        there = articles.page(conn, 0, 10_000)
        assert reported <= {article.added_as for article in there}
        for article in there:
            assert article.claims == len(claims.of_article(conn, article.id)) > 0


async def _update(library: Path) -> None:
    def report(result: IngestResult) -> None:
        if result.error:
            raise result.error
        print(result.name, flush=True)

    with run_lock(library):
        async with ingester(library) as gathered:
            async for looked in update(gathered, subscribed(library), report):
                if looked.error:
                    raise looked.error


async def _add(library: Path, urls: Sequence[str]) -> None:
    async with ingester(library, workers=1) as gathered:
        for url in urls:
            result = await gathered.page(PageRequest(url))
            if result.error:
                raise result.error
            print(result.name, flush=True)


def main() -> None:
    """Run `update` or `add`, whichever the first argument names."""
    what, library, *urls = sys.argv[1:]
    try:
        asyncio.run(_update(Path(library)) if what == "update" else _add(Path(library), urls))
    except LockHeldError as other:
        print(other, file=sys.stderr)
