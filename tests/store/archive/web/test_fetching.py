"""Fetching from a server that redirects, delays, breaks off, states wrong facts and sends zip bombs."""

import asyncio
import gzip
import threading
import time
import zlib
from dataclasses import replace
from email.utils import formatdate
from itertools import pairwise

import brotli
import pytest
from backports import zstd

from store.archive.web.fetched import FetchError, Validators
from store.archive.web.fetching import Fetcher
from tests.server import NEVER, Answer, Request, Server, leading, page
from tests.store.archive.web.conftest import QUICK, Get

TEXT = "<p>The mayor said that 40 homes were flooded.</p>"


def packed(how: str, body: bytes) -> Answer:
    return Answer(body, headers={"Content-Type": "text/html", "Content-Encoding": how})


async def test_an_answer_has_its_body_and_the_relevant_headers(server: Server, get: Get) -> None:
    server.plans["/a"] = Answer(
        TEXT.encode(), headers={"Content-Type": "text/html; charset=UTF-8", "Set-Cookie": "a=b"}, etag='"1"'
    )
    fetched = await get(server.url("/a#part"))
    assert (fetched.status, fetched.body, fetched.url) == (200, TEXT.encode(), server.url("/a"))
    assert (fetched.media_type, fetched.charset, fetched.seen) == ("text/html", "UTF-8", Validators('"1"'))
    assert "set-cookie" not in fetched.headers


@pytest.mark.parametrize(
    ("how", "body"),
    [
        ("gzip", gzip.compress(TEXT.encode(), mtime=0)),
        ("br", brotli.compress(TEXT.encode())),
        ("zstd", zstd.compress(TEXT.encode())),
        ("deflate", zlib.compress(TEXT.encode())),
    ],
    # All processes that share the tests must give them the same names.
    ids=["gzip", "br", "zstd", "deflate"],
)
async def test_a_compressed_body_is_decompressed(server: Server, get: Get, how: str, body: bytes) -> None:
    server.plans["/a"] = packed(how, body)
    assert (await get(server.url("/a"))).body == TEXT.encode()
    assert how in server.requests[0].headers["accept-encoding"]


@pytest.mark.parametrize(
    ("how", "body"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("br", brotli.compress(bytes(50_000_000))),
        ("zstd", zstd.compress(bytes(50_000_000))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(50_000_000)))),
    ],
    ids=["gzip", "brotli", "zstd", "gzip in gzip"],
)
async def test_a_decompression_bomb_is_reported_before_it_is_unpacked(
    server: Server, get: Get, how: str, body: bytes
) -> None:
    server.plans["/a"] = packed(how, body)
    with pytest.raises(FetchError, match="is larger than"):
        await get(server.url("/a"))


async def test_a_body_compressed_otherwise_than_stated_is_reported(server: Server, get: Get) -> None:
    server.plans["/a"] = packed("gzip", b"no gzip at all")
    with pytest.raises(FetchError, match="can't be unpacked"):
        await get(server.url("/a"))


@pytest.mark.parametrize("length", [None, 200_000_000], ids=["as it comes", "by what it says"])
async def test_a_body_over_the_limit_is_reported(server: Server, get: Get, length: int | None) -> None:
    server.plans["/a"] = page("x" * (300_000 if length is None else 1), length=length)
    with pytest.raises(FetchError, match="is larger than"):
        await get(server.url("/a"))


async def test_redirects_are_followed_and_a_permanent_one_is_remembered(server: Server, get: Get) -> None:
    server.plans |= {"/a": leading("/b", 301), "/b": leading(server.url("/c"), 308), "/c": page(TEXT)}
    fetched = await get(server.url("/a"))
    assert (fetched.requested, fetched.url, fetched.moved) == (server.url("/a"), server.url("/c"), server.url("/c"))


