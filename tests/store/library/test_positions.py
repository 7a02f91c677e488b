"""Where a reader left an article is kept with it, and goes with it."""

import sqlite3

from store.library import positions, trash
from store.library.positions import Position
from tests.store.made import GOVERNOR, put


def test_the_place_where_an_article_was_left_is_kept_and_the_last_one_counts(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    assert positions.of_article(conn, 1) is None
    assert positions.keep(conn, 1, Position(10, 42))
    assert positions.keep(conn, 1, Position(20, -1))
    assert positions.of_article(conn, 1) == Position(20, -1)


def test_the_same_place_is_not_written_again(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    positions.keep(conn, 1, Position(10, 42))
    assert not positions.keep(conn, 1, Position(10, 42))


def test_an_article_that_is_gone_has_no_place(conn: sqlite3.Connection) -> None:
    assert not positions.keep(conn, 1, Position(10, 42))
    assert positions.of_article(conn, 1) is None


def test_an_article_that_is_deleted_for_good_takes_its_place_along(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    positions.keep(conn, 1, Position(10, 42))
    trash.delete(conn, [1])
    trash.empty(conn)
    assert positions.of_article(conn, 1) is None
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
