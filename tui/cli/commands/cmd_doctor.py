"""`attribune doctor`: checks the library and the terminal, and repairs what it can."""

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


@click.command(name="doctor", short_help="Check the library and the terminal; rescue a damaged library.")
@click.option("--rescue", "target", type=click.Path(path_type=Path), metavar="FILE", help="Copy what is readable here.")
@click.option("--reindex", is_flag=True, help="Rebuild the search index.")
@options.library
def command(target: Path | None, reindex: bool, library: Path | None) -> None:
    """Check the library and the terminal: damage, articles that can't be read, the search index, the extractor that
    found the claims, and what the terminal can display.

    --rescue copies everything readable into a new library and names what is lost. The damaged library stays as it is.
    """
    path = options.settings(library).library
    messages = Messages()
    if target:
        with messages.progress(None) as steps:
            lost = rescue(path, target, lambda done, _: steps.reach(done))
        for loss in lost:
            messages.failed("lost:", f"{loss.name} ({loss.reason})")
        messages.note(f"everything readable in {path} is now in {target}")
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
            messages.failed(str(path), f"is damaged: {wrong[0] if wrong else 'some of its bytes have changed'}")
            messages.note("`attribune doctor --rescue FILE` copies everything readable into a new file")
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
        messages.failed("index:", f"{counted(missing, 'text')} missing or left over: run `attribune doctor --reindex`")
    else:
        messages.note("index: up to date, searches find every text")


def _extractors(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield which extractors found the claims of the newest texts, and how to update the older ones."""
    rows = conn.execute("SELECT v.extractor FROM versions v JOIN articles a ON a.latest = v.id")
    versions = Counter(one_line(extractor) or "none" for (extractor,) in rows)
    texts = ", ".join(f"{counted(number, 'text')} by {name}" for name, number in versions.most_common())
    yield f"extractor: this is {VERSION}; " + (f"claims of {texts}" if texts else "no text has been read yet")
    if older := outdated(conn):
        words = f"{counted(len(older), 'text')} read by an older extractor"
        yield f"{words}: `attribune extract --outdated` reads them again"
