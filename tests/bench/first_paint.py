"""Prints the time from exec to the first full frame of `attribune`, beside a Textual app with one Static.

Run as `python -m tests.bench.first_paint`. Both run in a pseudo-terminal, in turn, so that they share the machine's
moods; the ratio of the medians is what counts: at most 1.3 is wanted. Nothing is asserted.
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


def first_paint(code: str, arguments: Sequence[str], awaited: Sequence[str], environment: dict[str, str]) -> float:
    """Return the milliseconds from exec of a Python program until all awaited words are on its terminal."""
    return painted(code, arguments, awaited, environment)[0]


def painted(
    code: str, arguments: Sequence[str], awaited: Sequence[str], environment: dict[str, str]
) -> tuple[float, float]:
    """Return what first_paint does, and the program's memory then, in MB; 0 if the system doesn't say."""
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
        return spent, pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def interpreter() -> dict[str, str]:
    """Return the environment for programs whose start is measured, with compiled modules cached."""
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
        plain, ours = [], []
        # The first round only fills the caches of the file system.
        for number in range(ROUNDS + 1):
            times = (
                first_paint(_STATIC, [], [_DRAWN], environment),
                first_paint(
                    _ATTRIBUNE,
                    ["--library", str(library)],
                    [STORIES[0].title, "no date", "quit"],
                    environment,
                ),
            )
            if number:
                plain.append(times[0])
                ours.append(times[1])
    ratio = statistics.median(ours) / statistics.median(plain)
    sys.stdout.write(
        f"exec to first full frame, {COLUMNS}×{ROWS}, median of {ROUNDS} rounds\n"
        f"one Static  {statistics.median(plain):6.0f} ms\n"
        f"attribune   {statistics.median(ours):6.0f} ms: {ratio:.2f} times\n"
    )


if __name__ == "__main__":
    main()
