"""`attribune watch`: watches quantities and sources for new numbers."""

import sqlite3
from pathlib import Path

import click

from extract.text.source_names import is_local
from store.library import articles, journal
from store.library.journal import Step
from store.linking import watches
from store.linking.claim_places import place_of
from store.linking.watches import Watch
from store.wording import day, joined, one_line, title_of
from tui.app.changes import make, unwatched
from tui.cli import options
from tui.cli.commands.cmd_show import claim_of
from tui.cli.commands.cmd_source import matching_sources
from tui.cli.messages import Messages, listed


@click.group(name="watch", short_help="Watch for new numbers.")
def command() -> None:
    """Watch a quantity or a source: `update`, `add`, `refresh` and `import` then print a line when somebody gives a new
    number.

    `command` in [watch] of the settings names a program to run with that line.
    """


@command.command(short_help="Watch the quantity that a claim states.")
@click.argument("article")
@click.argument("number", type=click.IntRange(min=1), metavar="CLAIM")
@options.library
def claim(article: str, number: int, library: Path | None) -> None:
    """Watch the quantity that a claim states, by the claim's number in `attribune show`."""
    with options.writing(library) as conn:
        watched = watches.watch_quantity(conn, claim_of(conn, article, number).id)
        if watched is None:
            raise click.UsageError("this claim can't be watched: it is in an older version")
        _keep(conn, *watched)


@command.command(short_help="Watch what one source says.")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@options.library
def source(name: tuple[str, ...], library: Path | None) -> None:
    """Watch what one source says; NAME is its name as for `attribune source`."""
    with options.writing(library) as conn:
        matches = matching_sources(conn, " ".join(name))
        if is_local(matches[0].key):
            raise click.UsageError(f"each article has its own {matches[0].name}: watch a claim instead")
        _keep(conn, *watches.watch_source(conn, matches[0]))


@command.command(name="list", short_help="List what is watched.")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List what is watched, with the numbers that `watch remove` takes."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for watch in listed(watches.all_watches(conn), "nothing is watched: `attribune watch source NAME` starts"):
            kind = "source" if watch.source else "quantity"
            claim = watches.claim_of(conn, watch)
            place = place_of(conn, claim) if claim is not None else None
            home = articles.get(conn, place.article) if place else None
            if as_json:
                row = {"watch": watch.id, "kind": kind, "name": watch.name, "made": watch.made}
                print_json(row | {"id": home.added_as if home else None})
            else:
                where = f"{place.figure} in {title_of(home)} ({home.id})" if place and home else ""
                gone = "" if home or watch.source else "no article states it now"
                facts = joined((kind, one_line(where), gone, f"since {day(watch.made)}"))
                print_line(f"{watch.id:>5}  {one_line(watch.name)}  {facts}")


@command.command(short_help="Stop watching something.")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER…")
@options.library
def remove(numbers: tuple[int, ...], library: Path | None) -> None:
    """Stop watching something, by its number in `attribune watch list`."""
    with options.writing(library) as conn:
        there = {watch.id: watch for watch in watches.all_watches(conn)}
        if unknown := [number for number in numbers if number not in there]:
            raise click.UsageError(f"no watch has the number {unknown[0]}: `attribune watch list` shows them")
        for number in dict.fromkeys(numbers):
            change = unwatched(there[number])
            make(conn, change)
            Messages().note(change.words)


def _keep(conn: sqlite3.Connection, watch: Watch, is_new: bool) -> None:
    words = f"“{one_line(watch.name)}” is watched"
    if is_new:
        journal.write(conn, words, Step("unwatch", {"watch": watch.id}))
    Messages().note(f"{words} {'from now on' if is_new else 'already'}")
