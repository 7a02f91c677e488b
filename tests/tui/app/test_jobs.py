"""The app updates and adds in separate processes, shows their progress, and stays where it is."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store.library import articles
from store.library.connection import open_reader, open_writer
from tests.server import NEVER, Answer, Request, Server, page
from tests.store.fetching_library import article, content, item, rss, subscribe
from tests.tui.drawn_screen import notices, open_story, rows, seen, text_of, until
from tui.app import application, jobs
from tui.app.application import AttribuneApp
from tui.app.jobs import Tally
from tui.screens.add_screen import AddScreen
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen

XML = "application/rss+xml"


async def ended(pilot: Pilot[None]) -> None:
    """Wait until no job runs."""
    app = pilot.app
    assert isinstance(app, AttribuneApp)
    await until(pilot, lambda: not app.doing)
    await pilot.pause()


async def test_an_update_shows_how_far_it_is_and_leaves_the_text_where_it_is(
    app: AttribuneApp, library: Path, server: Server
) -> None:
    waiting = [True]

    def feed(request: Request) -> Answer:
        while waiting[0]:
            time.sleep(0.02)
        return page(rss([item(server.url("/1"), 1, content(1)), item(server.url("/gone"), 2)], "Post"), kind=XML)

    server.plans["/feed"] = feed
    subscribe(library, server.url("/feed"))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("u")
        await open_story(pilot, 0)
        await pilot.press("n", "n", "space")
        await pilot.pause()
        before = (text_of(app).current, text_of(app).top_offset)
        assert "updating" in rows(app)[-1]
        waiting[0] = False
        await ended(pilot)
        await pilot.pause(1.2)
        assert (text_of(app).current, text_of(app).top_offset) == before
        assert "updating" not in rows(app)[-1]
        assert notices(app) == ["1 new.", f"Not added: {server.url('/gone')} does not exist (HTTP 404)"]
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_one_update_runs_at_a_time(app: AttribuneApp, library: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([]), kind=XML, delay=0.5)
    subscribe(library, server.url("/feed"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("u", "u")
        await ended(pilot)
        assert notices(app) == ["An update is running.", "Nothing new."]
        assert server.paths() == ["/feed"]


async def test_an_update_without_feeds_says_how_to_get_one(app: AttribuneApp) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("u")
        await ended(pilot)
        assert notices(app) == ["There are no feeds yet: press F, then a, to subscribe to one."]


async def test_a_page_that_is_typed_comes_in_and_one_that_does_not_is_named(
    app: AttribuneApp, library: Path, server: Server
) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for path in ("/1", "/1", "/gone"):
            await pilot.press("a")
            assert isinstance(app.screen, AddScreen)
            app.screen.query_one(Input).value = server.url(path)
            await pilot.press("enter")
            await ended(pilot)
        assert notices(app) == [
            "Added “Flood 1”.",
            "It was here already.",
            f"Not added: {server.url('/gone')} does not exist (HTTP 404)",
        ]
        await until(pilot, lambda: "Flood 1" in seen(app))
    with closing(open_reader(library)) as conn:
        assert articles.count(conn, "flood 1") > 0


async def test_what_was_just_added_is_chosen(app: AttribuneApp, server: Server) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for chosen in ("", "j"):
            await pilot.press(*chosen, "a")
            app.screen.query_one(Input).value = server.url("/1")
            await pilot.press("enter")
            await ended(pilot)
            assert "Flood 1" in next(row for row in rows(app) if row.startswith("▌"))


async def test_what_was_added_beside_the_list_that_is_shown_says_how_to_see_it(
    app: AttribuneApp, server: Server
) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("f", *"is:starred", "enter", "a")
        app.screen.query_one(Input).value = server.url("/1")
        await pilot.press("enter")
        await ended(pilot)
        assert notices(app) == ["Added “Flood 1”. It is not in this list: O reads it, Esc shows all."]


async def test_what_came_in_while_one_reads_is_a_key_away(app: AttribuneApp, server: Server) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = server.url("/1")
        await pilot.press("enter")
        await open_story(pilot, 0)
        await ended(pilot)
        assert notices(app) == ["Added “Flood 1”. O reads it."]
        await pilot.press("O")
        await pilot.pause()
        assert "Flood 1" in rows(app)[0]


async def test_enter_while_something_is_added_reads_it_once_it_is_there(app: AttribuneApp, server: Server) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = server.url("/1")
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, LibraryScreen)
        await ended(pilot)
        assert "Flood 1" in rows(app)[0]
        assert notices(app)[1:] == ["Added “Flood 1”."]


async def test_enter_reads_the_first_article_of_a_library_too(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The list notices it before the command has ended, and chooses it.
    monkeypatch.setattr(application, "LOOK_EVERY", 0.02)
    open_writer(tmp_path / "empty.db").close()
    server.plans["/1"] = page(article(1))
    app = AttribuneApp(tmp_path / "empty.db")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = server.url("/1")
        await pilot.press("enter", "enter")
        await ended(pilot)
        assert isinstance(app.screen, ReaderScreen)
        assert "Flood 1" in rows(app)[0]


@pytest.mark.parametrize("keys", [("enter", "enter"), ("j", "enter")], ids=" ".join)
async def test_pressed_twice_or_on_another_row_enter_reads_the_chosen_article(
    app: AttribuneApp, server: Server, keys: tuple[str, ...]
) -> None:
    server.plans["/1"] = page(article(1))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = server.url("/1")
        await pilot.press("enter", *keys)
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        await ended(pilot)
        assert notices(app)[-1] == "Added “Flood 1”. O reads it."
        assert "Flood 1" not in rows(app)[0]


async def test_a_key_stops_what_runs_and_the_bar_names_it_only_then(
    app: AttribuneApp, library: Path, server: Server
) -> None:
    server.plans["/feed"] = page(rss([]), kind=XML, delay=NEVER)
    subscribe(library, server.url("/feed"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "X stop" not in rows(app)[-1]
        await pilot.press("u")
        while not server.requests:
            await pilot.pause(0.05)
        assert "X stop" in rows(app)[-1]
        await pilot.press("X")
        await ended(pilot)
        assert notices(app) == ["Stopped updating. Nothing new."]
        assert "X stop" not in rows(app)[-1]


async def test_nothing_is_added_without_a_name_or_after_a_second_thought(app: AttribuneApp) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a", "enter")
        await pilot.press("a", "x", "escape")
        assert (isinstance(app.screen, LibraryScreen), app.doing, notices(app)) == (True, "", [])


async def test_a_file_may_be_called_like_an_option(
    app: AttribuneApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--help").mkdir()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = "--help"
        await pilot.press("enter")
        await ended(pilot)
        # An empty folder and no option.
        assert notices(app) == ["nothing added"]


async def test_a_path_in_the_home_of_nobody_is_said_not_to_exist(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a")
        app.screen.query_one(Input).value = "~nobody-has-this-name/news"
        await pilot.press("enter")
        await pilot.pause()
        assert "Nothing is at ~nobody-has-this-name/news" in seen(app)


async def test_a_library_that_cannot_be_written_is_reported(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(notifications=True) as pilot:
        library.rename(library.with_suffix(".away"))
        library.mkdir()
        await pilot.press("u")
        await ended(pilot)
        assert "is a folder: --library takes a file" in notices(app)[-1]


@pytest.fixture(params=["heeded", "ignored"])
def interrupts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run the test with interrupts heeded and ignored: a shell's background jobs, and their children, ignore them."""
    handler = signal.default_int_handler if request.param == "heeded" else signal.SIG_IGN
    before = signal.signal(signal.SIGINT, handler)
    yield
    signal.signal(signal.SIGINT, before)


