"""OPML lists of feeds are read and written."""

import pytest

from store.archive.incoming import ReadingError
from store.archive.web.opml import Outline, read_opml, write_opml

FEEDS = [
    Outline("https://a.example/feed?x=1&y=2", "A & <B>", "https://a.example/"),
    Outline("https://b.example/rss", "Büro", "", "News"),
    Outline("https://c.example/rss", "", "", "News/Local"),
    Outline("https://d.example/rss", "D", "", "Sport", tags=("coast", "tide barrier")),
    Outline("https://e.example/rss", "E", tags=("coast",)),
]


def test_what_is_written_is_read_again() -> None:
    read = read_opml(write_opml(FEEDS, "Feeds"))
    assert [(feed.url, feed.site, feed.folder, feed.tags) for feed in read] == [
        (feed.url, feed.site, feed.folder, feed.tags) for feed in FEEDS
    ]
    assert [feed.title for feed in read][:2] == ["A & <B>", "Büro"]


def test_lists_of_other_readers_are_read() -> None:
    body = b"""<?xml version="1.0" encoding="utf-8"?><OPML version="1.1"><head/><body>
    <outline text="Tech" ><outline TEXT="One" xmlurl="https://one.example/feed" type="rss"/></outline>
    <outline title="Two" xmlUrl="https://two.example/feed" htmlUrl="https://two.example"/><outline text="empty"/>
    </body></OPML>"""
    assert read_opml(body) == [
        Outline("https://one.example/feed", "One", "", "Tech"),
        Outline("https://two.example/feed", "Two", "https://two.example"),
    ]


def test_the_readable_part_of_a_broken_list_is_read() -> None:
    assert len(read_opml(write_opml(FEEDS, "Feeds")[:-60])) >= 3


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<rss/>", b"\x00", b"<html><body/></html>", b'<x:opml xmlns:x="&#xD800;"/>']
)
def test_a_file_that_is_no_list_of_feeds_is_reported(body: bytes) -> None:
    with pytest.raises(ReadingError, match="is not OPML"):
        read_opml(body)


def test_entities_within_entities_fill_no_memory() -> None:
    tower = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE opml [{tower}]><opml><body><outline text="&e11;" xmlUrl="u"/></body></opml>'
    assert sum(len(feed.title) for feed in read_opml(body.encode())) < 100_000


def opml(inside: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="1.0"><head/><body>{inside}</body></opml>'.encode()


def test_unescaped_ampersands_stay_in_addresses() -> None:
    body = opml('<outline text="A & B &eacute;" xmlUrl="https://a.example/f?x=1&b=2&amp;c=3&lang=en&#38;d=4"/>')
    assert read_opml(body) == [Outline("https://a.example/f?x=1&b=2&c=3&lang=en&d=4", "A & B é")]


def test_a_category_becomes_the_folder_of_a_feed_without_one() -> None:
    read = read_opml(
        opml(
            '<outline xmlUrl="https://a.example/f" category="/Science/Space,/Daily"/>'
            '<outline text="Ports"><outline xmlUrl="https://b.example/f" category="Sea"/></outline>'
        )
    )
    assert [feed.folder for feed in read] == ["Science/Space", "Ports"]


def test_further_categories_and_folders_of_a_feed_become_its_tags() -> None:
    feed = '<outline xmlUrl="https://b.example/f"/>'
    read = read_opml(
        opml(
            '<outline xmlUrl="https://a.example/f" category="/Science/Space,/Daily,moon"/>'
            f'<outline text="Ports">{feed}</outline><outline text="Sea">{feed}</outline>'
            '<outline text="Wind"><outline xmlUrl="https://c.example/f" category="/Wind,gusts"/></outline>'
        )
    )
    assert [(feed.folder, feed.tags) for feed in read] == [
        ("Science/Space", ("Daily", "moon")),
        ("Ports", ("Sea",)),
        ("Wind", ("gusts",)),
    ]


def test_a_feed_listed_twice_is_one_feed_in_its_folder() -> None:
    feed = '<outline xmlUrl="https://a.example/f"/>'
    read = read_opml(opml(f'{feed}<outline text="Ports"><outline text="North">{feed}</outline>{feed}</outline>'))
    assert read == [Outline("https://a.example/f", folder="Ports/North")]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("feed://a.example/f", "http://a.example/f"),
        ("feed:https://a.example/f", "https://a.example/f"),
        ("https://a.example/feed:1", "https://a.example/feed:1"),
    ],
)
def test_the_feed_scheme_in_addresses_means_http(written: str, address: str) -> None:
    assert read_opml(opml(f'<outline xmlUrl="{written}"/>')) == [Outline(address)]


def test_a_list_without_a_body_is_read() -> None:
    assert read_opml(b'<opml><outline text="A" xmlUrl="https://a.example/f"/></opml>') == [
        Outline("https://a.example/f", "A")
    ]
