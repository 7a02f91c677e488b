"""`attribune wanted`: lists the pages that imports asked for and that are still to be fetched."""

from pathlib import Path

import click

from store.library import fetch_queue
from store.wording import counted, one_line
from tui.cli import options
from tui.cli.messages import Messages, listed


@click.group(name="wanted", short_help="List the pages that imports asked for.")
def command() -> None:
    """List the pages that imports asked for and that `attribune update` has yet to fetch, or drop them."""


@command.command(name="list")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the pages, and why any of them failed."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for page in listed(fetch_queue.waiting(conn), "no pages are waiting to be fetched"):
            if as_json:
                row = {"url": page.url, "title": page.title, "tags": list(page.kept.tags)}
                print_json(row | {"attempts": page.attempts, "error": page.error or None})
            else:
                print_line(page.url, f"  {one_line(page.error)}" if page.error else "")


@command.command()
@click.argument("urls", nargs=-1, metavar="[URL]…")
@click.option("--failed", is_flag=True, help="Drop the pages that could not be fetched.")
@options.library
def remove(urls: tuple[str, ...], failed: bool, library: Path | None) -> None:
    """Drop these pages: `attribune update` no longer fetches them."""
    if bool(urls) == failed:
        raise click.UsageError("name URLs, or use --failed")
    with options.writing(library) as conn:
        chosen = [page.url for page in fetch_queue.waiting(conn) if page.error] if failed else list(urls)
        number = fetch_queue.give_up(conn, chosen)
    Messages().note(f"{counted(number, 'page')} dropped")
