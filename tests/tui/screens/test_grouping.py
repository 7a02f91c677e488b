"""The list in groups: headings between the rows, which the cursor skips."""

from pathlib import Path

from tests.tui.drawn_screen import click_words, rows, seen, settled
from tests.tui.stories import Story, write_library
from tui.app.application import AttribuneApp
from tui.widgets.article_list import ArticleList


def days(number: int, each: int) -> tuple[Story, ...]:
    """Return this many stories a day, for the given number of days."""
    return tuple(
        Story(f"Story {day:02}-{at:02}", "Wire", f"2026-03-{day:02}T{10 + at}:00", "Text.")
        for day in range(1, number + 1)
        for at in range(each)
    )


def listed(app: AttribuneApp) -> list[str]:
    """Return the rows below the column headings."""
    drawn = rows(app)
    return drawn[next(number for number, row in enumerate(drawn) if row.split()[:1] == ["title"]) + 1 :]


async def test_the_key_goes_through_day_story_and_feed_and_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(pilot)
        ways = []
        for _ in range(4):
            await pilot.press("V")
            await settled(pilot)
            ways.append([word for word in ("by day", "by story", "by feed") if word in seen(app)])
        assert ways == [["by day"], ["by story"], ["by feed"], []]


async def test_the_cursor_passes_headings_and_stays_on_its_article(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "days.db", days(4, 3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j", "j", "V")
        await settled(pilot)
        assert [row.split() for row in listed(app)[:5]] == [
            ["Wednesday,", "4", "Mar", "2026", "3"],
            ["●", "Story", "04-02", "Wire", "4", "Mar", "2026"],
            ["●", "Story", "04-01", "Wire", "4", "Mar", "2026"],
            ["▌", "●", "Story", "04-00", "Wire", "4", "Mar", "2026"],
            ["Tuesday,", "3", "Mar", "2026", "3"],
        ]
        await pilot.press("j")
        assert "▌ ●  Story 03-02" in seen(app)
        assert "4 of 12" in rows(app)[-1]
        await pilot.press("enter")
        await settled(pilot)
        assert "Story 03-02" in rows(app)[0]


async def test_pages_and_ends_count_the_headings(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "days.db", days(20, 2)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("V")
        await settled(pilot)
        await pilot.press("G")
        await settled(pilot)
        assert "▌ ●  Story 01-00" in rows(app)[-2]
        await pilot.press("space", "b", "b", "g")
        await settled(pilot)
        assert "Friday, 20 Mar 2026" in listed(app)[0]
        assert "▌ ●  Story 20-01" in listed(app)[1]
        await click_words(pilot, "Story 18-00")
        assert "▌ ●  Story 18-00" in seen(app)
        await click_words(pilot, "Thursday, 19 Mar 2026")
        assert "▌ ●  Story 18-00" in seen(app)


async def test_going_up_shows_the_heading_of_the_first_article(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "days.db", days(20, 2)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("V")
        await settled(pilot)
        await pilot.press("G", *["k"] * 23)
        await settled(pilot)
        assert app.screen.query_one(ArticleList).cursor == 16
        assert listed(app)[0].split()[1:4] == ["12", "Mar", "2026"]
        assert "▌ ●  Story 12-01" in listed(app)[1]


async def test_the_way_of_grouping_is_remembered(tmp_path: Path) -> None:
    library = write_library(tmp_path / "days.db", days(2, 2))
    async with AttribuneApp(library).run_test(size=(80, 24)) as pilot:
        await pilot.press("V")
        await settled(pilot)
    again = AttribuneApp(library)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Monday, 2 Mar 2026" in listed(again)[0]


async def test_next_and_previous_in_the_reader_go_through_the_groups(tmp_path: Path) -> None:
    stories = tuple(
        Story(f"{outlet} of day {day}", outlet, f"2026-03-0{day}T10:00", "Text.") for day in (1, 2) for outlet in "AB"
    )
    app = AttribuneApp(write_library(tmp_path / "days.db", stories))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S", "S", "V")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        read = [rows(app)[0].split("  ")[0].strip()]
        for key in ("J", "J", "J", "K", "K"):
            await pilot.press(key)
            await settled(pilot)
            read.append(rows(app)[0].split("  ")[0].strip())
        assert [title[0] + title[-1] for title in read] == ["A2", "B2", "A1", "B1", "A1", "B2"]


async def test_the_heading_takes_one_row_and_leaves_out_where_the_library_is(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("M")
        await settled(pilot)
        for by in ("day", "story", "feed"):
            await pilot.press("V")
            await settled(pilot)
            assert f"newest first · by {by}" in rows(app)[0]
            assert rows(app)[1].split()[:1] == ["title"]
