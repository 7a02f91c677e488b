"""`attribune note`: writes and lists notes on claims."""

from pathlib import Path

import click

from store.library import notes
from store.wording import joined, one_line, title_of
from tui.app.changes import make, noted
from tui.cli import options
from tui.cli.commands.cmd_show import claim_of
from tui.cli.messages import Messages, listed


@click.group(name="note", short_help="Write and list notes on claims.")
def command() -> None:
    """Write, list and remove notes on claims. They survive new versions and new extractions."""


@command.command(name="list")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the notes, newest first."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for noted in listed(notes.all_notes(conn), "no notes yet: `attribune note write` writes one"):
            note = noted.note
            if as_json:
                row = {"id": noted.article.added_as, "number": noted.article.id, "start": note.start, "end": note.end}
                print_json(row | {"text": note.figure, "note": note.note, "written": note.written})
            else:
                print_line(f"{noted.article.id:>5}  ", joined((title_of(noted.article), one_line(note.figure))))
                print_line(f"       {one_line(note.note)}")


@command.command(short_help="Write a note on a claim.")
@click.argument("article")
@click.argument("number", type=click.IntRange(min=1), metavar="CLAIM")
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@options.library
def write(article: str, number: int, words: tuple[str, ...], library: Path | None) -> None:
    """Write a note on an article's claim, by the claim's number in `attribune show`. It replaces an older note."""
    with options.writing(library) as conn:
        claim = claim_of(conn, article, number)
        before = notes.of_claims(conn, claim.article_id, [claim]).get(claim.id, "")
        make(conn, noted(claim, " ".join(words)))
    if before:
        Messages().note(f"replaces: {before}")


@command.command()
@click.argument("article")
@click.argument("number", type=click.IntRange(min=1), metavar="CLAIM")
@options.library
def remove(article: str, number: int, library: Path | None) -> None:
    """Remove the note on an article's claim."""
    with options.writing(library) as conn:
        claim = claim_of(conn, article, number)
        before = notes.of_claims(conn, claim.article_id, [claim]).get(claim.id, "")
        make(conn, noted(claim, ""))
    Messages().note(f"removed: {before}" if before else "there is no note on this claim")
