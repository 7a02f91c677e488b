"""What `attribune doctor` reports about the terminal."""

import os
from pathlib import Path

import pytest

from store.library.connection import default_path, open_writer
from tests.tui.cli.conftest import Run, on_a_terminal


@pytest.fixture(autouse=True)
def _library() -> None:
    open_writer(default_path()).close()


def doctor(**environment: str) -> str:
    code, shown = on_a_terminal("doctor", **{"TMUX": "", "COLORTERM": "", **environment})
    assert code == 0
    return " ".join(shown.split())


def tmux(answer: str) -> str:
    """Return a PATH that begins with a folder in which a stand-in answers as tmux would."""
    program = Path("bin") / "tmux"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho {answer}\n")
    program.chmod(0o755)
    return f"{program.parent.absolute()}{os.pathsep}{os.environ['PATH']}"


def test_size_and_colours_are_reported() -> None:
    shown = doctor(COLUMNS="60", LINES="20", TERM="xterm-256color")
    assert "terminal: xterm-256color, 60×20: the reader is made for 80×24 or more" in shown
    assert "colours: 256 colours: if the terminal has true colour, set COLORTERM=truecolor" in shown
    shown = doctor(COLUMNS="80", LINES="24", COLORTERM="truecolor")
    assert "terminal: xterm, 80×24 colours: true colour clipboard: by OSC 52" in shown


def test_no_colours_are_reported_if_none_are_wanted() -> None:
    assert "colours: none, as NO_COLOR asks" in doctor(NO_COLOR="1")


def test_a_dumb_terminal_is_reported() -> None:
    assert "TERM is dumb, or not set: the reader can't be shown" in doctor(TERM="dumb")


def test_a_tmux_that_keeps_copies_is_reported() -> None:
    shown = doctor(TMUX="socket,1,0", PATH=tmux("external"))
    assert "clipboard: tmux keeps it: its set-clipboard is external; `tmux set -s set-clipboard on`" in shown


def test_a_tmux_that_passes_copies_on_is_reported() -> None:
    assert "by OSC 52, which tmux passes on" in doctor(TMUX="socket,1,0", PATH=tmux("on"))


def test_without_a_terminal_none_is_reported(run: Run) -> None:
    assert "terminal:" not in run("doctor").err
