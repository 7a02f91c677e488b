"""`attribune search`: finds articles by their words, or claims near to a sentence."""

from collections.abc import Sequence
from pathlib import Path

import click

from store.search.claim_search import ClaimHit, nearest
from store.search.full_text import search
from tui.cli import options
from tui.cli.claim_rows import place_row
from tui.cli.commands.cmd_list import facts


@click.command(
    name="search",
    short_help="Print the articles that have all the words.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, metavar="[QUERY]…")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="How many to print at most."
)
@click.option("--claims", "of_claims", is_flag=True, help="Print the claims nearest to a sentence or a number instead.")
@options.saved
@options.as_json
@options.library
def command(
    query: tuple[str, ...], limit: int, of_claims: bool, saved: str | None, as_json: bool, library: Path | None
) -> None:
    """Print the articles that contain all the words, best first, with the lines that match.

    The last word may be incomplete. "Words in quotation marks" are a phrase, -word excludes articles that contain it,
    OR between two words finds either. is:unread, tag:NAME, 'killed>1000' and the other filters of `attribune list
    --help` narrow the result.

    With --claims the words are a sentence or a number, and the claims nearest to it are printed.
    """
    if of_claims and saved is not None:
        raise click.UsageError("--claims takes a sentence or a number, not a saved search")
    if not query and saved is None:
        raise click.UsageError("name the words to search for, or use --saved")
    with options.reading(library) as conn:
        if of_claims:
            _print_claims(nearest(conn, " ".join(query), limit), as_json)
            return
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


def _print_claims(hits: Sequence[ClaimHit], as_json: bool) -> None:
    from tui.cli.printing import print_json, print_line
    from tui.text.cell_wording import day, joined, measured, one_line, outlet_of, source_name

    for hit in hits:
        claim, article = hit.claim.claim, hit.article
        if as_json:
            row = place_row(article, claim)
            source = claim.source.name if claim.source else None
            print_json(
                {**row, "subject": claim.subject, "stance": claim.stance, "source": source, "sentence": hit.line}
            )
            continue
        denied = claim.stance if claim.stance != "asserted" else ""
        where = joined((outlet_of(article), day(article.published), f"({article.id})"))
        print_line(joined((one_line(claim.text), measured(claim), denied, source_name(claim), where)))
        print_line("    ", hit.line)
    if not hits:
        click.echo("nothing found", err=True)
