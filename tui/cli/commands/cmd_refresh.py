"""`attribune refresh`: fetches articles again; changed ones get a new version."""

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

import click

from store.ingest.refetching import Refetchable, from_the_web, recent
from store.settings import Settings
from tui.cli import options
from tui.cli.commands.cmd_show import named
from tui.cli.fetch_runs import AT_ONCE, OutcomeReport, open_ingester, summary
from tui.cli.messages import Messages
from tui.cli.watch_runs import tell_watched


@click.command(name="refresh", short_help="Fetch articles again; keep changes as new versions.")
@click.argument("names", nargs=-1, metavar="[ARTICLE]…")
@click.option(
    "--days", type=click.IntRange(min=1), default=7, show_default=True, metavar="N", help="How many days back."
)
@options.as_json
@options.library
def command(names: tuple[str, ...], days: int, as_json: bool, library: Path | None) -> None:
    """Fetch articles again. An article that has changed gets a new version; nothing is overwritten.

    ARTICLE is its number in `attribune list`, or the URL that it was added from. Without one, the articles that came
    from the web in the last days are fetched.
    """
    settings = options.settings(library)
    messages = Messages()
    with options.reading(library) as conn:
        chosen: list[Refetchable] = []
        for name in names:
            article = named(conn, name)
            again = from_the_web(conn, article.id)
            if isinstance(again, Refetchable):
                chosen.append(again)
            else:
                messages.failed(name, again)
        if not names:
            chosen = recent(conn, days)
    outcomes: Counter[str] = Counter()
    stopped = False
    try:
        with messages.progress(len(chosen)) as steps:
            if chosen:
                asyncio.run(_refresh(settings, chosen, OutcomeReport(messages, outcomes, steps, as_json)))
        tell_watched(settings, messages, as_json=as_json)
    except KeyboardInterrupt:
        stopped = True
    finally:
        messages.note(summary(outcomes, stopped=stopped, nothing="nothing to fetch again"))
    click.get_current_context().exit(1 if stopped else messages.exit_code)


async def _refresh(settings: Settings, chosen: list[Refetchable], report: OutcomeReport) -> None:
    from store.ingest.concurrency import as_done
    from store.ingest.pages import PageRequest

    async with open_ingester(settings) as gathered:
        jobs = (partial(gathered.page, PageRequest(again.url, typed=again.typed)) for again in chosen)
        async for result in as_done(jobs, AT_ONCE):
            report.add(result)
            if result.outcome == "version":
                report.messages.note(f"{result.name} has changed: article {result.article} has a new version")
