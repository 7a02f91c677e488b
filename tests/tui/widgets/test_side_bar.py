"""The side bar of the list: where its rows lead, and that it folds."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.archive.web.opml import Outline
from store.library import articles, feeds, reading_state
from store.library.connection import open_writer
from store.search import saved_searches
from tests.tui.drawn_screen import rows, seen, settled, until
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp
from tui.widgets.article_list import ArticleList
from tui.widgets.side_bar import SideBar


@pytest.fixture(autouse=True)
def _kept(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        feeds.subscribe(conn, Outline("https://post.example/rss", "The Post", "", "News"))
        conn.execute("INSERT INTO feed_items VALUES (1, 'a', x'', 1, 0, '', ''), (1, 'b', x'', 2, 0, '', '')")
        reading_state.set_read(conn, [1])
        reading_state.set_tags(conn, 2, ["flood"])
        saved_searches.save(conn, "Red Cross news", "cross -barrier")


def bar(app: AttribuneApp) -> list[list[str]]:
    """Return the words of the side bar's rows, including the empty rows."""
    return [row.split("│")[0].split() for row in rows(app) if "│" in row]


async def opened(pilot: Pilot[None]) -> None:
    await pilot.press("B")
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_has_states_feeds_saved_searches_and_tags_with_what_is_unread(
    app: AttribuneApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        shown = [words for words in bar(app) if words]
        assert shown[:12] == [
            ["PLACES"],
            ["▌All", "articles", "3"],
            ["Unread", "3"],
            ["Starred"],
            ["Contested", "1"],
            ["With", "notes"],
            ["NEWS"],
            ["The", "Post", "1"],
            ["SAVED", "SEARCHES"],
            ["Red", "Cross", "news", "1"],
            ["TAGS"],
            ["#flood", "1"],
        ]
        assert "Tide barrier" in seen(app)


async def test_enter_shows_where_it_leads_and_tab_comes_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("j", "j", "j", "j", "j", "enter")
        await settled(pilot)
        assert rows(app)[0].strip().startswith("The Post")
        assert "2 of 4 articles · 1 unread" in seen(app)
        assert isinstance(app.focused, ArticleList)
        await pilot.press("tab")
        assert isinstance(app.focused, SideBar)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "Red Cross opens" in seen(app)


async def test_what_is_known_is_shown_while_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def story(day: int) -> Story:
        text = f"9{day} homes were flooded, Ana Brandt said."
        return Story(f"Day {day}", "", f"2026-03-0{day}", text, (Stated(f"9{day}", "homes", "Ana Brandt", "said"),))

    count, going_on = articles.count, threading.Event()

    def slow(conn: sqlite3.Connection, query: str = "", *others: Any, **more: Any) -> int:
        if "source:" in query:
            going_on.wait(60)
        return count(conn, query, *others, **more)

    monkeypatch.setattr(articles, "count", slow)
    app = AttribuneApp(write_library(tmp_path / "quoted.db", (story(1), story(2))))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: ["Ana", "Brandt", "…"] in bar(app))
        assert ["▌All", "articles", "2"] in bar(app)
        await pilot.press("j")
        going_on.set()
        await until(pilot, lambda: ["Ana", "Brandt", "2"] in bar(app))
        assert ["▌Unread", "2"] in bar(app), "the cursor stays where it was moved to"


async def test_the_cursor_waits_for_the_source_that_the_list_shows(tmp_path: Path) -> None:
    stories = tuple(
        Story(day, "", f"2026-03-{day}", "9 homes, Ana Brandt said.", (Stated("9", "homes", "Ana Brandt", "said"),))
        for day in ("01", "02")
    )
    app = AttribuneApp(write_library(tmp_path / "quoted.db", stories))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f", *'source:"Ana Brandt"', "enter")
        await settled(pilot)
        await opened(pilot)
        assert ["▌Ana", "Brandt", "2"] in bar(app)