async def test_a_temporary_redirect_is_not_a_move(server: Server, get: Get) -> None:
    server.plans |= {"/a": leading("/b", 301), "/b": leading("/c", 302), "/c": page(TEXT)}
    assert (await get(server.url("/a"))).moved == server.url("/b")


@pytest.mark.parametrize("target", ["/a", "/b"], ids=["to itself", "in a circle"])
async def test_endless_redirects_are_reported(server: Server, get: Get, target: str) -> None:
    server.plans |= {"/a": leading(target), "/b": leading("/a")}
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        await get(server.url("/a"))


@pytest.mark.parametrize("target", ["ftp://files.example/a", "file:///etc/passwd", "javascript:alert(1)", "data:,x"])
async def test_a_redirect_to_another_scheme_is_refused(server: Server, get: Get, target: str) -> None:
    server.plans["/a"] = leading(target)
    with pytest.raises(FetchError, match=r"redirects to \w+:; only http"):
        await get(server.url("/a"))


@pytest.mark.parametrize("url", ["ftp://files.example/a", "file:///etc/passwd", "news", "http://", "http://[::1"])
async def test_an_address_outside_the_web_is_refused(get: Get, url: str) -> None:
    with pytest.raises(FetchError, match=r"is |has no host"):
        await get(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "0.0.0.0", "[::ffff:127.0.0.1]"])
async def test_a_link_from_outside_may_not_lead_to_this_machine(server: Server, get: Get, host: str) -> None:
    server.plans["/a"] = page(TEXT)
    with pytest.raises(FetchError, match="leads to a private address"):
        await get(server.url("/a", host), typed=False)
    assert server.requests == []


