"""Lets one run at a time update a library; a killed run leaves no lock behind."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.library.connection import LibraryError


class LockHeldError(Exception):
    """Another run holds the lock; the text is one clear line."""


@contextmanager
def run_lock(library: Path) -> Iterator[None]:
    """Hold the lock while the block runs. Raises LockHeldError at once if another process holds it.

    The operating system locks a file next to the library. The lock ends with its process, however that ends, so it is
    never stale; the file itself stays and means nothing.
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
