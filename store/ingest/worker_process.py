"""Runs inside a worker process: receives a function with its arguments, runs it, sends the result back."""

import ctypes
import os
import pickle
import resource
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any, NoReturn

from store.archive.incoming import unreadable

# Seconds between checks that the parent process still exists.
_LOOK = 0.5
# Linux's number for `prctl`: the signal that a process gets when the thread that started it ends.
_PR_SET_PDEATHSIG = 1


def serve(parent: int, memory: int) -> NoReturn:
    """Run what comes on standard input until it ends, or the process with this id does; then end this process.

    memory: the most bytes that this process may allocate, where the system can limit that.
    """
    _tie_to_parent()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    # Ctrl+C reaches the whole process group; the parent decides what is left undone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the replies.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        while header := requests.read(16):
            _limit_processor(int.from_bytes(header[:8]))
            reply = _done(requests.read(int.from_bytes(header[8:])))
            replies.write(len(reply).to_bytes(8) + reply)
            replies.flush()
    except BrokenPipeError:
        os._exit(1)  # the parent is gone
    # Python's own end waits for what libraries registered, and lets no thread look for the parent any more.
    os._exit(0)


def _tie_to_parent() -> None:
    """Have the system end this process with its parent where it can, even while one step of a job lasts.

    A long step in C, such as a regular expression's search, lets no thread of Python look for the parent.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit_processor(seconds: int) -> None:
    """Have the system end this process after this many more processor seconds, even outside Python code."""
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _end_with(parent: int) -> None:
    """End in the middle of a job: nobody waits for its result, and it may take minutes, or never end."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _done(packed: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(packed)
        return _packed((True, function(*arguments)))
    except MemoryError as error:
        return _packed((False, unreadable(error)))
    except Exception as error:
        return _packed((False, error))


def _packed(reply: tuple[bool, Any]) -> bytes:
    try:
        packed = pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
        if not reply[0]:
            pickle.loads(packed)  # some exceptions can be pickled but not unpickled
    except Exception as failure:
        error = reply[1]
        return pickle.dumps((False, unreadable(error if isinstance(error, Exception) else failure)))
    return packed
