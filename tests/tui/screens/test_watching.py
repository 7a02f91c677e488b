"""Watching from within the app: a quantity in the reader, a source on its page; both can be undone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from store.library import sources, trash
from store.library.connection import open_reader, open_writer
from store.linking import watches
from store.linking.clustering import regroup
from tests.tui.drawn_screen import notices, open_story, rows, seen, settled, until
from tests.tui.stories import Stated, Story, write_story
from tui.app.application import AttribuneApp
from tui.app.jobs import Job
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen


def watched(library: Path) -> list[str]:
    with closing(open_reader(library)) as conn:
        return [watch.name for watch in watches.all_watches(conn)]


async def test_a_quantity_is_watched_and_no_more(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 0)
        await pilot.press("W")
        await settled(pilot)
        (name,) = watched(library)
        assert "flooded" in name
        await pilot.press("W")
        await settled(pilot)
        assert watched(library) == []
        assert notices(app) == [
            "Numbers other than “more than 220” are watched for. z undoes it.",
            f"“{name}” is no longer watched. z undoes it.",
        ]
        await pilot.press("z")
        await settled(pilot)
        assert watched(library) == [name]


async def test_an_article_without_figures_has_nothing_to_watch(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(notifications=True) as pilot:
        await open_story(pilot, 3)
        await pilot.press("W")
        await settled(pilot)
        assert [notice.message for notice in app._notifications] == ["This article gives no figures."]


async def test_a_source_is_watched_on_its_page(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 2)
        await pilot.press("n", "w")
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        assert watched(library) == ["Red Cross"]
        await pilot.press("W")
        await settled(pilot)
        assert watched(library) == []


def test_a_job_tells_what_is_new_of_what_is_watched() -> None:
    job = Job("updating", "update", Path("library.db"), ())
    job.tally.take({"feeds": 1})
    job.tally.take({"outcome": "added", "id": "a", "number": 1})
    job.tally.take({"watch": "homes flooded", "told": "watched “homes flooded”: 340 · Ana Brandt"})
    assert job.result == "1 new.\nWatched “homes flooded”: 340 · Ana Brandt"


async def test_what_is_watched_is_listed_with_its_newest_number_read_and_removed(
    app: AttribuneApp, library: Path
) -> None:
    with closing(open_writer(library)) as conn:
        source = sources.named(conn, "Red Cross")[0]
        watches.watch_source(conn, source)
        watches.watch_quantity(conn, 1)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("W")
        await pilot.pause()
        assert "1 quantity · 1 source" in seen(app)
        assert "newest: 400 · people" in seen(app)
        assert "newest: At least 250 · Red Cross" in seen(app)
        assert "Red Cross opens shelters · The Ferry · 15 Mar 2026 · and 2 other articles" in seen(app)
        await pilot.press("j", "d")
        await settled(pilot)
        assert watched(library) == ["Red Cross"]
        await pilot.press("z")
        await settled(pilot)
        assert len(watched(library)) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.article
        assert app.screen.article.title == "Red Cross opens shelters"


async def test_new_numbers_of_what_is_watched_are_announced_until_they_are_read(
    app: AttribuneApp, library: Path
) -> None:
    def news(conn: sqlite3.Connection, day: int, figure: str) -> None:
        words = f"The Red Cross said that {figure} boats were lost."
        claim = Stated(figure, "boats lost", "The Red Cross", "said", name="Red Cross")
        claims = write_story(conn, Story(f"Day {day}", "Wire", f"2026-03-2{day}", words, (claim,), f"/day{day}"))
        conn.execute("UPDATE versions SET fetched = '2026-02-01T00:00:00+00:00' WHERE title = ?", (f"Day {day}",))
        regroup(conn, claims)

    with closing(open_writer(library)) as conn:
        watches.watch_source(conn, sources.named(conn, "Red Cross")[0])
        conn.execute("UPDATE watches SET made = '2026-01-01T00:00:00+00:00'")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "new number" not in rows(app)[0]
        with closing(open_writer(library)) as conn:
            news(conn, 1, "31")
            news(conn, 2, "33")
            # A notice reports it, but may have passed unseen.
            assert len(watches.news(conn)) == 2
        app._look()
        await until(pilot, lambda: "1 new number (W)" in rows(app)[0])
        await pilot.press("W")
        await until(pilot, lambda: "new, unread: 33 · boats lost" in seen(app))
        assert "Day 2 · Wire · 22 Mar 2026 · and 1 other article" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "W")
        await until(pilot, lambda: "new, unread: 31 · boats lost" in seen(app))
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert "new number" not in rows(app)[0]
        await pilot.press("W")
        await until(pilot, lambda: "newest: 33 · boats lost" in seen(app))


async def test_a_new_number_of_an_article_that_was_read_before_is_announced_until_it_is_read_again(
    app: AttribuneApp, library: Path
) -> None:
    with closing(open_writer(library)) as conn:
        watches.watch_source(conn, sources.named(conn, "Red Cross")[0])
        conn.execute("UPDATE watches SET made = '2026-01-01T00:00:00+00:00'")
        conn.execute("INSERT INTO marks (article, read) VALUES (3, '2026-02-01T00:00:00+00:00')")
        conn.execute(
            """INSERT INTO versions SELECT 90, article, 2, title, outlet, byline, published, language,
               '2026-02-02T00:00:00+00:00', extractor, x'00', text FROM versions WHERE article = 3"""
        )
        conn.execute("UPDATE claims SET version = 90 WHERE version = (SELECT latest FROM articles WHERE id = 3)")
        conn.execute("UPDATE articles SET latest = 90 WHERE id = 3")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 new number (W)" in rows(app)[0])
        await open_story(pilot, 2)
        await settled(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "new number" not in rows(app)[0])


async def test_where_nothing_is_watched_it_says_how_to(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("W", "enter")
        await pilot.pause()
        assert "Nothing is watched. In an article, W watches a claim’s quantity." in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_watch_of_what_no_article_states_any_more_stays_and_says_so(app: AttribuneApp, library: Path) -> None:
    with closing(open_writer(library)) as conn:
        watches.watch_quantity(conn, 1)
        trash.delete(conn, [1, 2, 3])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("W")
        await pilot.pause()
        assert "No current article gives a number for it." in seen(app)
        await pilot.press("enter")
        assert [notice.message for notice in app._notifications] == ["No current article gives a number for it."]


async def test_the_heading_counts_only_what_is_watched(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W")
        await settled(pilot)
        assert rows(app)[0].split() == ["Watched"]
        await pilot.press("escape")
        with closing(open_writer(library)) as conn:
            watches.watch_source(conn, sources.named(conn, "Red Cross")[0])
        await pilot.press("W")
        await settled(pilot)
        assert rows(app)[0].split() == ["Watched", "1", "source"]
