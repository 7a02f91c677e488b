"""Looks at feeds and takes in what is new: the text that an item has, or its page where that is only a summary."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from store.archive.incoming import ReadingError
from store.archive.web.feed import Feed, Item, read_feed, read_item
from store.archive.web.fetched import FetchError, Seen
from store.archive.web.opml import Outline
from store.archive.web.page import Hint
from store.ingest.concurrency import as_done
from store.ingest.intake import Taken
from store.ingest.pages import Gathering, Want
from store.library import feeds
from store.library.feeds import Subscription
from store.library.fetch_queue import Wanted, arrived, failed

# Of a feed so many items are taken in one run, the first ones first; the next run goes on.
AT_ONCE = 300
_FEEDS_AT_ONCE = 8
_ITEMS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at a feed: an item each, and what is wrong with the feed itself, None for nothing.

    left: how many items wait for the next run; moved: its new address, "" for none.
    """

    feed: Subscription
    taken: tuple[Taken, ...] = ()
    error: ReadingError | None = None
    left: int = 0
    moved: str = ""

    def count(self, *outcomes: str) -> int:
        """Return how many items had one of these outcomes; `failed` is one."""
        return sum((taken.outcome or "failed") in outcomes for taken in self.taken)


async def update(
    gathering: Gathering, subscriptions: Sequence[Subscription], report: Callable[[Taken], object], limit: int = AT_ONCE
) -> AsyncIterator[Looked]:
    """Poll the feeds and yield the result of each; report is called with every item as soon as it is stored.

    limit: of items a feed. Raises LibraryError and NoExtractorError, which end the run.
    """
    jobs = (partial(_look, gathering, feed, report, limit) for feed in subscriptions)
    async for looked in as_done(jobs, _FEEDS_AT_ONCE):
        yield looked


async def fetch_wanted(gathering: Gathering, pages: Sequence[Wanted]) -> AsyncIterator[Taken]:
    """Fetch the pages that imports ask for, and yield what became of each."""
    jobs = (partial(_wanted, gathering, page) for page in pages)
    async for taken in as_done(jobs, _ITEMS_AT_ONCE):
        yield taken


async def _wanted(gathering: Gathering, page: Wanted) -> Taken:
    taken = await gathering.page(Want(page.url, typed=False, hint=Hint(title=page.title)))
    if taken.article is not None:
        await gathering.desk.do(arrived, page, taken.article, new=taken.outcome == "added")
    else:
        await gathering.desk.do(failed, page, str(taken.error))
    return taken


async def _look(gathering: Gathering, feed: Subscription, report: Callable[[Taken], object], limit: int) -> Looked:
    do = gathering.desk.do
    try:
        fetched = await gathering.fetcher.get(feed.url, typed=feed.private, seen=Seen(feed.etag, feed.modified))
        if fetched.unchanged:
            await do(feeds.looked, feed.id, etag=feed.etag, modified=feed.modified)
            return Looked(feed)
        content = await gathering.workers.run(
            read_feed, fetched.body, fetched.url, fetched.headers.get("content-type", "")
        )
    except ReadingError as error:
        wait = error.again if isinstance(error, FetchError) else 0.0
        await do(feeds.looked, feed.id, etag=feed.etag, modified=feed.modified, error=str(error), wait=wait)
        return Looked(feed, error=error)
    moved = fetched.moved or (content.moved if content.moved != feed.url else "")
    if moved and not await do(feeds.move, feed.id, moved):
        moved = ""
    items, left = await do(feeds.fresh, feed.id, content.items, limit)
    taken = []
    jobs: list[Callable[[], Coroutine[Any, Any, Taken]]] = [
        partial(_take, gathering, feed, content, item) for item in items
    ]
    again = False
    async for result in as_done(jobs, _ITEMS_AT_ONCE):
        taken.append(result)
        report(result)
        again = again or _passing(result)
    # As long as something is left to be done, the feed is asked for as a whole.
    seen = Seen() if left or again or content.trouble else fetched.seen
    await do(
        feeds.looked,
        feed.id,
        etag=seen.etag,
        modified=seen.modified,
        error=content.trouble,
        outline=Outline(feed.url, content.title, content.site),
    )
    return Looked(feed, tuple(taken), ReadingError(content.trouble) if content.trouble else None, left, moved)


async def _take(gathering: Gathering, feed: Subscription, content: Feed, item: Item) -> Taken:
    name = item.url or f"{feed.url}#{item.key}"
    taken = await _taken(gathering, feed, content, item, name)
    await gathering.desk.do(
        feeds.settle,
        feed.id,
        item,
        taken.article,
        "" if taken.error is None else str(taken.error),
        passing=_passing(taken),
    )
    return taken


async def _taken(gathering: Gathering, feed: Subscription, content: Feed, item: Item, name: str) -> Taken:
    title = feed.title or content.title
    if item.whole:
        try:
            incoming = await gathering.workers.run(read_item, item, feed.id, title, content.language, feed.url)
        except ReadingError as error:
            return Taken(name, error=error)
        return await gathering.text(name, incoming)
    if not item.url:
        return Taken(name, error=ReadingError("has only a summary, and no page"))
    hint = Hint(item.title, title, item.byline, item.published, content.language)
    return await gathering.page(Want(item.url, typed=feed.local, hint=hint, name=name))


def _passing(taken: Taken) -> bool:
    return isinstance(taken.error, FetchError) and taken.error.passing
