"""Polls feeds and ingests what is new: an item's own text, or its page if it has only a summary."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from store.archive.incoming import ReadingError
from store.archive.locations import same_server
from store.archive.web.feed import Feed, Item, read_feed, read_item
from store.archive.web.fetched import FetchError, Validators
from store.archive.web.opml import Outline
from store.archive.web.page import Hint
from store.ingest.concurrency import as_done
from store.ingest.intake import IngestResult
from store.ingest.pages import Ingester, PageRequest
from store.library import feeds
from store.library.feeds import Subscription
from store.library.fetch_queue import Wanted, arrived, failed

_FEEDS_AT_ONCE = 8
_ITEMS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class PollResult:
    """The result of polling a feed: its items' results, and what is wrong with the feed itself, None if nothing.

    left: how many items wait for the next run; moved: its new address, "" for none.
    """

    feed: Subscription
    results: tuple[IngestResult, ...] = ()
    error: ReadingError | None = None
    left: int = 0
    moved: str = ""

    def count(self, *outcomes: str) -> int:
        """Return how many items had one of these outcomes, which include `failed`."""
        return sum((result.outcome or "failed") in outcomes for result in self.results)


async def update(
    ingester: Ingester,
    subscriptions: Sequence[Subscription],
    report: Callable[[IngestResult], object],
    limit: int = feeds.AT_ONCE,
) -> AsyncIterator[PollResult]:
    """Poll the feeds and yield the result of each; report is called with every item once it is stored.

    limit: of items per feed. Raises LibraryError and NoExtractorError, which end the run.
    """
    jobs = (partial(_poll, ingester, feed, report, limit) for feed in subscriptions)
    async for result in as_done(jobs, _FEEDS_AT_ONCE):
        yield result


async def fetch_wanted(ingester: Ingester, pages: Sequence[Wanted]) -> AsyncIterator[IngestResult]:
    """Fetch the pages that imports ask for, and yield the result of each."""
    jobs = (partial(_wanted, ingester, page) for page in pages)
    async for result in as_done(jobs, _ITEMS_AT_ONCE):
        yield result


async def _wanted(ingester: Ingester, page: Wanted) -> IngestResult:
    result = await ingester.page(PageRequest(page.url, typed=False, hint=Hint(title=page.title)))
    if result.article is not None:
        await ingester.writer.do(arrived, page, result.article, new=result.outcome == "added")
    else:
        await ingester.writer.do(failed, page, str(result.error))
    return result


async def _poll(
    ingester: Ingester, feed: Subscription, report: Callable[[IngestResult], object], limit: int
) -> PollResult:
    do = ingester.writer.do
    try:
        fetched = await ingester.fetcher.get(feed.url, typed=feed.private, seen=Validators(feed.etag, feed.modified))
        if fetched.unchanged:
            await do(feeds.note_poll, feed.id, etag=feed.etag, modified=feed.modified)
            return PollResult(feed)
        content = await ingester.workers.run(
            read_feed, fetched.body, fetched.url, fetched.headers.get("content-type", "")
        )
    except ReadingError as error:
        wait = error.again if isinstance(error, FetchError) else 0.0
        await do(feeds.note_poll, feed.id, etag=feed.etag, modified=feed.modified, error=str(error), wait=wait)
        return PollResult(feed, error=error)
    moved = fetched.moved or (content.moved if content.moved != feed.url else "")
    if moved and not await do(feeds.move, feed.id, moved):
        moved = ""
    items, left = await do(feeds.new_items, feed.id, content.items, limit)
    results = []
    jobs: list[Callable[[], Coroutine[Any, Any, IngestResult]]] = [
        partial(_ingest_item, ingester, feed, fetched.url, content, item) for item in items
    ]
    again = False
    async for result in as_done(jobs, _ITEMS_AT_ONCE):
        results.append(result)
        report(result)
        again = again or _passing(result)
    # While items are left, request the whole feed.
    seen = Validators() if left or again or content.trouble else fetched.seen
    await do(
        feeds.note_poll,
        feed.id,
        etag=seen.etag,
        modified=seen.modified,
        error=content.trouble,
        outline=Outline(feed.url, content.title, content.site),
    )
    return PollResult(feed, tuple(results), ReadingError(content.trouble) if content.trouble else None, left, moved)


async def _ingest_item(ingester: Ingester, feed: Subscription, place: str, content: Feed, item: Item) -> IngestResult:
    name = item.url or f"{feed.url}#{item.key}"
    result = await _item_result(ingester, feed, place, content, item, name)
    await ingester.writer.do(
        feeds.note_outcome,
        feed.id,
        item,
        result.article,
        "" if result.error is None else str(result.error),
        passing=_passing(result),
    )
    return result


async def _item_result(
    ingester: Ingester, feed: Subscription, place: str, content: Feed, item: Item, name: str
) -> IngestResult:
    title = feed.title or content.title
    if item.whole:
        try:
            incoming = await ingester.workers.run(read_item, item, feed.id, title, content.language, feed.url)
        except ReadingError as error:
            return IngestResult(name, error=error)
        return await ingester.text(name, incoming)
    if not item.url:
        return IngestResult(name, error=ReadingError("has only a summary, and no page"))
    hint = Hint(item.title, title, item.byline, item.published, content.language)
    # Whoever named a private feed named its server; but redirects and links may lead to anybody's.
    own = feed.private and same_server(feed.url, place, item.url)
    return await ingester.page(PageRequest(item.url, typed=feed.local or own, hint=hint, name=name))


def _passing(result: IngestResult) -> bool:
    return isinstance(result.error, FetchError) and result.error.passing
