"""`attribune show`: prints one article with its figures marked."""

import sqlite3
from pathlib import Path

import click

from store.archive.locations import canonical, file_name, file_place
from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from tui.cli import options
from tui.cli.commands.cmd_list import facts


@click.command(name="show", short_help="Print an article with its figures marked.")
@click.argument("article", metavar="ARTICLE")
@click.option("--explain", is_flag=True, help="With --json: add what is compared and how the source was found.")
@options.as_json
@options.library
def command(article: str, explain: bool, as_json: bool, library: Path | None) -> None:
    """Print an article with its figures marked and its claims.

    ARTICLE is its number in `attribune list`, or the file or URL that it was added from.
    """
    with options.reading(library) as conn:
        shown = named(conn, article)
        text = articles.text(conn, shown.id)
        stored = claims.of_article(conn, shown.id)
        from store.archive.text_dates import words_of

        words = words_of(shown.published, shown.title, text)
        from tui.cli.printing import print_json, print_line, print_text

        if as_json:
            rows = [
                {**stored_claim.claim.to_json(explain=explain), "signs": sorted(stored_claim.signs)}
                for stored_claim in stored
            ]
            print_json({**facts(shown), "dated": words or None, "claims": rows, "text": text})
            return
        from tui.text.cell_wording import facts_of, joined, title_of

        print_text(title_of(shown), text, [stored_claim.claim for stored_claim in stored])
        read = (f"date from “{words}”",) if words else ()
        print_line(joined((*facts_of(shown), *read, shown.location)))


def claim_of(conn: sqlite3.Connection, article: str, number: int) -> StoredClaim:
    """Return a named article's claim with that number, from 1 on. Raises UsageError if there is none."""
    stored = claims.of_article(conn, named(conn, article).id)
    if number > len(stored):
        raise click.UsageError(f"the article has {len(stored)} claims: there is no claim {number}")
    return stored[number - 1]


def named(conn: sqlite3.Connection, name: str) -> Article:
    """Return the article with that number, file or URL. Raises UsageError if there is none."""
    places = (name, canonical(name), file_place(Path(name)), file_name(Path(name)))
    match = articles.named(conn, [place for place in places if place])
    if match is None:
        raise click.UsageError(f"no article {name!r} in the library: `attribune list` shows their numbers")
    return match
