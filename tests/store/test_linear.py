"""Patterns and readers take linear time on any foreign input."""

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from store.archive import dates, folder, fragment, page_dates, text_dates
from store.archive.feed_heads import is_feed
from store.archive.incoming import ReadingError
from store.archive.reading import read_bytes
from store.archive.web import walls
from store.archive.web.feed import read_feed
from store.archive.web.opml import read_opml
from store.formats import epub_reader

pytestmark = pytest.mark.slow

# Below this many processor seconds, clock and caches dominate the measurement.
_NOISE = 0.1
_PATTERNS = {
    "tags of a page": (walls._TAGS, ("<!--", "<", "<script>")),
    "tags of a piece": (fragment._TAG, ("<!--", "<a", "<script ")),
    "classes": (page_dates._APART_CLASS, ("a-", "more-a")),
    "what parts a line": (text_dates._BETWEEN, (" ", "| ")),
    "the beginning of a page": (folder._HTML_START, ("<!---->", "<!-- ", " ")),
}


def _taken(run: Callable[[], object], times: int = 3) -> float:
    spans = []
    for _ in range(times):
        began = time.process_time()
        run()
        spans.append(time.process_time() - began)
    return min(spans)


def check_linear(run: Callable[[int], object]) -> None:
    """Fail if four times the input takes much more than four times as long; quadratic time would be sixteen times."""
    spans = [_taken(partial(run, size)) for size in (50_000, 100_000, 200_000)]
    assert spans[2] < max(_NOISE, 11 * spans[0]), spans


@pytest.mark.parametrize(("pattern", "units"), [pytest.param(*given, id=name) for name, given in _PATTERNS.items()])
def test_a_pattern_is_linear(pattern: re.Pattern[Any], units: tuple[str, ...]) -> None:
    for unit in units:

        def run(size: int, unit: str = unit) -> None:
            text: Any = unit * (size // len(unit)) + "!"
            for _ in pattern.finditer(text.encode() if isinstance(pattern.pattern, bytes) else text):
                pass

        run(22 * len(unit))  # what doubles with each repetition never ends
        check_linear(run)


_TEXT = "<article>" + "<p>The governor said on Friday that at least 40 homes were flooded in the old town.</p>" * 5


def _page(before: str, unit: str, after: str = "</article>") -> Callable[[int], object]:
    return lambda size: read_bytes((before + unit * (size // len(unit)) + after).encode(), "", (), ".html")


def _attributes(size: int) -> str:
    return " ".join(f"a{number}='1'" for number in range(size // 9))


def _markdown(unit: str) -> Callable[[int], object]:
    # An eighth of the size: the parser is linear, but slow.
    return lambda size: read_bytes((unit * (size // 8 // len(unit))).encode(), "", (), ".md")


def _feed(before: str, unit: str, after: str) -> Callable[[int], object]:
    head, end = '<rss version="2.0"><channel><title>t</title>', "</channel></rss>"
    return lambda size: read_feed(
        f"{head}{before}{unit * (size // len(unit))}{after}{end}".encode(), "http://x.example/"
    )


_READERS = {
    "comments before a doctype": _page("", "<!---->", f"<!doctype html>{_TEXT}</article>"),
    "comments never closed": _page(_TEXT, "<!--"),
    "spaces in a line": _page(_TEXT + "<p>a\n", " "),
    "spaces in a date": _page("<meta property='article:published_time' content='2020-01-01", " ", f"x'>{_TEXT}"),
    "a long class": _page(f"{_TEXT}<div class='", "a-", "'>x</div>"),
    "a type of pages": _page(
        f"{_TEXT}<script type='application/ld+json'>" + '{"datePublished": "2020-01-01", "@type": "',
        "page",
        '!"}</script>',
    ),
    "attributes": lambda size: _page(f"{_TEXT}<i {_attributes(size)}>x</i>", "a")(1),
    "divisions": _page(_TEXT, "<div>"),
    "brackets in Markdown": _markdown("["),
    "emphasis in Markdown": _markdown("*a"),
    "pictures in Markdown": _markdown("!["),
    "spaces in a text": lambda size: read_bytes(b" " * size + b"x", "", (), ".txt"),
    "days in a text": lambda size: read_bytes(b"12 March 2013 " * (size // 14), "", (), ".txt"),
    "tags in a feed": _feed("<item><title>a</title><description>", "&lt;script ", "</description></item>"),
    "items of a feed": _feed("", "<item><title>a</title></item>", ""),
    "a feed's comments": lambda size: is_feed(b"<!---->" * (size // 7)),
    "outlines": lambda size: read_opml(b"<opml>" + b"<outline text='a'>" * (size // 18)),
    "attributes of an outline": lambda size: read_opml(f"<opml><outline {_attributes(size)}/></opml>".encode()),
    "spaces in a time": lambda size: dates.iso("2020-01-01" + " " * size + "x"),
    "headings of a book": lambda size: epub_reader._heading("<h1>" * (size // 4)),
}


@pytest.mark.parametrize("read", [pytest.param(read, id=name) for name, read in _READERS.items()])
def test_a_reader_is_linear(read: Callable[[int], object]) -> None:
    def run(size: int) -> None:
        try:
            read(size)
        except ReadingError:
            return

    run(1_000)  # its libraries are imported
    check_linear(run)
