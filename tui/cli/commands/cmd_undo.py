"""`attribune undo`: undoes the last change."""

from pathlib import Path

import click

from store.library import journal
from store.undo import undo_last
from store.wording import one_line
from tui.cli import options
from tui.cli.messages import Messages, listed


@click.command(name="undo", short_help="Undo the last change, or list what can be undone.")
@click.option("--list", "as_list", is_flag=True, help="List what can be undone, last first.")
@options.library
def command(as_list: bool, library: Path | None) -> None:
    """Undo the last change made in the app or by a command: marks, stars, tags, notes, deletions, verdicts, saved
    searches, watches and subscriptions.
    """
    if as_list:
        with options.reading(library) as conn:
            from tui.cli.printing import print_line

            for entry in listed(journal.entries(conn), "there is nothing to undo"):
                print_line(f"{entry.made[:16].replace('T', ' ')}  {one_line(entry.words)}")
        return
    with options.writing(library) as conn:
        undone = undo_last(conn)
    Messages().note(undone.sentence if undone else "there is nothing to undo")
    click.get_current_context().exit(1 if undone and undone.gone else 0)
