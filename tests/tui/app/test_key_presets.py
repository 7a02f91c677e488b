"""Presets: the keys of another program, each of them pressed, and keys that a user sets in addition."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive.web.opml import Outline
from store.library import feeds
from store.library.connection import open_writer
from store.settings import Settings
from tests.tui.app.test_article_keys import article, stored
from tests.tui.drawn_screen import open_story, rows, seen, settled, text_of
from tui.app.application import AttribuneApp
from tui.app.key_names import shown
from tui.app.key_presets import PRESETS, keymap
from tui.app.key_scopes import scopes
from tui.app.keys import checked

OTHERS = [name for name in PRESETS if name != "vim"]


async def library_screen(pilot: Pilot[None]) -> None:
    """Show only unread articles, and the side bar, so that there is something to go back from."""
    assert isinstance(pilot.app, AttribuneApp)
    await pilot.pause()
    await pilot.press("B", PRESETS[pilot.app._settings.preset]["filter"], *"is:unread", "enter")
    await settled(pilot)


async def feeds_screen(pilot: Pilot[None]) -> None:
    await pilot.pause()
    assert isinstance(pilot.app, AttribuneApp)
    await pilot.press(PRESETS[pilot.app._settings.preset].get("feeds", "F"))
    await settled(pilot)


async def trash_screen(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.press("T")
    await pilot.pause()


async def watches_screen(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.press("W")
    await pilot.pause()


async def reader_screen(pilot: Pilot[None]) -> None:
    await open_story(pilot, 0)


PLACES: dict[str, Callable[[Pilot[None]], Awaitable[None]]] = {
    "Library": library_screen,
    "Feeds": feeds_screen,
    "Reader": reader_screen,
    "Trash": trash_screen,
    "Watches": watches_screen,
    "Moving about": library_screen,
}


def each_key() -> Iterator[tuple[str, str, str, str]]:
    """Yield every key of every preset with its action, in every place that has the action."""
    for preset in OTHERS:
        for place in scopes(AttribuneApp):
            for binding in place.bindings:
                for key in PRESETS[preset].get(binding.id or "", "").split(","):
                    if key:
                        yield preset, place.name, binding.id or "", key


@pytest.fixture
def library(library: Path) -> Path:
    conn = open_writer(library)
    feeds.subscribe(conn, Outline("https://harbour.example/feed", "Harbour Post"))
    conn.close()
    return library


@pytest.mark.parametrize("preset", OTHERS)
def test_a_preset_names_actions_that_there_are_and_no_key_twice(preset: str) -> None:
    places = scopes(AttribuneApp)
    assert checked(PRESETS[preset], places) == (PRESETS[preset], [])


@pytest.mark.parametrize("preset", OTHERS)
async def test_every_key_of_a_preset_is_that_of_its_action(preset: str, library: Path) -> None:
    tried = 0
    for place, reach in PLACES.items():
        app = AttribuneApp(library, Settings(library, preset=preset))
        async with app.run_test(size=(120, 40)) as pilot:
            await reach(pilot)
            active = app.screen.active_bindings
            for its_preset, its_place, action, key in each_key():
                if (its_preset, its_place) == (preset, place):
                    assert key in active, f"{key} does nothing in {place}"
                    assert active[key].binding.id == action
                    tried += 1
    assert tried == sum(its_preset == preset for its_preset, *_ in each_key())


async def test_newsboats_keys_do_in_the_app_what_they_do_there(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, preset="newsboat"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("N")
        await settled(pilot)
        assert stored(library, 2).read
        await pilot.press("A")
        await settled(pilot)
        assert all(stored(library, number).read for number in range(4))
        await pilot.press("z", "z")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("l")
        assert text_of(app).current == 1
        await pilot.press("h")
        assert text_of(app).current == 0
        before = rows(app)[0]
        await pilot.press("n")
        await settled(pilot)
        assert rows(app)[0] != before
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("D")
        await settled(pilot)
        assert [article(library, number) for number in range(4)].count(None) == 1


async def test_eilmeldungs_keys_do_in_the_app_what_they_do_there(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, preset="eilmeldung"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await settled(pilot)
        assert stored(library, 2).starred
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert not stored(library, 2).starred
        await pilot.press("r")
        await settled(pilot)
        assert stored(library, 2).read
        await open_story(pilot, 0)
        await pilot.press("right_parenthesis")
        assert text_of(app).current == 1
        await pilot.press("slash", *"flood", "enter")
        await settled(pilot)
        await pilot.press("n", "N")
        await settled(pilot)
        assert text_of(app).current == 1


async def test_the_help_shows_the_keys_of_the_preset(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, preset="newsboat"))
    async with app.run_test(size=(80, 200)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown_there = [" ".join(row.split()) for row in seen(app).splitlines()]
        assert "D Move the article to the trash delete" in shown_there
        assert f"l {shown('right')} Next claim next_claim" in shown_there


def test_a_users_own_keys_go_before_those_of_the_preset(library: Path) -> None:
    settings = Settings(library, preset="newsboat", keys={"next_claim": "w", "by_source": "W", "watch_quantity": "I"})
    keys, complaints = keymap(settings, scopes(AttribuneApp))
    assert complaints == []
    assert (keys["next_claim"], keys["next_unread"]) == ("w", "n")


async def test_what_a_change_says_names_the_key_that_undoes_it(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, preset="eilmeldung"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await settled(pilot)
        assert [notice.message.rpartition(". ")[2] for notice in app._notifications] == ["Ctrl+Z undoes it."]


async def test_an_unknown_preset_is_a_notice(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, preset="emacs"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        (notice,) = app._notifications
        assert notice.message.startswith("there is no preset 'emacs': choose vim, newsboat, eilmeldung")
