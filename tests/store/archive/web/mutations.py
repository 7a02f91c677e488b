"""Breaks sample pages and feeds at random, and reads what is left."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.text.controls import clean
from store.archive.incoming import Incoming, ReadingError
from store.archive.web.feed import read_feed, read_item
from store.archive.web.feed_links import named_feeds
from store.archive.web.fetched import Fetched
from store.archive.web.opml import read_opml
from store.archive.web.page import Hint, read_page

SAMPLES = Path(__file__).parents[3] / "samples"
URL = "https://site.example/news/1"
CHARSETS = ("", "utf-8", "iso-8859-1", "windows-1251", "utf-16", "shift_jis", "no-such-thing", "utf-7", "idna")
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/json", "", "a/b;;=")
# What breaks parsers: marks of HTML, XML and JSON, halves of characters, entities, controls, dates, nesting.
PIECES = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"?>", b"<!DOCTYPE", b"&", b"&#0;",
    b"&#xD800;", b"&#x110000;", b"&e0;", b"\x00", b"\x1b]52;c;x\x07", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80",
    b'"', b"'", b"{", b"}", b"[", b"]", b"\\u0000", b"\\ud83d", b"null", b"1e999", b"-1", b"9" * 400, b"<div>" * 3000,
    b"<table><tr><td>" * 500, b"[" * 3000, b"<a href='http://[::1'>", b"<link rel=canonical href='http://[x'>",
    b"<base href='javascript:x'>", b"2026-99-99T99:99:99+99:99", b"Sat, 31 Feb 0000 25:61:61 -9999", b" " * 5000,
    b"<script>", b"</script>", b"<title>", b"</p>", b"xml:base='http://['", b"<item>", b"</item>", b"\r",
    b"\xe2\x80\xae", b"\xe2\x80\xa8",
)  # fmt: skip


def samples() -> list[bytes]:
    """Return the sample pages, feeds and lists."""
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*/*")) if path.suffix != ".txt"]


def mutations(count: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """Yield this many broken samples, each with a content type that may be wrong."""
    chance = random.Random(seed)
    whole = samples()
    for _ in range(count):
        body = mutated(chance.choice(whole), whole, chance)
        charset = chance.choice(CHARSETS)
        yield body, chance.choice(KINDS) + (f"; charset={charset}" if charset else "")


def mutated(body: bytes, whole: list[bytes], chance: random.Random) -> bytes:
    """Return the bytes broken in one or more places; whole: the samples that spliced-in pieces are taken from."""
    broken = bytearray(body)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        _break(broken, whole, chance)
    return bytes(broken)


def _break(body: bytearray, whole: list[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(body) + 1)
    end = min(len(body), start + chance.choice((1, 4, 30, 300)))
    match chance.randrange(7):
        case 0:
            del body[start:end]
        case 1:
            del body[start:]
        case 2:
            body[start:start] = chance.choice(PIECES)
        case 3:
            body[start:end] = chance.randbytes(end - start)
        case 4:
            body[start:start] = bytes(body[start:end]) * chance.choice((2, 20))
        case 5:
            other = chance.choice(whole)
            body[start:end] = other[chance.randrange(len(other)) :]
        case _:
            for place in range(start, end):
                body[place] ^= 1 << chance.randrange(8)


def read_all(count: int, seed: int) -> tuple[Counter[str], float]:
    """Read this many broken samples in every way; return each result and the longest time for one, in seconds.

    Whatever is raised but ReadingError is raised here too, and so is an AssertionError for what must not be stored.
    """
    went: Counter[str] = Counter()
    longest = 0.0
    for body, kind in mutations(count, seed):
        began = time.monotonic()
        fetched = Fetched(URL, URL, 200, "2026-03-14T10:00:00+00:00", {"content-type": kind}, body)
        named_feeds(fetched)
        for how, read in (("page", _page), ("feed", _feed), ("list", _list)):
            complaint = ""
            try:
                read(fetched)
                went[how] += 1
            except ReadingError as error:
                complaint = str(error)
                went["told"] += 1
            assert "\n" not in complaint
            # Reported, but not foreseen: an exception of a parser.
            went["unforeseen"] += "can't be read" in complaint
        longest = max(longest, time.monotonic() - began)
    return went, longest


def _page(fetched: Fetched) -> None:
    _check(read_page(fetched, URL, Hint(published="2026-03-14")))


def _feed(fetched: Fetched) -> None:
    feed = read_feed(fetched.body, URL, fetched.headers["content-type"])
    for item in feed.items:
        assert item.key
        try:
            _check(read_item(item, 1, feed.title, feed.language, URL))
        except ReadingError:
            continue


def _list(fetched: Fetched) -> None:
    for outline in read_opml(fetched.body):
        assert outline.url == clean(outline.url)


def _check(article: Incoming) -> None:
    for text in (article.text, article.title, article.outlet, article.byline, article.language, *article.places):
        assert text == clean(text)
        text.encode()
    assert article.text
    assert article.places
