"""Options that several commands share, and opening the library that they name."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from store.library.connection import explain, open_reader, open_writer
from store.settings import Settings, load
from store.wording import one_line

library = click.option("--library", type=click.Path(path_type=Path), metavar="FILE", help="The library to use.")
# Marks in a command's context that the remarks on the settings are printed.
_REMARKED = "attribune.remarked"
saved = click.option("--saved", metavar="NAME", help="Use the saved search of this name.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object per line.")


def settings(given: Path | None) -> Settings:
    """Return the settings, and report those that are ignored.

    A library named after the sub-command overrides one named before it.
    """
    context = click.get_current_context()
    before = context.find_root().obj
    made = load(given or (before if isinstance(before, Path) else None))
    if not context.meta.get(_REMARKED):
        context.meta[_REMARKED] = True
        for remark in made.remarks:
            click.echo(f"attribune: {one_line(remark)}", err=True)
        if made.remarks:
            click.echo("attribune: `attribune config edit` opens the settings", err=True)
    return made


def writing(given: Path | None) -> closing[sqlite3.Connection]:
    """Open the library for writing; create it if it is missing. Raises LibraryError."""
    return closing(open_writer(settings(given).library))


@contextmanager
def reading(given: Path | None) -> Iterator[sqlite3.Connection]:
    """Open the library for reading; SQLite errors within the block become LibraryErrors."""
    path = settings(given).library
    with closing(open_reader(path)) as conn:
        try:
            yield conn
        except sqlite3.Error as error:
            raise explain(error, path) from error


def query_of(conn: sqlite3.Connection, words: str, name: str | None) -> str:
    """Return the query: the words, and the saved search with that name.

    Raises UsageError if there is no such search, or a word is unknown.
    """
    query = words if name is None else f"{_saved(conn, name)} {words}".strip()
    from store.search.query import parse

    if trouble := parse(query).trouble:
        raise click.UsageError(trouble)
    return query


def _saved(conn: sqlite3.Connection, name: str) -> str:
    from store.search import saved_searches

    search = saved_searches.named(conn, name)
    if search is None:
        known = ", ".join(known_search.name for known_search in saved_searches.all_saved(conn)) or "none yet"
        raise click.UsageError(f"no saved search {name!r}: there are {known}")
    return search.query
