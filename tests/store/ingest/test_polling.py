"""Polling a feed stores each of its articles whole, once, and for good."""

from contextlib import closing
from pathlib import Path

import pytest

from store.archive.web.opml import Outline
from store.ingest.polling import PollResult, fetch_wanted
from store.ingest.refetching import recent
from store.library import articles, feeds
from store.library.connection import open_reader, open_writer
from store.library.fetch_queue import Wanted, ask_for, waiting
from tests.server import Answer, Server, leading, page, serving
from tests.store.fetching_library import article, content, ingester, item, look, rss, subscribe, subscribed

XML = "application/rss+xml"
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("one_worker")]


def titles(path: Path) -> list[str]:
    with closing(open_reader(path)) as conn:
        return sorted(article.title for article in articles.page(conn, 0, 1000))


def outcomes(polled: list[PollResult]) -> list[str]:
    (feed,) = polled
    return sorted((result.outcome or "failed") for result in feed.results)


async def test_whole_items_come_from_the_feed_and_others_from_their_pages(path: Path, server: Server) -> None:
    server.plans |= {
        "/feed": page(rss([item(server.url("/1"), 1, content(1)), item(server.url("/2"), 2)]), kind=XML),
        "/2": page(article(2)),
    }
    subscribe(path, server.url("/feed"))
    (result,) = await look(path)
    assert (result.count("added"), result.error, result.left) == (2, None, 0)
    assert server.paths() == ["/feed", "/2"]
    with closing(open_reader(path)) as conn:
        stored = {article.title: article for article in articles.page(conn, 0, 10)}
        assert "Street 7 of town 1" in articles.text(conn, stored["Flood 1"].id)
        assert "asked its neighbours" in articles.text(conn, stored["Flood 2"].id)
        assert {article.published for article in stored.values()} == {"2026-03-14T09:10:00+01:00"}
        assert stored["Flood 1"].outlet == "The Post"


async def test_an_item_without_a_date_gets_only_the_time_of_fetching(path: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1), date="")]), kind=XML)
    subscribe(path, server.url("/feed"))
    await look(path)
    with closing(open_reader(path)) as conn:
        (article,) = articles.page(conn, 0, 10)
    assert article.published == ""
    assert article.added.endswith("+00:00")


async def test_nothing_is_fetched_or_stored_twice(path: Path, server: Server) -> None:
    server.plans |= {"/feed": page(rss([item(server.url("/2"), 2)]), kind=XML, etag='"1"'), "/2": page(article(2))}
    subscribe(path, server.url("/feed"))
    await look(path)
    assert [polled.results for polled in await look(path)] == [()]
    assert server.paths() == ["/feed", "/2", "/feed"]
    assert server.requests[-1].headers["if-none-match"] == '"1"'


async def test_a_feed_without_validators_is_compared_item_by_item(path: Path, server: Server) -> None:
    server.plans |= {"/feed": page(rss([item(server.url("/2"), 2)]), kind=XML), "/2": page(article(2))}
    subscribe(path, server.url("/feed"))
    await look(path)
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1)), item(server.url("/2"), 2)]), kind=XML)
    assert outcomes(await look(path)) == ["added"]
    assert server.paths().count("/2") == 1


async def test_an_item_that_changed_is_a_new_version(path: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1))]), kind=XML)
    subscribe(path, server.url("/feed"))
    await look(path)
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1, homes=52))]), kind=XML)
    assert outcomes(await look(path)) == ["version"]


