"""The trash in the app: what was deleted is listed and restored, and restoring is undone."""

from pathlib import Path

import pytest

from tests.tui.app.test_article_keys import article
from tests.tui.drawn_screen import seen, settled
from tests.tui.stories import STORIES, write_library
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.trash_screen import TrashScreen


def there(library: Path) -> list[bool]:
    return [article(library, number) is not None for number in range(4)]


async def test_a_deleted_article_is_in_the_trash_and_comes_back(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await settled(pilot)
        assert there(library) == [True, True, False, True]
        await pilot.press("T")
        await pilot.pause()
        assert isinstance(app.screen, TrashScreen)
        assert "Red Cross opens shelters" in seen(app)
        assert "The Ferry · 15 Mar 2026" in seen(app)
        assert "1 article" in seen(app)
        app.clear_notifications()
        await pilot.press("enter")
        await settled(pilot)
        assert all(there(library))
        assert "The trash is empty:" in seen(app)
        assert [notice.message for notice in app._notifications] == [
            "“Red Cross opens shelters” is back in the library. z undoes it."
        ]
        await pilot.press("z")
        await settled(pilot)
        assert there(library) == [True, True, False, True]
        app.clear_notifications()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "Red Cross opens shelters" not in seen(app)


async def test_a_key_pressed_again_before_the_article_is_gone_deletes_the_next(
    app: AttribuneApp, library: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for _ in range(3):
            app.action_delete()
        await settled(pilot)
        assert there(library).count(False) == 3
        assert "1 of 1" in seen(app)


async def test_all_come_back_at_once(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("d", "d")
        await settled(pilot)
        assert there(library).count(False) == 2
        await pilot.press("T")
        await pilot.pause()
        await pilot.press("A")
        await settled(pilot)
        assert all(there(library))


@pytest.mark.parametrize(("answer", "left"), [("yes", 3), ("no", 4), ("", 4)])
async def test_the_trash_is_emptied_only_after_a_yes(app: AttribuneApp, library: Path, answer: str, left: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("T", "D")
        await pilot.pause()
        assert "Delete 1 article for good? Nothing undoes that. Type yes to do it." in seen(app)
        await pilot.press(*answer, "enter")
        await settled(pilot)
        assert ("The trash is empty:" in seen(app)) == (left == 3)
        await pilot.press("z")
        await settled(pilot)
    assert sum(there(library)) == left


async def test_an_empty_trash_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert "The trash is empty: d in the list moves an article here." in seen(app)
        await pilot.press("enter", "A", "D")
        await pilot.pause()
        assert {notice.message for notice in app._notifications} == {"The trash is empty."}


@pytest.mark.parametrize("title", ["[@click=app.quit]Win[/] [red", "\x1b]52;c;aaaa\x07 \u202etxt", "界" * 80])
async def test_foreign_titles_are_shown_as_they_are_and_cut(tmp_path: Path, title: str) -> None:
    story = STORIES[3]
    path = write_library(tmp_path / "odd.db", (type(story)(title, "", "", story.text, (), "/home/odd.txt"),))
    app = AttribuneApp(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("T")
        await pilot.pause()
        assert "deleted" in seen(app)
        assert "\x1b" not in seen(app)
