"""`attribune saved`: saves searches under names."""

from dataclasses import asdict
from pathlib import Path

import click

from store.library import articles, journal
from store.library.journal import Step
from store.search import saved_searches
from store.search.query import parse
from store.wording import counted
from tui.app.changes import forgotten, make
from tui.cli import options
from tui.cli.messages import Messages, listed


@click.group(name="saved", short_help="Save searches under names.")
def command() -> None:
    """Save searches under names, for `list --saved NAME`, `search --saved NAME` and the app."""


@command.command(name="list")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the saved searches and how many articles each finds."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for saved in listed(saved_searches.all_saved(conn), "no saved searches yet: `attribune saved add` saves one"):
            number = articles.count(conn, saved.query)
            if as_json:
                print_json({**asdict(saved), "articles": number})
            else:
                print_line(f"{saved.name}: {saved.query}  ({counted(number, 'article')})")


@command.command(short_help="Save a search under a name.", context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("query", nargs=-1, required=True, metavar="QUERY…")
@options.library
def add(name: str, query: tuple[str, ...], library: Path | None) -> None:
    """Save a search under a name: words, "a phrase", -word, is:unread, tag:NAME, outlet:NAME, since:DATE …"""
    if trouble := parse(" ".join(query)).trouble:
        raise click.UsageError(trouble)
    with options.writing(library) as conn:
        try:
            before = saved_searches.save(conn, name, " ".join(query))
            journal.write(conn, f"the search “{name}” is saved", Step("search", {"name": name, "query": before}))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if before:
        Messages().note(f"replaces: {before}")


@command.command()
@click.argument("name")
@options.library
def remove(name: str, library: Path | None) -> None:
    """Forget a saved search."""
    with options.writing(library) as conn:
        if not make(conn, forgotten(name)):
            raise click.UsageError(f"no saved search {name!r}: `attribune saved list` shows them")
