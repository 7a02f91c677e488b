"""Lists of feeds go in and out."""

import pytest

from store.archive.incoming import ReadingError
from store.archive.web.opml import Outline, read_opml, write_opml

FEEDS = [
    Outline("https://a.example/feed?x=1&y=2", "A & <B>", "https://a.example/"),
    Outline("https://b.example/rss", "Büro", "", "News"),
    Outline("https://c.example/rss", "", "", "News/Local"),
    Outline("https://d.example/rss", "D", "", "Sport"),
]


def test_what_is_written_is_read_again() -> None:
    read = read_opml(write_opml(FEEDS, "Feeds"))
    assert [(one.url, one.site, one.folder) for one in read] == [(one.url, one.site, one.folder) for one in FEEDS]
    assert [one.title for one in read][:2] == ["A & <B>", "Büro"]


def test_lists_of_other_readers_are_read() -> None:
    body = b"""<?xml version="1.0" encoding="utf-8"?><OPML version="1.1"><head/><body>
    <outline text="Tech" ><outline TEXT="One" xmlurl="https://one.example/feed" type="rss"/></outline>
    <outline title="Two" xmlUrl="https://two.example/feed" htmlUrl="https://two.example"/><outline text="empty"/>
    </body></OPML>"""
    assert read_opml(body) == [
        Outline("https://one.example/feed", "One", "", "Tech"),
        Outline("https://two.example/feed", "Two", "https://two.example"),
    ]


def test_of_a_broken_list_what_can_be_read_is() -> None:
    assert len(read_opml(write_opml(FEEDS, "Feeds")[:-60])) >= 3


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<rss/>", b"\x00", b"<html><body/></html>", b'<x:opml xmlns:x="&#xD800;"/>']
)
def test_what_is_no_list_is_told(body: bytes) -> None:
    with pytest.raises(ReadingError, match="is no OPML"):
        read_opml(body)


def test_entities_within_entities_fill_no_memory() -> None:
    tower = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE opml [{tower}]><opml><body><outline text="&e11;" xmlUrl="u"/></body></opml>'
    assert sum(len(one.title) for one in read_opml(body.encode())) < 100_000
