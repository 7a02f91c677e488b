"""Prints the time from exec to the first full frame of `attribune` and of a Textual app with one Static.

Run as `python -m tests.bench.first_paint`. Both run in a pseudo-terminal, in turn, so that other
load on the machine affects both; the ratio of the medians is what counts: at most 1.3 is wanted. On a shared machine
the ratio of the processor times says more. Nothing is asserted.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.tui.stories import STORIES, Story, write_library

ROUNDS = 15
ROWS, COLUMNS = 40, 120
PATIENCE = 30.0
_DRAWN = "first and last words"
_STATIC = f"""
from textual.app import App
from textual.widgets import Static
class Plain(App):
    def compose(self):
        yield Static("{_DRAWN}")
Plain().run()
"""
_ATTRIBUNE = "from tui.cli import main; main()"


class Painted(NamedTuple):
    """The cost of a first frame: wall-clock and processor milliseconds, and MB, 0 if the system doesn't say."""

    clock: float
    processor: float
    memory: float


def painted(code: str, arguments: Sequence[str], awaited: Sequence[str], environment: dict[str, str]) -> Painted:
    """Return the cost of a Python program from exec until all awaited words are on its terminal."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    drawn = b""
    try:
        while any(words.encode() not in drawn for words in awaited):
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready:
                raise SystemExit(f"nothing was drawn within {PATIENCE} s")
            drawn += os.read(terminal, 65_536)
        spent = (time.perf_counter() - began) * 1_000
        status = Path(f"/proc/{pid}/statm")
        pages = int(status.read_text().split()[1]) if status.exists() else 0
    finally:
        os.kill(pid, signal.SIGKILL)
        _, _, usage = os.wait4(pid, 0)
        os.close(terminal)
    return Painted(spent, (usage.ru_utime + usage.ru_stime) * 1_000, pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


def interpreter() -> dict[str, str]:
    """Return the environment for the measured programs, with compiled modules cached."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Measure both in turn and print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        stories = [Story(f"Story {number} of many", "Wire", "2026-03-01", "Nothing.") for number in range(15)]
        library = write_library(Path(folder) / "library.db", (*STORIES, *stories))
        environment = {
            **interpreter(),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "XDG_CONFIG_HOME": folder,
            "XDG_DATA_HOME": folder,
            "LINES": str(ROWS),
            "COLUMNS": str(COLUMNS),
        }
        plain: list[Painted] = []
        ours: list[Painted] = []
        # The first round only fills the caches of the file system.
        for number in range(ROUNDS + 1):
            times = (
                painted(_STATIC, [], [_DRAWN], environment),
                painted(
                    _ATTRIBUNE,
                    ["--library", str(library)],
                    [STORIES[0].title, "no date", "quit"],
                    environment,
                ),
            )
            if number:
                plain.append(times[0])
                ours.append(times[1])
    sys.stdout.write(f"exec to first full frame, {COLUMNS}×{ROWS}, median of {ROUNDS} rounds\n")
    for name, column in (("clock", 0), ("processor", 1)):
        bare, mine = (statistics.median(each[column] for each in some) for some in (plain, ours))
        sys.stdout.write(f"{name:10} one Static {bare:6.0f} ms, attribune {mine:6.0f} ms: {mine / bare:.2f} times\n")


if __name__ == "__main__":
    main()
