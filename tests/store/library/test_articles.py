"""The list: its pages and its order; and articles looked up by any of their names."""

import itertools
import sqlite3

import pytest

from store.library import articles, reading_state, trash
from store.library.orders import ORDERS
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, put


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    put(conn, GOVERNOR, "governor.txt", published="2026-03-14T23:30:00-05:00", outlet="Coast Wire")
    put(conn, FIRE_SERVICE, "fire.txt", published="2026-03-15", outlet="coast wire")
    put(conn, RED_CROSS, "red.txt", published="2026-03-15T06:00:00+02:00")
    return conn


def names(conn: sqlite3.Connection, query: str = "", order: str = "newest") -> list[str]:
    return [article.added_as for article in articles.page(conn, 0, 10, query, order)]


def test_the_newest_come_first_whatever_their_zone(library: sqlite3.Connection) -> None:
    assert names(library) == ["governor.txt", "red.txt", "fire.txt"]
    assert names(library, order="oldest") == ["fire.txt", "red.txt", "governor.txt"]
    assert names(library, order="outlet") == ["red.txt", "governor.txt", "fire.txt"]
    assert names(library, order="added") == ["red.txt", "fire.txt", "governor.txt"]


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_pages_together_are_the_whole_list(library: sqlite3.Connection, order: str) -> None:
    paged = [article for offset in range(4) for article in articles.page(library, offset, 1, order=order)]
    assert paged == articles.page(library, 0, 10, order=order)
    assert len(paged) == articles.count(library) == 3


def test_a_page_beyond_the_end_is_empty(library: sqlite3.Connection) -> None:
    assert articles.page(library, 99, 10) == []


@pytest.mark.parametrize("name", ["2", "fire.txt", "/news/fire.txt"])
def test_an_article_is_found_by_number_place_or_name(library: sqlite3.Connection, name: str) -> None:
    article = articles.named(library, [name])
    assert article is not None
    assert article.added_as == "fire.txt"


@pytest.mark.parametrize("name", ["99", "-1", "", "9" * 40, "²", "nothing.txt"])
def test_an_unknown_name_finds_nothing(library: sqlite3.Connection, name: str) -> None:
    assert articles.named(library, [name]) is None


def test_a_missing_article_is_none_and_has_no_text(library: sqlite3.Connection) -> None:
    assert articles.get(library, 99) is None
    with pytest.raises(KeyError):
        articles.text(library, 99)
    with pytest.raises(KeyError):
        articles.text(library, 1, version=2)


@pytest.mark.parametrize(
    ("order", "index"),
    [
        ("newest", "articles_moment"),
        ("oldest", "articles_moment"),
        ("outlet", "articles_outlet"),
        ("contested", "articles_contested"),
    ],
)
def test_a_page_of_a_large_list_uses_the_index(library: sqlite3.Connection, order: str, index: str) -> None:
    condition, _ = articles.condition_of("")
    plan = library.execute(
        f"""EXPLAIN QUERY PLAN SELECT a.id FROM articles a WHERE {condition}
            ORDER BY {ORDERS[order].by} LIMIT 50 OFFSET 5000"""
    ).fetchall()
    assert [row[3] for row in plan] == [f"SCAN a USING COVERING INDEX {index}"]


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_neighbours_of_an_article_are_those_of_the_list(library: sqlite3.Connection, order: str) -> None:
    listed = [article.id for article in articles.page(library, 0, 10, order=order)]
    for first, second in itertools.pairwise(listed):
        assert articles.adjacent(library, first, 1, order=order) == second
        assert articles.adjacent(library, second, -1, order=order) == first
    assert articles.adjacent(library, listed[-1], 1, order=order) is None


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_place_of_an_article_is_its_offset_in_the_list(library: sqlite3.Connection, order: str) -> None:
    listed = articles.page(library, 0, 10, order=order)
    assert [articles.place(library, article.id, order=order) for article in listed] == [0, 1, 2]


def test_an_article_outside_a_list_has_no_position_in_it(library: sqlite3.Connection) -> None:
    assert articles.place(library, 2, "is:starred") is None
    assert articles.place(library, 99) is None


def test_a_kept_article_stays_in_place_though_the_query_no_longer_finds_it(
    library: sqlite3.Connection,
) -> None:
    before = articles.page(library, 0, 10, "is:unread")
    reading_state.set_read(library, [2])
    kept = {2}
    assert [article.id for article in articles.page(library, 0, 10, "is:unread", kept=kept)] == [
        article.id for article in before
    ]
    assert articles.count(library, "is:unread", kept) == 3
    assert articles.place(library, 2, "is:unread", kept=kept) == 2
    assert articles.count(library, "is:unread") == 2


def test_a_kept_article_leaves_the_list_when_trashed(library: sqlite3.Connection) -> None:
    trash.delete(library, [2])
    assert articles.count(library, "is:unread", {2}) == 2


def test_unread_are_all_without_a_mark_whatever_is_in_the_trash(library: sqlite3.Connection) -> None:
    read, thrown, *_ = (article.id for article in articles.page(library, 0, 10))
    reading_state.set_read(library, [read])
    reading_state.set_starred(library, [thrown])
    assert articles.count_unread(library) == articles.count(library, "is:unread") == 2
    trash.delete(library, [read])
    assert articles.count_unread(library) == articles.count(library, "is:unread") == 2
    trash.delete(library, [thrown])
    assert articles.count_unread(library) == articles.count(library, "is:unread") == 1