async def updating(app: AttribuneApp, pilot: Pilot[None], server: Server) -> asyncio.subprocess.Process:
    """Start an update; return its process once it waits for an answer."""
    await pilot.press("u")
    while not server.requests:
        await pilot.pause(0.05)
    (job,) = app._jobs
    assert job._process
    return job._process


@pytest.mark.usefixtures("interrupts")
async def test_leaving_stops_what_runs(app: AttribuneApp, library: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([]), kind=XML, delay=NEVER)
    subscribe(library, server.url("/feed"))
    async with app.run_test() as pilot:
        process = await updating(app, pilot, server)
    # It has stopped by itself.
    assert await process.wait() == 1


async def test_leaving_ends_what_does_not_stop(
    app: AttribuneApp, library: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "GRACE", 0.2)
    server.plans["/feed"] = page(rss([]), kind=XML, delay=NEVER)
    subscribe(library, server.url("/feed"))
    async with app.run_test() as pilot:
        process = await updating(app, pilot, server)
        process.send_signal(signal.SIGSTOP)
    # A stopped process ends only if it is killed. Its exit status proves nothing: asyncio reports 255 if its check
    # before sending a signal, rather than its watcher, saw the process end.
    await process.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_many_failures_are_counted_and_hostile_words_stay_words() -> None:
    tally = Tally()
    for number in range(9):
        tally.take({"id": f"http://x/{number}[/]", "outcome": "failed", "error": "[@click=app.quit]x[/]"})
    tally.take({"id": "y", "outcome": "added", "error": None})
    assert (len(tally.failures), tally.news) == (9, "1 new")
    assert tally.failed.splitlines() == [
        "http://x/0[/] [@click=app.quit]x[/]",
        "http://x/1[/] [@click=app.quit]x[/]",
        "… and 7 more",
    ]
