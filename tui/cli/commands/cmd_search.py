"""`attribune search`: finds articles by their words, or claims near to a sentence in words and meaning."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import click

from store.archive.incoming import ReadingError
from store.ingest.intake import NoExtractorError
from store.search.claim_search import ClaimHit, joined_by_meaning, nearest, of_ids
from store.search.full_text import search
from store.settings import Settings
from tui.cli import options
from tui.cli.claim_rows import place_row
from tui.cli.commands.cmd_list import facts

# A single word or number is not a sentence with a meaning to compare.
_SENTENCE = 2


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

    With --claims the words are a sentence or a number, and the claims nearest to it are printed: those that mean the
    same in any words, then those with the same words or the same value. Reading a sentence takes some seconds.
    """
    if of_claims and saved is not None:
        raise click.UsageError("--claims takes a sentence or a number, not a saved search")
    if not query and saved is None:
        raise click.UsageError("name the words to search for, or use --saved")
    with options.reading(library) as conn:
        if of_claims:
            _print_claims(_claims(conn, options.settings(library), " ".join(query), limit), as_json)
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


def _claims(conn: sqlite3.Connection, settings: Settings, sentence: str, limit: int) -> list[ClaimHit]:
    """Return the claims nearest to a sentence by meaning, then by words; by words alone without a pipeline."""
    by_words = nearest(conn, sentence, limit)
    if len(sentence.split()) < _SENTENCE:
        return by_words
    # Imported here: only this search needs the encoder.
    from store.search.meaning_search import nearest_ids

    try:
        numbers = nearest_ids(settings.library, settings.pipeline, sentence, limit)
    except (NoExtractorError, ReadingError) as error:
        click.echo(f"attribune: claims were sought by their words alone: {error}", err=True)
        return by_words
    return joined_by_meaning(of_ids(conn, numbers), by_words)[:limit]


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
