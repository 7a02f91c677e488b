"""Handles signals that end a program like Ctrl+C: what is stored stays, and one line reports it."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

# A closed terminal or a lost connection; `kill` or a system shutdown.
_ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
# Seconds until a dropped interrupt comes again.
_AGAIN = 0.01


@contextmanager
def ending_signals_as_interrupts() -> Iterator[None]:
    """Interrupt the block on these signals; a signal that `nohup` or a background job ignores stays ignored."""
    before = {}
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        before = {number: signal.getsignal(number) for number in _ENDING}
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))
    hook = sys.unraisablehook
    sys.unraisablehook = _raise_again
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise_again(unraisable: "UnraisableHookArgs") -> None:
    """Interrupt the program again if Python drops an interrupt, as it does in the callback after each import."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    main = threading.main_thread().ident
    assert main
    # Not from here: an error that this hook raises is dropped too.
    threading.Timer(_AGAIN, signal.pthread_kill, (main, signal.SIGINT)).start()
