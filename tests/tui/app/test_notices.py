"""Notices are shown in full, whatever their length, and give way to newer ones and to keys."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.tui.drawn_screen import open_story, rows, seen, until, without_notices
from tests.tui.stories import STORIES, write_library
from tui.app.application import AttribuneApp
from tui.app.notices import short
from tui.screens.library_screen import LibraryScreen


@pytest.mark.parametrize("length", [74, 75, 76, 77, 78, 79, 120, 170])
async def test_a_notice_of_any_length_is_shown_to_its_last_word(app: AttribuneApp, length: int) -> None:
    words = f"{' '.join(['barrier'] * 30)[: length - 5]} last."
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify(words, markup=False)
        await pilot.pause()
        assert any(row.rstrip().endswith("last.") for row in rows(app)[1:5])


async def test_what_is_told_replaces_what_was_told_before_but_no_trouble(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("A gate is shut.", severity="warning", markup=False)
        for words in ("The first pier is open.", "The second pier is open."):
            app.notify(words, markup=False)
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["A gate is shut.", "The second pier is open."]


async def test_a_notice_goes_with_the_next_key_once_it_was_read(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("A gate is shut.", severity="error", markup=False)
        await pilot.press("j")
        await pilot.pause()
        assert "A gate is shut." in seen(app)
        monkeypatch.setattr(AttribuneApp, "NOTICE_READ", 0)
        await pilot.press("j")
        await pilot.pause()
        assert "A gate is shut." not in seen(app)


async def test_a_notice_goes_with_the_article_and_the_screen_that_it_was_about(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AttribuneApp, "NOTICE_SEEN", 0)
    words = "No claim before this one is contested."
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_story(pilot, 0)
        for key in ("J", "escape", "question_mark"):
            app.notify(words, timeout=300, markup=False)
            app.notify("A gate is shut.", severity="warning", timeout=300, markup=False)
            await until(pilot, lambda: words in seen(app))
            await pilot.press(key)
            await until(pilot, lambda: words not in seen(app))
            assert "A gate is shut." in seen(app)


async def test_a_notice_that_nobody_can_have_seen_outlives_the_screen(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AttribuneApp, "NOTICE_SEEN", 300)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_story(pilot, 0)
        app.notify("5 new.", timeout=300, markup=False)
        await pilot.press("escape")
        await until(pilot, lambda: "5 new." in seen(app))


async def test_a_picture_has_no_notice_however_long_that_would_stay(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        before = rows(app)
        for severity in ("information", "warning", "error"):
            app.notify("A gate is shut.", severity=severity, timeout=300)
        await until(pilot, lambda: seen(app).count("A gate is shut.") == 3)
        await without_notices(pilot)
        assert rows(app) == before


async def test_what_became_of_an_article_stands_in_a_row_whatever_its_title(tmp_path: Path) -> None:
    story = replace(STORIES[0], title="A very long title " * 9)
    app = AttribuneApp(write_library(tmp_path / "long.db", (story,), ()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:

        def stands(words: str) -> bool:
            return rows(app)[1].rstrip().endswith(f"…” {words}. z undoes it.")

        for key, ending in (("s", "is starred"), ("s", "is no longer starred"), ("d", "is in the trash")):
            await pilot.press(key)
            await until(pilot, partial(stands, ending))
        await pilot.press("T", "enter")
        await until(pilot, partial(stands, "is back in the library"))


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (f"“{'Long ' * 20}” is starred.", "“Long Long Long Long Long Long Long…” is starred."),
        (f"“The “lost” boats {'of Ostrel ' * 9}” is read.", "“The “lost” boats of Ostrel of Ostre…” is read."),
        ("“Tides” is in the folder “Sea”.", "“Tides” is in the folder “Sea”."),
        (f"“{'Open ' * 20} is starred.", f"“{'Open ' * 20} is starred."),
    ],
)
def test_each_title_in_a_notice_is_cut_by_itself(words: str, row: str) -> None:
    assert short(words) == row


async def test_what_was_told_can_be_read_again_the_last_first(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert "No messages since Attribune was started." in seen(app)
        await pilot.press("escape")
        app.notify("A gate is shut.", severity="warning", markup=False)
        app.notify("[b]5 new.\nWatched “homes flooded”: 340", markup=False)
        app.notify(f"{'Many ' * 30}words.", markup=False)
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        shown = [row[9:].strip() for row in rows(app)[1:]]
        assert shown[:4] == ["Many " * 13 + "Many", "Many " * 13 + "Many", "Many Many words.", "[b]5 new."]
        assert shown[4:6] == ["Watched “homes flooded”: 340", "A gate is shut."]
        assert len(app._notifications) == 0
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
