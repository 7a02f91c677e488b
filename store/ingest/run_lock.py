"""Lets one run at a time update a library; a run that was killed keeps nobody waiting."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.library.connection import LibraryError


class LockHeldError(Exception):
    """Another run has its turn; the text is one clear line."""


@contextmanager
def run_lock(library: Path) -> Iterator[None]:
    """Hold the turn while the block runs. Raises LockHeldError at once while another process has it.

    The lock is the system's own on a file beside the library: it ends with its process, however that ends, so that
    there are no stale ones; the file itself stays and means nothing.
    """
    path = library.with_name(f"{library.name}.updating")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise LibraryError(f"{path} can't be written ({error.strerror}): make the folder writable") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            raise LockHeldError(
                f"another update of this library is running{f' (process {holder})' if holder else ''}"
            ) from None
        try:
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        except OSError as error:
            raise LibraryError(f"{path} can't be written ({error.strerror}): make room on the disk") from error
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)
