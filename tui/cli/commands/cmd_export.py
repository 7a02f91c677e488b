"""`attribune export`: writes articles for other programs and for people."""

import glob
import io
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import click

from extract.text.controls import clean
from store.formats.exporters import BY_NAME, COMPLAINTS, FORMATS, name_for, whole
from store.formats.plugins import ExportFormat
from store.library import articles
from store.library.recovery import damaged_tables, lost_of
from store.library.unfinished import sweep
from store.wording import counted
from tui.cli import options
from tui.cli.commands.cmd_show import named
from tui.cli.messages import Messages, Steps

# The errors from reading a damaged page.
_DAMAGE = (sqlite3.DatabaseError, zlib.error)
_FORMATS = "\n".join(f"{form.name:<9} {form.description}" for form in FORMATS)


@click.command(
    name="export",
    short_help="Export articles for other programs or for reading.",
    help="\n\n".join(
        (
            "Export articles: the ones you name, those that --search finds, or all. ARTICLE is a number in "
            "`attribune list`, or the file or URL that it was added from.",
            "Writes to standard output, or with -o to a file, which appears once it is complete; several articles as "
            "Markdown or HTML go to a folder, a file each. JSON Lines, Markdown, HTML, EPUB and web archives can be "
            "imported again: they keep text, dates, tags, stars and what is read. JSON Lines keep all but the trash.",
            f"\b\n{_FORMATS}",
        )
    ),
)
@click.argument("form", type=click.Choice(list(BY_NAME)), metavar="FORMAT")
@click.argument("names", nargs=-1, metavar="[ARTICLE]…")
@click.option("--search", "query", default="", metavar="QUERY", help="The articles that `attribune list QUERY` lists.")
@options.saved
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="The file or folder to write.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@options.library
def command(
    form: str,
    names: tuple[str, ...],
    query: str,
    saved: str | None,
    output: Path | None,
    force: bool,
    library: Path | None,
) -> None:
    chosen_form = BY_NAME[form]
    if names and (query or saved):
        raise click.UsageError("name ARTICLEs, or use --search or --saved")
    messages = Messages()
    for complaint in COMPLAINTS:
        messages.note(complaint)
    with options.reading(library) as conn:
        # One state of the library for the whole export, even if others write meanwhile.
        conn.execute("BEGIN")

        def chosen() -> list[int]:
            wanted = options.query_of(conn, query, saved)
            return [named(conn, name).id for name in names] or articles.ids(conn, wanted)

        write = partial(_write, conn, chosen_form, output, messages, force=force, queried=bool(query or saved))
        try:
            write(chosen())
        except _DAMAGE:
            conn.rollback()
            for part in damaged_tables(conn):
                messages.failed(part.name, f"can't be read and is left out: {part.reason}")
            conn.execute("BEGIN")
            readable = _readable(conn, chosen(), messages)
            if not readable:
                raise
            write(readable)
    click.get_current_context().exit(messages.exit_code)


def _write(
    conn: sqlite3.Connection,
    form: ExportFormat,
    output: Path | None,
    messages: Messages,
    chosen: list[int],
    *,
    force: bool,
    queried: bool,
) -> None:
    """Write the chosen articles to the output. Raises UsageError if that is impossible."""
    if not chosen and form.name != "opml":
        raise click.UsageError("no article matches" if queried else "there are no articles in the library")
    if form.separate and len(chosen) > 1:
        if output is None:
            raise click.UsageError(f"{counted(len(chosen), 'article')} need a folder: name one with -o")
        _write_folder(conn, form, chosen, output, messages, force=force)
        return
    if output and output.is_dir():
        output = output / _name(conn, form, chosen)
    if output and output.exists() and not force:
        raise click.UsageError(f"{output} already exists: --force overwrites it")
    _write_one(conn, form, chosen, output, messages)


def _readable(conn: sqlite3.Connection, chosen: list[int], messages: Messages) -> list[int]:
    """Return the readable articles; report the others."""
    lost = {number: why for number in chosen if (why := lost_of(conn, number))}
    for why in lost.values():
        messages.failed(why.name, f"is damaged and is left out: {why.reason}")
    return [number for number in chosen if number not in lost]


def _write_folder(
    conn: sqlite3.Connection,
    form: ExportFormat,
    chosen: Sequence[int],
    folder: Path,
    messages: Messages,
    *,
    force: bool,
) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{folder} can't be created: {error.strerror}") from error
    sweep(folder, "*")
    with messages.progress(len(chosen)) as steps:
        for number in chosen:
            try:
                path = folder / _name(conn, form, [number])
                if path.exists() and not force:
                    messages.failed(str(path), "already exists: --force overwrites it")
                else:
                    _write_file(conn, form, [number], path)
            except _DAMAGE as error:
                messages.failed(f"article {number}", f"is damaged and is left out: {error}")
            steps.done(str(number))
    messages.note(f"{counted(len(chosen) - messages.failures, 'article')} in {folder}")


def _write_one(
    conn: sqlite3.Connection, form: ExportFormat, chosen: Sequence[int], output: Path | None, messages: Messages
) -> None:
    with messages.progress(len(chosen)) as steps:
        if output:
            sweep(output.parent, glob.escape(output.name))
            _write_file(conn, form, chosen, output, steps)
            return
        if form.binary and sys.stdout.isatty():
            raise click.UsageError(f"{form.name} is not text for a terminal: name a file with -o")
        # Some formats seek in their output, which a pipe can't.
        with TemporaryFile() as file:
            for article in form.write(conn, chosen, file):
                steps.done(str(article))
            file.seek(0)
            if sys.stdout.isatty():
                # Foreign text must not control the terminal, or hide there.
                for line in io.TextIOWrapper(file, "utf-8", "replace"):
                    sys.stdout.write(clean(line))
            else:
                shutil.copyfileobj(file, sys.stdout.buffer)


def _write_file(
    conn: sqlite3.Connection, form: ExportFormat, chosen: Sequence[int], path: Path, steps: Steps | None = None
) -> None:
    try:
        with whole(path) as file:
            for article in form.write(conn, chosen, file):
                if steps:
                    steps.done(str(article))
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise click.UsageError(f"{path} can't be written: {error.strerror}") from error
    except OSError as error:
        raise click.ClickException(f"{path} can't be written: {error.strerror or error}") from error


def _name(conn: sqlite3.Connection, form: ExportFormat, chosen: Sequence[int]) -> str:
    """Return the name of a file in a folder that was named as the output."""
    article = articles.get(conn, chosen[0]) if len(chosen) == 1 else None
    return name_for(article.id, article.title, form.ending) if article else f"attribune{form.ending}"
