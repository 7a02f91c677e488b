"""Pages are stored from a real server, once each, with every version."""

import asyncio
import os
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.claim import Claim
from store.archive.incoming import ReadingError
from store.archive.web.page import Hint
from store.ingest.pages import Ingester, PageRequest
from store.library import articles, claims, versions
from store.library.connection import open_reader
from store.library.origins import origin_of
from tests.server import Answer, Server, leading, page
from tests.store.fetching_library import QUICK, article, ingester, take

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("one_worker")]


def crash(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    os.abort()


async def test_a_page_is_stored_with_its_bytes_and_their_origin(path: Path, server: Server) -> None:
    server.plans["/1"] = page(article(1), etag='"1"')
    (taken,) = await take(path, server.url("/1"))
    assert (taken.outcome, taken.name, taken.error) == ("added", server.url("/1"), None)
    with closing(open_reader(path)) as conn:
        (stored,) = articles.page(conn, 0, 10)
        assert (stored.title, stored.location, stored.published) == ("Flood 1", server.url("/1"), "")
        media_type, body = conn.execute("SELECT media_type, body FROM snapshots").fetchone()
        assert (media_type, zlib.decompress(body).decode()) == ("text/html", article(1))
        origin = origin_of(conn, 1)
        assert origin
        assert (origin.url, dict(origin.headers)["etag"]) == (server.url("/1"), '"1"')
        assert [claim.claim.text for claim in claims.of_article(conn, stored.id)] == ["1", "40", "1"]


async def test_a_known_page_is_requested_only_if_newer(path: Path, server: Server) -> None:
    server.plans["/1"] = page(article(1), etag='"1"')
    first, again = [(await take(path, server.url("/1")))[0] for _ in range(2)]
    assert (again.outcome, again.article) == ("unchanged", first.article)
    assert server.requests[1].headers["if-none-match"] == '"1"'


async def test_a_page_that_changed_is_a_new_version_and_the_old_one_stays(path: Path, server: Server) -> None:
    url = server.url("/1")
    server.plans["/1"] = page(article(1), etag='"1"')
    await take(path, url)
    server.plans["/1"] = page(article(1, homes=52), etag='"2"')
    (taken,) = await take(path, url)
    assert taken.outcome == "version"
    with closing(open_reader(path)) as conn:
        assert [version.number for version in versions.of_article(conn, 1)] == [1, 2]
        assert "40 homes" in articles.text(conn, 1, 1)
        assert "52 homes" in articles.text(conn, 1)
        assert [claim.signs for claim in claims.of_article(conn, 1) if claim.claim.text == "52"] == [
            frozenset({"updates"})
        ]


async def test_a_page_without_validators_is_recognised_by_its_text(path: Path, server: Server) -> None:
    server.plans["/1"] = page(article(1))
    assert [(await take(path, server.url("/1")))[0].outcome for _ in range(2)] == ["added", "unchanged"]


async def test_one_page_at_several_addresses_is_one_article(path: Path, server: Server) -> None:
    head = f"<link rel=canonical href='{server.url('/1')}'>"
    server.plans |= {"/1": page(article(1, head=head)), "/amp/1": page(article(1, head=head)), "/s": leading("/1")}
    taken = await take(path, *map(server.url, ("/amp/1", "/1?utm_source=x", "/s")))
    server.plans["/1?utm_source=x"] = server.plans["/1"]
    assert [fetched.outcome for fetched in taken] == ["added", None, "unchanged"]
    assert [fetched.outcome for fetched in await take(path, server.url("/1?utm_source=x"))] == ["unchanged"]


async def test_a_page_requested_twice_at_once_is_fetched_once(path: Path, server: Server) -> None:
    server.plans["/1"] = page(article(1))
    async with ingester(path) as gathered:
        first, second = await asyncio.gather(
            gathered.page(PageRequest(server.url("/1"))),
            gathered.page(PageRequest(server.url("/1#top"), name="the same")),
        )
    assert (first.outcome, second.outcome, second.name) == ("added", "added", "the same")
    assert len(server.requests) == 1


async def test_every_failure_is_reported_and_the_rest_is_stored(path: Path, server: Server) -> None:
    server.plans |= {
        "/1": page(article(1)),
        "/wall": page("<html><body>We value your privacy. We and our partners use cookies. Accept all</body></html>"),
        "/moved": leading("/"),
        "/": page(article(2)),
        "/pdf": page("%PDF-1.7", kind="application/pdf"),
    }
    taken = await take(path, *map(server.url, ("/nowhere", "/wall", "/moved", "/pdf", "/1")))
    assert [str(fetched.error).split(" (")[0] for fetched in taken[:-1]] == [
        "does not exist",
        "shows a cookie wall instead of the article",
        "leads to the site's front page: the article is gone",
        "is a PDF",
    ]
    assert all(isinstance(fetched.error, ReadingError) for fetched in taken[:-1])
    assert taken[-1].outcome == "added"


async def test_a_hint_fills_in_missing_facts_and_a_firm_one_overrides_the_page(path: Path, server: Server) -> None:
    head = "<meta property='article:published_time' content='2026-03-14T09:10:00+01:00'>"
    server.plans |= {"/1": page(article(1, head=head)), "/2": page(article(2, head=head))}
    hint = Hint(outlet="The Post", published="2026-01-01")
    async with ingester(path) as gathered:
        await gathered.page(PageRequest(server.url("/1"), hint=hint))
        await gathered.page(PageRequest(server.url("/2"), hint=replace(hint, firm=True)))
    with closing(open_reader(path)) as conn:
        stored = {stored.title: (stored.outlet, stored.published) for stored in articles.page(conn, 0, 10)}
    assert stored == {"Flood 1": ("The Post", "2026-03-14T09:10:00+01:00"), "Flood 2": ("The Post", "2026-01-01")}


async def test_a_page_that_crashes_its_process_fails_alone(path: Path, server: Server) -> None:
    server.plans |= {"/1": page(article(1)), "/2": page(article(2))}
    async with ingester(path, workers=1) as gathered:
        crashing = Ingester(gathered.writer, gathered.fetcher, gathered.workers, extract=crash)
        failed = await crashing.page(PageRequest(server.url("/1")))
        taken = await gathered.page(PageRequest(server.url("/2")))
    assert "crashed" in str(failed.error)
    assert taken.outcome == "added"


async def test_a_failing_server_is_reported_and_asked_again_in_the_next_run(path: Path, server: Server) -> None:
    server.plans["/1"] = Answer(status=503)
    (failed,) = await take(path, server.url("/1"))
    assert "HTTP 503" in str(failed.error)
    server.plans["/1"] = page(article(1))
    assert (await take(path, server.url("/1")))[0].outcome == "added"
    assert QUICK.attempts == 2
