"""The reader's panes: the text alone, the width of each, and the chosen entry's paragraph in a wide terminal."""

from contextlib import closing
from pathlib import Path

import pytest

from store.library import trash
from store.library.connection import open_writer
from tests.tui.drawn_screen import open_story, panel_of, press, rows, seen, text_of, until
from tests.tui.stories import STORIES
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.widgets.article_text import ArticleText
from tui.widgets.entry_paragraph import EntryParagraph

SIZES = [(80, 24), (120, 40), (160, 48)]


@pytest.mark.parametrize("size", SIZES)
async def test_zen_shows_the_text_alone_in_the_middle(app: AttribuneApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        if size[0] >= 160:
            # The chosen entry's paragraph is shown once the cursor rests.
            await until(pilot, lambda: is_told(app))
        await pilot.pause()
        before = rows(app)
        await press(pilot, "Z")
        shown = [row.strip() for row in rows(app) if row.strip(" ▁▂▃▄▅▆▇█")]
        assert all(row.strip("≠≈=↑ ▁▂▃▄▅▆▇█") in STORIES[0].text for row in shown)
        starts = [len(row) - len(row.lstrip()) for row in rows(app) if "The barrier will" in row]
        assert abs(starts[0] - (size[0] - 72) // 2) <= 1
        assert text_of(app).size.height == size[1]
        await press(pilot, "Z")
        assert rows(app) == before


async def test_in_zen_one_steps_from_claim_to_claim_and_finds_words(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "Z", "n", "slash", *"gates")
        assert text_of(app).current == 1
        assert "1 of 12" in rows(app)[-1]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_going_back_a_level_leaves_zen_first(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        before = rows(app)
        await press(pilot, "Z", key)
        assert rows(app) == before
        await press(pilot, key)
        assert isinstance(app.screen, LibraryScreen)


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_keys_about_the_panel_bring_it_back(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "Z", key)
        assert panel_of(app).region.height > 0
        assert rows(app)[0].startswith(" Tide barrier costs double")


async def test_zen_of_two_articles_shows_the_one_that_one_is_in(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "B", "tab", "Z")
        assert "Crews had counted" in seen(app)
        assert "Governor" not in seen(app)
        assert [text.region.width for text in app.screen.query(ArticleText) if text.display] == [120]
        await press(pilot, "Z")
        assert len([text for text in app.screen.query(ArticleText) if text.display]) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_the_pane_one_is_in_gets_more_or_less_room(app: AttribuneApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        areas = [text_of(app).region.area]
        for key in ("greater_than_sign", "less_than_sign", "less_than_sign"):
            await press(pilot, key)
            areas.append(text_of(app).region.area)
        assert areas[1] > areas[2] > areas[3]
        await press(pilot, "tab", "less_than_sign")
        assert text_of(app).region.area > areas[3]


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_of_panes_is_kept(library: Path, size: tuple[int, int]) -> None:
    regions = []
    for keys in (["greater_than_sign", "greater_than_sign"], []):
        app = AttribuneApp(library)
        async with app.run_test(size=size) as pilot:
            await open_story(pilot, 0)
            await press(pilot, *keys)
            regions.append((text_of(app).region, panel_of(app).region))
    assert regions[0] == regions[1]


async def test_a_pane_keeps_room_enough_to_be_seen(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, *["greater_than_sign"] * 30)
        assert app.screen.query_one("#claims").region.width >= 20
        await press(pilot, *["less_than_sign"] * 30)
        assert text_of(app).region.width >= 20


async def test_of_two_texts_each_has_its_share_and_the_titles_stand_over_them(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "B", "greater_than_sign", "greater_than_sign")
        left, right = app.screen.query(ArticleText)
        assert left.region.width == 72
        assert rows(app)[0].index("Fire crews") == right.region.x + 1
        assert rows(app)[-1].startswith(" n next")
        await press(pilot, "B")
        assert left.region.width < 72
        assert panel_of(app).region.x >= left.region.right


def is_told(app: AttribuneApp, title: str = "Fire crews count flooded homes") -> bool:
    """Return True if the chosen entry's paragraph is of that article."""
    return any(
        title in "".join(piece.text for piece in line.pieces)
        for paragraph in app.screen.query(EntryParagraph)
        for line in paragraph._lines
    )


async def test_a_wide_terminal_shows_the_chosen_entrys_paragraph_with_its_claim_marked(app: AttribuneApp) -> None:
    async with app.run_test(size=(160, 48)) as pilot:
        await open_story(pilot, 0)
        await until(pilot, lambda: is_told(app))
        paragraph = app.screen.query_one(EntryParagraph)
        shown = " ".join(" ".join(piece.text for piece in line.pieces) for line in paragraph._lines)
        assert "Fire crews count flooded homes" in shown
        assert "Coast Wire · 13 Mar 2026" in shown
        assert "homes under water by noon on Thursday" in " ".join(shown.split())
        assert "More rain" not in shown
        styles = {piece.text: piece.style for line in paragraph._lines for piece in line.pieces}
        assert (styles["90"], styles["said"]) == ("current", "cue")


async def test_the_paragraph_follows_the_cursor_of_the_panel_and_the_claim(app: AttribuneApp) -> None:
    async with app.run_test(size=(160, 48)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "j")
        await until(pilot, lambda: is_told(app, "Red Cross opens shelters"))
        await pilot.pause()
        assert "Red Cross opens shelters" in seen(app)
        await press(pilot, "n", "n")
        await until(pilot, lambda: "Red Cross opens shelters" not in seen(app))


@pytest.mark.parametrize(("size", "shown"), [((159, 48), False), ((160, 48), True)])
async def test_the_paragraph_needs_a_wide_terminal(app: AttribuneApp, size: tuple[int, int], shown: bool) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        if shown:
            await until(pilot, lambda: is_told(app))
        await pilot.pause(0.3)
        assert ("Fire crews count flooded homes" in seen(app)) == shown
        assert max(row.end - row.start for row in text_of(app).rows) > 60


async def test_forward_leads_where_back_came_from(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "enter", "n")
        titles = []
        for key in ("backspace", "L", "H", "L"):
            await press(pilot, key)
            titles.append(rows(app)[0].split("  ")[0].strip())
        assert titles == ["Tide barrier costs double", "Fire crews count flooded homes"] * 2


async def test_forward_ends_where_another_way_is_taken(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "enter", "backspace", "tab", "j", "enter", "L")
        assert rows(app)[0].startswith(" Red Cross opens shelters")
        assert [notice.message for notice in app._notifications] == ["There is nothing to go forward to."]


@pytest.mark.parametrize("key", ["backspace", "escape", "q"])
async def test_forward_leads_from_the_list_into_the_article_that_was_left(app: AttribuneApp, key: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "tab", "j", "enter", "backspace", "tab")
        before = rows(app)
        await press(pilot, key)
        assert isinstance(app.screen, LibraryScreen)
        await press(pilot, "L")
        assert rows(app) == before
        await press(pilot, "L")
        assert not rows(app)[0].startswith(" Tide barrier costs double")


async def test_forward_from_the_list_before_an_article_was_left_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "L")
        assert [notice.message for notice in app._notifications] == ["There is no article to return to yet."]


async def test_an_article_that_was_left_and_is_gone_is_a_notice(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 0)
        await press(pilot, "escape")
        with closing(open_writer(library)) as conn:
            trash.delete(conn, [1])
            trash.empty(conn)
        await press(pilot, "L")
        assert isinstance(app.screen, LibraryScreen)
        assert [notice.message for notice in app._notifications] == ["This article is no longer in the library."]


async def test_beside_a_claim_that_nobody_else_makes_stand_all_figures_of_the_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(160, 48)) as pilot:
        await open_story(pilot, 0)
        await until(pilot, lambda: is_told(app))
        assert "FIGURES IN THIS ARTICLE" not in seen(app)
        for _ in STORIES[0].claims:
            await press(pilot, "n")
        await until(pilot, lambda: "FIGURES IN THIS ARTICLE" in seen(app))
        shown = [row.rpartition("│")[2].strip() for row in rows(app)]
        assert any(row.startswith("≠ more than 220") for row in shown)
        assert sum(row.startswith("▌") for row in shown) == 1
