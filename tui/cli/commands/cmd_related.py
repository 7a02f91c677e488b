"""`attribune related`: prints what other articles say about the claims of one article, or of all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking import links
from store.linking.links import Link
from tui.cli import options
from tui.cli.claim_rows import place_row
from tui.cli.commands.cmd_show import named

if TYPE_CHECKING:
    from store.linking.voices import Support
    from tui.text.link_groups import Value

_PAGE = 200
_NAMES = {"apart": "you said: not the same", "perhaps": "perhaps the same", "fits": "another value that fits"}


@click.command(name="related", short_help="Print what others say about the same figure.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--claim", "number", type=click.IntRange(min=1), metavar="N", help="Only the article's N-th claim.")
@click.option("--all", "everything", is_flag=True, help="The claims of every article in the library.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=200, show_default=True, metavar="N", help="How many links per claim."
)
@click.option("--explain", is_flag=True, help="With --json: add reasons, places, and the sources of each value.")
@options.as_json
@options.library
def command(
    article: str | None,
    number: int | None,
    everything: bool,
    limit: int,
    explain: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Print what others claim about the same quantities as an article's claims, best first.

    ARTICLE is its number in `attribune list`, or the file or URL that it was added from.
    """
    if everything == (article is not None) or (everything and number):
        raise click.UsageError("name an ARTICLE, with --claim N for one of its claims, or --all")
    with options.reading(library) as conn:
        pairs = _of(conn, named(conn, article), number) if article is not None else _of_all(conn)
        for place, here, claim in pairs:
            related = links.related(conn, claim.id, limit)
            if as_json:
                from tui.cli.printing import print_json

                print_json(_claim_row(conn, here, claim, related, explain=explain))
            elif related or number:
                _print(here, place, claim, related)


def _of(
    conn: sqlite3.Connection, article: Article, number: int | None = None
) -> list[tuple[int, Article, StoredClaim]]:
    numbered = [(place, article, claim) for place, claim in enumerate(claims.of_article(conn, article.id), start=1)]
    if number is None:
        return numbered
    if number > len(numbered):
        raise click.UsageError(f"the article has {len(numbered)} claims: there is no claim {number}")
    return [numbered[number - 1]]


def _of_all(conn: sqlite3.Connection) -> Iterator[tuple[int, Article, StoredClaim]]:
    offset = 0
    while page := articles.page(conn, offset, _PAGE, order="added"):
        for article in page:
            yield from _of(conn, article)
        offset += len(page)


# A pair that the reader declared different is not a relation, and one that may be the same is not yet.
_UNTOLD = ("apart", "perhaps")


def _claim_row(
    conn: sqlite3.Connection, article: Article, claim: StoredClaim, all_links: list[Link], *, explain: bool
) -> dict[str, Any]:
    """Return a line of JSON: the claim, its quantity's id, its links.

    explain: add the quantity, the values of the links, what the reader declared different, and what may be the same.
    """
    from store.linking import quantities

    quantity = quantities.of_claim(conn, claim.id)
    related = [link for link in all_links if link.relation not in _UNTOLD]
    row = {
        **place_row(article, claim.claim),
        "quantity": quantity.id if quantity else None,
        "related": [_row(link, explain=explain) for link in related],
    }
    if explain:
        from tui.text.link_groups import grouped, support_of

        behind = support_of(claim, article, quantities.members(conn, claim.id))
        row |= {
            "label": quantity.label if quantity else "",
            "first": quantity.first if quantity else "",
            "last": quantity.last if quantity else "",
            **_behind(behind),
            "values": [_value(value) for group in grouped(related, claim.claim, article) for value in group.values],
        }
        row |= {name: [_row(link, explain=True) for link in all_links if link.relation == name] for name in _UNTOLD}
    return row


def _behind(behind: "Support") -> dict[str, int]:
    return {"sources": behind.sources, "articles": behind.articles, "unnamed": behind.unnamed}


def _value(value: "Value") -> dict[str, Any]:
    claim = value.claim
    return {
        "relation": value.relation,
        "text": claim.text,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "bound": claim.bound,
        "unit": claim.unit,
        **_behind(value.behind),
        "outlets": sorted({link.article.outlet for link in value.links} - {""}),
    }


def _row(link: Link, *, explain: bool) -> dict[str, Any]:
    row = {**place_row(link.article, link.claim.claim), "relation": link.relation, "score": link.score}
    if explain:
        row |= {
            "reason": link.reason,
            "verdict": link.verdict,
            "outlet": link.article.outlet,
            "published": link.article.published,
            "sentence": link.sentence,
        }
    return row


def _print(article: Article, number: int, claim: StoredClaim, related: list[Link]) -> None:
    from tui.cli.printing import print_claim, print_line
    from tui.text.cell_wording import figure_given, title_of
    from tui.text.link_groups import grouped
    from tui.text.signs import LOOKS

    print_line(title_of(article), f"  ({article.id})")
    print_claim(number, claim.claim)
    for group in grouped(related, claim.claim, article):
        look = LOOKS[group.relation]
        name = _NAMES.get(group.relation, group.relation)
        counts = len(group.entries) if group.relation == "perhaps" else group.behind
        print_line(f"     {look.sign} {name}, {counts}")
        for value in group.values:
            if len(value.links) > 1:
                print_line(f"       {figure_given(value.claim)}: {value.behind}")
            for link in value.links:
                _print_link(article, claim, link)
    print_line("")


def _print_link(article: Article, claim: StoredClaim, link: Link) -> None:
    from tui.cli.printing import print_line
    from tui.text.cell_wording import figure_given, joined, relayed, source_name
    from tui.text.provenance import place_of, position

    other = link.claim.claim
    where = joined((position(link.relation, claim, article, link), place_of(link, article), f"({link.article.id})"))
    verdict = "you said: the same" if link.verdict == "same" else ""
    print_line("       ", joined((figure_given(other), source_name(other), relayed(other), where, verdict)))
    print_line("         ", link.reason)
