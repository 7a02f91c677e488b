"""The position in an article is kept with it, and deleted with it."""

import sqlite3

from store.library import positions, trash
from store.library.positions import Position
from tests.store.handmade_claims import GOVERNOR, put


def test_the_last_position_in_an_article_is_kept(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    assert positions.of_article(conn, 1) is None
    assert positions.keep(conn, 1, Position(10, 42))
    assert positions.keep(conn, 1, Position(20, -1))
    assert positions.of_article(conn, 1) == Position(20, -1)


def test_an_unchanged_position_is_not_written_again(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    positions.keep(conn, 1, Position(10, 42))
    assert not positions.keep(conn, 1, Position(10, 42))


def test_a_deleted_article_has_no_position(conn: sqlite3.Connection) -> None:
    assert not positions.keep(conn, 1, Position(10, 42))
    assert positions.of_article(conn, 1) is None


def test_deleting_an_article_permanently_deletes_its_position(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    positions.keep(conn, 1, Position(10, 42))
    trash.delete(conn, [1])
    trash.empty(conn)
    assert positions.of_article(conn, 1) is None
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
