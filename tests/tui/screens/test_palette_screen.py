"""The palette finds by words every action that is available, and runs it."""

from textual.widgets import Input

from tests.tui.drawn_screen import open_story, rows, seen, settled, text_of
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.palette_screen import PaletteScreen
from tui.screens.trash_screen import TrashScreen


async def test_an_action_is_found_by_its_words_and_run_by_enter(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"trash", "down", "up")
        await pilot.pause()
        assert "Show the trash" in seen(app)
        assert "show_all" not in seen(app)
        await pilot.press(*" show", "enter")
        await settled(pilot)
        assert isinstance(app.screen, TrashScreen)


async def test_what_is_chosen_is_done_where_one_was(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("colon", *"next claim", "enter")
        await settled(pilot)
        assert text_of(app).current == 1


async def test_each_line_shows_the_key_and_the_name_in_the_settings(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("colon", *"go back to where")
        await pilot.pause()
        assert rows(app)[2].split()[-4:] == ["were", "Backspace", "H", "back"]


async def test_a_narrow_palette_tells_what_an_action_does_rather_than_its_name(app: AttribuneApp) -> None:
    async with app.run_test(size=(60, 16)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("colon", *"contested")
        await pilot.pause()
        assert rows(app)[2].split() == ["▌", "Next", "contested", "claim", "N"]
        await pilot.press(*" xylophone")
        await pilot.pause()
        assert "and ? shows all keys." in seen(app)


async def test_a_name_of_the_settings_is_found_as_well(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"mark_all")
        await pilot.pause()
        assert "Mark all listed articles as read" in rows(app)[2]


async def test_escape_does_nothing_and_words_that_fit_nothing_say_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"xylophone")
        await pilot.pause()
        assert "Nothing that works here has these words" in seen(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_theme_is_tried_out(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"attribune-light", "enter")
        await settled(pilot)
        assert app.theme == "attribune-light"


async def test_a_colon_is_a_letter_while_one_types(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "a", "colon")
        await pilot.pause()
        assert not isinstance(app.screen, PaletteScreen)
        assert app.screen.query_one(Input).value == "a:"
