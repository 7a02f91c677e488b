"""What `attribune doctor` checks besides the library, and without one."""

from pathlib import Path

import pytest

from store.library.connection import default_path, open_writer
from store.settings import config_path
from tests.tui.cli.conftest import Run, configure, on_a_terminal


def test_without_a_library_it_says_what_to_do_and_checks_the_rest() -> None:
    code, shown = on_a_terminal("doctor", COLUMNS="90", LINES="30")
    lines = " ".join(shown.split())
    assert code == 1
    assert f"there is no library at {default_path()}: `attribune add PATH` creates one" in lines
    assert "terminal: xterm, 90×30" in lines
    assert "settings: the defaults" in lines
    assert "pipeline: the shipped one finds claims and their sources" in lines
    assert not default_path().exists()


def test_it_names_the_library_where_one_is_expected(run: Run) -> None:
    open_writer(default_path()).close()
    ran = run("doctor", "--library", "elsewhere.db")
    assert (ran.code, ran.err.splitlines()[1]) == (1, f"there is a library at {default_path()}")
    assert "there is a library" not in run("doctor").err


def test_an_index_is_not_rebuilt_where_no_library_is(run: Run) -> None:
    assert run("doctor", "--reindex").code == 1
    assert not default_path().exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('theme = "attribune-light"\n', "settings: {} is in order"),
        ('[keys]\nnext_clam = "v"\nfind = "5"\n', "settings: 1 line to fix: `attribune config check` names them"),
        ("theme =\n", "attribune: {} is not valid TOML"),
    ],
)
def test_the_settings_are_checked(run: Run, text: str, line: str) -> None:
    open_writer(default_path()).close()
    configure(text)
    ran = run("doctor")
    assert line.format(config_path()) in ran.err
    assert ran.code == ("in order" not in line)
    assert "pipeline: the shipped one" in ran.err


def test_a_pipeline_that_is_none_is_reported(run: Run) -> None:
    open_writer(default_path()).close()
    Path("empty").mkdir()
    configure(f'pipeline = "{Path("empty").absolute()}"\n')
    ran = run("doctor")
    assert ran.code == 1
    assert f"pipeline: no spaCy pipeline in {Path('empty').absolute()}" in ran.err
