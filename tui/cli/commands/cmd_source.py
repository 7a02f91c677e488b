"""`attribune source`: prints all that one source says in the library, contradicted claims first."""

import sqlite3
from pathlib import Path
from typing import Any

import click

from extract.text.source_names import is_local
from store.library import sources
from store.library.sources import Source, Statement
from store.linking.links import Link
from tui.cli import options
from tui.cli.claim_rows import place_row, value_row
from tui.cli.messages import Messages

# How many other matching names are listed.
_LISTED = 12


@click.command(name="source", short_help="Print all that one source says.")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    metavar="N",
    help="How many to print at most.",
)
@options.as_json
@options.library
def command(name: tuple[str, ...], limit: int, as_json: bool, library: Path | None) -> None:
    """Print the claims of one source in all articles: first those that others contradict, then the newest.

    NAME is the source's name, or a part of it that no other source has.
    """
    with options.reading(library) as conn:
        source, *others = matching_sources(conn, " ".join(name))
        if others:
            Messages().note(f"each article has its own {source.name}: {1 + len(others)} sources")
        for statement in sources.statements_of(conn, [alias.id for alias in (source, *others)], limit):
            against = sources.against(conn, statement) if statement.contradicted else []
            if as_json:
                from tui.cli.printing import print_json

                print_json(_row(source, statement, against))
            else:
                _print(statement, against)


def matching_sources(conn: sqlite3.Connection, name: str) -> list[Source]:
    """Return the source that is meant, or all articles' sources with a general name such as `police`.

    Raises UsageError if there is none, or several fit equally well.
    """
    matches = sources.named(conn, name)
    if not matches:
        raise click.UsageError(f"no source {name!r} in the library")
    exact = [match for match in matches if match.key == name.casefold() or match.name.casefold() == name.casefold()]
    fitting = exact or matches
    unnamed = len({match.name.casefold() for match in fitting}) == 1 and all(is_local(match.key) for match in fitting)
    if len(fitting) == 1 or unnamed:
        return fitting
    names = ", ".join(f"{match.name} ({match.claims})" for match in fitting[:_LISTED])
    raise click.UsageError(f"several sources have this name: {names}")


def _row(source: Source, statement: Statement, against: list[Link]) -> dict[str, Any]:
    claim, article = statement.claim.claim, statement.articles[0]
    return {
        **place_row(article, claim),
        **value_row(claim),
        "bound": claim.bound,
        "stance": claim.stance,
        "source": source.name,
        "published": article.published,
        "sentence": statement.sentence,
        "articles": [other.added_as for other in statement.articles],
        "outlets": list(dict.fromkeys(other.outlet for other in statement.articles if other.outlet)),
        "differs": [_other(link) for link in against],
    }


def _other(link: Link) -> dict[str, Any]:
    claim = link.claim.claim
    row = place_row(link.article, claim)
    return row | {"source": claim.source.name if claim.source else None, "score": link.score, "reason": link.reason}


def _print(statement: Statement, against: list[Link]) -> None:
    from tui.cli.printing import print_line
    from tui.text.cell_wording import day, figure_given, joined, measured, one_line, outlets_of, source_name
    from tui.text.provenance import place_of
    from tui.text.signs import LOOKS

    sign = LOOKS["differs"].sign
    claim, article = statement.claim.claim, statement.articles[0]
    where = joined((outlets_of(statement.articles), day(article.published), f"({article.id})"))
    stance = claim.stance if claim.stance != "asserted" else ""
    print_line(
        f"{sign if statement.contradicted else ' '} ", joined((one_line(claim.text), measured(claim), stance, where))
    )
    print_line("    ", statement.sentence)
    for link in against:
        other = link.claim.claim
        where = joined((place_of(link, article), f"({link.article.id})"))
        print_line(f"    {sign} ", joined((figure_given(other), source_name(other), where)))
