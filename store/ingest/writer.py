"""Writes to the library in a separate thread, so that fetching and extracting never wait for the disk."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from store.library.connection import explain, open_writer

_T = TypeVar("_T")
_P = ParamSpec("_P")


class Writer:
    """Runs functions on one connection, one after the other. Use it as an asynchronous context.

    path: the library's. Entering raises LibraryError, like `open_writer`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, "library")

    async def __aenter__(self) -> Self:
        self._conn = await self._there(open_writer, self.path)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._there(self._conn.close)
        self._thread.shutdown()

    async def do(
        self, function: Callable[Concatenate[sqlite3.Connection, _P], _T], *arguments: _P.args, **named: _P.kwargs
    ) -> _T:
        """Call the function with the connection first, and return its result.

        Raises LibraryError for SQLite's errors.
        """
        try:
            return await self._there(lambda: function(self._conn, *arguments, **named))
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    async def _there(self, function: Callable[..., _T], *arguments: object) -> _T:
        # Shielded: what was begun is finished, so that a cancellation leaves nothing half done.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments))
