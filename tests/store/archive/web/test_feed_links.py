"""A site's feeds are found from its pages."""

from pathlib import Path

from store.archive.web.feed_links import named_feeds
from store.archive.web.fetched import Fetched

PAGES = Path(__file__).parents[3] / "samples" / "pages"
URL = "https://site.example/news/"


def feeds_in(body: bytes) -> list[str]:
    return [feed.url for feed in named_feeds(Fetched(URL, URL, 200, "", {"content-type": "text/html"}, body))]


def test_the_feed_of_articles_precedes_that_of_comments() -> None:
    assert feeds_in((PAGES / "wordpress.html").read_bytes()) == [
        "https://oldmouthgazette.example/feed/",
        "https://oldmouthgazette.example/comments/feed/",
    ]


def test_links_to_feeds_may_be_relative_and_of_any_type() -> None:
    page = b"""<head><link rel="alternate" type="application/atom+xml" href="atom.xml">
    <LINK REL='feed ALTERNATE' TYPE='Application/Feed+JSON' HREF=/feed.json>
    <link rel=alternate type=application/json href=/wp-json/v2><link rel=stylesheet type=text/css href=/x.css>
    <link rel=alternate hreflang=de href=/de><link rel=alternate type=application/rss+xml>"""
    assert feeds_in(page) == ["https://site.example/news/atom.xml", "https://site.example/feed.json"]


def test_other_pages_have_no_feeds() -> None:
    assert feeds_in(b"<html></html>") == feeds_in(b"") == feeds_in(b"\x00\x01") == []
