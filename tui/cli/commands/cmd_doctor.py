"""`attribune doctor`: checks the library, the terminal, the settings and the pipeline, and repairs what it can."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from extract import VERSION
from store.archive.incoming import ReadingError
from store.ingest.extracting import claims_of
from store.ingest.intake import NoExtractorError
from store.ingest.reextracting import outdated
from store.library.connection import LibraryError, default_path, open_reader
from store.library.recovery import articles_in, damage, damaged_tables, lost_of, rescue
from store.search.index_state import out_of_step, rebuild
from store.settings import SettingsError, config_path
from store.wording import counted, one_line
from tui.cli import options
from tui.cli.commands.cmd_config import troubles_in
from tui.cli.messages import Messages
from tui.cli.terminal import charset_line, terminal_lines

_SENTENCE = "The harbour master said that 40 boats had sunk."


@click.command(name="doctor", short_help="Check the library and the terminal; rescue a damaged library.")
@click.option("--rescue", "target", type=click.Path(path_type=Path), metavar="FILE", help="Copy what is readable here.")
@click.option("--reindex", is_flag=True, help="Rebuild the search index.")
@options.library
def command(target: Path | None, reindex: bool, library: Path | None) -> None:
    """Check the library and the terminal: damage, articles that can't be read, the search index, the extractor that
    found the claims, and what the terminal can display. The settings and the pipeline are checked even if there is no
    library.

    --rescue copies everything readable into a new library and names what is lost. The damaged library stays as it is.
    """
    messages = Messages()
    if target:
        _rescue(options.settings(library).library, target, messages)
        click.get_current_context().exit(messages.exit_code)
    settings = None
    try:
        settings = options.settings(library)
        if reindex and settings.library.exists():
            with options.writing(library) as conn:
                rebuild(conn)
        _check_library(settings.library, messages)
    except (LibraryError, SettingsError) as trouble:
        messages.failed("attribune:", str(trouble))
        if settings and settings.library != default_path() and default_path().exists():
            messages.note(f"there is a library at {default_path()}")
    for line in filter(None, (*terminal_lines(), charset_line())):
        messages.note(line)
    if settings:
        _check_settings(messages)
    _check_pipeline(settings.pipeline if settings else None, messages)
    click.get_current_context().exit(messages.exit_code)


def _rescue(path: Path, target: Path, messages: Messages) -> None:
    with messages.progress(None) as steps:
        lost = rescue(path, target, lambda done, _: steps.reach(done))
    for loss in lost:
        messages.failed("lost:", f"{loss.name} ({loss.reason})")
    messages.note(f"everything readable in {path} is now in {target}")


def _check_library(path: Path, messages: Messages) -> None:
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


def _check_settings(messages: Messages) -> None:
    file = config_path()
    if not file.exists():
        messages.note(f"settings: the defaults, as there is no {file}")
    elif troubles := list(troubles_in(file)):
        messages.failed("settings:", f"{counted(len(troubles), 'line')} to fix: `attribune config check` names them")
    else:
        messages.note(f"settings: {file} is in order")


def _check_pipeline(pipeline: Path | None, messages: Messages) -> None:
    """Let the pipeline read a sentence, as adding an article does."""
    try:
        claims = claims_of(pipeline, _SENTENCE, "", "")
    except (NoExtractorError, ReadingError) as error:
        messages.failed("pipeline:", str(error))
        return
    if any(claim.source for claim in claims):
        messages.note(f"pipeline: {pipeline or 'the shipped one'} finds claims and their sources")
    else:
        messages.failed("pipeline:", f"{pipeline or 'the shipped one'} finds no claim in “{_SENTENCE}”")


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
