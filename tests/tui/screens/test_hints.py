"""Jumping to a claim by typing the letters on the figures in view."""

from pathlib import Path

import pytest

from tests.tui.drawn_screen import open_story, press, rows, seen, text_of
from tests.tui.stories import Stated, Story, write_library
from tui.app.application import AttribuneApp
from tui.widgets.article_text import ArticleText
from tui.widgets.hinted_text import letters


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_a_letter_stands_on_each_figure_in_view_and_typing_it_goes_there(
    app: AttribuneApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        text = text_of(app)
        before = [text.render_line(y).text for y in range(text.page)]
        await press(pilot, "f")
        assert "aore than 220" in seen(app)
        assert "f800 million" in seen(app)
        await press(pilot, "f")
        assert text_of(app).current == 3
        await press(pilot, "f", "a")
        assert text_of(app).current == 0
        assert [text.render_line(y).text for y in range(text.page)] == before


async def test_only_figures_in_view_have_letters(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "G", "f", "s")
        assert text_of(app).current == 5


@pytest.mark.parametrize("key", ["escape", "n", "q", "7"])
async def test_any_other_key_takes_the_letters_away_and_does_nothing_else(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        before = rows(app)
        await press(pilot, "f", key)
        assert rows(app) == before
        await press(pilot, "n")
        assert text_of(app).current == 1


async def test_without_a_figure_in_view_one_line_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_story(pilot, 3)
        await press(pilot, "f")
        assert [notice.message for notice in app._notifications] == ["No figure is in view."]


async def test_from_the_panel_the_text_takes_the_letters(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "f", "s")
        assert text_of(app).current == 1
        assert text_of(app).has_focus


async def test_of_two_articles_both_have_letters(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "B", "f", "g")
        right = list(app.screen.query(ArticleText))[1]
        assert right.has_focus
        assert " CLAIM 1 of 1" in seen(app)
        assert any(row.startswith(" 90  ") for row in rows(app))


async def test_more_figures_than_letters_have_two_each(tmp_path: Path) -> None:
    words = [f"{1000 + number} homes" for number in range(40)]
    claims = tuple(Stated(str(1000 + number), "homes") for number in range(40))
    library = write_library(tmp_path / "many.db", (Story("Many", "", "", " and ".join(words), claims),))
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "f", "s", "d")
        assert text_of(app).current == 26 + 2


def test_hints_are_different_and_of_equal_length() -> None:
    for count in (1, 26, 27, 700):
        hints = letters(count)
        assert len(set(hints)) == count
        assert len({len(hint) for hint in hints}) == 1
