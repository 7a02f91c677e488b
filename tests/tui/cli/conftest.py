"""Runs commands as a person does, within this process or in one of their own."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.ingest import workers
from store.settings import config_path
from tests import forked_workers
from tests.permissions import open_folder
from tui.cli import main

__all__ = ["open_folder"]

ROOT = Path(__file__).parents[3]
FLOOD = (
    "Flood in Oldmouth\n\nGovernor Ana Brandt said on Friday that more than 220 homes had been flooded in Oldmouth. "
    "Around 1,500 people have left the old town.\n"
)
FIRE = "Fire service counts\n\nThe fire service said on Friday that 90 homes had been flooded in Oldmouth.\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """The outcome of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def rows(ran: Ran) -> list[dict[str, Any]]:
    """Return the JSON objects that a command printed, one per line."""
    return [json.loads(line) for line in ran.out.splitlines()]


def configure(text: str) -> None:
    """Write the configuration file."""
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(text)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's folders and settings out of the tests; run each in a folder of its own."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("ATTRIBUNE_LIBRARY", "ATTRIBUNE_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)


@pytest.fixture(scope="session")
def starts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The code that starts a worker process with the pipeline already loaded."""
    with forked_workers.starting(tmp_path_factory.mktemp("workers")) as code:
        yield code


@pytest.fixture
def run(starts: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `attribune` with these arguments in this process; only its workers are separate processes."""
    monkeypatch.setattr(workers, "_START", starts)

    def run_here(*arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        body = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        output = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, output.out, output.err)

    return run_here


def apart(*arguments: str | Path, **environment: str) -> "subprocess.Popen[bytes]":
    """Start `attribune` with these arguments in a separate process."""
    return subprocess.Popen(
        [sys.executable, "-c", "from tui.cli import main; main()", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        # A shell's background jobs ignore the key, and so would the processes that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def without_echo(terminal: int) -> None:
    """Switch off the terminal's echo, which can split a character that is being written."""
    settings = termios.tcgetattr(terminal)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, settings)


def on_a_terminal(*arguments: str | Path, press: str = "", **environment: str) -> tuple[int, str]:
    """Run `attribune` on a pseudo-terminal; return its exit code and everything that was shown.

    press: a key to press repeatedly once the screen shows something.
    """
    process, terminal = pty.fork()
    if process == 0:
        without_echo(pty.STDIN_FILENO)
        command = [sys.executable, "-c", "from tui.cli import main; main()", *map(str, arguments)]
        os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment})
    shown = b""
    while True:
        if not select.select([terminal], [], [], 300)[0]:
            os.kill(process, signal.SIGKILL)
            pytest.fail(f"nothing more was shown for five minutes after {shown[-200:]!r}")
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # what Linux says when the other end is closed
            break
        if not piece:
            break
        shown += piece
        if press and len(shown) > 500:
            os.write(terminal, press.encode())
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), shown.decode()


@pytest.fixture
def stocked(run: Run) -> Run:
    """The command with a default library of two articles that contradict each other."""
    Path("flood.txt").write_text(FLOOD)
    Path("fire.md").write_text(f"---\noutlet: Coast Wire\ndate: 2026-03-13T18:00+00:00\n---\n# {FIRE}")
    ran = run("add", "flood.txt", "fire.md")
    assert (ran.code, ran.err) == (0, "2 added\n")
    return run
