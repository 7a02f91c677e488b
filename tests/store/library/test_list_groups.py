"""The groups of a list: by day, by feed and by story."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.archive.web.opml import Outline
from store.library import articles, feeds, list_groups, reading_state
from store.library.connection import open_writer
from tests.tui.stories import Stated, Story, Tie, write_library


def story(title: str, day: str, number: str) -> Story:
    return Story(title, "Post", day, f"{number} homes were flooded.", (Stated(number, "homes flooded"),))


STORIES = (
    story("A", "2026-03-14T08:00", "90"),
    story("B", "2026-03-14T20:00", "91"),
    story("C", "2026-03-15", "92"),
    story("D", "2026-03-20", "93"),
)


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = write_library(tmp_path / "library.db", STORIES, (Tie((0, 0), (2, 0), "agrees", "same"),))
    with closing(open_writer(path)) as writer:
        yield writer


def titles(conn: sqlite3.Connection, by: str, query: str = "", order: str = "newest") -> dict[str, list[str]]:
    """Return the titles of each group, reading each group by itself."""
    grouped = list_groups.groups(conn, by, query, order)
    listed, at = {}, 0
    for group in grouped:
        rows = list_groups.page(conn, grouped, at, group.count, query, order)
        listed[group.name] = [row.title for row in rows]
        at += group.count
    return listed


def test_grouped_by_day_the_list_begins_with_its_newest_or_oldest_day(conn: sqlite3.Connection) -> None:
    by_day = {"Friday, 20 Mar 2026": ["D"], "Sunday, 15 Mar 2026": ["C"], "Saturday, 14 Mar 2026": ["B", "A"]}
    assert list(titles(conn, "day").items()) == list(by_day.items())
    assert list(titles(conn, "day", order="oldest").items()) == [
        ("Saturday, 14 Mar 2026", ["A", "B"]),
        ("Sunday, 15 Mar 2026", ["C"]),
        ("Friday, 20 Mar 2026", ["D"]),
    ]


def test_grouped_by_story_articles_that_share_a_quantity_are_together(conn: sqlite3.Connection) -> None:
    assert titles(conn, "story") == {"A": ["C", "A"], "In no story": ["D", "B"]}
    reading_state.set_read(conn, [1, 4])
    assert titles(conn, "story", "is:unread") == {"A": ["C"], "In no story": ["B"]}


def test_grouped_by_feed_an_article_is_under_each_of_its_feeds(conn: sqlite3.Connection) -> None:
    for name in ("One", "Two"):
        feeds.subscribe(conn, Outline(f"https://{name}.example/rss", name, "", ""))
    conn.executemany("INSERT INTO feed_items VALUES (?, ?, x'', ?, 0, '', '')", [(1, "a", 1), (2, "b", 1), (2, "c", 4)])
    assert titles(conn, "feed") == {"One": ["A"], "Two": ["D", "A"], "From no feed": ["C", "B"]}


@pytest.mark.parametrize("by", ["day", "story"])
@pytest.mark.parametrize("order", ["newest", "oldest", "contested", "outlet"])
def test_pages_and_positions_agree_across_groups(conn: sqlite3.Connection, by: str, order: str) -> None:
    grouped = list_groups.groups(conn, by, "", order)
    rows = [list_groups.page(conn, grouped, at, 1, "", order)[0].id for at in range(4)]
    assert sorted(rows) == [1, 2, 3, 4]
    assert [row.id for row in list_groups.page(conn, grouped, 1, 2, "", order)] == rows[1:3]
    assert [list_groups.place(conn, grouped, row, "", order) for row in rows] == [0, 1, 2, 3]
    assert list_groups.place(conn, grouped, 99, "", order) is None


def test_a_kept_article_stays_only_in_its_group(conn: sqlite3.Connection) -> None:
    reading_state.set_read(conn, [1])
    grouped = list_groups.groups(conn, "day", "is:unread", "newest", {1})
    assert [group.count for group in grouped] == [1, 1, 2]
    assert [row.id for row in list_groups.page(conn, grouped, 0, 10, "is:unread", "newest", {1})] == [4, 3, 2, 1]


def test_a_story_query_finds_articles_that_share_a_quantity(conn: sqlite3.Connection) -> None:
    assert articles.ids(conn, "story:1") == [1, 3]
    assert articles.ids(conn, "story:2") == [2]
    assert articles.ids(conn, "story:nothing") == []


def test_the_next_article_may_be_in_another_group(conn: sqlite3.Connection) -> None:
    # C, A; D, B.
    grouped = list_groups.groups(conn, "story")
    assert [list_groups.adjacent(conn, grouped, article, 1) for article in (3, 1, 4, 2)] == [1, 4, 2, None]
    assert [list_groups.adjacent(conn, grouped, article, -1) for article in (3, 1, 4, 2)] == [None, 3, 1, 4]
    reading_state.set_read(conn, [4])
    assert list_groups.adjacent(conn, grouped, 1, 1, "is:unread") == 2