async def test_a_public_name_for_this_machine_is_refused_also_after_a_redirect(
    server: Server, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    async def rebound(host: str, port: int) -> list[str]:
        # A name that is public when it is vetted, and private when it is connected to.
        looked_up.append(host)
        return ["93.184.215.14"] if len(looked_up) == 1 else ["127.0.0.1"]

    monkeypatch.setattr("store.archive.web.fetching.addresses_of", rebound)
    monkeypatch.setattr("store.archive.web.guard.addresses_of", rebound)
    with pytest.raises(FetchError, match="leads to a private address"):
        await get(f"http://rebound.example:{server.port}/a")
    assert (len(looked_up), server.requests) == (2, [])


async def test_a_temporary_failure_is_tried_again(server: Server, get: Get) -> None:
    answers = iter([Answer(status=503), Answer(status=500), page(TEXT)])
    server.plans["/a"] = lambda _: next(answers)
    assert (await get(server.url("/a"))).body == TEXT.encode()


async def test_a_page_is_requested_only_a_limited_number_of_times(server: Server, get: Get) -> None:
    server.plans["/a"] = Answer(status=503)
    with pytest.raises(FetchError, match=r"has a server in trouble \(HTTP 503\)"):
        await get(server.url("/a"))
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
async def test_a_permanent_failure_is_not_tried_again(server: Server, get: Get, status: int) -> None:
    server.plans["/a"] = Answer(status=status)
    with pytest.raises(FetchError, match=f"HTTP {status}"):
        await get(server.url("/a"))
    assert len(server.requests) == 1


@pytest.mark.parametrize("stated", ["1", "date"])
async def test_the_pause_that_a_server_asks_for_is_kept(server: Server, get: Get, stated: str) -> None:
    def answer(request: Request) -> Answer:
        if len(server.requests) > 1:
            return page(TEXT)
        return Answer(status=429, headers={"Retry-After": formatdate(time.time() + 2) if stated == "date" else stated})

    server.plans["/a"] = answer
    await get(server.url("/a"), policy=replace(QUICK, longest_pause=3))
    first, second = (request.at for request in server.requests)
    assert second - first >= 0.9


async def test_a_server_that_asks_for_a_long_pause_is_not_asked_again_in_the_run(server: Server) -> None:
    server.plans |= {"/a": Answer(status=429, headers={"Retry-After": "7200"}), "/b": page(TEXT)}
    async with Fetcher(QUICK) as fetcher:
        with pytest.raises(FetchError, match="asks to wait 2 hours"):
            await fetcher.get(server.url("/a"), typed=True)
        with pytest.raises(FetchError, match="asked for a pause of 2 hours"):
            await fetcher.get(server.url("/b"), typed=True)
    assert server.paths() == ["/a"]


async def test_a_host_gets_one_request_at_a_time_with_a_pause(server: Server) -> None:
    paths = [f"/{number}" for number in range(4)]
    server.plans |= dict.fromkeys(paths, page(TEXT))
    async with Fetcher(replace(QUICK, delay=0.1)) as fetcher:
        await asyncio.gather(*(fetcher.get(server.url(path), typed=True) for path in paths))
    times = [request.at for request in server.requests]
    assert all(later - earlier >= 0.09 for earlier, later in pairwise(times))


async def test_hosts_do_not_wait_for_each_other(server: Server) -> None:
    waited_for = threading.Event()

    def slow(request: Request) -> Answer:
        waited_for.wait(NEVER)
        return page(TEXT)

    server.plans |= {"/slow": slow, "/a": page(TEXT)}
    async with Fetcher(QUICK) as fetcher:
        first = asyncio.create_task(fetcher.get(server.url("/slow"), typed=True))
        await fetcher.get(server.url("/a", "localhost"), typed=True)
        assert not first.done()
        waited_for.set()
        await first


async def test_an_unchanged_answer_has_no_body(server: Server, get: Get) -> None:
    server.plans["/a"] = page(TEXT, etag='"1"', modified="Sat, 14 Mar 2026 09:10:00 GMT")
    first = await get(server.url("/a"))
    again = await get(server.url("/a"), seen=first.seen)
    assert (again.unchanged, again.body) == (True, b"")
    assert not (await get(server.url("/a"), seen=Validators('"0"'))).unchanged


async def test_an_unrequested_answer_of_unchanged_is_reported(server: Server, get: Get) -> None:
    server.plans["/a"] = Answer(status=304)
    with pytest.raises(FetchError, match="HTTP 304"):
        await get(server.url("/a"))


async def test_a_body_shorter_than_its_stated_length_is_reported(server: Server, get: Get) -> None:
    server.plans["/a"] = page(TEXT, length=10_000)
    with pytest.raises(FetchError, match="broke off"):
        await get(server.url("/a"))


async def test_a_body_longer_than_its_stated_length_is_cut(server: Server, get: Get) -> None:
    server.plans["/a"] = page(TEXT, length=10)
    assert (await get(server.url("/a"))).body == TEXT.encode()[:10]


@pytest.mark.parametrize(
    "answer", [page(TEXT, delay=NEVER), page(TEXT * 4_000, drip=0.3)], ids=["says nothing", "drips without end"]
)
async def test_a_server_that_never_finishes_is_given_up(server: Server, get: Get, answer: Answer) -> None:
    server.plans["/a"] = answer
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"did not answer within|took longer than"):
        await get(server.url("/a"), policy=replace(QUICK, timeout=0.6, patience=1.2))
    assert time.monotonic() - began < NEVER / 2


async def test_a_site_without_https_is_reported_with_what_to_type(server: Server, get: Get) -> None:
    server.plans["/a"] = page(TEXT)
    with pytest.raises(FetchError, match="does not speak https: put http:// before the address"):
        await get(server.url("/a").replace("http:", "https:"))


async def test_an_unknown_host_is_reported(get: Get) -> None:
    with pytest.raises(FetchError, match="can't be reached"):
        await get("http://127.0.0.1:1/")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4"])
async def test_a_body_that_is_no_page_is_not_read(server: Server, get: Get, kind: str) -> None:
    server.plans["/a"] = page("x" * 100_000, kind=kind, drip=1)
    with pytest.raises(FetchError, match=f"{kind}"):
        await get(server.url("/a"))
