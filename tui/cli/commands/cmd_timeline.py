"""`attribune timeline`: prints the values of a quantity across the library, by day."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from store.linking import timeline
from store.linking.timeline import Point
from tui.cli import options
from tui.cli.claim_rows import place_row, value_row
from tui.cli.commands.cmd_show import claim_of


@click.command(name="timeline", short_help="Print the values that a quantity took over time.")
@click.argument("article")
@click.argument("number", type=click.IntRange(min=1), metavar="CLAIM")
@options.as_json
@options.library
def command(article: str, number: int, as_json: bool, library: Path | None) -> None:
    """Print the values that articles give for a claim's quantity, by the day on which each held, with their sources.

    ARTICLE is its number in `attribune list`, or the file or URL that it was added from; CLAIM is the claim's number in
    `attribune show`.
    """
    with options.reading(library) as conn:
        chosen = claim_of(conn, article, number)
        points = timeline.timeline(conn, chosen.id)
        for point in points:
            if as_json:
                from tui.cli.printing import print_json

                print_json(_row(point))
            else:
                _print(point, points, chosen.id)


def _row(point: Point) -> dict[str, Any]:
    claim = point.claim.claim
    return {
        "date": point.as_of,
        **value_row(claim),
        "bound": claim.bound,
        "source": claim.source.name if claim.source else None,
        "relation": point.relation or None,
        **place_row(point.article, claim),
        "stance": claim.stance,
        "articles": [article.added_as for article in point.articles],
        "outlets": list(dict.fromkeys(article.outlet for article in point.articles if article.outlet)),
    }


def _print(point: Point, points: Sequence[Point], asked: int) -> None:
    from tui.cli.printing import print_line
    from tui.text.cell_wording import figure_given, joined, outlets_of, source_name, when
    from tui.text.provenance import sign_of

    claim = point.claim.claim
    look = sign_of(point, points, asked)
    sign = look.sign if look else " "
    facts = joined((figure_given(claim), source_name(claim), outlets_of(point.articles), f"({point.article.id})"))
    print_line(f"{when(point.as_of):>11}  {sign} ", facts, "  ← this claim" if point.claim.id == asked else "")
