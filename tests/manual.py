"""Writes the manual page that the wheel installs: `python -m tests.manual`."""

from pathlib import Path

from tui.app.application import AttribuneApp
from tui.app.key_scopes import scopes
from tui.cli.command import attribune
from tui.cli.manual import manual

PAGE = Path(__file__).parents[1] / "docs" / "attribune.1"

if __name__ == "__main__":
    PAGE.write_text(manual(attribune, scopes(AttribuneApp)), encoding="utf-8")
