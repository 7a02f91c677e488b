"""`attribune doctor`: checks the library and the terminal, and mends what it can."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from extract import VERSION
from store.ingest.reextracting import outdated
from store.library.connection import open_reader
from store.library.recovery import articles_in, damage, damaged_tables, lost_of, rescue
from store.search.index_state import out_of_step, rebuild
from store.wording import counted, one_line
from tui.cli import options
from tui.cli.messages import Messages
from tui.cli.terminal import charset_line, terminal_lines


@click.command(name="doctor", short_help="Check the library and the terminal; save what can be read of a damaged one.")
@click.option("--rescue", "target", type=click.Path(path_type=Path), metavar="FILE", help="A new file for the rest.")
@click.option("--reindex", is_flag=True, help="Make the index that searches use anew.")
@options.library
def command(target: Path | None, reindex: bool, library: Path | None) -> None:
    """Check whether the library is whole, which articles can't be read, whether the index that searches use is in
    step, which extractor found the claims, and what the terminal can show.

    --rescue carries all that can be read into a new library, and names what is lost. The damaged one stays as it is.
    """
    path = options.settings(library).library
    messages = Messages()
    if target:
        with messages.progress(None) as steps:
            lost = rescue(path, target, lambda done, _: steps.reach(done))
        for loss in lost:
            messages.failed("lost:", f"{loss.name} ({loss.reason})")
        messages.note(f"what can be read of {path} is in {target} now")
        click.get_current_context().exit(messages.exit_code)
    if reindex:
        with options.writing(library) as conn:
            rebuild(conn)
    with closing(open_reader(path, as_it_is=True)) as conn:
        wrong = damage(conn)
        for part in damaged_tables(conn) if wrong else ():
            messages.failed(part.name, f"can't be read: {part.reason}")
        numbers = articles_in(conn)
        for number in numbers:
            if why := lost_of(conn, number):
                messages.failed(why.name, f"can't be read: {why.reason}")
        if wrong or messages.failures:
            messages.failed(str(path), f"is damaged: {wrong[0] if wrong else 'some of it has changed its bytes'}")
            messages.note("`attribune doctor --rescue FILE` carries what can be read into a new file")
        else:
            messages.note(f"{path} is whole: {counted(len(numbers), 'article')}")
            _check_index(conn, messages)
            for line in _extractors(conn):
                messages.note(line)
    for line in filter(None, (*terminal_lines(), charset_line())):
        messages.note(line)
    click.get_current_context().exit(messages.exit_code)


def _check_index(conn: sqlite3.Connection, messages: Messages) -> None:
    if missing := out_of_step(conn):
        messages.failed(
            "index:", f"it lacks or has too many of {counted(missing, 'text')}: `attribune doctor --reindex`"
        )
    else:
        messages.note("index: in step, searches find every text")


def _extractors(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield which extractors found the claims of the newest texts, and how to bring the older ones up to date."""
    rows = conn.execute("SELECT v.extractor FROM versions v JOIN articles a ON a.latest = v.id")
    versions = Counter(one_line(extractor) or "none" for (extractor,) in rows)
    texts = ", ".join(f"{counted(number, 'text')} by {name}" for name, number in versions.most_common())
    yield f"extractor: this is {VERSION}; " + (f"claims of {texts}" if texts else "no text has been read yet")
    if older := outdated(conn):
        yield f"{counted(len(older), 'text')} of an older extractor: `attribune extract --outdated` reads them anew"
