"""Polls feeds for the commands: one run at a time, a line per feed."""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.archive.web.fetched import FetchError
from store.ingest.run_lock import LockHeldError, run_lock
from store.library.feeds import Subscription
from store.library.fetch_queue import Wanted
from store.settings import Settings
from tui.cli.fetch_runs import open_ingester, summary, tell
from tui.cli.messages import Messages, Steps
from tui.cli.printing import print_json
from tui.cli.watch_runs import tell_watched

if TYPE_CHECKING:
    from store.ingest.polling import PollResult


@dataclass(frozen=True, slots=True)
class PollOptions:
    """How to poll and report; limit: of items per feed."""

    quiet: bool
    as_json: bool
    limit: int


def poll(settings: Settings, subscriptions: Sequence[Subscription], pages: Sequence[Wanted], how: PollOptions) -> int:
    """Poll feeds and fetch pages; return the command's exit code."""
    messages = Messages()
    outcomes: Counter[str] = Counter()
    stopped = False
    with ExitStack() as stack:
        try:
            stack.enter_context(run_lock(settings.library))
        except LockHeldError as other:
            if not how.quiet:
                messages.note(f"{other}: this one has nothing to do")
            return 0
        if how.as_json:
            print_json({"feeds": len(subscriptions), "pages": len(pages)})
        try:
            with messages.progress(len(subscriptions) + bool(pages)) as steps:
                if subscriptions or pages:
                    asyncio.run(_poll(settings, subscriptions, pages, how, messages, outcomes, steps))
            tell_watched(settings, messages, as_json=how.as_json, quiet=how.quiet)
        except KeyboardInterrupt:
            stopped = True
        # Tell a waiting person that it ended; a timer's mail should be empty if nothing came.
        if stopped or (sys.stderr.isatty() and not how.quiet and subscriptions):
            messages.note(summary(outcomes, stopped=stopped, nothing="nothing new"))
    return 1 if stopped else messages.exit_code


async def _poll(
    settings: Settings,
    subscriptions: Sequence[Subscription],
    pages: Sequence[Wanted],
    how: PollOptions,
    messages: Messages,
    outcomes: Counter[str],
    steps: Steps,
) -> None:
    from store.ingest.polling import fetch_wanted, update

    async with open_ingester(settings) as gathered:
        async for polled in update(
            gathered, subscriptions, lambda result: tell(result, messages, as_json=how.as_json), how.limit
        ):
            outcomes.update(result.outcome or "failed" for result in polled.results)
            _tell_feed(polled, how, messages)
            steps.done(_name(polled.feed))
        fetched: Counter[str] = Counter()
        async for result in fetch_wanted(gathered, pages):
            fetched[result.outcome or "failed"] += 1
            tell(result, messages, as_json=how.as_json)
        outcomes.update(fetched)
        if fetched and not how.quiet:
            messages.note(f"pages that imports asked for: {summary(fetched, stopped=False)}")


def _tell_feed(polled: "PollResult", how: PollOptions, messages: Messages) -> None:
    name = _name(polled.feed)
    if polled.error:
        messages.failed(name, polled.error)
    if polled.moved:
        messages.note(f"{name} has moved to {polled.moved}; it is read there from now on")
    news = {word: polled.count(outcome) for outcome, word in (("added", "new"), ("version", "changed"))}
    news["failed"] = polled.count("failed")
    parts = [f"{count:,} {word}" for word, count in news.items() if count]
    if polled.left:
        parts.append(f"{polled.left:,} more at the next update")
    if parts and not how.quiet:
        messages.note(f"{name}: {', '.join(parts)}")
    if any(isinstance(result.error, FetchError) and result.error.private for result in polled.results):
        messages.note(f"{name}: `attribune feed add --local {polled.feed.url}` lets its links lead to your own network")
    if how.as_json:
        print_json(
            {
                "feed": polled.feed.url,
                "title": polled.feed.title,
                "error": str(polled.error) if polled.error else None,
                "moved": polled.moved or None,
                "left": polled.left,
                **news,
            }
        )


def _name(feed: Subscription) -> str:
    return feed.title or feed.url
