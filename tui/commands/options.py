"""Options that several commands share."""

from pathlib import Path

import click

from store.settings import Settings, load

library = click.option("--library", type=click.Path(path_type=Path), metavar="FILE", help="The library to use.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")


def settings(given: Path | None) -> Settings:
    """Return the settings; a library named after the sub-command goes before one named before it."""
    before = click.get_current_context().find_root().obj
    return load(given or (before if isinstance(before, Path) else None))
