"""The command line: `attribune` and its sub-commands."""

from tui.cli.command import main

__all__ = ["main"]
