"""The list of articles."""

from contextlib import closing
from pathlib import Path

from store.library import articles, trash
from store.library.connection import open_reader, open_writer
from tests.tui.drawn_screen import click_words, rows, seen, settled, until
from tests.tui.stories import STORIES, Story, write_library, write_story
from tui.app.application import AttribuneApp
from tui.app.library_reader import LibraryReader
from tui.screens.reader_screen import ReaderScreen
from tui.widgets.article_list import PAGE, ArticleList, columns


def many(number: int) -> tuple[Story, ...]:
    """Return this many stories, oldest first."""
    return tuple(
        Story(f"Story {at:04}", "Wire", f"2026-01-01T{at // 60:02}:{at % 60:02}", "Text.") for at in range(number)
    )


async def test_a_row_shows_title_outlet_date_claims_and_what_is_contested(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        row = next(row for row in rows(app) if "Tide barrier" in row)
        assert row.split() == [
            "●",
            "Tide",
            "barrier",
            "costs",
            "double",
            "Harbour",
            "Post",
            "14",
            "Mar",
            "2026",
            "6",
            "≠",
            "1",
        ]
        assert "no date" in next(row for row in rows(app) if "A note without figures" in row)


async def test_the_newest_article_comes_first(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        titles = [row[5:].split("  ")[0] for row in rows(app)]
        assert titles.index("Red Cross opens shelters") < titles.index("Tide barrier costs double")


async def test_at_80_columns_the_title_comes_before_the_number_of_claims(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(row for row in rows(app) if "Tide barrier" in row)
        assert row.split()[-4:] == ["Mar", "2026", "≠", "1"]
        assert "claims" not in rows(app)[1]


async def test_a_narrow_list_keeps_the_titles(app: AttribuneApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "Tide barrier c" in seen(app)
        assert "Harbour Post" not in seen(app)


def test_columns_fill_the_width() -> None:
    assert all(sum(columns(width)) + 2 == width for width in range(30, 200))


async def test_without_any_outlet_the_titles_have_the_room_of_that_column(tmp_path: Path) -> None:
    title = "A title of nearly sixty letters, shown to its very end"
    app = AttribuneApp(write_library(tmp_path / "library.db", (Story(title, "", "2026-03-14", "Text."),)))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert title in seen(app)
        assert rows(app)[1].split() == ["title", "date", "claims", "contested"]
        with closing(open_writer(app.library_path)) as conn:
            write_story(conn, Story("Another", "Coast Wire", "2026-03-15", "Text."))
        await until(pilot, lambda: "Another" in seen(app))
        assert rows(app)[1].split() == ["title", "outlet", "date", "claims", "contested"]
        assert rows(app)[1].index("outlet") == next(row.index("Coast Wire") for row in rows(app) if "Coast" in row)


async def test_an_article_without_a_title_goes_by_its_first_words_everywhere(tmp_path: Path) -> None:
    post = Story("", "", "2026-03-14", "Pumps run in Selm tonight.\n\nMore will follow.", (), "https://town.example/9")
    app = AttribuneApp(write_library(tmp_path / "library.db", (post,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Pumps run in Selm tonight." in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert rows(app)[0].strip().startswith("Pumps run in Selm tonight.")
        await pilot.press("slash", *"pumps")
        await pilot.pause()
        assert "1 of 1" in rows(app)[-1], "the words stand in the text once, whatever the title row repeats"
        await pilot.press("escape", "d")
        await settled(pilot)
        await pilot.press("T")
        await settled(pilot)
        assert any(row.startswith("▌ Pumps run in Selm tonight.") for row in rows(app))


def test_columns_without_outlets_fill_the_width() -> None:
    assert all(sum(columns(width, outlets=False)) + 2 == width for width in range(30, 200))


async def test_keys_move_the_cursor_and_enter_opens_the_article(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert "Tide barrier costs double" in rows(app)[0]


async def test_the_list_is_where_it_was_when_one_comes_back(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "library.db", many(300)))
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "j", "j")
        await pilot.pause()
        await pilot.press("m")
        await settled(pilot)
        before = rows(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert rows(app) == before


async def test_only_the_pages_in_view_are_read(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "library.db", many(5 * PAGE)))
    async with app.run_test() as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert sorted(app.screen.query_one(ArticleList)._pages.keys()) == [0, 4]
        assert "Story 0000" in seen(app)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await click_words(pilot, "Fire crews")
        assert app.screen.query_one(ArticleList).cursor == 2
        await click_words(pilot, "Fire crews")
        assert isinstance(app.screen, ReaderScreen)


async def test_an_empty_library_says_what_to_do_first(tmp_path: Path) -> None:
    app = AttribuneApp(write_library(tmp_path / "library.db", ()))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "attribune add PATH" in seen(app)
        await pilot.press("j", "space", "G", "enter")


async def test_articles_that_another_program_adds_appear_without_a_jump(tmp_path: Path) -> None:
    path = write_library(tmp_path / "library.db", many(200))
    app = AttribuneApp(path)
    async with app.run_test() as pilot:
        await pilot.press("space", "j")
        await pilot.pause()
        app._look()
        before = [row[:-1] for row in rows(app)[2:-1]]
        conn = open_writer(path)
        for number in range(7):
            write_story(conn, Story(f"News {number}", "Wire", "2026-02-01", "Text.", location=f"/news/{number}"))
        conn.close()
        app._look()
        await pilot.pause()
        assert [row[:-1] for row in rows(app)[2:-1]] == before
        assert "207 articles" in seen(app)
        await pilot.press("g")
        await pilot.pause()
        assert "News 6" in seen(app)


async def test_a_library_that_fills_leaves_the_first_step_behind(tmp_path: Path) -> None:
    path = write_library(tmp_path / "library.db", ())
    app = AttribuneApp(path)
    async with app.run_test() as pilot:
        await pilot.pause()
        app._look()
        conn = open_writer(path)
        write_story(conn, STORIES[0])
        conn.close()
        app._look()
        await pilot.pause()
        assert "attribune add PATH" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_a_missing_library_is_one_notice_and_no_traceback(tmp_path: Path) -> None:
    app = AttribuneApp(tmp_path / "nothing.db")
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        app._look()
        await pilot.press("j", "enter")
        await pilot.pause()
        assert [notice.message[:22] for notice in app._notifications] == ["there is no library at"]


async def test_a_file_that_is_no_library_is_one_notice_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes, and no SQLite file.\n" * 40)
    app = AttribuneApp(path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [("not an Attribune library" in notice.message) for notice in app._notifications] == [True]


async def test_a_library_that_breaks_while_one_reads_is_a_notice(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        app._reading.close()
        for file in library.parent.glob("library.db*"):
            file.unlink()
        await pilot.press("enter")
        app.screen.post_message(LibraryReader.Changed())
        await pilot.pause()
        assert len(app._notifications) == 1
        assert "Tide barrier costs double" in seen(app)


async def test_the_chosen_article_stays_chosen_when_one_comes_as_another_goes(tmp_path: Path) -> None:
    path = write_library(tmp_path / "library.db", many(200))
    app = AttribuneApp(path)
    async with app.run_test() as pilot:
        await pilot.press("space", "j")
        await pilot.pause()
        app._look()
        chosen = app.screen.query_one(ArticleList).chosen
        assert chosen
        with closing(open_writer(path)) as conn:
            write_story(conn, Story("News", "Wire", "2026-02-01", "Text.", location="/news"))
            trash.delete(conn, [1])
        app._look()
        await pilot.pause()
        assert "200 articles" in seen(app)
        assert chosen.title in next(row for row in rows(app) if row.startswith("▌"))
        await pilot.press("d")
        await settled(pilot)
        with closing(open_reader(path)) as conn:
            assert {trashed.id for trashed in trash.trashed(conn)} == {1, chosen.id}


async def test_a_key_means_the_article_that_is_seen_whatever_came_in_since(tmp_path: Path) -> None:
    path = write_library(tmp_path / "library.db", many(PAGE * 2))
    app = AttribuneApp(path)
    async with app.run_test() as pilot:
        await pilot.press("j")
        await pilot.pause()
        with closing(open_writer(path)) as conn:
            write_story(conn, Story("News", "Wire", "2026-02-01", "Text.", location="/news"))
        await pilot.press("s")
        await settled(pilot)
        with closing(open_reader(path)) as conn:
            assert [article.title for article in articles.page(conn, 0, 9, "is:starred")] == ["Story 0198"]


async def test_when_the_chosen_article_goes_the_next_is_chosen(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.press("j")
        await pilot.pause()
        app._look()
        with closing(open_writer(library)) as conn:
            write_story(conn, Story("News", "Wire", "2026-04-01", "Text.", location="/news"))
            trash.delete(conn, [1])
        app._look()
        await pilot.pause()
        assert "Fire crews" in next(row for row in rows(app) if row.startswith("▌"))


async def test_a_key_sorts_the_list_otherwise_and_the_heading_says_how(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        for words, title in (
            ("newest first", "Red Cross opens shelters"),
            ("oldest first", "A note without figures"),
            ("by outlet", "A note without figures"),
            ("most contested", "Tide barrier costs double"),
            ("last added", "A note without figures"),
            ("newest first", "Red Cross opens shelters"),
        ):
            await pilot.pause()
            assert words in rows(app)[0]
            assert title in next(row for row in rows(app) if row.startswith("▌"))
            await pilot.press("S")


async def test_the_order_of_the_list_is_remembered(library: Path) -> None:
    async with AttribuneApp(library).run_test(size=(100, 24)) as pilot:
        await pilot.press("S")
        await pilot.pause()
    again = AttribuneApp(library)
    async with again.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "oldest first" in seen(again)


async def test_an_order_that_makes_no_sense_is_the_usual_one(library: Path, tmp_path: Path) -> None:
    for words in ("[]", '{"order": "sideways"}', "{", '{"order": 1}'):
        (tmp_path / "state" / "attribune").mkdir(parents=True, exist_ok=True)
        (tmp_path / "state" / "attribune" / "list.json").write_text(words)
        app = AttribuneApp(library)
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.pause()
            assert "newest first" in seen(app)


async def test_next_in_the_reader_is_next_in_the_order_of_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("S", "S", "S", "enter")
        await pilot.pause()
        assert "Tide barrier" in rows(app)[0]
        await pilot.press("J")
        await pilot.pause()
        assert "Fire crews" in rows(app)[0]


async def test_back_in_the_list_the_article_is_chosen_that_one_has_gone_on_to(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("J", "J", "escape")
        await settled(pilot)
        assert "Fire crews" in next(row for row in rows(app) if row.startswith("▌"))
