"""`attribune crawl`: turns web archives into tables of articles and claims, on all cores or on a cluster."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.wording import counted
from tui.cli import options
from tui.cli.messages import Messages

if TYPE_CHECKING:
    from store.crawl.run import Counts, Crawl


@click.command(name="crawl", short_help="Turn web archives into tables of claims.")
@click.argument("archives", nargs=-1, required=True, metavar="WARC…")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Write the tables here.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use here. [default: cores]"
)
@click.option("--address", default="", metavar="HOST:PORT", help="Use the Dask cluster of this scheduler instead.")
@options.library
def command(archives: tuple[str, ...], out: Path, jobs: int | None, address: str, library: Path | None) -> None:
    """Read pages from web archives and write their articles, claims and vectors as Parquet, by day and outlet.

    WARC is a .warc or .warc.gz file, a folder of them, or an address that fsspec knows. Claims of all articles are
    grouped into quantities as in a library. If the crawl is stopped or killed, run the same command to continue;
    archives can be added later. `attribune import FOLDER` brings parts of it into a library.
    """
    from store.crawl.requirements import CrawlError, check_extra

    try:
        check_extra()
        from store.crawl.archives import find
        from store.crawl.engine import engine
        from store.crawl.manifest import Manifest
        from store.crawl.run import Crawl

        settings, messages = options.settings(library), Messages()
        sources = find(archives)
        with Manifest.opened(out.absolute()) as manifest, engine(jobs, address) as workers:
            workers.check(manifest.folder)
            crawl = Crawl(manifest, workers, sources, settings.pipeline)
            stopped = _run(crawl, messages)
    except CrawlError as error:
        raise click.ClickException(str(error)) from error
    click.get_current_context().exit(1 if stopped else messages.exit_code)


def _run(crawl: "Crawl", messages: Messages) -> bool:
    """Run the crawl and report its progress; return whether it was stopped."""
    began, words, stopped = time.monotonic(), 0, False
    with messages.progress(None) as steps:
        try:
            for step in crawl.run():
                for name, why in step.failed:
                    messages.failed(name, why)
                words += step.words
                pace = f", {words / (time.monotonic() - began):,.0f} words/s" if step.words else ""
                # How many characters of a description the bar shows.
                steps.done(f"{step.done:,}/{step.total:,} {step.stage}{pace}")
        except KeyboardInterrupt:
            stopped = True
    messages.note(_summary(crawl.counts(), words / (time.monotonic() - began), stopped=stopped))
    return stopped


def _summary(counts: "Counts", pace: float, *, stopped: bool) -> str:
    lines = [f"{counted(counts.pages, 'page')} read, {counts.claims:,} claims in {counted(counts.articles, 'article')}"]
    if counts.quantities:
        lines.append(f"{counts.quantities:,} quantities of several claims")
    lines += [f"{number:,} skipped: {why}" for why, number in sorted(counts.skipped.items()) if number]
    if counts.failed:
        lines.append(f"{counts.failed:,} failed")
    if pace:
        lines.append(f"{pace:,.0f} words a second")
    summary = "; ".join(lines)
    return f"stopped: {summary}; run the same command again to continue" if stopped else summary
