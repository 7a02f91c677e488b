"""`attribune update`: what is new in the feeds comes into the library."""

from pathlib import Path

import click

from store.ingest.polling import AT_ONCE
from store.library import feeds
from store.library.fetch_queue import waiting
from tui.cli import options
from tui.cli.poll_runs import Looking, look


@click.command(name="update", short_help="Take in what is new in the feeds.")
@click.option("--all", "everything", is_flag=True, help="Look at every feed, also those whose time has not come.")
@click.option("--quiet", is_flag=True, help="Say only what failed.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=AT_ONCE, show_default=True, metavar="N", help="Items a feed at most."
)
@options.as_json
@options.library
def command(everything: bool, quiet: bool, limit: int, as_json: bool, library: Path | None) -> None:
    """Look at the feeds whose time has come and take in what is new: whole texts from the feed, else the pages that it
    leads to. Pages that an import asked for are fetched as well.

    Fit for cron and systemd timers: it says a line for each feed that has news, and nothing when there are none. A
    second update of one library at the same time does nothing. What was stored stays when this is stopped; the next
    update goes on.
    """
    settings = options.settings(library)
    with options.writing(library) as conn:
        due = feeds.subscriptions(conn, due=not everything)
        pages = waiting(conn, limit)
        none = not due and not pages and not feeds.subscriptions(conn)
    if none and not quiet:
        click.echo("no feeds yet: `attribune feed add URL` subscribes to one", err=True)
    code = look(settings, due, pages, Looking(quiet=quiet, as_json=as_json, limit=limit))
    click.get_current_context().exit(code)
