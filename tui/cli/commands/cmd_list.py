"""`attribune list`: lists the articles in the library."""

from pathlib import Path
from typing import Any

import click

from store.library import articles
from store.library.articles import Article
from store.library.orders import ORDERS
from tui.cli import options

_PAGE = 500


@click.command(name="list", short_help="List the articles in the library.")
@click.argument("words", nargs=-1, metavar="[WORD]…")
@click.option("--order", type=click.Choice(list(ORDERS)), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), default=None, metavar="N", help="How many to print at most.")
@options.saved
@options.as_json
@options.library
def command(
    words: tuple[str, ...], order: str, limit: int | None, saved: str | None, as_json: bool, library: Path | None
) -> None:
    """List the articles in the library, or those that contain all the words.

    is:unread, is:read, is:starred, is:tagged, is:noted, is:contested, tag:NAME, outlet:NAME, feed:NAME, since:DAY and
    before:DAY (2026-03-01, yesterday, monday, 7d) filter by what is known of an article; source:NAME by who is quoted
    in it; story:NUMBER by sharing a quantity with that article; 'figure>1000', 'killed>1000' and figure:1100 by
    figures. OR between two words finds either; a minus in front (after a --) negates any of them.
    """
    with options.reading(library) as conn:
        query = options.query_of(conn, " ".join(words), saved)
        from tui.cli.printing import print_article, print_json

        offset = 0
        while limit is None or offset < limit:
            wanted = _PAGE if limit is None else min(_PAGE, limit - offset)
            page = articles.page(conn, offset, wanted, query, order)
            for article in page:
                if as_json:
                    print_json(facts(article))
                else:
                    print_article(article)
            offset += len(page)
            if len(page) < wanted:
                break
        if not offset and limit != 0:
            from tui.cli.messages import Messages

            Messages().note(
                "nothing found" if query else "there are no articles yet: `attribune add PATH` adds the first"
            )


def facts(article: Article) -> dict[str, Any]:
    """Return an article's fields for the commands' JSON; id: the file or URL as it was added."""
    return {
        "id": article.added_as,
        "number": article.id,
        "location": article.location,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "added": article.added,
        "language": article.language,
        "version": article.version,
        "claims": article.claims,
        "contested": article.contested,
        "read": article.read,
        "starred": article.starred,
        "tags": list(article.tags),
    }
