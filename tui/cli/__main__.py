"""Runs the command as `python -m tui.cli`."""

from tui.cli import main

main()
