"""`attribune demo`: opens a library of sample articles."""

from dataclasses import replace

import click

from store.demo import ready
from store.settings import load


@click.command(name="demo", short_help="Open a library of sample articles.")
@click.option("--path", "only_path", is_flag=True, help="Print the path of the demo library instead of opening it.")
def command(only_path: bool) -> None:
    """Open a library of sample articles: invented stories, each reported by several outlets."""
    library = ready()
    if only_path:
        click.echo(library)
        return
    from tui.cli.command import open_app

    open_app(replace(load(), library=library))
