"""The preview of the chosen article below the list."""

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import trash
from store.library.connection import open_writer
from tests.tui.drawn_screen import rows, seen, settled, until
from tests.tui.stories import Story, write_library
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.widgets.preview import ArticlePreview


async def previewed(pilot: Pilot[None]) -> None:
    """Wait until the preview shows the chosen article."""
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)

    def is_there() -> bool:
        # The first frame is drawn without the preview.
        shown = next((view.article for view in screen.query(ArticlePreview)), None)
        return bool(shown and screen.article and shown.id == screen.article.id)

    await pilot.pause()
    await until(pilot, is_there)
    await pilot.pause()


async def test_it_tells_how_the_article_begins_and_who_contradicts_what_in_it(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await previewed(pilot)
        assert "The city has spent more on its tide barrier" in seen(app)
        assert "Harbour Post · 14 Mar 2026 · 6 claims" in seen(app)
        at = next(number for number, row in enumerate(rows(app)) if "≠ more than 220  homes flooded · " in row)
        assert "Governor Ana Brandt" in rows(app)[at]
        assert "90  Fire service · Coast Wire" in rows(app)[at + 1]


async def test_it_follows_the_cursor(app: AttribuneApp) -> None:
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.press("j", "j", "j")
        await previewed(pilot)
        assert "Nothing is counted here." in seen(app)
        assert "Nobody contradicts its numbers." in seen(app)
        await pilot.press("g")
        await previewed(pilot)
        assert "At least 250 homes were flooded" in seen(app)


async def test_the_list_has_all_the_room_of_a_small_terminal(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(ArticlePreview).display
        await pilot.resize_terminal(120, 40)
        await previewed(pilot)
        assert app.screen.query_one(ArticlePreview).display


async def test_an_empty_list_has_no_preview(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "library.db", ()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(ArticlePreview).display


async def test_foreign_text_stays_text(tmp_path: Path) -> None:
    story = Story("[b]x[/b]", "\x1b[2JPost", "2026-03-14", "[@click=app.quit]no[/] \x1b]52;c;eA==\x07\u202eevil")
    app = AttribuneApp(write_library(tmp_path / "library.db", (story,)))
    async with app.run_test(size=(120, 40)) as pilot:
        await previewed(pilot)
        assert "[@click=app.quit]no[/]" in seen(app)
        assert not {"\x1b", "\x07", "\u202e"} & set(seen(app))


async def test_an_article_that_has_just_gone_leaves_the_preview_empty(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        with closing(open_writer(library)) as conn:
            trash.delete(conn, [1])
        await pilot.press("j")
        await previewed(pilot)
        assert "The city has spent more" not in seen(app)


@pytest.mark.parametrize("width", [120, 121, 200])
async def test_no_line_is_wider_than_the_screen(app: AttribuneApp, width: int) -> None:
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.press("j")
        await previewed(pilot)
        view = app.screen.query_one(ArticlePreview)
        assert all(sum(len(piece.text) for piece in line.pieces) <= view.measure for line in view._lines)
