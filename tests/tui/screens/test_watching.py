"""Watching from within the app: a quantity in the reader, a source on its page; both are undone."""

from contextlib import closing
from pathlib import Path

from store.library.connection import open_reader
from store.linking import watches
from tests.tui.looking import open_story, settled
from tui.app.application import AttribuneApp
from tui.app.jobs import Job


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
        assert [notice.message for notice in app._notifications] == [
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
