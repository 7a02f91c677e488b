"""`attribune restore`: a copy of the library takes its place."""

from pathlib import Path

import click

from store.library.backup import restore
from tui.cli import options
from tui.cli.messages import Messages


@click.command(name="restore", short_help="Put a copy of the library in its place.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--empty", is_flag=True, help="Also a copy that has no articles in it.")
@options.library
def command(file: Path, empty: bool, library: Path | None) -> None:
    """Put FILE, which `attribune backup` made, in the place of the library.

    Nothing is lost: the library as it was is kept beside it under another name. A copy that is damaged is refused.
    """
    path = options.settings(library).library
    messages = Messages()
    with messages.progress(100) as steps:
        kept = restore(path, file, lambda left, pages: steps.reach(100 - 100 * left // max(1, pages)), empty=empty)
    messages.note(f"{path} is {file} now" + (f"; as it was it lies in {kept}" if kept else ""))
