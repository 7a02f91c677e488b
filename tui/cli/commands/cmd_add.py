"""`attribune add`: adds articles to the library."""

import asyncio
import os
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.archive.dates import iso
from store.archive.locations import canonical, typed_address
from store.archive.reading import Stated
from store.library.connection import open_writer
from store.settings import Settings
from tui.cli import options, path_arguments
from tui.cli.extraction import Extraction
from tui.cli.fetch_runs import AT_ONCE, OutcomeReport, open_ingester, summary
from tui.cli.messages import Messages
from tui.cli.watch_runs import tell_watched

if TYPE_CHECKING:
    from store.archive.web.page import Hint


@click.command(name="add", short_help="Add articles to the library.")
@click.argument("names", nargs=-1, required=True, metavar="PATH… | URL… | -")
@click.option("--title", default="", help="The article's title.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--date", default="", help="When it was published: 2026-03-14, or 2026-03-14T09:10+01:00.")
@click.option("--url", default="", help="The file's address on the web, by which the library knows it.")
@options.as_json
@options.library
def command(
    names: tuple[str, ...], title: str, outlet: str, date: str, url: str, as_json: bool, library: Path | None
) -> None:
    """Add articles to the library: text, Markdown or HTML files, folders of them, web pages by URL, or - for standard
    input.

    A text that the library already has is not added again; a changed text becomes a new version of its article. If you
    stop the command, what it has stored stays: run it again to continue.
    """
    paths, urls = _paths_and_addresses(names)
    stated = Stated(title=title, outlet=outlet, published=_date(date), url=_address(url))
    if stated != Stated() and (len(names) > 1 or any(path.is_dir() for path in paths)):
        raise click.UsageError("--title, --outlet, --date and --url describe one article: name one file or page")
    if url and urls:
        raise click.UsageError("--url is for files: a page has an address of its own")
    if paths.count(path_arguments.STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be given only once")
    settings = options.settings(library)
    # Report an unwritable library before anything is read.
    open_writer(settings.library).close()
    messages = Messages()
    outcomes: Counter[str] = Counter()
    stopped = False
    try:
        files = list(path_arguments.find(paths))
        if not files and not urls:
            messages.note("found no text, Markdown or HTML files")
        with messages.progress(len(files) + len(urls)) as steps:
            report = OutcomeReport(messages, outcomes, steps, as_json)
            if files or not urls:
                asyncio.run(_add_files(files, stated, settings, report))
            if urls:
                asyncio.run(_add_pages(urls, stated, settings, report))
        tell_watched(settings, messages, as_json=as_json)
    except KeyboardInterrupt:
        stopped = True
    finally:
        messages.note(summary(outcomes, stopped=stopped))
    click.get_current_context().exit(1 if stopped else messages.exit_code)


def _paths_and_addresses(names: tuple[str, ...]) -> tuple[list[Path], list[str]]:
    """Return the paths and the addresses among the names; what is no file may be an address without `https://`."""
    paths: list[Path] = []
    urls: list[str] = []
    for name in names:
        url = "" if os.path.lexists(name) else typed_address(name)
        if url:
            urls.append(url)
        else:
            paths.append(Path(name))
    return paths, urls


async def _add_files(
    files: list[path_arguments.File], stated: Stated, settings: Settings, report: OutcomeReport
) -> None:
    from store.ingest.concurrency import in_order
    from store.ingest.imports import import_items
    from store.ingest.workers import Workers, cores

    number = max(1, min(cores(), len(files)))
    with closing(open_writer(settings.library)) as conn:
        async with Workers(number) as workers:
            extract = Extraction(settings.pipeline, workers).claims
            items = in_order((partial(path_arguments.read, file, workers, stated) for file in files), number)
            async for imported in import_items(conn, settings.library, items, extract, 2 * number):
                if imported.article:
                    report.add(imported.article)


async def _add_pages(urls: list[str], stated: Stated, settings: Settings, report: OutcomeReport) -> None:
    from store.ingest.concurrency import as_done
    from store.ingest.pages import PageRequest

    hint = _hint(stated)
    async with open_ingester(settings) as gathered:
        jobs = (partial(gathered.page, PageRequest(url, hint=hint)) for url in dict.fromkeys(urls))
        async for result in as_done(jobs, AT_ONCE):
            report.add(result)


def _hint(stated: Stated) -> "Hint | None":
    from store.archive.web.page import Hint

    if stated == Stated():
        return None
    return Hint(title=stated.title, outlet=stated.outlet, published=stated.published, firm=True)


def _date(text: str) -> str:
    if text and not iso(text):
        raise click.BadParameter(f"{text!r} is no date like 2026-03-14 or 2026-03-14T09:10+01:00", param_hint="--date")
    return iso(text)


def _address(url: str) -> str:
    if url and not canonical(url):
        raise click.BadParameter(
            f"{url!r} is no address of a page, like https://example.org/news/1", param_hint="--url"
        )
    return url
