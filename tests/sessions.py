"""Looks for processes that a killed command has left behind."""

import os
import time


def left_over(session: int, seconds: float) -> bool:
    """Return True if a process of the session still runs after this many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True
