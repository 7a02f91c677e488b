"""Selects a command's articles: those named, or those that a search finds."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import click

from store.library import articles as stored
from store.library.articles import Article
from tui.cli import options
from tui.cli.commands.cmd_show import named

_PAGE = 500
_Command = TypeVar("_Command", bound=Callable[..., Any])


def articles(command: _Command) -> _Command:
    """Add the parameters that choose articles to a command: names, query, saved."""
    for decorate in (
        options.saved,
        click.option("--search", "query", default="", metavar="QUERY", help="The articles that `list QUERY` lists."),
        click.argument("names", nargs=-1, metavar="[ARTICLE]…"),
    ):
        command = decorate(command)
    return command


def chosen(
    conn: sqlite3.Connection, names: tuple[str, ...], query: str, saved: str | None, *, all_of_them: bool = False
) -> list[Article]:
    """Return the articles; all_of_them: all of the library if none are chosen. Raises UsageError if there are none."""
    if names and (query or saved):
        raise click.UsageError("name ARTICLEs, or use --search or --saved")
    if names:
        return list({article.id: article for article in (named(conn, name) for name in names)}.values())
    query = options.query_of(conn, query, saved)
    if not query and not all_of_them:
        raise click.UsageError("name ARTICLEs by their number, file or URL, or use --search or --saved")
    listed: list[Article] = []
    while page := stored.page(conn, len(listed), _PAGE, query, "oldest"):
        listed += page
    if not listed:
        raise click.UsageError("no article matches" if query else "there are no articles in the library")
    return listed
