"""`attribune config`: the current settings, where they are stored, and which lines of the file can't be used."""

import re
from pathlib import Path

import pytest

from store.settings import config_path, load
from tests.tui.cli.conftest import Run, configure


def test_the_path_is_printed_even_without_a_file(run: Run) -> None:
    assert run("config", "path").out == f"{config_path()}\n"


def test_without_a_file_the_defaults_are_printed(run: Run) -> None:
    ran = run("config", "check")
    assert ran.code == 0
    assert "does not exist" in ran.err
    assert "config edit" in ran.err


def test_each_line_that_cannot_be_used_is_named_with_what_to_do(run: Run) -> None:
    configure('theme = "nor"\nlibary = "x"\n[keys]\nnext_clam = "x"\nnext_claim = "p"\nmark = "enterr"\ntheme = 3\n')
    ran = run("config", "check")
    assert ran.code == 1
    complaints = dict(re.findall(rf"^{re.escape(str(config_path()))}:(\d): (.*)$", ran.err, re.MULTILINE))
    assert sorted(complaints) == ["1", "2", "4", "5", "6", "7"]
    assert "there is no 'nor'" in complaints["1"]
    assert complaints["1"].endswith("did you mean nord?")
    assert "did you mean library?" in complaints["2"]
    assert "did you mean next_claim?" in complaints["4"]
    assert "p for next_claim (Next claim) is already the key of previous_claim (Previous claim)" in complaints["5"]
    assert "'enterr' for mark is not a key" in complaints["6"]
    assert "put it above [keys]" in complaints["7"]
    assert ran.err.endswith("6 lines to fix\n")


@pytest.mark.parametrize("text", ["theme = ", "library = 3"])
def test_an_unreadable_configuration_file_is_reported(run: Run, text: str) -> None:
    configure(text)
    ran = run("config", "check")
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)
    assert str(config_path()) in ran.err


def test_a_valid_file_is_reported_as_valid(run: Run) -> None:
    configure('theme = "nord"\n[keys]\nnext_claim = "Ctrl+N"\n')
    assert run("config", "check").err == f"{config_path()} is in order\n"


def test_current_settings_are_printed_as_a_configuration_file(run: Run) -> None:
    configure('[keys]\nnext_claim = "R"\n')
    ran = run("config", "print")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r'^next_claim +  = "R" +# Next claim$', ran.out, re.MULTILINE)
    assert re.search(r'^# previous_claim += "p"', ran.out, re.MULTILINE)


def test_the_printed_settings_are_a_valid_configuration_file(run: Run) -> None:
    before = load()
    printed = run("config", "print").out
    configure(re.sub(r"^# (\w+ *=)", r"\1", printed, flags=re.MULTILINE))
    assert run("config", "check").err == f"{config_path()} is in order\n"
    assert load().network == before.network
    assert load().library == before.library


def test_the_origin_of_the_library_setting_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "/srv/news.db")
    assert 'library = "/srv/news.db"  # from ATTRIBUNE_LIBRARY' in run("config", "print").out
    assert 'library = "mine.db"  # from --library' in run("--library", "mine.db", "config", "print").out


def test_the_editor_opens_the_file_which_is_checked_afterwards(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = Path("editor")
    editor.write_text('#!/bin/sh\necho \'libary = "x"\' >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor.absolute()))
    ran = run("config", "edit")
    assert ran.code == 1
    assert "did you mean library?" in ran.err
    assert config_path().read_text().startswith("# Settings of Attribune")
