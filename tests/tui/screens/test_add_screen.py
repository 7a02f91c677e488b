"""Adding a typed path: it is completed, and a wrong one stays in the line."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.server import Server
from tests.tui.app.test_jobs import ended
from tests.tui.drawn_screen import rows, seen
from tui.app.application import AttribuneApp
from tui.screens.add_screen import AddScreen


async def test_tab_completes_a_path(app: AttribuneApp, tmp_path: Path) -> None:
    (tmp_path / "flooded.md").touch()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        line = app.screen.query_one(Input)
        line.value = f"{tmp_path}/flo"
        await pilot.press("tab")
        assert line.value == f"{tmp_path}/flooded.md"
        assert line.cursor_position == len(line.value)
        assert "Tab complete" in seen(app)


async def test_a_path_where_nothing_lies_stays_to_be_changed(app: AttribuneApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = "nowhere/[b]flood.md"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AddScreen)
        assert app.screen.query_one(Input).value == "nowhere/[b]flood.md"
        assert rows(app)[-3].strip() == "Nothing is at nowhere/[b]flood.md. A page’s address is like example.com/news"


async def test_what_is_said_about_a_path_goes_when_it_is_changed(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", *"nowhere", "enter")
        await pilot.pause()
        assert rows(app)[-3].strip().startswith("Nothing is at nowhere.")
        await pilot.press("s")
        await pilot.pause()
        assert rows(app)[-3].strip() == "A page’s address, or a file’s or folder’s path"


async def added(app: AttribuneApp, typed: str) -> list[str | None]:
    """Return the result of the dialog after something was typed and accepted."""
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AddScreen(), answers.append)
        await pilot.pause()
        await pilot.press(*typed, "enter")
        await pilot.pause()
    return answers


async def test_an_address_is_added_without_its_scheme(app: AttribuneApp) -> None:
    assert await added(app, "post.example/flood") == ["https://post.example/flood"]


async def test_a_folder_named_like_a_host_is_a_folder(
    app: AttribuneApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "post.example" / "flood").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert await added(app, "post.example/flood") == ["post.example/flood"]


async def test_a_page_that_could_not_be_added_is_offered_again_once(app: AttribuneApp, server: Server) -> None:
    url = server.url("/floo")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = url
        await pilot.press("enter")
        await ended(pilot)
        await pilot.press("a")
        assert rows(app)[-3].strip() == f"{url} does not exist (HTTP 404)"
        assert app.screen.query_one(Input).value == url
        await pilot.press("escape", "a")
        assert rows(app)[-3].strip() == "A page’s address, or a file’s or folder’s path"
        assert app.screen.query_one(Input).value == ""


async def test_a_notice_takes_one_row_at_80_columns(app: AttribuneApp) -> None:
    words = "Copied: more than 220 (homes flooded) — Governor Ana Brandt, “sai…"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify(words, markup=False)
        await pilot.pause()
        assert words in rows(app)[1]


async def test_the_narrowest_key_bar_says_how_a_claim_is_followed_asked_about_and_cited(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.read(1)
        await pilot.pause()
        for hint in ("n next", "Enter open", "Tab pane", "/ find", "t time", "w source", "y copy", "? help", "q back"):
            assert hint in rows(app)[-1]
        assert "B beside" not in rows(app)[-1]
