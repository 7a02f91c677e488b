"""`attribune tag`: tags articles and lists the tags."""

from pathlib import Path

import click

from store.archive.incoming import tag_names
from store.library import journal
from store.library.journal import Step
from store.library.reading_state import add_tags, all_tags, remove_tags
from store.wording import counted
from tui.cli import options, selection
from tui.cli.messages import Messages, listed


@click.group(name="tag", short_help="Tag articles and list the tags.")
def command() -> None:
    """Tag articles, remove tags, list tags. A tag finds its articles as `tag:NAME` in a search."""


@command.command(name="list", short_help="List the tags, the most used first.")
@options.as_json
@options.library
def list_(as_json: bool, library: Path | None) -> None:
    """List the tags with the number of their articles, the most used first."""
    with options.reading(library) as conn:
        from tui.cli.printing import print_json, print_line

        for name, number in listed(all_tags(conn), "no tags yet: `attribune tag add` tags articles"):
            if as_json:
                print_json({"tag": name, "articles": number})
            else:
                print_line(f"{number:>5,}  {name}")


@command.command()
@click.argument("tag", metavar="TAG[,TAG]…")
@selection.articles
@options.library
def add(tag: str, names: tuple[str, ...], query: str, saved: str | None, library: Path | None) -> None:
    """Give articles one or more tags."""
    _change(tag, names, query, saved, library, adding=True)


@command.command()
@click.argument("tag", metavar="TAG[,TAG]…")
@selection.articles
@options.library
def remove(tag: str, names: tuple[str, ...], query: str, saved: str | None, library: Path | None) -> None:
    """Remove one or more tags from articles."""
    _change(tag, names, query, saved, library, adding=False)


def _change(
    tag: str, names: tuple[str, ...], query: str, saved: str | None, library: Path | None, *, adding: bool
) -> None:
    tags = tag_names([tag])
    if not tags:
        raise click.UsageError("a tag needs at least one letter")
    with options.writing(library) as conn:
        articles = selection.chosen(conn, names, query, saved)
        (add_tags if adding else remove_tags)(conn, [article.id for article in articles], tags)
        words = f"{', '.join(tags)} {'added to' if adding else 'removed from'} {counted(len(articles), 'article')}"
        journal.write(conn, words, Step("tags", {"places": [(article.id, article.tags) for article in articles]}))
    Messages().note(words)
