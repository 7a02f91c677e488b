"""`attribune extract`: extracts claims again with a newer extractor."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from extract import VERSION
from store.ingest.reextracting import Outdated, ReextractResult, outdated, reextract
from store.library.connection import explain, open_writer
from store.linking import watches
from store.settings import Settings
from store.wording import counted, one_line
from tui.cli import options
from tui.cli.messages import Messages


@click.command(name="extract", short_help="Find claims again with a newer extractor.")
@click.option("--outdated", "again", is_flag=True, help="Read again the articles that an older extractor read.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use. [default: cores]")
@options.library
def command(again: bool, jobs: int | None, library: Path | None) -> None:
    """Find the claims again in articles that an older extractor has read, in several processes.

    The library can be read meanwhile. Each article is stored as soon as it is done: if the command is stopped or
    killed, run it again to continue. Notes and verdicts stay with their figures. Without --outdated, print how many
    articles there are to read again.
    """
    settings = options.settings(library)
    messages = Messages()
    with closing(open_writer(settings.library)) as conn:
        versions = outdated(conn)
        if not again or not versions:
            due = f"{counted(len(versions), 'text')} to read again: run `attribune extract --outdated`"
            messages.note(due if versions else f"all texts were read by this extractor (version {VERSION})")
            return
        done: list[ReextractResult] = []
        stopped = False
        try:
            asyncio.run(_run(conn, settings, versions, jobs, messages, done))
        except sqlite3.Error as error:
            raise explain(error, settings.library) from error
        except KeyboardInterrupt:
            stopped = True
        # What a newer extractor finds in an old text is not news.
        watches.news(conn)
    good = [renewed for renewed in done if not renewed.error]
    before, after = sum(renewed.before for renewed in good), sum(renewed.after for renewed in good)
    words = f"{counted(len(good), 'text')} read again, {before:,} claims before, {after:,} now"
    left = f", {messages.failures:,} failed" if messages.failures else ""
    messages.note(f"stopped: {words}{left}; run the same command again to continue" if stopped else words + left)
    click.get_current_context().exit(1 if stopped else messages.exit_code)


async def _run(
    conn: sqlite3.Connection,
    settings: Settings,
    versions: list[Outdated],
    jobs: int | None,
    messages: Messages,
    done: list[ReextractResult],
) -> None:
    from store.ingest.workers import Workers, cores

    number = min(jobs or cores(), len(versions))
    async with Workers(number) as workers:
        with messages.progress(len(versions)) as steps:
            async for renewed in reextract(conn, settings.library, versions, workers, settings.pipeline, number):
                name = one_line(renewed.outdated.title) or f"version {renewed.outdated.version}"
                if renewed.error:
                    messages.failed(name, str(renewed.error))
                done.append(renewed)
                steps.done(name)
