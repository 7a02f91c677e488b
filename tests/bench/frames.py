"""Prints how long a frame takes from the key to its last byte: `python -m tests.bench.frames`.

`[ARTICLES]… [--rounds N] [--library FILE]`: by default libraries of 1,000 and 100,000 articles of real length.
Attribune and a comparable bare Textual app run in pseudo-terminals, timed by the clock, so that only an idle machine
shows how long a reader waits. Nothing is asserted.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from tests.bench.first_paint import _ATTRIBUNE, COLUMNS, ROWS, interpreter
from tests.bench.keystrokes import BareScreen, BareSearch
from tests.bench.stocking import stock
from tests.bench.synthetic import CLAIMS_EACH, World

SIZES, ROUNDS = (1_000, 100_000), 20
# Seconds without output that end a frame, the most that a frame may take, and the pause between two keys.
QUIET, PATIENCE, PAUSE = 0.08, 10.0, 0.4
_BARE = "from tests.bench.frames import BareApp; BareApp().run()"
_ROWS = 200
_TEXT = "\n\n".join("More than 220 homes had been flooded on that night, she said. " * 8 for _ in range(12))
_ESCAPE = "\x1b"
# The measured actions and their keys, in both programs.
_LIST, _TYPED = ("list move", "j"), tuple(("search, a letter", sign) for sign in "flood")
_OPEN, _BACK = ("open", "\r"), ("back", "q")
_OURS = (_LIST, _OPEN, *[("claim step", "n")] * 4, ("scroll", " "), _BACK, _OPEN, ("source's page", "w"))
_PLAIN = (_LIST, ("open", "o"), ("scroll", " "), _BACK)

Frames = dict[str, list[float]]


class BareApp(App[None]):
    """A list, a text and a search, and nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "down", ""),
        ("o", "open", ""),
        ("q", "pop_screen", ""),
        ("slash", "search", ""),
        ("space", "scroll", ""),
    ]

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Row {number}" for number in range(_ROWS)))

    def action_down(self) -> None:
        """Move down by a row."""
        self.query_one(OptionList).action_cursor_down()

    def action_open(self) -> None:
        """Show a text."""
        self.push_screen(BareScreen(_TEXT))

    def action_search(self) -> None:
        """Show an input line."""
        self.push_screen(BareSearch())

    def action_scroll(self) -> None:
        """Move down by a page."""
        self.screen.query_one(VerticalScroll).scroll_page_down(animate=False)


class _Terminal:
    """A program in a pseudo-terminal, whose frames are timed."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal

    def press(self, keys: str) -> float:
        """Return the milliseconds from the keys to the last byte of what they draw, 0 if they draw nothing."""
        time.sleep(PAUSE)
        self._frame(0.0)
        began = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return max(0.0, self._frame(PATIENCE) - began) * 1_000

    def _frame(self, patience: float) -> float:
        """Read all that is drawn; return the time of the last byte. patience: seconds to wait for the first one."""
        last, wait = 0.0, patience
        while select.select([self._terminal], [], [], wait)[0]:
            os.read(self._terminal, 65_536)
            last, wait = time.perf_counter(), QUIET
        return last


@contextmanager
def _running(code: str, arguments: Sequence[str], folder: str) -> Iterator[_Terminal]:
    environment = {
        **interpreter(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        program = _Terminal(terminal)
        program._frame(PATIENCE)
        time.sleep(2)
        yield program
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _ours(library: Path, folder: str, rounds: int) -> Frames:
    """Return the times of each key in Attribune, in milliseconds."""
    frames = Frames()
    with _running(_ATTRIBUNE, ["--library", str(library)], folder) as program:
        for _ in range(rounds):
            _note(program, _OURS, frames)
            # Back to the list, whether or not the claim had a source to show.
            program.press(_ESCAPE)
            program.press(_ESCAPE)
        for _ in range(max(1, rounds // len(_TYPED))):
            program.press("/")
            _note(program, _TYPED, frames)
            program.press(_ESCAPE)
            program.press(_ESCAPE)
    return frames


def _bare(folder: str, rounds: int) -> Frames:
    """Return the times of the same keys in the bare app, in milliseconds."""
    frames = Frames()
    with _running(_BARE, [], folder) as program:
        for _ in range(rounds):
            _note(program, _PLAIN, frames)
        program.press("/")
        for _ in range(max(1, rounds // len(_TYPED))):
            _note(program, _TYPED, frames)
    return frames | {"claim step": frames["list move"], "source's page": frames["open"]}


def _note(program: _Terminal, keys: Sequence[tuple[str, str]], frames: Frames) -> None:
    for name, key in keys:
        if taken := program.press(key):
            frames.setdefault(name, []).append(taken)


def _spread(milliseconds: Sequence[float]) -> str:
    worst = statistics.quantiles(milliseconds, n=20)[-1]
    return f"{statistics.median(milliseconds):6.1f} ms (95 %: {worst:6.1f})"


def main() -> None:
    """Measure both programs and print the table of each library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--library", type=Path, help="a library that is there instead; a copy of it is read")
    options = parser.parse_args()
    for size in [0] if options.library else options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder) / "library.db"
            if options.library:
                shutil.copy(options.library, library)
            else:
                stock(library, World(size * CLAIMS_EACH).reports(), size * CLAIMS_EACH)
            ours, bare = _ours(library, folder, options.rounds), _bare(folder, options.rounds)
            what = options.library or f"{size:,} articles"
            sys.stdout.write(f"{what}, {COLUMNS}×{ROWS}, from the key to the last byte\n")
            for name, frames in ours.items():
                ratio = statistics.median(frames) / statistics.median(bare[name])
                sys.stdout.write(f"{name:18} {_spread(frames)}, bare {_spread(bare[name])}: {ratio:.2f} times\n")


if __name__ == "__main__":
    main()
