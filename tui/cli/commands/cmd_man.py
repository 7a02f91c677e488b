"""`attribune man`: shows the manual page."""

import shutil
import subprocess
import sys

import click


@click.command(name="man", short_help="Show the manual page, or print it into a pipe.")
def command() -> None:
    """Show the manual page in a terminal, or print its source into a pipe or file.

    If the wheel is installed where man looks, `man attribune` shows it too.
    """
    from tui.app.application import AttribuneApp
    from tui.app.key_scopes import scopes
    from tui.cli.command import attribune
    from tui.cli.manual import manual

    page = manual(attribune, scopes(AttribuneApp))
    if sys.stdout.isatty() and shutil.which("man"):
        subprocess.run(["man", "-l", "-"], input=page.encode(), check=False)
    else:
        click.echo(page, nl=False)
