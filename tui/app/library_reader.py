"""The app's read-only connection to the library: an error becomes a notice, not a traceback."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from textual.message import Message

from store.library.connection import LibraryError, explain, open_reader
from store.library.file_identity import Presence

Answer = TypeVar("Answer")


class LibraryReader:
    """Opens the library on the first query; reports each kind of error once, until a query succeeds."""

    @dataclass
    class Changed(Message, bubble=False):
        """Another program has written to the library."""

    def __init__(self, path: Path, complain: Callable[[str], object]) -> None:
        self.path = path
        self.presence = Presence(path)
        self._complain = complain
        self._conn: sqlite3.Connection | None = None
        self._state: int | None = None
        self._reported = ""
        self._lock = Lock()
        self._running: dict[sqlite3.Connection, str] = {}

    def ask(self, question: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        """Return what question reads from the library; if it can't be read, show a notice and return `otherwise`."""
        try:
            answer = _at_one_moment(self._connection(), question)
        except LibraryError as error:
            self._tell(error)
            return otherwise
        except sqlite3.Error as error:
            self._tell(explain(error, self.path))
            return otherwise
        self._reported = ""
        return answer

    def ask_in_thread(self, question: Callable[[sqlite3.Connection], Answer], name: str = "") -> Answer:
        """Return what question reads over a separate connection, for another thread. Raises LibraryError.

        name: for `interrupt`, which ends a query that nobody waits for.
        """
        self.presence.check()
        conn = open_reader(self.path)
        with self._lock:
            self._running[conn] = name
        try:
            return question(conn)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        finally:
            # Hold the lock: a closed connection can't be interrupted.
            with self._lock:
                del self._running[conn]
                conn.close()

    def interrupt(self, name: str) -> None:
        """End the queries of that name that run in other threads: they raise LibraryError."""
        with self._lock:
            for conn, running in self._running.items():
                if running == name:
                    conn.interrupt()

    def changed(self) -> bool:
        """Return True if another program has written since this was last asked, or since the first query."""
        before = self._state
        self._state = self.ask(_version, before)
        return before is not None and before != self._state

    def close(self) -> None:
        """Close the library; the next query opens it again."""
        if self._conn:
            self._conn.close()
        self._conn = None

    def _connection(self) -> sqlite3.Connection:
        self.presence.check()
        if self._conn is None:
            self._conn = open_reader(self.path)
            if self._state is None:
                # From now on: what is written while the first screen is drawn counts as a change, too.
                self._state = _version(self._conn)
        return self._conn

    def _tell(self, error: LibraryError) -> None:
        if str(error) != self._reported:
            self._reported = str(error)
            self._complain(str(error))


def _version(conn: sqlite3.Connection) -> int:
    """Return a number that is another one after each change that others make."""
    return int(conn.execute("PRAGMA data_version").fetchone()[0])


def _at_one_moment(conn: sqlite3.Connection, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """Return what question reads, all from one state of the library, whatever others write meanwhile."""
    conn.execute("BEGIN")
    try:
        return question(conn)
    finally:
        conn.execute("ROLLBACK")
