"""A library that is filled from a server on loopback, with claims that are quickly found."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from extract.claim import Claim
from store import feeds
from store.archive.web.fetching import Fetcher
from store.archive.web.opml import Outline
from store.archive.web.policy import Policy
from store.desk import Desk
from store.feeds import Subscription
from store.gathering import Gathering, Want
from store.intake import Taken
from store.library import open_writer
from store.updating import AT_ONCE, Looked, update
from store.workers import Workers

QUICK = Policy(timeout=2, patience=5, attempts=2, pause=0.02, longest_pause=1.0, delay=0.0)


def numbers(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    """Every number of a text as a claim: found in no time, where it is fetching that is tested."""
    return [Claim(*found.span(), found[0], "count", float(found[0])) for found in re.finditer(r"\d+", text)]


@asynccontextmanager
async def gathering(library: Path, policy: Policy = QUICK, workers: int = 2) -> AsyncIterator[Gathering]:
    """Fetch into a library."""
    async with Desk(library) as desk, Fetcher(policy) as fetcher, Workers(workers, patience=30) as pool:
        yield Gathering(desk, fetcher, pool, extract=numbers)


async def take(library: Path, *urls: str) -> list[Taken]:
    """Fetch pages one after the other, as a person who typed their addresses."""
    async with gathering(library, workers=1) as gathered:
        return [await gathered.page(Want(url)) for url in urls]


def subscribe(library: Path, url: str, *, local: bool = True) -> None:
    """Subscribe to a feed on loopback whose links may lead there."""
    with closing(open_writer(library)) as conn:
        feeds.subscribe(conn, Outline(url), local=local, private=True)


def subscribed(library: Path) -> list[Subscription]:
    """Return the feeds of a library."""
    with closing(open_writer(library)) as conn:
        return feeds.subscriptions(conn)


async def look(library: Path, limit: int = AT_ONCE) -> list[Looked]:
    """Look at all feeds."""
    async with gathering(library, workers=1) as gathered:
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
    """Return an item of a feed; content: its text, "" for a summary alone."""
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
