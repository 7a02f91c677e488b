"""Handles signals that end a program like Ctrl+C: what is stored stays, and one line says so."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# A closed terminal or a lost connection; `kill` or a system shutdown.
_ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


@contextmanager
def taken_as_interrupt() -> Iterator[None]:
    """Interrupt the block on these signals; a signal that `nohup` or a background job ignores stays ignored."""
    before = {}
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        before = {number: signal.getsignal(number) for number in _ENDING}
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
