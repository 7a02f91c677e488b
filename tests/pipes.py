"""Provides pipes that look like files: one that never ends, and one that is written while it is read."""

import fcntl
import os
import struct
import termios
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_STEP = 0.01


@contextmanager
def endless(path: Path) -> Iterator[None]:
    """Make a pipe that never ends, so that whatever reads it runs until it is stopped."""
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    try:
        yield
    finally:
        os.close(writer)


@contextmanager
def written(path: Path, *pieces: bytes) -> Iterator[None]:
    """Make a pipe that is written while the block reads it: each piece once the last one was read, then its end."""
    os.mkfifo(path)
    # Open at both ends, so that what is written is kept until it is read.
    writer = os.open(path, os.O_RDWR)
    thread = threading.Thread(target=_write, args=(writer, pieces), daemon=True)
    thread.start()
    yield
    thread.join()


def _write(writer: int, pieces: Sequence[bytes]) -> None:
    for piece in pieces:
        os.write(writer, piece)
        while _unread(writer):
            time.sleep(_STEP)
    os.close(writer)


def _unread(pipe: int) -> int:
    (size,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))
    return int(size)
