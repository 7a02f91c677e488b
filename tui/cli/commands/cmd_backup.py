"""`attribune backup`: copies the whole library, also while it is in use."""

from pathlib import Path

import click

from store.library.backup import backup
from tui.cli import options
from tui.cli.messages import Messages


@click.command(name="backup", short_help="Copy the library, even while it is in use.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@options.library
def command(file: Path, force: bool, library: Path | None) -> None:
    """Copy the library to FILE. FILE appears once the copy is complete and checked; the library can be used meanwhile.

    `attribune restore FILE` puts it back.
    """
    path = options.settings(library).library
    if file.is_dir():
        file = file / path.name
    if file.exists() and not force:
        raise click.UsageError(f"{file} already exists: --force overwrites it")
    messages = Messages()
    with messages.progress(100) as steps:
        backup(path, file, lambda left, pages: steps.reach(100 - 100 * left // max(1, pages)))
    messages.note(f"{path} copied to {file}, {file.stat().st_size / 1e6:,.1f} MB")
