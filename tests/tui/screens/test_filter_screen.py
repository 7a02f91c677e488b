"""The list is filtered by state, tag, saved search, or words."""

from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from store.library import reading_state
from store.library.connection import open_reader, open_writer
from store.search import saved_searches
from tests.tui.drawn_screen import rows, seen, settled
from tui.app.application import AttribuneApp
from tui.screens.filter_screen import FilterScreen
from tui.screens.library_screen import LibraryScreen


@pytest.fixture(autouse=True)
def _kept(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        reading_state.set_read(conn, [1])
        reading_state.set_tags(conn, 2, ["flood"])
        saved_searches.save(conn, "Red Cross news", "cross -barrier")


async def test_the_choices_stand_with_how_many_articles_they_have(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f")
        await settled(pilot)
        shown = [row.split() for row in rows(app)]
        assert ["▌", "All", "articles", "4"] in shown
        assert ["Unread", "3"] in shown
        assert ["#flood", "1"] in shown
        assert ["Red", "Cross", "news", "cross", "-barrier", "1"] in shown


async def test_the_chosen_articles_are_all_the_list_shows(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f", "down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert "3 of 4 articles" in seen(app)
        assert "Tide barrier" not in seen(app)
        await pilot.press("f", "enter")
        await settled(pilot)
        assert "Tide barrier" in seen(app)


async def test_words_that_are_typed_find_articles_and_tags(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f", *"flo")
        await settled(pilot)
        assert any(row.split() == ["#flood", "1"] for row in rows(app))
        await pilot.press("backspace", "backspace", "backspace", *"crews", "enter")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "Fire crews" in seen(app)


async def test_a_list_that_a_filter_leaves_empty_says_so(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f", *"zeppelin", "enter")
        await settled(pilot)
        assert "f chooses others" in seen(app)


async def test_a_search_is_saved_under_a_name_and_forgotten_again(app: AttribuneApp, library: Path) -> None:
    def saved() -> list[tuple[str, str]]:
        with closing(open_reader(library)) as conn:
            return [(search.name, search.query) for search in saved_searches.all_saved(conn)]

    async with app.run_test() as pilot:
        await pilot.press("f", *"is:unread crews", "ctrl+s", *"Crews", "enter")
        await settled(pilot)
        assert ("Crews", "is:unread crews") in saved()
        assert isinstance(app.screen, FilterScreen)
        await pilot.press(*["backspace"] * 15, *"Crews", "ctrl+d")
        await settled(pilot)
        assert [name for name, _ in saved()] == ["Red Cross news"]


async def test_only_a_saved_search_can_be_forgotten(app: AttribuneApp) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f", "ctrl+d")
        await pilot.pause()
        assert "Only a saved search" in next(iter(app._notifications)).message


async def test_a_wide_name_leaves_the_numbers_in_their_column(app: AttribuneApp, library: Path) -> None:
    with closing(open_writer(library)) as conn:
        reading_state.set_tags(conn, 1, ["洪水"])
    async with app.run_test() as pilot:
        await pilot.press("f")
        await settled(pilot)
        ends = {cell_len(row.rstrip()) for row in rows(app) if row.rstrip().endswith(("1", "3", "4"))}
        assert len(ends) == 1


async def test_escape_leaves_the_list_as_it_is(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("f", *"crews", "escape")
        await settled(pilot)
        assert "Tide barrier" in seen(app)


async def test_the_heading_counts_the_unread_of_the_articles_that_it_shows(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f", *"flood", "up", "enter")
        await settled(pilot)
        assert "3 of 4 articles · 2 unread" in seen(app)


async def test_an_article_that_is_read_stays_in_the_unread_list_until_another_is_chosen(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f", "down", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        row = next(row for row in rows(app) if row.startswith("▌"))
        assert "Red Cross opens shelters" in row
        assert "●" not in row
        assert "3 of 4 articles · 2 unread" in seen(app)
        await pilot.press("f", "down", "enter")
        await settled(pilot)
        assert "Red Cross" not in seen(app)


async def test_an_article_stays_too_when_it_loses_the_star_that_the_list_is_of(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("s", "f", "down", "down", "enter")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "★" not in seen(app)


async def test_back_in_the_reader_comes_the_article_that_was_just_read(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f", "down", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("K")
        await settled(pilot)
        assert "Red Cross opens shelters" in rows(app)[0]


async def test_an_article_from_elsewhere_does_not_come_into_the_list_by_being_read(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f", *"#flood", "enter")
        await settled(pilot)
        app.read(3)
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)


async def test_the_whole_name_of_a_tag_or_saved_search_means_that(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f", *"red cross news", "enter")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "Red Cross opens" in seen(app)


async def test_a_word_that_means_nothing_is_named_as_one_types_and_leaves_the_list_as_it_is(app: AttribuneApp) -> None:
    async with app.run_test(notifications=True, size=(100, 24)) as pilot:
        await pilot.press("f", *"author:brandt", "enter")
        await settled(pilot)
        assert isinstance(app.screen, FilterScreen)
        assert "author: is unknown in a search" in seen(app)
        assert "author: is unknown in a search" in next(iter(app._notifications)).message
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, FilterScreen)


async def test_articles_are_chosen_by_who_is_quoted_in_them(app: AttribuneApp, library: Path) -> None:
    with closing(open_writer(library)) as conn:
        conn.execute(
            "INSERT INTO sources (id, key, name, kind) VALUES (99, 'blue cross', 'Blue Cross', 'organization')"
        )
        conn.execute("INSERT INTO source_names (name, source) VALUES ('Blue Cross', 99)")
        conn.execute("UPDATE members SET source = 99 WHERE claim IN (SELECT id FROM claims WHERE version = 3)")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("f", *'source:"blue cross"', "enter")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "Red Cross opens" in seen(app)


async def test_escape_in_the_list_shows_all_articles_again(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        assert "Esc all" not in rows(app)[-1]
        await pilot.press("f", *"crews", "enter")
        await settled(pilot)
        assert "1 of 4 articles" in seen(app)
        assert "Esc all" in rows(app)[-1]
        await pilot.press("escape")
        await settled(pilot)
        assert "Tide barrier" in seen(app)
        assert "Esc all" not in rows(app)[-1]
