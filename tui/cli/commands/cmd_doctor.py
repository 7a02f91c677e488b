"""`attribune doctor`: whether all is well with the library, and what can be saved where it isn't."""

import os
import sys
from contextlib import closing
from pathlib import Path

import click

from store.ingest.reextracting import outdated
from store.library.connection import open_reader
from store.library.recovery import articles_in, damage, damaged_tables, lost_of, rescue
from store.wording import counted
from tui.cli import options
from tui.cli.messages import Messages


@click.command(name="doctor", short_help="Check whether the library is whole; save what can be read of a damaged one.")
@click.option("--rescue", "target", type=click.Path(path_type=Path), metavar="FILE", help="A new file for the rest.")
@options.library
def command(target: Path | None, library: Path | None) -> None:
    """Check whether the library is whole, which articles can't be read, and what else stands in the way of reading.

    --rescue carries all that can be read into a new library, and names what is lost. The damaged one stays as it is.
    """
    path = options.settings(library).library
    messages = Messages()
    if target:
        with messages.progress(None) as steps:
            lost = rescue(path, target, lambda done, _: steps.reach(done))
        for one in lost:
            messages.failed("lost:", f"{one.name} ({one.reason})")
        messages.note(f"what can be read of {path} is in {target} now")
        click.get_current_context().exit(messages.exit_code)
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
            if older := outdated(conn):
                read = f"{counted(len(older), 'text')} read by an older extractor"
                messages.note(f"{read}: `attribune extract --outdated` reads them anew")
    if sys.stdout.isatty() and os.environ.get("TERM", "dumb") == "dumb":
        messages.note("TERM is dumb, or not set: the reader can't be shown, `attribune list` and `attribune show` can")
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        messages.note(f"the terminal's charset is {sys.stdout.encoding}, not UTF-8: some signs come out as ?")
    click.get_current_context().exit(messages.exit_code)
