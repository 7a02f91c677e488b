"""Copying: what is passed to tmux and to the desktop, and the message if neither accepts it."""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.app.application import AttribuneApp
from tui.app.clipboard import give_to_programs, through_tmux

# Stand-ins for clipboard programs, as far as a test needs them: they store the text, fail, or support an option.
_KEEPS = '#!/bin/sh\ncase "$1" in show-options) echo {option};; *) cat > "{file}";; esac\n'
_FAILS = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def install(folder: Path, name: str, script: str = _KEEPS, option: str = "external") -> Path:
    """Install a program and return the file in which it stores the copied text."""
    kept = folder / f"{name}.kept"
    (folder / name).write_text(script.format(file=kept, option=option) if script is _KEEPS else script)
    (folder / name).chmod(0o700)
    return kept


def test_within_tmux_a_copy_lies_in_its_buffer(programs: Path) -> None:
    kept = install(programs, "tmux")
    assert give_to_programs("220 homes — “said”", {"TMUX": "socket,1,0"}) == ""
    assert kept.read_text() == "220 homes — “said”"


def test_a_tmux_that_keeps_its_copies_to_itself_says_how_to_paste(programs: Path) -> None:
    install(programs, "tmux", option="off")
    assert give_to_programs("220", {"TMUX": "x"}) == (
        "Copied inside tmux only, where prefix ] pastes it: its set-clipboard is off."
    )


def test_a_tmux_that_takes_nothing_is_said(programs: Path) -> None:
    install(programs, "tmux", _FAILS)
    assert give_to_programs("220", {"TMUX": "x"}).startswith("tmux did not take the copy: it is older than 3.2")


def test_where_the_desktop_took_it_tmux_is_not_complained_of(programs: Path) -> None:
    install(programs, "tmux", _FAILS)
    kept = install(programs, "wl-copy")
    assert give_to_programs("220", {"TMUX": "x", "WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert kept.read_text() == "220"


@pytest.mark.parametrize("term", ["linux", "screen", "screen.xterm-256color"])
def test_a_terminal_without_a_clipboard_is_said_to_have_none(term: str) -> None:
    assert give_to_programs("220", {"TERM": term}) == (
        "This terminal has no clipboard: tmux, wl-copy, xclip or xsel would keep a copy."
    )


@pytest.mark.parametrize("term", ["xterm-256color", "alacritty", "foot", ""])
def test_of_other_terminals_nobody_can_tell_and_nothing_is_said(term: str) -> None:
    assert give_to_programs("220", {"TERM": term}) == ""


def test_the_sequence_for_the_terminal_around_tmux_has_the_text_in_it() -> None:
    sequence = through_tmux("“said”")
    assert sequence.startswith("\x1bPtmux;\x1b\x1b]52;c;")
    assert sequence.endswith("\a\x1b\\")
    assert base64.b64decode(sequence.split(";")[3].split("\a")[0]).decode() == "“said”"


async def test_a_trouble_of_copying_is_reported_in_the_app(
    app: AttribuneApp, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "x")
    install(programs, "tmux", _FAILS)
    async with app.run_test(notifications=True) as pilot:
        await app._give_to_programs("220")
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == [
            "tmux did not take the copy: it is older than 3.2 or can't be reached."
        ]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[str]:
    """The socket of a real tmux server with one session."""
    socket = str(tmp_path / "socket")
    subprocess.run(["tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "sleep 60"], check=True)
    yield socket
    subprocess.run(["tmux", "-S", socket, "kill-server"], check=True)


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_a_real_tmux_has_what_was_copied(tmux: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", f"{tmux},1,0")
    assert give_to_programs("220 homes — “said”\nsecond line", os.environ) == ""
    shown = subprocess.run(["tmux", "-S", tmux, "show-buffer"], capture_output=True, check=True)
    assert shown.stdout.decode() == "220 homes — “said”\nsecond line"