async def test_what_is_read_is_counted_at_once(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("tab", "m")
        await settled(pilot)
        await pilot.pause()
        await settled(pilot)
        assert ["▌All", "articles", "2"] in bar(app)


async def test_it_folds_and_gives_its_room_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = rows(app)
        await opened(pilot)
        assert rows(app) != before
        await opened(pilot)
        assert rows(app) == before
        await pilot.press("tab")
        assert isinstance(app.focused, ArticleList)


async def test_in_the_side_bar_no_key_reaches_the_article_of_the_list(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("d", "s", "m", "#")
        await settled(pilot)
        assert "4 articles · 3 unread" in seen(app)
        assert "★" not in seen(app)
        await pilot.press("escape", "s")
        await settled(pilot)
        assert "★" in seen(app)


async def test_all_is_read_where_the_side_bar_stands(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press(*"jjjjjjj", "M")
        await settled(pilot)
        await pilot.pause()
        await settled(pilot)
        assert "4 articles · 2 unread" in seen(app)


async def test_it_is_open_again_the_next_time(library: Path) -> None:
    first, again = AttribuneApp(library), AttribuneApp(library)
    async with first.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
    async with again.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert ["NEWS"] in bar(again)
        assert isinstance(again.focused, ArticleList)


async def test_a_story_leads_to_its_articles_and_a_source_to_those_that_quote_it(tmp_path: Path) -> None:
    def story(title: str, day: int, source: str) -> Story:
        text = f"9{day} homes were flooded, {source} said."
        return Story(title, "Post", f"2026-03-0{day}", text, (Stated(f"9{day}", "homes flooded", source, "said"),))

    stories = (story("A", 1, "Ana Brandt"), story("B", 2, "Ana Brandt"), story("C", 3, "the crew"))
    app = AttribuneApp(write_library(tmp_path / "quoted.db", stories, (Tie((0, 0), (2, 0), "agrees", "same"),)))
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        shown = [words for words in bar(app) if words]
        assert shown[-4:] == [["STORIES"], ["A", "2"], ["SOURCES"], ["Ana", "Brandt", "2"]]
        await pilot.press("G", "enter")
        await settled(pilot)
        assert "2 of 3 articles" in seen(app)
        assert rows(app)[0].strip().startswith("Ana Brandt")
        await pilot.press("tab", "k", "enter")
        await settled(pilot)
        assert rows(app)[0].strip().startswith("A  ")
        assert [title for title in "ABC" if f"●  {title} " in seen(app)] == ["A", "C"]


def _quoting(title: str, source: str) -> Story:
    text = f"90 homes were flooded, {source} said."
    return Story(title, "Post", "2026-03-01", text, (Stated("90", "homes flooded", source, "said"),))


async def test_a_long_name_takes_two_rows_and_is_one_entry(tmp_path: Path) -> None:
    name = "Northern Harbour Commission"
    library = write_library(tmp_path / "quoted.db", (_quoting("A", name), _quoting("B", name)), ())
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert [words for words in bar(app) if words][-2:] == [["Northern", "Harbour", "2"], ["Commission"]]
        await pilot.press("G")
        await pilot.pause()
        assert [words for words in bar(app) if words][-2:] == [["▌Northern", "Harbour", "2"], ["▌", "Commission"]]
        await pilot.press("enter")
        await settled(pilot)
        assert rows(app)[0].strip().startswith(name)


async def test_a_source_counts_the_articles_that_it_leads_to(tmp_path: Path) -> None:
    stories = (_quoting("A", "Ana Brandt"), _quoting("B", "Ana Brandt"), _quoting("C", "Ana Brandtner"))
    app = AttribuneApp(write_library(tmp_path / "quoted.db", stories, ()))
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        assert ["Ana", "Brandt", "3"] in bar(app)
        await pilot.press("G", "enter")
        await settled(pilot)
        assert "3 of 3 articles" in seen(app)
