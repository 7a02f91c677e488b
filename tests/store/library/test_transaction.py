"""A transaction that ends before its block does."""

import gc
import sqlite3
import sys

import pytest

from store.library.transaction import transaction


def test_one_that_an_interrupt_left_behind_says_nothing_after_the_connection_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    conn = sqlite3.connect(":memory:", isolation_level=None)
    left_behind = transaction(conn)
    left_behind.__enter__()
    conn.close()
    del left_behind
    gc.collect()
    assert complaints == []
