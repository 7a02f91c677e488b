"""The inside of a worker process: takes a function and its arguments, runs it, sends back what came of it."""

import os
import pickle
import signal
import sys
from typing import Any

from store.archive.incoming import ReadingError


def serve() -> None:
    """Do what comes on standard input until that ends."""
    # Ctrl+C goes to the whole group; the process that started this one decides what is left undone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the replies.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        while header := requests.read(8):
            reply = _done(requests.read(int.from_bytes(header)))
            replies.write(len(reply).to_bytes(8) + reply)
            replies.flush()
    except BrokenPipeError:
        os._exit(1)  # nobody is left to hear it


def _done(packed: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(packed)
        return _packed((True, function(*arguments)))
    except Exception as error:
        return _packed((False, error))


def _packed(reply: tuple[bool, Any]) -> bytes:
    try:
        packed = pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
        if not reply[0]:
            pickle.loads(packed)  # some exceptions can be packed and not unpacked
    except Exception:
        told = reply[1]
        return pickle.dumps((False, ReadingError(f"can't be read ({type(told).__name__}: {told})")))
    return packed
