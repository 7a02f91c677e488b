"""`attribune mark`: marks articles as read, unread, starred or unstarred."""

from pathlib import Path

import click

from store.library import journal
from store.library.journal import Step
from store.library.reading_state import set_read, set_starred, times_of
from store.wording import counted
from tui.cli import options, selection
from tui.cli.messages import Messages

_STATES = ("read", "unread", "starred", "unstarred")


@click.command(name="mark", short_help="Mark articles as read, unread, starred, unstarred.")
@click.argument("state", type=click.Choice(_STATES))
@selection.articles
@options.library
def command(state: str, names: tuple[str, ...], query: str, saved: str | None, library: Path | None) -> None:
    """Mark articles as read, unread, starred or unstarred: the ones you name, or those that --search finds."""
    with options.writing(library) as conn:
        ids = [article.id for article in selection.chosen(conn, names, query, saved)]
        marking = state in ("read", "unread")
        times = {"times": times_of(conn, "read" if marking else "starred", ids)} if state.startswith("un") else {}
        if marking:
            changed = set_read(conn, ids, read=state == "read")
        else:
            changed = set_starred(conn, ids, starred=state == "starred")
        if changed:
            before = {"read": state == "unread"} if marking else {"starred": state == "unstarred"}
            step = Step("mark" if marking else "star", {"articles": changed, **before, **times})
            journal.write(conn, f"{counted(len(changed), 'article')} marked as {state}", step)
    Messages().note(f"{counted(len(changed), 'article')} now {state}")
