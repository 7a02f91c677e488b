"""`attribune man`: the manual page."""

import shutil
import subprocess
import sys

import click


@click.command(name="man", short_help="Show the manual page, or print it into a pipe.")
def command() -> None:
    """Show the manual page in a terminal; into a pipe or file, print it as man(1) takes it.

    Where the wheel was installed into a folder that man knows, `man attribune` shows it as well.
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
