"""`attribune update`: adds what is new in the feeds."""

from pathlib import Path

import click

from store.library import feeds
from store.library.fetch_queue import waiting
from tui.cli import options
from tui.cli.poll_runs import PollOptions, poll


@click.command(name="update", short_help="Add what is new in the feeds.")
@click.option("--all", "everything", is_flag=True, help="Check every feed, due or not.")
@click.option("--quiet", is_flag=True, help="Report only failures.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=feeds.AT_ONCE,
    show_default=True,
    metavar="N",
    help="How many items per feed at most.",
)
@options.as_json
@options.library
def command(everything: bool, quiet: bool, limit: int, as_json: bool, library: Path | None) -> None:
    """Check the feeds that are due and add what is new: the full text from the feed, or else the page it links to.

    Pages that an import asked for are fetched too. Suits cron and systemd timers: it prints a line for each feed that
    has news, and nothing otherwise. Only one update of a library runs at a time. If you stop it, what it has stored
    stays, and the next update continues.
    """
    settings = options.settings(library)
    with options.writing(library) as conn:
        due = feeds.subscriptions(conn, due=not everything)
        pages = waiting(conn, limit)
        none = not due and not pages and not feeds.subscriptions(conn)
    if none and not quiet:
        click.echo("no feeds yet: `attribune feed add URL` subscribes to one", err=True)
    code = poll(settings, due, pages, PollOptions(quiet=quiet, as_json=as_json, limit=limit))
    click.get_current_context().exit(code)
