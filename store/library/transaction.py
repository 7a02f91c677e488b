"""Groups changes to a library: all of them are stored, or none."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


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
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
