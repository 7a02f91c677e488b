"""`attribune feed`: subscribes to feeds, lists and removes them."""

import asyncio
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.library import feeds
from store.library.connection import open_writer
from store.library.feeds import Subscription
from store.settings import Settings
from store.wording import counted, one_line
from tui.app.changes import feed_tagged, make, renamed, unsubscribed
from tui.cli import options
from tui.cli.messages import Messages, listed
from tui.cli.poll_runs import PollOptions, poll

if TYPE_CHECKING:
    from store.ingest.feed_discovery import DiscoveredFeed

_SPAN = re.compile(r"(\d+)\s*([mhd]?)[a-z]*", re.IGNORECASE)
_SECONDS = {"": 60, "m": 60, "h": 3600, "d": 86_400}


def _seconds(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return the seconds of a polling interval: 30m, 2h, 1d, or minutes."""
    if value is None:
        return None
    span = _SPAN.fullmatch(value.strip())
    seconds = int(span[1][:6]) * _SECONDS[span[2].lower()] if span else 0
    if not feeds.SHORTEST <= seconds <= 31 * feeds.LONGEST:
        raise click.BadParameter(f"{value!r} is not a time from 5m to 31d: write 30m, 2h or 1d", ctx, param)
    return seconds


@click.group(name="feed", short_help="Subscribe to feeds, list and remove them.")
def command() -> None:
    """Subscribe to feeds (RSS, Atom, JSON Feed), list them, remove them.

    Lists of feeds from other readers (OPML) come in with `attribune import` and go out with `attribune export`.
    """


@command.command(name="add", short_help="Subscribe to feeds.")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option(
    "--every", callback=_seconds, metavar="TIME", help="How often to check it: 30m, 2h, 1d. [default: as it asks]"
)
@click.option("--folder", default=None, help="Show it in this folder of the lists.")
@click.option("--local", is_flag=True, help="Let its links lead to this machine and its network.")
@options.as_json
@options.library
def add(
    urls: tuple[str, ...], every: int | None, folder: str | None, local: bool, as_json: bool, library: Path | None
) -> None:
    """Subscribe to the feeds at these addresses. Any page of a site will do: its feed is found from there.

    `attribune update` then brings the articles. If you already subscribe to a feed, the options given here change it.
    """
    from tui.cli.printing import print_json

    settings = options.settings(library)
    messages = Messages()
    with closing(open_writer(settings.library)) as conn:
        for url, offer in asyncio.run(_offers(settings, urls)):
            if isinstance(offer, Exception):
                messages.failed(url, offer)
                if as_json:
                    print_json({"feed": url, "error": str(offer)})
                continue
            outline = offer.outline(folder or "")
            span = every or min(max(offer.every, feeds.EVERY), feeds.LONGEST)
            words = counted(offer.items, "item")
            before = feeds.named(conn, outline.url)
            if not feeds.subscribe(conn, outline, span, local=local, private=offer.private):
                changed = feeds.change(
                    conn, outline.url, every=every, folder=folder, local=local or None, private=offer.private or None
                )
                words = "was already subscribed to; its options changed" if changed else "is already subscribed to"
            messages.note(f"{outline.title or outline.url}: {words}  {outline.url}")
            if as_json:
                print_json(
                    {
                        "feed": outline.url,
                        "title": outline.title,
                        "items": offer.items,
                        "subscribed": before is None,
                        "error": None,
                    }
                )
            for other in offer.others:
                messages.note(f"    also found: {other}")
    click.get_current_context().exit(messages.exit_code)


async def _offers(settings: Settings, urls: tuple[str, ...]) -> "list[tuple[str, DiscoveredFeed | Exception]]":
    from store.archive.incoming import ReadingError
    from store.archive.web.fetching import Fetcher
    from store.ingest.feed_discovery import discover_feed
    from store.ingest.workers import Workers

    offers: list[tuple[str, DiscoveredFeed | Exception]] = []
    async with Fetcher(settings.network) as fetcher, Workers(1) as workers:
        for url in urls:
            try:
                offers.append((url, await discover_feed(fetcher, workers, url if "://" in url else f"https://{url}")))
            except ReadingError as error:
                offers.append((url, error))
    return offers


@command.command(name="list", short_help="List the feeds.")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the feeds with the number of articles from each."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for feed in listed(feeds.subscriptions(conn), "no feeds yet: `attribune feed add URL` subscribes to one"):
            if as_json:
                print_json(_facts(feed))
                continue
            count = counted(feed.articles, "article")
            place = f"{feed.folder}/" if feed.folder else ""
            tags = "".join(f"#{tag} " for tag in feed.tags) + ("· " if feed.tags else "")
            print_line(
                f"{feed.id:>5}  {place}{feed.title or feed.url}  {tags}{count} · every {_span(feed.every)} · {feed.url}"
            )
            if feed.error:
                print_line(f"       {feed.error}")


def _facts(feed: Subscription) -> dict[str, object]:
    return {
        "number": feed.id,
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "every": feed.every,
        "local": feed.local,
        "checked": feed.checked,
        "error": feed.error or None,
        "articles": feed.articles,
    }


def _span(seconds: int) -> str:
    for letter, size in (("d", 86_400), ("h", 3600)):
        if seconds % size == 0:
            return f"{seconds // size}{letter}"
    return f"{seconds // 60}m"


@command.command(name="rename", short_help="Rename a feed.")
@click.argument("name", metavar="FEED")
@click.argument("title", metavar="TITLE")
@options.library
def rename(name: str, title: str, library: Path | None) -> None:
    """Give a feed a title of your own."""
    with options.writing(library) as conn:
        feed = _named(name, feeds.subscriptions(conn), feeds.named(conn, name))
        if not one_line(title):
            raise click.UsageError("a feed's title needs at least one letter")
        make(conn, renamed(feed, one_line(title)))


@command.command(name="tag", short_help="Tag a feed.")
@click.argument("name", metavar="FEED")
@click.argument("tags", nargs=-1, metavar="[TAG]…")
@options.library
def tag(name: str, tags: tuple[str, ...], library: Path | None) -> None:
    """Give a feed these tags instead of those that it has; without any, it has none.

    All articles of a feed have its tags, also those still to come: `tag:NAME` finds them.
    """
    with options.writing(library) as conn:
        feed = _named(name, feeds.subscriptions(conn), feeds.named(conn, name))
        make(conn, feed_tagged(feed, ",".join(tags)))


@command.command(name="remove", short_help="Unsubscribe from feeds.")
@click.argument("names", nargs=-1, required=True, metavar="FEED…")
@options.library
def remove(names: tuple[str, ...], library: Path | None) -> None:
    """Unsubscribe from these feeds; their articles stay.

    FEED is a number in `attribune feed list`, an address or a title.
    """
    settings = options.settings(library)
    with closing(open_writer(settings.library)) as conn:
        # Look all up before removing any: a wrong name changes nothing.
        for feed in [_named(name, feeds.subscriptions(conn), feeds.named(conn, name)) for name in names]:
            make(conn, unsubscribed(feed))
            click.echo(f"{feed.title or feed.url} is unsubscribed; its articles stay", err=True)


@command.command(name="move", short_help="Change a feed's address.")
@click.argument("name", metavar="FEED")
@click.argument("url", metavar="URL")
@options.library
def move(name: str, url: str, library: Path | None) -> None:
    """Read a feed at another address from now on; its articles stay with it.

    `attribune update` itself follows a feed whose server says that it has moved for good.
    """
    settings = options.settings(library)
    messages = Messages()
    with closing(open_writer(settings.library)) as conn:
        feed = _named(name, feeds.subscriptions(conn), feeds.named(conn, name))
        for _, offer in asyncio.run(_offers(settings, (url,))):
            if isinstance(offer, Exception):
                messages.failed(url, offer)
            elif not feeds.move(conn, feed.id, offer.url):
                messages.failed(offer.url, "is another feed's address: `attribune feed list` shows which")
    click.get_current_context().exit(messages.exit_code)


@command.command(name="update", short_help="Check feeds now, due or not.")
@click.argument("names", nargs=-1, metavar="[FEED]…")
@click.option("--quiet", is_flag=True, help="Report only failures.")
@options.as_json
@options.library
def update(names: tuple[str, ...], quiet: bool, as_json: bool, library: Path | None) -> None:
    """Check these feeds now, or all feeds, whether due or not, and add what is new."""
    settings = options.settings(library)
    with closing(open_writer(settings.library)) as conn:
        known = feeds.subscriptions(conn)
        chosen = [_named(name, known, feeds.named(conn, name)) for name in names] if names else known
    code = poll(settings, chosen, [], PollOptions(quiet=quiet, as_json=as_json, limit=feeds.AT_ONCE))
    click.get_current_context().exit(code)


def _named(name: str, known: list[Subscription], subscription: Subscription | None) -> Subscription:
    if subscription is None:
        several = sum(feed.title.casefold() == name.casefold() for feed in known) > 1
        words = "several feeds have this name" if several else "no feed has this name"
        raise click.UsageError(f"{name!r}: {words}: `attribune feed list` shows their numbers")
    return subscription