@pytest.mark.parametrize("status", [301, 308])
async def test_a_feed_that_moved_permanently_keeps_its_articles(path: Path, server: Server, status: int) -> None:
    server.plans |= {"/old": page(rss([item(server.url("/1"), 1, content(1))]), kind=XML)}
    subscribe(path, server.url("/old"))
    await look(path)
    server.plans |= {
        "/old": leading("/new", status),
        "/new": page(rss([item(server.url("/1"), 1, content(1)), item(server.url("/3"), 3, content(3))]), kind=XML),
    }
    (result,) = await look(path)
    assert (result.moved, result.count("added")) == (server.url("/new"), 1)
    (feed,) = subscribed(path)
    assert (feed.url, feed.articles) == (server.url("/new"), 2)
    with closing(open_writer(path)) as conn:
        assert not feeds.subscribe(conn, Outline(server.url("/old")))
        assert feeds.named(conn, server.url("/old")) == feed


async def test_a_feed_with_a_temporary_redirect_keeps_its_address(path: Path, server: Server) -> None:
    server.plans |= {"/old": leading("/new", 302), "/new": page(rss([]), kind=XML)}
    subscribe(path, server.url("/old"))
    await look(path)
    assert [feed.url for feed in subscribed(path)] == [server.url("/old")]


async def test_a_removed_feed_leaves_its_articles_and_finds_them_when_added_again(path: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([item(server.url("/1"), 1, content(1))]), kind=XML)
    subscribe(path, server.url("/feed"))
    await look(path)
    with closing(open_writer(path)) as conn:
        feeds.unsubscribe(conn, 1)
    assert (subscribed(path), titles(path)) == ([], ["Flood 1"])
    subscribe(path, server.url("/feed"))
    assert [polled.results for polled in await look(path)] == [()]


async def test_links_of_a_feed_lead_to_other_servers_of_this_machine_only_if_allowed(
    path: Path, server: Server
) -> None:
    with serving() as neighbour:
        server.plans["/feed"] = page(rss([item(neighbour.url("/2"), 2)]), kind=XML)
        neighbour.plans["/2"] = page(article(2))
        subscribe(path, server.url("/feed"), local=False)
        (result,) = await look(path)
        assert "leads to a private address" in str(result.results[0].error)
        assert (server.paths(), neighbour.paths()) == (["/feed"], [])
        with closing(open_writer(path)) as conn:
            assert feeds.change(conn, server.url("/feed"), local=True)
        assert outcomes(await look(path)) == ["added"]


async def test_a_private_feed_that_a_person_named_leads_to_the_pages_of_its_own_server(
    path: Path, server: Server
) -> None:
    items = [item(server.url("/1"), 1), item(server.url("/2", host="localhost"), 2)]
    server.plans |= {"/feed": page(rss(items), kind=XML), "/1": page(article(1)), "/2": page(article(2))}
    subscribe(path, server.url("/feed"), local=False)
    assert outcomes(await look(path)) == ["added", "failed"]
    assert server.paths() == ["/feed", "/1"]
    with closing(open_writer(path)) as conn:
        assert [page_.typed for page_ in recent(conn, 7)] == [True]


async def test_what_a_private_feed_redirects_to_leads_to_no_page_of_its_server(path: Path, server: Server) -> None:
    with serving() as stranger:
        server.plans |= {"/feed": leading(stranger.url("/feed")), "/1": page(article(1))}
        stranger.plans["/feed"] = page(rss([item(server.url("/1"), 1)]), kind=XML)
        subscribe(path, server.url("/feed"), local=False)
        assert outcomes(await look(path)) == ["failed"]
    assert server.paths() == ["/feed"]


async def test_a_private_feed_that_nobody_named_leads_nowhere(path: Path, server: Server) -> None:
    server.plans |= {"/feed": page(rss([item(server.url("/1"), 1)]), kind=XML), "/1": page(article(1))}
    with closing(open_writer(path)) as conn:
        feeds.subscribe(conn, Outline(server.url("/feed")))
    (result,) = await look(path)
    assert "leads to a private address" in str(result.error)
    assert server.paths() == []


