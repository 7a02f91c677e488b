"""The manual page has every command, option and key, and is the one that the wheel installs."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator

import click
import pytest

from store.search.filters import FIELDS
from tests.manual import PAGE
from tests.tui.cli.conftest import ROOT, Run, on_a_terminal
from tui.app.application import AttribuneApp
from tui.app.key_names import shown
from tui.app.key_scopes import scopes
from tui.app.keys import keys_of
from tui.cli.command import attribune


def plain(page: str) -> str:
    return re.sub(r"\\f[BIR]|\\&", "", page).replace("\\-", "-").replace("\\e", "\\")


def commands(group: click.Group, path: str = "attribune") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_the_page_that_is_installed_is_the_one_that_is_printed(run: Run) -> None:
    """`python -m tests.manual` writes it."""
    ran = run("man")
    assert (ran.code, ran.err) == (0, "")
    assert PAGE.read_text(encoding="utf-8") == ran.out


def test_the_page_has_every_command_with_its_options() -> None:
    sections = dict(re.findall(r"^\.SS (attribune [a-z ]*[a-z]) (.*?)(?=^\.S)", plain(PAGE.read_text()), re.M | re.S))
    every = dict(commands(attribune))
    assert len(every) > 40
    assert sections.keys() == every.keys()
    for path, command in every.items():
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[0] in sections[path]


def test_the_page_has_every_key_with_its_name() -> None:
    page = plain(PAGE.read_text())
    for place in scopes(AttribuneApp):
        assert f".SS {place.name}\n" in page
        for binding in place.bindings:
            keys = " ".join(shown(key) for key in keys_of(binding, {}))
            assert f".B {keys}\n{binding.tooltip} ({binding.id})" in page


def test_the_page_has_the_whole_query_language() -> None:
    assert [field for field in FIELDS if f"{field}:" not in plain(PAGE.read_text())] == []


def test_the_wheel_installs_the_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {PAGE.relative_to(ROOT).as_posix(): "share/man/man1/attribune.1"}


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_man_reports_no_error_in_the_page() -> None:
    ran = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", "-z", PAGE], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_in_a_terminal_the_page_is_shown() -> None:
    code, page = on_a_terminal("man", PAGER="cat", MANPAGER="cat", TERM="dumb")
    assert code == 0
    assert "a terminal news reader" in page
    assert ".SH" not in page
