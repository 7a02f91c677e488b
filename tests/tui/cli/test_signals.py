"""When a signal ends them, the app restores the terminal and commands report what they have stored."""

import os
import pty
import select
import signal
import sys
import time
import weakref
from pathlib import Path

import pytest

from tests.pipes import endless
from tests.tui.cli.conftest import ROOT, apart
from tests.tui.stories import write_library
from tui.cli.signals import ending_signals_as_interrupts

pytestmark = pytest.mark.slow


def _read(terminal: int, seconds: float) -> bytes:
    try:
        return os.read(terminal, 65536) if select.select([terminal], [], [], seconds)[0] else b""
    except OSError:  # what Linux says when the other end is closed
        return b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_app_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    library = write_library(tmp_path / "library.db")
    process, terminal = pty.fork()
    if process == 0:
        command = [sys.executable, "-c", "from tui.cli import main; main()", "--library", str(library)]
        os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"})
    shown = b""
    until = time.monotonic() + 300
    while b"Oldmouth" not in shown and b"Tide barrier" not in shown and time.monotonic() < until:
        shown += _read(terminal, 1)
    os.kill(process, number)
    rest = b""
    while piece := _read(terminal, 60):
        rest += piece
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 128 + number
    assert b"\x1b[?1049l" in rest
    assert b"\x1b[?25h" in rest
    assert f"attribune: ended by {number.name}".encode() in rest


def test_a_terminated_command_reports_what_it_has_stored(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(8):
        (news / f"{number}.txt").write_text(f"The mayor said that {number + 40} homes had been flooded in Oldmouth.\n")
    with endless(news / "8.txt"):
        process = apart("add", "--json", news, "--library", tmp_path / "library.db")
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert errors.decode().startswith("stopped: ")
    assert errors.decode().endswith("run the same command again to continue\n")


def test_an_interrupt_that_python_drops_is_repeated() -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    def wait_for_an_interrupt() -> None:
        kept: set[str] = set()
        # Python only reports an exception in a weak reference's callback, and continues.
        gone = weakref.ref(kept, interrupt)
        del kept
        assert gone() is None
        time.sleep(60)

    # A suite that runs in the background ignores interrupts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with ending_signals_as_interrupts(), pytest.raises(KeyboardInterrupt):
            wait_for_an_interrupt()
    finally:
        signal.signal(signal.SIGINT, before)
