"""The feeds inside the app: read, subscribe, rename, put into a folder, remove."""

from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from store.archive.web.opml import Outline
from store.library import feeds, reading_state
from store.library.connection import open_reader, open_writer
from tests.server import NEVER, Answer, Request, Server, page
from tests.store.fetching_library import content, item, rss
from tests.tui.app.test_jobs import ended
from tests.tui.drawn_screen import notices, rows, seen, settled, until
from tui.app.application import AttribuneApp
from tui.screens.ask_screen import AskScreen
from tui.screens.feeds_screen import FeedsScreen
from tui.screens.library_screen import LibraryScreen
from tui.widgets.side_bar import SideBar

XML = "application/rss+xml"


@pytest.fixture
def known(library: Path) -> Path:
    """The library with two feeds: the Post has articles 1 (read) and 2, the Wire has none and an error."""
    with closing(open_writer(library)) as conn:
        feeds.subscribe(conn, Outline("https://post.example/rss", "The Post", "", "News"))
        feeds.subscribe(conn, Outline("https://wire.example/rss", "", "", "Wires"))
        for number in (1, 2):
            conn.execute("INSERT INTO feed_items VALUES (1, ?, x'', ?, 0, '', '')", (f"k{number}", number))
        reading_state.set_read(conn, [1])
        feeds.note_poll(conn, 2, error="does not exist (HTTP 404)")
    return library


def of(library: Path) -> list[tuple[str, str]]:
    with closing(open_reader(library)) as conn:
        return [(feed.title, feed.folder) for feed in feeds.subscriptions(conn)]


async def test_the_feeds_stand_in_their_folders_with_what_is_unread(known: Path) -> None:
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        shown = [row.split() for row in rows(app)]
        assert ["▌", "All", "articles", "3", "4"] in shown
        assert shown.index(["NEWS"]) < shown.index(["The", "Post", "1", "2"]) < shown.index(["WIRES"])
        assert ["https://wire.example/rss", "0"] in shown
        assert "does not exist (HTTP 404)" in seen(app)
        assert "2 feeds · 1 unread" in seen(app)


async def test_the_chosen_feed_says_which_items_could_not_be_read(known: Path) -> None:
    with closing(open_writer(known)) as conn:
        for number in range(3):
            error = f"does not exist (HTTP 40{number})"
            row = (f"gone{number}", f"2026-03-0{number + 1}T00:00:00", error)
            conn.execute("INSERT INTO feed_items VALUES (1, ?, x'', NULL, 0, ?, ?)", (row[0], row[2], row[1]))
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        assert "not added" not in seen(app)
        await pilot.press("j")
        await settled(pilot)
        assert "3 items not added, the last because it does not exist (HTTP 402)" in seen(app)


async def test_enter_shows_the_articles_of_the_feed_and_f_comes_back_to_it(known: Path) -> None:
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert rows(app)[0].strip().startswith("The Post")
        assert "2 of 4 articles · 1 unread" in seen(app)
        assert "Red Cross" not in seen(app)
        await pilot.press("F")
        await settled(pilot)
        assert next(row for row in rows(app) if row.startswith("▌")).split()[1] == "The"
        await pilot.press("escape")
        await settled(pilot)
        assert "2 of 4 articles" in seen(app)


async def test_a_feed_is_renamed_put_into_a_folder_removed_and_all_of_it_undone(known: Path) -> None:
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        await pilot.press("j", "r", "end", *" of Oldmouth", "enter")
        await settled(pilot)
        assert of(known)[0] == ("The Post of Oldmouth", "News")
        await pilot.press("f", "end", *" at home", "enter")
        await settled(pilot)
        assert of(known)[0] == ("The Post of Oldmouth", "News at home")
        await pilot.press("d")
        await settled(pilot)
        assert of(known) == [("", "Wires")]
        assert "The Post" not in seen(app)
        for expected in (
            ("The Post of Oldmouth", "News at home"),
            ("The Post of Oldmouth", "News"),
            ("The Post", "News"),
        ):
            await pilot.press("z")
            await settled(pilot)
            assert of(known)[0] == expected