async def test_a_failed_item_is_tried_again_a_limited_number_of_times(path: Path, server: Server) -> None:
    server.plans |= {"/feed": page(rss([item(server.url("/2"), 2)]), kind=XML, etag='"1"'), "/2": Answer(status=503)}
    subscribe(path, server.url("/feed"))
    tried = [outcomes(await look(path)) for _ in range(feeds.TRIES + 2)]
    assert tried == [["failed"]] * feeds.TRIES + [[]] * 2


async def test_a_permanently_failing_item_is_reported_once(path: Path, server: Server) -> None:
    server.plans["/feed"] = page(rss([item(server.url("/gone"), 2)]), kind=XML)
    subscribe(path, server.url("/feed"))
    assert [outcomes(await look(path)) for _ in range(2)] == [["failed"], []]


async def test_the_readable_part_of_a_broken_feed_is_read_and_it_is_reported_each_time(
    path: Path, server: Server
) -> None:
    body = rss([item(server.url(f"/{number}"), number, content(number)) for number in range(3)])
    server.plans["/feed"] = page(body.replace("</item>", "</itm>", 1), kind=XML, etag='"1"')
    subscribe(path, server.url("/feed"))
    (result,) = await look(path)
    assert result.count("added") >= 2
    assert "is broken XML" in str(result.error)
    (again,) = await look(path)
    assert (again.results, "is broken XML" in str(again.error)) == ((), True)
    server.plans["/feed"] = page(body, kind=XML)
    await look(path)
    assert titles(path) == ["Flood 0", "Flood 1", "Flood 2"]


async def test_a_failing_feed_is_reported_and_delays_no_other(path: Path, server: Server) -> None:
    server.plans |= {"/a": page(rss([item(server.url("/1"), 1, content(1))]), kind=XML), "/b": page("no feed at all")}
    for name in ("/a", "/b", "/c"):
        subscribe(path, server.url(name))
    errors = {feed.feed.url: str(feed.error) for feed in await look(path)}
    assert errors[server.url("/a")] == "None"
    assert errors[server.url("/b")] == "is not a feed"
    assert "HTTP 404" in errors[server.url("/c")]
    assert {feed.error.split(" (")[0] for feed in subscribed(path)} == {"", "is not a feed", "does not exist"}


async def test_a_long_feed_is_read_in_parts_by_several_runs(path: Path, server: Server) -> None:
    items = [item(server.url(f"/{number}"), number, content(number)) for number in range(7)]
    server.plans["/feed"] = page(rss(items), kind=XML, etag='"1"')
    subscribe(path, server.url("/feed"))
    runs = [(result.count("added"), result.left) for _ in range(4) for result in await look(path, limit=3)]
    assert runs == [(3, 4), (3, 1), (1, 0), (0, 0)]
    assert len(titles(path)) == 7


async def test_an_item_of_two_feeds_is_one_article_fetched_once(path: Path, server: Server) -> None:
    server.plans |= {
        "/a": page(rss([item(server.url("/2"), 2)]), kind=XML),
        "/b": page(rss([item(server.url("/2") + "?utm_source=b", 2)]), kind=XML),
        "/2": page(article(2)),
        "/2?utm_source=b": page(article(2)),
    }
    subscribe(path, server.url("/a"))
    subscribe(path, server.url("/b"))
    await look(path)
    assert titles(path) == ["Flood 2"]
    assert sum(path.startswith("/2") for path in server.paths()) == 1
    assert [feed.articles for feed in subscribed(path)] == [1, 1]


async def test_pages_that_an_import_asked_for_are_fetched(path: Path, server: Server) -> None:
    server.plans["/2"] = page(article(2))
    with closing(open_writer(path)) as conn:
        ask_for(conn, Wanted("https://nowhere.invalid/x", "Gone"))
        pages = waiting(conn)
    async with ingester(path) as gathered:
        (taken,) = [page async for page in fetch_wanted(gathered, pages)]
    assert "unknown host" in str(taken.error)
    with closing(open_writer(path)) as conn:
        (page_,) = waiting(conn)
    assert (page_.attempts, page_.error) == (1, "has an unknown host")
