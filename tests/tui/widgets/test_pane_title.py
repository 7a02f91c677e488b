"""The title row of a pane: it shows which of several panes has the focus."""

from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.drawn_screen import open_story, panel_of, rows, seen, segments
from tui.app.application import AttribuneApp
from tui.widgets.side_bar import SideBar


def ground(app: AttribuneApp, words: str) -> str:
    """Return the background of these words in the first row that has them."""
    style = next(style for text, style, _ in segments(app) if words in text)
    assert style
    assert style.bgcolor
    return style.bgcolor.name


async def test_tab_moves_the_active_title_from_text_to_panel_and_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        active = Color.parse(app.theme_variables["pane-active"]).hex.lower()
        assert (ground(app, "Tide barrier"), ground(app, "CLAIM 1") == active) == (active, False)
        await pilot.press("tab")
        await pilot.pause()
        assert panel_of(app).has_focus
        assert (ground(app, "Tide barrier") == active, ground(app, "CLAIM 1")) == (False, active)
        await pilot.press("tab")
        await pilot.pause()
        assert ground(app, "Tide barrier") == active


async def test_beside_the_side_bar_the_heads_of_the_columns_are_the_title_of_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("B")
        await pilot.pause()
        active = Color.parse(app.theme_variables["pane-active"]).hex.lower()
        assert isinstance(app.focused, SideBar)
        assert (ground(app, "PLACES"), ground(app, " outlet ") == active) == (active, False)
        await pilot.press("tab")
        await pilot.pause()
        assert (ground(app, "PLACES") == active, ground(app, " outlet ")) == (False, active)


async def test_only_the_pane_with_the_keys_has_the_bright_cursor(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("B")
        await pilot.pause()
        cursor = Color.parse(app.theme_variables["cursor"]).hex.lower()
        assert (ground(app, "All articles") == cursor, ground(app, "Red Cross opens") == cursor) == (True, False)
        await pilot.press("tab")
        await pilot.pause()
        assert (ground(app, "All articles") == cursor, ground(app, "Red Cross opens") == cursor) == (False, True)


async def test_without_colours_the_active_title_is_reversed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        for key in ("n", "tab", "tab"):
            await pilot.press(key)
            await pilot.pause()
            reversed_titles = [
                next(bool(style and style.reverse) for text, style, _ in segments(app) if words in text)
                for words in ("Tide barrier", "CLAIM 2")
            ]
            assert reversed_titles == [not panel_of(app).has_focus, panel_of(app).has_focus]
        await pilot.press("escape", "B")
        await pilot.pause()
        assert "▌All articles" in seen(app)


async def test_a_toast_covers_neither_the_prompt_nor_the_keys(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        before = rows(app)[-4:]
        app.notify("Something came to an end.", markup=False)
        await pilot.pause()
        assert any("Something came to an end." in row for row in rows(app))
        assert rows(app)[-4:] == before