async def test_a_feed_is_tagged_and_its_tags_stand_beside_its_name_and_in_the_side_bar(known: Path) -> None:
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        await pilot.press("j", "number_sign", *"tide, coast", "enter")
        await settled(pilot)
        assert ["▌", "The", "Post", "#coast", "#tide", "1", "2"] in [row.split() for row in rows(app)]
        await pilot.press("escape", "B")
        await until(pilot, lambda: "#tide" in seen(app))
        app.screen.query_one(SideBar).focus()
        await pilot.press("z")
        await settled(pilot)
        await until(pilot, lambda: "#tide" not in seen(app))


async def test_all_articles_of_a_feed_are_marked_as_read(known: Path) -> None:
    app = AttribuneApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        await settled(pilot)
        await pilot.press("j", "M")
        await settled(pilot)
        assert ["▌", "The", "Post", "2"] in [row.split() for row in rows(app)]
        assert "0 unread" in seen(app)


async def test_a_key_that_is_about_a_feed_asks_for_one(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("F")
        await settled(pilot)
        assert "No feeds yet. a subscribes to one" in seen(app)
        for key in ("r", "f", "number_sign", "d", "M", "u"):
            await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, FeedsScreen)
        assert set(notices(app)) == {"Choose a feed first; a subscribes to one."}


async def test_one_subscribes_by_an_address_and_the_articles_come_in(library: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1))], "The Post"), kind=XML)
    app = AttribuneApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("F", "a")
        app.screen.query_one(Input).value = server.url("/feed")
        await pilot.press("enter")
        await ended(pilot)
        await settled(pilot)
        assert of(library) == [("The Post", "")]
        assert "Subscribed to “The Post”." in notices(app)
        await until(pilot, lambda: ["▌", "The", "Post", "1", "1"] in [row.split() for row in rows(app)])


async def test_a_feed_subscribed_to_during_an_update_is_polled_after_it(library: Path, server: Server) -> None:
    subscribed = Event()

    def first(_: Request) -> Answer:
        if server.paths().count("/first") > 1:
            subscribed.wait(NEVER)
        return page(rss([item(server.url("/1"), 1, content(1))], "The Post"), kind=XML)

    server.plans |= {
        "/first": first,
        "/second": page(rss([item(server.url("/2"), 2, content(2))], "The Wire"), kind=XML),
    }
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("F")
        for path in ("/first", "/second"):
            await pilot.press("a")
            app.screen.query_one(Input).value = server.url(path)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        assert "updating" in app.doing
        subscribed.set()
        await ended(pilot)
        await until(pilot, lambda: ["The", "Wire", "1", "1"] in [row.split()[-4:] for row in rows(app)])
        assert "An update is running." not in notices(app)


async def test_an_address_without_a_feed_stays_in_the_line_with_the_reason(library: Path, server: Server) -> None:
    server.plans |= {
        "/": page("<html><body><p>Nothing here.</p></body></html>"),
        "/feed-of-news": page(rss([], "The Post"), kind=XML),
    }
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("F", "a")
        app.screen.query_one(Input).value = server.url("/")
        await pilot.press("enter")
        await ended(pilot)
        await until(pilot, lambda: "has no feed" in seen(app))
        assert isinstance(app.screen, AskScreen)
        assert (app.screen.query_one(Input).value, of(library), notices(app)) == (server.url("/"), [], [])
        await pilot.press("end", *"feed-of-news", "enter")
        await ended(pilot)
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        assert of(library) == [("The Post", "")]


async def test_a_reason_that_comes_after_its_dialog_is_closed_is_a_notice(library: Path, server: Server) -> None:
    server.plans["/"] = page("<html><body><p>Nothing here.</p></body></html>", delay=0.5)
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("F", "a")
        app.screen.query_one(Input).value = server.url("/")
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, FeedsScreen)
        await ended(pilot)
        assert "has no feed" in notices(app)[-1]


async def test_the_last_of_two_addresses_typed_one_after_the_other_is_awaited(library: Path, server: Server) -> None:
    reported = Event()

    def late(_: Request) -> Answer:
        reported.wait(NEVER)
        return page(rss([], "The Post"), kind=XML)

    server.plans |= {"/": page("<html><body><p>Nothing here.</p></body></html>", delay=0.5), "/late": late}
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("F", "a")
        app.screen.query_one(Input).value = server.url("/")
        await pilot.press("enter", "enter", "end", *"late", "enter")
        await until(pilot, lambda: "has no feed" in "".join(notices(app)))
        assert f"Looking for a feed at {server.url('/late')}" in seen(app)
        reported.set()
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        await ended(pilot)
        assert server.paths().count("/") == 1
