"""Ends the reading of one foreign thing that takes too long, where it is read in the program's own process."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from store.archive.incoming import ReadingError

# Seconds; the largest page that is allowed takes less, also on a slow machine.
PATIENCE = 120.0


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Run the block for so many seconds at most, then raise ReadingError in it.

    Without effect in other threads than the main one, and within a call of a library in C that doesn't come back.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise ReadingError(f"took longer than {seconds:.0f} seconds to read")

    before = signal.signal(signal.SIGALRM, end)
    # Repeated, because parsers swallow what they take for an error of their own.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
