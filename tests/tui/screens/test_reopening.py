"""One reader shows all articles: nothing of the previous one is left, and changes made meanwhile are shown."""

from contextlib import closing
from pathlib import Path

import pytest

from store.library import reading_state
from store.library.connection import open_writer
from tests.tui.drawn_screen import open_story, panel_of, rows, seen, segments, settled, text_of
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen


async def test_the_next_article_is_shown_in_the_same_screen(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        first = app.screen
        await pilot.press("escape")
        await open_story(pilot, 1)
        assert app.screen is first


@pytest.mark.parametrize(
    "keys", [("Z",), ("slash", *"homes"), ("slash", *"homes", "enter"), ("B",), ("f",)], ids=" ".join
)
async def test_nothing_of_the_article_before_is_left(app: AttribuneApp, keys: tuple[str, ...]) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 1)
        await settled(pilot)
        fresh = seen(app)
        await pilot.press("escape")
        await open_story(pilot, 0)
        await pilot.press("N", *keys)
        # Close as when the article is deleted: at once, whatever is open in it.
        app.screen.dismiss()
        await pilot.pause()
        await open_story(pilot, 1)
        await settled(pilot)
        assert seen(app) == fresh
        assert app.screen.focused is text_of(app)


async def test_going_back_does_not_lead_to_an_article_read_before_the_screen_was_closed(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("escape")
        await open_story(pilot, 1)
        await pilot.press("backspace")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_theme_chosen_meanwhile_is_that_of_the_next_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("escape")
        app.theme = "attribune-light"
        await pilot.pause()
        await open_story(pilot, 1)
        await settled(pilot)
        light = app.get_css_variables()["background"].lower()
        backgrounds = {
            segment.style.bgcolor.name for segment in segments(app) if segment.style and segment.style.bgcolor
        }
        assert light in backgrounds
        assert "#16181b" not in backgrounds


async def test_a_size_changed_meanwhile_is_that_of_the_next_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("escape")
        await pilot.resize_terminal(80, 24)
        await open_story(pilot, 1)
        await settled(pilot)
        assert panel_of(app).region.y > text_of(app).region.y
        assert len(rows(app)) == 24


async def test_an_article_from_a_search_above_a_timeline_leaves_the_one_below_where_it_is(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        below = app.screen
        await pilot.press("t")
        app.read(2)
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen is not below
        await pilot.press("escape", "escape")
        assert app.screen is below


async def test_the_list_shows_on_return_what_changed_while_one_read(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        with closing(open_writer(library)) as conn:
            reading_state.set_tags(conn, 2, ["ferry"])
        await pilot.pause(1.2)
        await pilot.press("escape")
        await settled(pilot)
        assert "#ferry" in seen(app)
