"""`attribune search`: articles by their words."""

from pathlib import Path

import click

from store.search.full_text import search
from tui.cli import options
from tui.cli.commands.cmd_list import facts


@click.command(
    name="search",
    short_help="Print the articles that have all the words.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, metavar="[QUERY]…")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most so many."
)
@options.saved
@options.as_json
@options.library
def command(query: tuple[str, ...], limit: int, saved: str | None, as_json: bool, library: Path | None) -> None:
    """Print the articles that have all the words, best first, with where they stand.

    The last word may be the beginning of one. "Words in quotation marks" are a phrase, -word leaves out articles
    that have it, OR between two words finds either. is:unread, tag:NAME, 'killed>1000' and the others that
    `attribune list --help` names choose among the articles.
    """
    if not query and saved is None:
        raise click.UsageError("name the words to search for, or use --saved")
    with options.reading(library) as conn:
        hits = search(conn, options.query_of(conn, " ".join(query), saved), limit)
        from tui.cli.printing import print_article, print_json, print_snippet

        for hit in hits:
            if as_json:
                snippet = [{"text": text, "match": match} for text, match in hit.snippet]
                print_json({**facts(hit.article), "snippet": snippet})
            else:
                print_article(hit.article)
                if hit.snippet:
                    print_snippet(hit.snippet)
        if not hits:
            click.echo("nothing found", err=True)
