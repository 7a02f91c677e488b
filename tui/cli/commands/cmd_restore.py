"""`attribune restore`: replaces the library with a copy."""

from pathlib import Path

import click

from store.library.backup import restore
from tui.cli import options
from tui.cli.messages import Messages


@click.command(name="restore", short_help="Replace the library with a copy.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--empty", is_flag=True, help="Accept a copy without articles.")
@options.library
def command(file: Path, empty: bool, library: Path | None) -> None:
    """Replace the library with FILE, a copy that `attribune backup` made.

    Nothing is lost: the current library is kept next to it under another name. A damaged copy is refused.
    """
    path = options.settings(library).library
    messages = Messages()
    with messages.progress(100) as steps:
        kept = restore(path, file, lambda left, pages: steps.reach(100 - 100 * left // max(1, pages)), empty=empty)
    messages.note(f"{path} is now a copy of {file}" + (f"; the library before is kept in {kept}" if kept else ""))
