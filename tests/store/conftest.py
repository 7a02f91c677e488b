"""Provides libraries in temporary folders, and a user who isn't root."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library.connection import open_writer
from tests.permissions import open_folder
from tests.server import Server, serving
from tests.templates import write_new

__all__ = ["open_folder"]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's folders and settings out of the tests."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("ATTRIBUNE_LIBRARY", "ATTRIBUNE_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback that answers 404 until it is given answers."""
    with serving() as server:
        yield server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the test's library."""
    return tmp_path / "library.db"


@pytest.fixture
def conn(path: Path) -> Iterator[sqlite3.Connection]:
    """A new library, open for writing."""
    write_new(path)
    conn = open_writer(path)
    yield conn
    conn.close()
