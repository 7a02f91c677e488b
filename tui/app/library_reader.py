"""The app's connection to the library: it only reads, and an error becomes a notice instead of a traceback."""

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
    """Opens the library when it is first asked; tells each kind of trouble once, until an answer comes again."""

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
        """Return what question reads from the library; `otherwise`, and a notice, when it can't be read."""
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
        """Return what question reads over a connection of its own, for another thread. Raises LibraryError.

        name: by which `interrupt` ends what nobody waits for any more.
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
            # With the lock held, for a connection that is closed can't be interrupted.
            with self._lock:
                del self._running[conn]
                conn.close()

    def interrupt(self, name: str) -> None:
        """End the questions of that name that run in other threads: they raise LibraryError."""
        with self._lock:
            for conn, running in self._running.items():
                if running == name:
                    conn.interrupt()

    def changed(self) -> bool:
        """Return True if another program has written since this was last asked."""
        before = self._state
        self._state = self.ask(lambda conn: int(conn.execute("PRAGMA data_version").fetchone()[0]), before)
        return before is not None and before != self._state

    def close(self) -> None:
        """Close the library; asking again opens it again."""
        if self._conn:
            self._conn.close()
        self._conn = None

    def _connection(self) -> sqlite3.Connection:
        self.presence.check()
        if self._conn is None:
            self._conn = open_reader(self.path)
        return self._conn

    def _tell(self, error: LibraryError) -> None:
        if str(error) != self._reported:
            self._reported = str(error)
            self._complain(str(error))


def _at_one_moment(conn: sqlite3.Connection, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """Return what question reads, all of it from one state of the library, whatever others write meanwhile."""
    conn.execute("BEGIN")
    try:
        return question(conn)
    finally:
        conn.execute("ROLLBACK")
