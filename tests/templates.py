"""Provides the libraries that most tests begin with: each is made once per process and then copied."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from store.library.connection import open_writer


@cache
def made_by(write: Callable[[Path], object]) -> bytes:
    """Return the closed file of the library that a function writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        write(path)
        return path.read_bytes()


def write_new(path: Path) -> None:
    """Write a new, empty library."""
    path.write_bytes(made_by(_make))


def _make(path: Path) -> None:
    open_writer(path).close()
