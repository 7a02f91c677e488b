"""Groups changes to a library: all of them are stored, or none."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one transaction: everything is stored, or nothing.

    It begins IMMEDIATE: a deferred transaction that reads first and writes later fails at once, without waiting, if
    another program wrote in between.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After an interrupt right before the block, this runs once the connection is closed, which has rolled it back.
        with suppress(sqlite3.ProgrammingError):
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
