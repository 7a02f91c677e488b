"""Ways out: `q` goes back a level, asks on the first screen, and is never the only way back that is shown."""

from pathlib import Path

import pytest

from tests.tui.drawn_screen import open_story, rows, seen
from tui.app.application import AttribuneApp
from tui.screens.leave_screen import LeaveScreen
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen


@pytest.mark.parametrize("keys", [["t"], ["question_mark"], ["t", "question_mark"]])
async def test_q_goes_back_a_level_from_every_screen(app: AttribuneApp, keys: list[str]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        for _ in keys:
            assert "q back" in rows(app)[-1]
            await pilot.press("q")
            await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_in_the_list_q_asks_and_a_second_one_leaves(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "q quit" in rows(app)[-1]
        await pilot.press("q")
        await pilot.pause()
        assert "Leave Attribune?" in seen(app)
        assert rows(app)[-1].split() == ["Enter", "leave", "Esc", "stay"]
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("key", ["escape", "n"])
async def test_the_question_can_be_answered_with_no(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert app.is_running


@pytest.mark.parametrize("key", ["Q", "ctrl+q"])
async def test_capital_q_and_control_q_leave_at_once_from_anywhere(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("t")
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0


async def test_what_would_be_stopped_is_named(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(LeaveScreen("updating 3 of 9"))
        await pilot.pause()
        assert "That stops: updating 3 of 9." in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 20)])
@pytest.mark.parametrize("keys", [[], ["t"], ["w"], ["F"], ["question_mark"], ["slash"], ["F", "tab"]])
async def test_the_way_back_is_shown_on_every_screen(library: Path, size: tuple[int, int], keys: list[str]) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert any(words in rows(app)[-1] for words in ("q back", "Esc back", "Esc clears")), rows(app)[-1]


async def test_the_bar_shows_no_key_that_would_only_be_typed(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert "q back" not in rows(app)[-1]
        assert "? help" not in rows(app)[-1]
        assert "Esc back" in rows(app)[-1]
