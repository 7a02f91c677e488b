"""The README names every command."""

import re

import pytest
from click import Context

from tests.tui.cli.conftest import ROOT
from tui.cli.command import attribune


@pytest.mark.parametrize("command", attribune.list_commands(Context(attribune)))
def test_the_command_is_in_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"attribune {command}\b", readme)
