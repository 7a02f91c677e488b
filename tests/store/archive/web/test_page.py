"""Pages of typical sites, what servers send instead of pages, and what identifies them."""

from pathlib import Path

import pytest

from store.archive.incoming import Incoming, ReadingError
from store.archive.web.fetched import Fetched
from store.archive.web.page import Hint, read_page

PAGES = Path(__file__).parents[3] / "samples" / "pages"
URL = "https://post.example/news/flood"
LONG = "".join(
    f"<p>In street {number} the mayor counted {number + 40} flooded homes, and {number + 12} people who had left.</p>"
    for number in range(24)
)
SHORT = (
    "<p>The mayor said that 40 homes were flooded on Tuesday, and that 12 people had left the town for the hills.</p>"
)
UNPAID = '<script type="application/ld+json">{"headline": "x", "isAccessibleForFree": "False"%s}</script>'


def answer(
    body: str | bytes, url: str = URL, *, requested: str = "", kind: str = "text/html; charset=utf-8", when: str = ""
) -> Fetched:
    return Fetched(
        requested or url,
        url,
        200,
        when or "2026-03-14T10:00:00+00:00",
        {"content-type": kind, "etag": '"1"'},
        body.encode() if isinstance(body, str) else body,
    )


def page(body: str, head: str = "<title>Flood</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def read(body: str | bytes, url: str = URL, **more: str) -> Incoming:
    fetched = answer(body, url, **more)
    return read_page(fetched, fetched.requested)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_title_and_text_of_a_page_are_right(path: Path) -> None:
    title, *lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    article = read(path.read_bytes(), kind="text/html")
    assert (article.title, article.text.splitlines()) == (title, lines)


STATED = {
    "amp": ("Dellwood Herald", "Gil Amaro", "2026-01-29T17:45:00-06:00"),
    "broadcaster": ("Radio Alps", "Rita Blum", "2026-04-11T19:20:31+00:00"),
    "hover-boxes": ("Tarnmouth Wire", "Ines Holt", "2019-11-19"),
    "json-ld-only": ("Metrowire", "Noor Saleh", "2026-06-02T05:00:00+02:00"),
    "live-blog": ("The Northern Line", "Jan Oder, Lill Vang", "2026-02-20T06:12:00+00:00"),
    "no-markup": ("post.example", "", ""),
    "old-tables": ("Plain Dealer of Marsh County", "", ""),
    "pull-quotes": ("The Marsh Review", "Orla Quint", ""),
}


@pytest.mark.parametrize("name", STATED)
def test_outlet_byline_and_date_of_a_page_are_read(name: str) -> None:
    article = read((PAGES / f"{name}.html").read_bytes(), kind="text/html")
    assert (article.outlet, article.byline, article.published) == STATED[name]


def test_the_facts_that_a_page_states_are_read() -> None:
    article = read((PAGES / "wordpress.html").read_bytes(), "https://oldmouthgazette.example/?p=1881")
    assert (article.outlet, article.byline, article.language) == ("Oldmouth Gazette", "Maud Ferrier", "en-GB")
    assert article.published == "2026-03-14T08:30:00+00:00"
    assert article.fetched == "2026-03-14T10:00:00+00:00"
    assert article.origin
    assert article.origin.changed == "2026-03-14T11:05:12+00:00"
    assert dict(article.origin.headers)["etag"] == '"1"'
    assert article.places == (
        "https://oldmouthgazette.example/2026/03/14/harbour-wall-repairs/",
        "https://oldmouthgazette.example/?p=1881",
    )


def test_the_feed_supplies_what_the_page_does_not_state() -> None:
    hint = Hint("Ferry sinks", "Cape Radio", "Jo Doe", "2026-03-14T08:30:00+01:00", "en")
    silent = read_page(answer(f"<p>{SHORT}", kind="text/html"), URL, hint)
    assert (silent.title, silent.outlet, silent.byline) == ("Ferry sinks", "Cape Radio", "Jo Doe")
    assert silent.published == "2026-03-14T08:30:00+01:00"
    page = read_page(answer((PAGES / "wordpress.html").read_bytes()), URL, hint)
    assert (page.title[:7], page.published) == ("Harbour", "2026-03-14T08:30:00+00:00")


@pytest.mark.parametrize(
    ("stated", "believed"),
    [
        ("https://www.post.example/news/flood", "https://www.post.example/news/flood"),
        ("https://amp.post.example/flood", "https://amp.post.example/flood"),
        ("/2026/flood", "https://post.example/2026/flood"),
        ("https://other.example/news/flood", URL),
        ("https://evilpost.example/news/flood", URL),
        ("https://post.example/", URL),
        ("javascript:alert(1)", URL),
        ("https://[", URL),
    ],
)
def test_a_canonical_address_counts_only_on_the_pages_own_site(stated: str, believed: str) -> None:
    assert read(page(LONG, f"<title>Flood</title><link rel=canonical href='{stated}'>")).places[0] == believed


def test_the_requested_address_identifies_the_page_too() -> None:
    assert read(page(LONG), requested="https://short.example/x1").places == (URL, "https://short.example/x1")


def test_an_article_that_leads_to_the_front_page_is_gone() -> None:
    with pytest.raises(ReadingError, match="front page"):
        read(page(LONG), "https://post.example/", requested=URL)


def test_a_requested_front_page_is_read() -> None:
    assert read(page(LONG), "https://post.example/").places == ("https://post.example/",)


PAYWALLS = {
    "says so, and is short": page(SHORT, UNPAID % ""),
    "says so, and has fewer words than it says": page(LONG, UNPAID % ', "wordCount": 2000'),
    "asks for money at its end": page(SHORT + "<p>To continue reading, subscribe or log in.</p>"),
    "breaks off before a wall": page(SHORT[:-5] + " and th</p>") + "<div>Subscribe to keep reading</div>",
    "has nothing else": "<html><body><h1>Flood</h1><div>This article is for subscribers. Log in</div></body></html>",
}
WALLS = {
    "cookies": "<html><title>Before you continue</title><body><div>We value your privacy. We and our partners store "
    "and/or access information on a device.</div><button>Accept all</button><button>Reject all</button></body></html>",
    "cookies in paragraphs": page(
        "<p>We value your privacy. We and our partners store and/or access information on a device.</p>"
        "<p>With your permission we may use precise data. You may consent or manage preferences at any time.</p>"
    ),
    "robots": "<html><title>Just a moment...</title><body><h2>Checking your browser first</h2></body></html>",
    "nothing": "<html><body><div id=root></div></body></html>",
    "a menu": "<html><body><ul>" + "<li><a href=/x>A section of the paper</a></li>" * 40 + "</ul></body></html>",
}


@pytest.mark.parametrize("source", PAYWALLS.values(), ids=PAYWALLS.keys())
def test_the_beginning_of_an_article_that_must_be_paid_for_is_reported(source: str) -> None:
    with pytest.raises(ReadingError, match="paywall"):
        read(source)


@pytest.mark.parametrize("source", WALLS.values(), ids=WALLS.keys())
def test_a_notice_in_place_of_an_article_is_reported(source: str) -> None:
    with pytest.raises(ReadingError, match=r"cookie wall|robot check|no article"):
        read(source)


FREE = {
    "a short article that says it must be paid for, and is all there": page(
        LONG.partition("<p>In street 9 ")[0], UNPAID % ""
    ),
    "an article that says it must be paid for, and is all there": page(LONG, UNPAID % ', "wordCount": 400'),
    "a short piece beside a banner": page(SHORT)
    + "<footer>We use cookies. Accept all. Subscribe to read more</footer>",
    "an article about cookies": page(
        "<p>Regulators said 40 sites must ask before they use cookies, and fined 3.</p>"
        "<p>They gave 60 days to the others.</p>"
    ),
    "an article about subscriptions": page(LONG + "<p>Readers are told to subscribe to continue.</p>"),
}


@pytest.mark.parametrize("source", FREE.values(), ids=FREE.keys())
def test_a_notice_next_to_an_article_does_not_make_it_a_wall(source: str) -> None:
    assert read(source).text


@pytest.mark.parametrize(
    ("body", "kind", "complaint"),
    [
        ("", "text/html", "is empty"),
        ("  \n ", "text/html", "is empty"),
        ("<?xml version='1.0'?><rss><channel></channel></rss>", "text/html", "is a feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", "is a feed"),
        ('{"a": 1}', "application/json", "is JSON"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text/html", "binary"),
    ],
)
def test_a_file_that_is_no_page_is_reported(body: str | bytes, kind: str, complaint: str) -> None:
    with pytest.raises(ReadingError, match=complaint):
        read(body, kind=kind)


def test_plain_text_and_markdown_are_read_as_such() -> None:
    assert read("Flood\n\nForty homes.", kind="text/plain").title == "Flood"
    marked = read("---\ntitle: Flood\ndate: 2026-03-14\n---\nForty *homes*.", kind="text/markdown")
    assert (marked.title, marked.published, marked.text) == ("Flood", "2026-03-14", "Forty homes.")


def test_half_a_surrogate_pair_in_structured_data_is_left_out() -> None:
    body = SHORT.replace("<p>", "").replace("</p>", "") * 2
    source = f'<script type="application/ld+json">{{"headline": "x", "articleBody": "{body} \\ud83d"}}</script>'
    assert read(f"<html><head>{source}</head><body></body></html>").text.encode()
