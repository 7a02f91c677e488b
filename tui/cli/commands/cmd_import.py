"""`attribune import`: imports what other programs keep."""

import asyncio
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.archive.folder import opened
from store.archive.incoming import ReadingError
from store.archive.locations import file_name
from store.formats.importers import BY_NAME, COMPLAINTS, FORMATS
from store.formats.items import Imported, Part, scratch
from store.ingest.imports import ImportResult, import_items
from store.ingest.isolated_reading import Export, read_export
from store.library.connection import open_writer
from store.library.fetch_queue import count
from store.settings import Settings
from store.wording import counted
from tui.cli import options, path_arguments
from tui.cli.extraction import Extraction
from tui.cli.messages import Messages
from tui.cli.watch_runs import tell_watched

if TYPE_CHECKING:
    from store.ingest.workers import Workers

# After a number; singular and plural where they differ.
_WORDS = {
    "added": "added",
    "version": "new version",
    "unchanged": "unchanged",
    "copy": "same text as another",
    "wanted": "to be fetched",
    "feed": "feed|feeds",
    "search": "saved search|saved searches",
    "verdict": "verdict|verdicts",
    "failed": "failed",
}
_FORMATS = "\n".join(f"{form.name:<14} {form.description}" for form in FORMATS)


@click.command(
    name="import",
    short_help="Import from other programs.",
    help="\n\n".join(
        (
            "Import articles, bookmarks and feeds that other programs export or keep, with their dates, tags, stars "
            "and what is read. PATH is a file, a folder, or - for standard input.",
            "Where only a page's address is known, `attribune update` fetches the page. Nothing is added twice and "
            "your own changes stay, so the same command continues where it was stopped. Each item that fails is "
            "named on a line of its own; --only NAME tries it again.",
            "Formats, which are recognised automatically:",
            f"\b\n{_FORMATS}",
        )
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH… | -")
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", *BY_NAME]),
    default="auto",
    metavar="NAME",
    help="The format of PATH, where it isn't recognised.",
)
@click.option("--search", default="", metavar="WORDS", help="From a crawl: only articles with these words.")
@click.option("--since", default="", metavar="DATE", help="From a crawl: only articles published from this day on.")
@click.option("--outlet", default="", metavar="NAME", help="From a crawl: only articles of this outlet.")
@click.option(
    "--story", default="", metavar="URL", help="From a crawl: only articles that share a quantity with this one."
)
@click.option("--only", multiple=True, metavar="NAME", help="Import only the item that messages call by this name.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes extract. [default: cores]",
)
@options.library
def command(
    paths: tuple[Path, ...],
    form: str,
    search: str,
    since: str,
    outlet: str,
    story: str,
    only: tuple[str, ...],
    jobs: int | None,
    library: Path | None,
) -> None:
    part = Part(search, since, outlet, story)
    if paths.count(path_arguments.STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be given only once")
    settings = options.settings(library)
    messages = Messages()
    for complaint in COMPLAINTS:
        messages.note(complaint)
    outcomes: Counter[str] = Counter()
    stopped = False
    with ExitStack() as stack, closing(open_writer(settings.library)) as conn:
        exports = [_export(path, stack.enter_context(scratch()), form, part) for path in paths]
        try:
            asyncio.run(_bring(conn, settings, exports, frozenset(only), jobs, messages, outcomes))
            tell_watched(settings, messages, as_json=False)
        except KeyboardInterrupt:
            stopped = True
        finally:
            messages.note(_summary(outcomes, stopped=stopped))
        waiting = count(conn)
    if only and not outcomes:
        raise click.UsageError(f"no item is called {only[0]!r}")
    if outcomes["wanted"] and waiting:
        messages.note(f"{counted(waiting, 'page')} to fetch: run `attribune update`")
    click.get_current_context().exit(1 if stopped else messages.exit_code)


async def _bring(
    conn: sqlite3.Connection,
    settings: Settings,
    exports: list[Export],
    only: frozenset[str],
    jobs: int | None,
    messages: Messages,
    outcomes: Counter[str],
) -> None:
    from store.ingest.workers import Workers, cores

    number = jobs or cores()
    async with Workers(number) as workers, Workers(1) as reader:
        extract = Extraction(settings.pipeline, workers).claims
        with messages.progress(None) as steps:
            async for imported in import_items(
                conn, settings.library, _read(exports, only, reader), extract, 2 * number
            ):
                _tell(imported, messages)
                outcomes[imported.outcome or "failed"] += 1
                steps.done(imported.name)


def _export(path: Path, room: Path, form: str, part: Part) -> Export:
    """Return the file or folder; copy a pipe to a file first, as most formats need to seek."""
    name, file = file_name(path), path
    if path == path_arguments.STANDARD_INPUT:
        file = room / "standard-input"
        with file.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
    elif path.is_fifo():
        file = room / "pipe"
        with opened(path) as pipe, file.open("wb") as target:
            shutil.copyfileobj(pipe, target)
    unpacked = room / "unpacked"
    unpacked.mkdir()
    return Export(file, name, unpacked, "" if form == "auto" else form, part)


async def _read(
    exports: list[Export], only: frozenset[str], reader: "Workers"
) -> AsyncIterator[tuple[str, Imported | ReadingError]]:
    """Yield the content of the exports; if there are several, item names begin with the file's."""
    for export in exports:

        def called(name: str, first: str = export.name if len(exports) > 1 else "") -> str:
            return f"{first}: {name}" if first and name != first else name

        def wanted(name: str, called: Callable[[str], str] = called) -> bool:
            return not only or called(name) in only

        async for name, content in read_export(export, reader, wanted):
            yield called(name), content


def _tell(imported: ImportResult, messages: Messages) -> None:
    for remark in imported.remarks:
        messages.note(f"{imported.name} {remark}")
    if imported.error:
        messages.failed(imported.name, imported.error)


def _summary(outcomes: Counter[str], *, stopped: bool) -> str:
    parts = [
        f"{outcomes[name]:,} {words.split('|')[-1 if outcomes[name] > 1 else 0]}"
        for name, words in _WORDS.items()
        if outcomes[name]
    ]
    summary = ", ".join(parts) or "nothing found"
    return f"stopped: {summary}; run the same command again to continue" if stopped else summary
