"""`attribune trash`: lists, restores or deletes for good what is in the trash."""

import sqlite3
from dataclasses import asdict
from pathlib import Path

import click

from store.archive.locations import canonical, file_place
from store.library import journal, trash
from store.library.journal import Step
from store.library.trash import TrashedArticle
from store.wording import counted, day, joined, one_line, title_of
from tui.cli import options
from tui.cli.messages import Messages, listed


@click.group(name="trash", short_help="List, restore or delete for good what is in the trash.")
def command() -> None:
    """List the articles in the trash, restore them, or delete them for good."""


@command.command(name="list")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the articles in the trash, last deleted first."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for article in listed(trash.trashed(conn), "the trash is empty"):
            if as_json:
                row = asdict(article)
                del row["beginning"]
                print_json(row)
            else:
                facts = joined((one_line(article.outlet), day(article.published), f"deleted {day(article.deleted)}"))
                print_line(f"{article.id:>5}  {title_of(article)}  {facts}")


@command.command(short_help="Restore articles from the trash.")
@click.argument("names", nargs=-1, metavar="[ARTICLE]…")
@click.option("--all", "everything", is_flag=True, help="Restore everything in the trash.")
@options.library
def restore(names: tuple[str, ...], everything: bool, library: Path | None) -> None:
    """Restore articles from the trash, by their number in `attribune trash list`, file or URL, or all of them."""
    if bool(names) == everything:
        raise click.UsageError("name ARTICLEs, or use --all")
    with options.writing(library) as conn:
        trashed = trash.trashed(conn) if everything else [_named(conn, name) for name in names]
        back = trash.restore(conn, [article.id for article in trashed])
        if back:
            words = f"{counted(len(back), 'article')} restored from the trash"
            journal.write(conn, words, Step("delete", {"articles": back}))
    Messages().note(f"{counted(len(back), 'article')} back in the library")


@command.command()
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
@options.library
def empty(yes: bool, library: Path | None) -> None:
    """Delete everything in the trash for good, with all versions. It asks first."""
    messages = Messages()
    with options.writing(library) as conn:
        there = trash.trashed(conn)
        if there and not yes:
            click.confirm(f"Delete {counted(len(there), 'article')} for good?", abort=True, err=True)
        number = trash.empty(conn)
    messages.note(f"{counted(number, 'article')} deleted for good" if number else "the trash is empty")


def _named(conn: sqlite3.Connection, name: str) -> TrashedArticle:
    places = {name, canonical(name), file_place(Path(name))}
    for article in trash.trashed(conn):
        if str(article.id) == name or article.location in places:
            return article
    raise click.UsageError(f"no article {name!r} in the trash: `attribune trash list` shows their numbers")
