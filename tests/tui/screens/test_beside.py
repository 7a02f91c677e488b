"""Two articles side by side: opened at claims that contradict, kept together, read with the same keys, closed."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from extract.claim import Subject
from tests.tui.drawn_screen import open_story, panel_of, press, rows, seen
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.widgets.article_text import ArticleText

WIDE = [(120, 40), (160, 48)]


def texts(app: AttribuneApp) -> list[ArticleText]:
    """Return the texts in view, from left to right."""
    return [text for text in app.screen.query(ArticleText) if text.display]


def current(text: ArticleText) -> str:
    """Return the figure of a text's current claim."""
    return text._claims[text.current].claim.text


async def beside(pilot: Pilot[None]) -> None:
    """Open a story, and next to it the one that contradicts its first claim."""
    await open_story(pilot, 0)
    await press(pilot, "B")


@pytest.mark.parametrize("size", WIDE)
async def test_the_article_that_says_otherwise_stands_beside_at_its_claim(
    app: AttribuneApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        left, right = texts(app)
        assert (current(left), current(right)) == ("more than 220", "90")
        assert "Governor Ana Brandt said" in seen(app)
        assert "Crews had counted 90" in seen(app)
        assert rows(app)[0].index("Tide barrier costs double") < rows(app)[0].index("Fire crews count flooded homes")
        assert "why: event flood" in seen(app)


async def test_the_claim_stays_in_view_while_the_text_becomes_narrower_and_wide_again(
    tmp_path: Path,
) -> None:
    lines = "\n\n".join(f"Line {number} of a text that is long." for number in range(10))
    texts_told = f"{lines}\n\nSome 220 homes were flooded.\n\n{lines}", "There 90 homes were flooded."
    stories = [
        Story(figure, "", "2026-03-13", text, (Stated(figure, "homes flooded", about=Subject(counted="home")),))
        for figure, text in zip(("220", "90"), texts_told, strict=True)
    ]
    library = write_library(tmp_path / "two.db", tuple(stories), (Tie((0, 0), (1, 0), "differs", "90 < 220"),))
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        left = texts(app)[0]
        left.go_to(left.row_at(left._claims[0].claim.start) - left.page + 1)
        await pilot.pause()
        for _ in range(3):
            assert any("Some 220 homes" in row for row in rows(app))
            await press(pilot, "B")


async def test_the_reader_stays_where_he_was(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        assert app.focused is texts(app)[0]
        await press(pilot, "n")
        assert current(texts(app)[0]) == "around 1,500"


async def test_where_there_is_no_room_one_line_says_what_is_needed(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await beside(pilot)
        assert len(texts(app)) == 1
        messages = [notice.message for notice in app._notifications]
        assert messages == ["Two articles side by side need 120 columns, and here are 100: Enter opens one."]


async def test_without_another_claim_nothing_is_opened(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 3)
        await press(pilot, "B")
        assert len(texts(app)) == 1
        assert [notice.message for notice in app._notifications] == ["No other claim is chosen."]


async def test_an_article_that_contradicts_itself_is_not_shown_twice(tmp_path: Path) -> None:
    stated = tuple(Stated(figure, "homes flooded", about=Subject(counted="home")) for figure in ("220", "90"))
    story = Story("One", "", "2026-03-13", "Some 220 homes were flooded.\n\nThere 90 homes were flooded.", stated)
    library = write_library(tmp_path / "one.db", (story,), (Tie((0, 0), (0, 1), "differs", "90 < 220"),))
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await beside(pilot)
        assert len(texts(app)) == 1
        told_so = [notice.message for notice in app._notifications]
        assert told_so == ["The chosen claim is in this article: Enter goes to it."]
        await press(pilot, "enter")
        assert current(texts(app)[0]) == "90"


async def test_beside_an_article_that_contradicts_itself_comes_the_next_one_that_does(tmp_path: Path) -> None:
    stated = tuple(Stated(figure, "homes flooded", about=Subject(counted="home")) for figure in ("220", "90"))
    first = Story("One", "", "2026-03-13", "Some 220 homes were flooded.\n\nThere 90 homes were flooded.", stated)
    second = Story(
        "Two", "", "2026-03-13", "It flooded 70 homes.", (Stated("70", "homes flooded", about=Subject("home")),)
    )
    ties = (Tie((0, 0), (0, 1), "differs", "90 < 220"), Tie((0, 0), (1, 0), "differs", "70 < 220"))
    app = AttribuneApp(write_library(tmp_path / "two.db", (first, second), ties))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await beside(pilot)
        assert [text.text for text in texts(app)] == [first.text, second.text]
        assert not app._notifications


async def test_tab_goes_from_text_to_text_to_panel_and_shift_tab_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        left, right = texts(app)
        visited = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab"):
            await press(pilot, key)
            visited.append(app.focused)
        assert visited == [right, panel_of(app), left, panel_of(app), right]


async def test_the_panel_and_the_keys_are_about_the_text_that_one_is_in(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "j", "B", "shift+tab", "tab")
        left, right = texts(app)
        assert current(right) == "At least 250"
        await press(pilot, "shift+tab")
        assert app.focused is right
        assert " CLAIM 1 of 2" in seen(app)
        assert any(row.startswith(" At least 250  ") for row in rows(app))
        await press(pilot, "n")
        assert (current(left), current(right)) == ("more than 220", "400")
        await press(pilot, "y")
        assert app.clipboard.startswith("400 (people) — Red Cross")


async def test_words_are_found_in_the_text_that_one_is_in(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await press(pilot, "tab", "slash", *"crews", "enter")
        assert rows(app)[-1].rstrip().endswith("1 of 2 · ; next · Esc clears")
        await press(pilot, "escape")
        assert len(texts(app)) == 2


async def test_a_step_brings_the_other_text_to_its_claim_of_the_same_quantity(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "j", "B", "tab", "tab", "n")
        left, right = texts(app)
        assert (current(left), current(right)) == ("more than 220", "400")
        await press(pilot, "shift+tab", "shift+tab", "n", "p")
        assert (current(left), current(right)) == ("more than 220", "At least 250")


async def test_the_entry_of_the_article_beside_is_chosen_in_the_panel(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "j", "B", "tab", "n", "p")
        assert panel_of(app).entry is not None
        assert panel_of(app).chosen == 1


async def test_another_entry_of_the_panel_comes_in_place_of_the_article_beside(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await press(pilot, "shift+tab", "j", "B")
        left, right = texts(app)
        assert (current(left), current(right)) == ("more than 220", "At least 250")


async def test_the_same_key_closes_it(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        before = rows(app)
        await press(pilot, "B", "B")
        assert len(texts(app)) == 1
        assert rows(app) == before


async def test_from_the_second_text_it_closes_the_first_and_the_way_back_leads_there(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await press(pilot, "tab", "B")
        assert rows(app)[0].startswith(" Fire crews count flooded homes")
        assert len(texts(app)) == 1
        await press(pilot, "backspace")
        assert rows(app)[0].startswith(" Tide barrier costs double")


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_going_back_a_level_closes_the_second_text_first(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await press(pilot, "tab", key)
        assert [text.has_focus for text in texts(app)] == [True]
        assert rows(app)[0].startswith(" Tide barrier costs double")
        await press(pilot, key)
        assert isinstance(app.screen, LibraryScreen)


async def test_enter_and_back_change_the_article_of_one_side(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await press(pilot, "tab", "tab", "shift+tab", "enter")
        assert "Fire crews" not in rows(app)[0]
        assert rows(app)[0].startswith(" Tide barrier costs double")
        await press(pilot, "backspace")
        assert "Fire crews" in rows(app)[0]


async def test_a_click_into_a_text_goes_over_to_it(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await pilot.click(texts(app)[1], offset=(30, 12))
        await pilot.pause()
        assert " CLAIM 1 of 1" in seen(app)
        assert any(row.startswith(" 90  ") for row in rows(app))


async def test_a_narrower_terminal_shows_the_text_that_one_is_in(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await beside(pilot)
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert [current(text) for text in texts(app)] == ["more than 220"]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert len(texts(app)) == 2
