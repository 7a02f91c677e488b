"""Presses keys in the app until it dies."""

import os
import pty
import random
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

COMMAND = "from tui.cli import main; main()"
_KEYS = ("s", "m", "j", "d", "u", "enter", "n", "n", "escape", "k", "M", "j")
_TYPED = {"enter": "\r", "escape": "\x1b"}
# Bytes that the app has drawn by the time it is ready for keys.
_DRAWN = 2_000


def kill_app(library: Path, chance: random.Random, seconds: float, trap: dict[str, str]) -> tuple[int, bool]:
    """Press keys until the app is killed or the time is over; return its session, and whether it ended by itself."""
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm"} | trap
        os.execve(sys.executable, [sys.executable, "-c", COMMAND, "--library", str(library)], environment)
    until = time.monotonic() + seconds
    drawn = 0
    try:
        while time.monotonic() < until:
            if select.select([terminal], [], [], 0.03)[0]:
                drawn += len(os.read(terminal, 65_536))
            elif drawn > _DRAWN:
                key = chance.choice(_KEYS)
                os.write(terminal, _TYPED.get(key, key).encode())
    except OSError:
        pass  # it has ended
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
    return pid, os.waitstatus_to_exitcode(status) != -signal.SIGKILL
