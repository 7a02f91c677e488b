"""The commands that fetch, against a real server on loopback."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.ingest.run_lock import run_lock
from store.library import articles
from store.library.connection import default_path, open_reader
from tests.server import NEVER, Answer, Request, Server, leading, page, serving
from tests.store.fetching_library import article, content, item, rss, subscribe, subscribed
from tests.tui.cli.conftest import Ran, Run, apart, rows

XML = "application/rss+xml"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, and settings that make no long pauses."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    folder = tmp_path / "config" / "attribune"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        "[network]\ntimeout = 60\npatience = 120\nattempts = 2\npause = 0.05\ndelay = 0\n"
    )
    with serving() as server:
        yield server


def lines(ran: Ran) -> list[str]:
    return ran.err.splitlines()


def test_a_page_is_added_refreshed_and_reported_in_words_and_in_json(run: Run, server: Server) -> None:
    url = server.url("/1")
    server.plans["/1"] = page(article(1), etag='"1"')
    assert run("add", "--json", url).out == run("add", "--json", url).out.replace("unchanged", "added")
    assert run("list").out.startswith("    1  Flood 1  127.0.0.1 · no date · ")
    assert lines(run("refresh")) == ["1 unchanged"]
    server.plans["/1"] = page(article(1, homes=52), etag='"2"')
    ran = run("refresh", url)
    assert (ran.code, lines(ran)) == (0, [f"{url} has changed: article 1 has a new version", "1 new version"])
    shown = rows(run("show", "--json", "1"))[0]
    assert "52 homes" in shown["text"]
    assert [claim["signs"] for claim in shown["claims"] if claim["text"] == "52"] == [["updates"]]


def test_each_failed_page_is_named_on_a_line_and_the_exit_code_is_1(run: Run, server: Server) -> None:
    server.plans |= {
        "/loop": leading("/loop"),
        "/mail": leading("mailto:x@y.example"),
        "/huge": page("x", length=200_000_000),
        "/short": page("x", length=100),
        "/busy": Answer(status=503),
        "/wall": page("<html><body>Subscribe to continue reading</body></html>"),
        "/feed": page(rss([]), kind=XML),
        "/binary": page("\x00\x01", kind="text/html"),
    }
    urls = [server.url(path) for path in server.plans]
    ran = run("add", "http://", "ftp://files.example/x", "http://127.0.0.1:1/x", server.url("/nowhere"), *urls)
    complaints = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines(ran)[:-1]}
    assert ran.code == 1
    assert lines(ran)[-1] == "12 failed"
    assert set(complaints) == {
        *urls,
        "http://",
        "ftp://files.example/x",
        "http://127.0.0.1:1/x",
        server.url("/nowhere"),
    }
    assert complaints["http://"] == "has no host in it"
    assert complaints[server.url("/loop")] == "redirects more than 10 times"
    assert complaints[server.url("/mail")] == "redirects to mailto:; only http and https are fetched"
    assert complaints[server.url("/huge")] == "is larger than 20 MB"
    assert complaints[server.url("/wall")] == "is behind a paywall: none of it can be read"
    assert (
        complaints[server.url("/feed")]
        == "is a feed, not an article: `attribune feed add` subscribes to it, in the app F and a"
    )
    assert articles_in(default_path()) == 0


def test_a_page_that_times_out_is_named(run: Run, server: Server, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "attribune" / "config.toml"
    settings.write_text(settings.read_text().replace("60", "1"))
    server.plans["/late"] = page("x", delay=NEVER)
    began = time.monotonic()
    ran = run("add", server.url("/late"))
    assert time.monotonic() - began < NEVER / 2
    assert lines(ran) == [f"{server.url('/late')} did not answer within 1 second", "1 failed"]


def articles_in(path: Path) -> int:
    with closing(open_reader(path)) as conn:
        return articles.count(conn)


@pytest.mark.parametrize("arguments", [("--url", "https://a.example/1"), ("--title", "x", "http://b.example/")])
def test_options_for_one_file_are_refused_for_several_or_for_a_url(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("add", *arguments, "http://a.example/").code == 2


@pytest.fixture
def site(server: Server) -> Server:
    """A site whose page names a feed with one item, and another feed."""
    head = "<link rel=alternate type=application/rss+xml href=/rss><link rel=alternate type=text/xml href=/other>"
    server.plans |= {
        "/": page(f"<html><head>{head}</head></html>"),
        "/rss": page(rss([item(server.url("/1"), 1)]), kind=XML),
        "/new": page(rss([]), kind=XML),
    }
    return server


def test_a_feed_is_found_from_its_site(run: Run, site: Server) -> None:
    ran = run("feed", "add", site.url("/"), site.url("/nothing"))
    assert (ran.code, lines(ran)) == (
        1,
        [
            f"The Post: 1 item {site.url('/rss')}",
            f"also found: {site.url('/other')}",
            f"{site.url('/nothing')} does not exist (HTTP 404)",
        ],
    )


def test_a_feed_is_subscribed_to_once_and_its_options_change(run: Run, site: Server) -> None:
    run("feed", "add", site.url("/rss"))
    (row,) = rows(run("feed", "add", "--json", site.url("/rss")))
    assert (row["title"], row["subscribed"], row["error"]) == ("The Post", False, None)
    assert lines(run("feed", "add", site.url("/rss"))) == [f"The Post: is already subscribed to {site.url('/rss')}"]
    run("feed", "add", "--every", "2h", "--folder", "News", "--local", site.url("/"))
    (row,) = rows(run("feed", "list", "--json"))
    assert (row["every"], row["folder"], row["local"], row["articles"]) == (7200, "News", True, 0)


def test_a_feed_moves_to_another_address(run: Run, site: Server) -> None:
    run("feed", "add", "--every", "2h", "--folder", "News", site.url("/rss"))
    assert run("feed", "move", "the post", site.url("/new")).code == 0
    assert run("feed", "list").out == f"    1  News/The Post  0 articles · every 2h · {site.url('/new')}\n"


def test_a_feed_gets_tags_and_loses_them_by_undo(run: Run, site: Server) -> None:
    run("feed", "add", site.url("/rss"))
    assert run("feed", "tag", "1", "coast", "tide barrier").code == 0
    assert run("feed", "list").out.startswith("    1  The Post  #coast #tide barrier · 0 articles")
    assert rows(run("feed", "list", "--json"))[0]["tags"] == ["coast", "tide barrier"]
    assert run("undo").code == 0
    assert rows(run("feed", "list", "--json"))[0]["tags"] == []


def test_a_feed_is_renamed_by_its_number_or_title(run: Run, site: Server) -> None:
    run("feed", "add", site.url("/rss"))
    assert run("feed", "rename", "1", " ").code == 2
    assert run("feed", "rename", "nobody", "X").code == 2
    assert run("feed", "rename", "the post", "Post").code == 0
    assert run("feed", "list").out.startswith("    1  Post  ")


def test_a_feed_is_unsubscribed_from_under_a_former_address(run: Run, site: Server) -> None:
    run("feed", "add", site.url("/rss"))
    run("feed", "move", "1", site.url("/new"))
    assert run("feed", "remove", "nobody").code == 2
    assert lines(run("feed", "remove", site.url("/rss"))) == ["The Post is unsubscribed; its articles stay"]
    assert run("feed", "list").out == ""


def test_an_imported_feed_on_this_machine_is_read_once_the_user_names_it(run: Run, server: Server) -> None:
    url = server.url("/rss")
    server.plans["/rss"] = page(rss([]), kind=XML)
    run("import", "-", stdin=f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>')
    ran = run("update")
    assert (ran.code, "leads to a private address" in ran.err) == (1, True)
    assert "was already subscribed to; its options changed" in run("feed", "add", url).err
    assert run("update", "--all").code == 0


def test_a_site_without_a_feed_is_reported(run: Run, server: Server) -> None:
    server.plans["/"] = page(article(1))
    ran = run("feed", "add", server.url("/"))
    assert (ran.code, "has no feed" in ran.err) == (1, True)


@pytest.mark.parametrize("every", ["1m", "40d", "often", "-5m", ""])
def test_an_impossible_polling_interval_is_refused(run: Run, every: str) -> None:
    assert run("feed", "add", "--every", every, "http://a.example/").code == 2


def test_an_update_prints_a_line_per_feed_and_nothing_if_nothing_is_new(run: Run, server: Server) -> None:
    broken = rss([item(server.url(f"/{number}"), number, content(number)) for number in range(3)], "Broken")
    server.plans |= {
        "/good": page(rss([item(server.url("/7"), 7), item(server.url("/gone"), 8)], "Good"), kind=XML, etag='"1"'),
        "/broken": page(broken[:-300], kind=XML),
        "/7": page(article(7)),
    }
    for path in ("/good", "/broken", "/away"):
        subscribe(default_path(), server.url(path))
    ran = run("update")
    assert ran.code == 1
    assert f"{server.url('/gone')} does not exist (HTTP 404)" in lines(ran)
    assert f"{server.url('/away')} does not exist (HTTP 404)" in lines(ran)
    assert f"{server.url('/good')}: 1 new, 1 failed" in lines(ran)
    assert any(line.startswith(f"{server.url('/broken')} is broken XML (line ") for line in lines(ran))
    again = run("update", "--all")
    assert again.code == 1
    assert [line.partition(" ")[0] for line in lines(again)] == [server.url("/away"), "Broken"]
    run("feed", "remove", "Broken", server.url("/away"))
    silent = run("update", "--all")
    assert (silent.code, silent.out, silent.err) == (0, "", "")


def test_a_second_update_at_once_does_nothing(run: Run, server: Server) -> None:
    subscribe(default_path(), server.url("/feed"))
    with run_lock(default_path()):
        ran = run("update")
        assert (ran.code, run("update", "--quiet").err) == (0, "")
    assert f"another update of this library is running (process {os.getpid()})" in ran.err
    assert server.requests == []


def test_an_interrupted_update_says_how_to_continue(run: Run, server: Server) -> None:
    def slow(request: Request) -> Answer:
        process.send_signal(signal.SIGINT)
        return page("x", delay=NEVER)

    server.plans["/feed"] = slow
    subscribe(default_path(), server.url("/feed"))
    process = apart("update")
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert errors.decode().splitlines()[-1] == "stopped: nothing new; run the same command again to continue"
    assert [feed.checked for feed in subscribed(default_path())] == [""]
