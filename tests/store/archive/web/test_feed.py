"""Feeds as real sites write them, and broken ones."""

import gzip
from pathlib import Path

import pytest

from store.archive.feed_heads import is_feed
from store.archive.incoming import ReadingError
from store.archive.web.feed import Feed, read_feed, read_item

FEEDS = Path(__file__).parents[3] / "samples" / "feeds"
URL = "https://site.example/feed"
ITEM = "<item><title>One</title><link>https://site.example/1</link><description>Forty homes.</description></item>"


def feed(name: str) -> Feed:
    return read_feed((FEEDS / name).read_bytes(), URL)


def rss(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Site</title>{inside}</channel></rss>'.encode()


def test_a_wordpress_feed_is_read() -> None:
    read = feed("wordpress.xml")
    assert (read.title, read.site, read.language) == ("Oldmouth Gazette", "https://oldmouthgazette.example", "en-GB")
    assert (read.every, read.trouble) == (1800, "")
    first, second = read.items
    assert (first.title, first.byline) == ("Harbour wall repairs will take two more winters", "Maud Ferrier")
    assert first.published == "2026-03-14T08:30:00+00:00"
    assert first.url == "https://oldmouthgazette.example/2026/03/14/harbour-wall-repairs/"
    assert second.title == "Ferry fares rise by a tenth & more"


def test_an_item_with_its_content_is_whole_and_a_truncated_one_is_not() -> None:
    assert [item.whole for item in feed("wordpress.xml").items] == [True, False]
    assert [item.whole for item in feed("broadcaster.xml").items] == [False, False]
    assert [item.whole for item in feed("atom.xml").items] == [False, True]
    assert [item.whole for item in feed("feed.json").items] == [True, False]


@pytest.mark.parametrize(
    ("inside", "whole"),
    [
        ("<description>Forty pumps run tonight.</description>", True),
        ("<title> </title><description>&lt;p&gt;The bridge is shut.&lt;/p&gt;</description>", True),
        ("<title>Pumps</title><description>Forty pumps run tonight.</description>", False),
        ("<description>Forty pumps run to …</description>", False),
        ("<description></description>", False),
    ],
)
def test_an_item_without_a_title_is_a_post_and_whole_however_short(inside: str, whole: bool) -> None:
    read = read_feed(rss(f"<item><guid>x1</guid><link>https://site.example/1</link>{inside}</item>"), URL)
    assert [item.whole for item in read.items] == [whole]


def test_a_whole_item_becomes_an_article() -> None:
    read = feed("wordpress.xml")
    article = read_item(read.items[0], 7, read.title, read.language, URL)
    assert article.text.splitlines()[2] == (
        "“We opened one stone and found that forty others had nothing behind them,” she told the council."
    )
    assert (article.outlet, article.byline, article.language) == ("Oldmouth Gazette", "Maud Ferrier", "en-GB")
    assert article.places == ("https://oldmouthgazette.example/2026/03/14/harbour-wall-repairs/",)
    assert article.origin
    assert (article.origin.url, article.origin.feed) == (URL, 7)


def test_an_item_without_an_address_is_identified_by_its_key() -> None:
    item = read_feed(rss(f"<item><guid>x1</guid><description>{'Forty homes. ' * 120}</description></item>"), URL).items[
        0
    ]
    assert (item.key, item.url, item.whole) == ("x1", "", True)
    assert read_item(item, 1, "Site", "", URL).places == (f"{URL}#x1",)


def test_a_broadcasters_feed_is_read() -> None:
    read = feed("broadcaster.xml")
    assert (read.title, read.every) == ("Radio Alps: Top stories", 900)
    assert [item.key for item in read.items] == [
        "https://www.radioalps.example/news/articles/c8x2lenk#0",
        "https://www.radioalps.example/news/articles/c1pass#0",
    ]


def test_an_atom_feed_keeps_zones_and_makes_its_links_absolute() -> None:
    read = feed("atom.xml")
    first, second = read.items
    assert first.title == "Quarry collapse at Torvik: latest"
    assert (first.published, first.byline) == ("2026-02-20T07:12:00+01:00", "Jan Oder, Lill Vang")
    assert first.url == "https://northernline.example/live/2026/feb/20/quarry-collapse-torvik"
    assert (second.published, second.url) == (
        "2026-02-19T18:00:00+01:00",
        "https://northernline.example/2026/feb/19/budget",
    )


def test_a_json_feed_is_read() -> None:
    read = feed("feed.json")
    first, second = read.items
    assert (read.title, read.site, read.language) == ("Metrowire", "https://metrowire.example/", "en")
    assert (first.key, first.byline, first.published) == ("8841", "Noor Saleh", "2026-06-02T05:00:00+02:00")
    assert (second.key, second.url) == ("8840", "https://site.example/n/8840")


def test_an_rss_1_feed_in_latin_1_is_read() -> None:
    read = feed("rdf.xml")
    assert (read.title, read.trouble) == ("Café République", "")
    assert (read.items[0].byline, read.items[0].published) == ("André Roux", "2026-05-04T12:00:00-05:00")


def test_an_item_without_a_date_gets_none() -> None:
    assert read_feed(rss(ITEM), URL).items[0].published == ""


@pytest.mark.parametrize("stated", ["Sat, 14 Mar 2026", "14 Mar 2026", "2026-03-14"])
def test_a_date_without_a_time_gets_none(stated: str) -> None:
    body = rss(ITEM.replace("</item>", f"<pubDate>{stated}</pubDate></item>"))
    assert read_feed(body, URL).items[0].published == "2026-03-14"


def test_keys_stay_when_the_feed_moves() -> None:
    body = rss("<item><guid>x1</guid><link>/1</link><title>One</title></item>")
    keys = {read_feed(body, url).items[0].key for url in (URL, "https://elsewhere.example/rss")}
    assert keys == {"x1"}


def test_a_feed_in_another_charset_than_it_says_is_read_right() -> None:
    body = rss(ITEM.replace("Forty", "Café"), '<?xml version="1.0" encoding="iso-8859-1"?>')
    read = read_feed(body, URL, "text/xml; charset=utf-8")
    assert (read.items[0].content, read.trouble) == ("Café homes.", "")


def test_html_entities_in_xml_are_read_without_a_remark() -> None:
    read = read_feed(rss(ITEM.replace("Forty", "Caf&eacute;&nbsp;")), URL)
    assert "Café" in read.items[0].content
    assert read.trouble == ""


def test_the_readable_part_of_broken_xml_is_read_and_the_rest_is_reported() -> None:
    read = read_feed(rss(ITEM * 3 + ITEM.replace("</item>", "</itm>"))[:-40], URL)
    assert len(read.items) >= 3
    assert read.trouble.startswith("is broken XML (line 1")


def test_entities_within_entities_fill_no_memory() -> None:
    tower = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    read = read_feed(rss(ITEM.replace("Forty", "&e11;"), f'<?xml version="1.0"?><!DOCTYPE rss [{tower}]>'), URL)
    assert sum(len(item.content) for item in read.items) < 100_000
    assert read.trouble


def test_an_entity_does_not_read_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert "the secret" not in str(read_feed(rss(ITEM.replace("Forty", "&x;"), head), URL))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  ",
        b"hello",
        b"<html><body>x</body></html>",
        b"{}",
        b'{"items": 1}',
        b"{broken",
        b"\x00\x01\x02",
    ],
)
def test_a_file_that_is_no_feed_is_reported(body: bytes) -> None:
    with pytest.raises(ReadingError, match=r"is "):
        read_feed(body, URL)


@pytest.mark.parametrize(
    "items", ["[1, null, {}, {}]", '[{"id": [1]}, {"url": 5}]', '[{"id": "a", "url": "http://[", "authors": 5}]']
)
def test_odd_items_of_a_json_feed_are_left_out(items: str) -> None:
    assert not [item for item in read_feed(b'{"items": %s}' % items.encode(), URL).items if item.url]


def test_a_feed_of_many_items_is_read() -> None:
    items = "".join(ITEM.replace("/1", f"/{number}") for number in range(3000))
    assert len(read_feed(rss(items), URL).items) == 3000


@pytest.mark.parametrize("never", ["Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "2206-03-01"])
def test_an_impossible_day_is_ignored(never: str) -> None:
    item = ITEM.replace("</item>", f"<pubDate>{never}</pubDate></item>")
    assert read_feed(rss(item), URL).items[0].published == ""


HEADS = {
    "a document type": '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Old//DTD RSS 0.91//EN" "http://old.example/0.91.dtd">',
    "a document type with entities": '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>\n',
    "comments and instructions": '<?xml version="1.0"?>\n<!-- made > by hand --><?xml-stylesheet href="x.xsl"?>\n',
    "empty lines": '\n\n  <?xml version="1.0" encoding="utf-8"?>',
    "a wrong charset": '<?xml version="1.0" encoding="utf-16"?>',
}
WIDE = rss(ITEM, '<?xml version="1.0" encoding="UTF-16"?>').decode()
ODD = {
    **{f"with {name} over it": rss(ITEM, head) for name, head in HEADS.items()},
    "in UTF-16": WIDE.encode("utf-16"),
    "in UTF-16 without its mark": WIDE.encode("utf-16-be"),
    "in UTF-32": WIDE.encode("utf-32"),
    "packed, with nothing that says so": gzip.compress(rss(ITEM)),
    "with a prefix": b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title><a:id>x</a:id></a:entry>'
    b"</a:feed>",
    "of RSS 1 with another prefix": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    b'xmlns="http://purl.org/rss/1.0/"><item><title>One</title><link>https://site.example/1</link></item></r:RDF>',
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD.keys())
def test_a_feed_is_recognised_and_read_without_a_remark(body: bytes) -> None:
    read = read_feed(body, URL, "application/xml")
    assert is_feed(body)
    assert ([item.title for item in read.items], read.trouble) == (["One"], "")


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><html></html>", b"<rss-reader/>", b"<svg><feed/></svg>", b""])
def test_other_xml_is_not_recognised_as_a_feed(body: bytes) -> None:
    assert not is_feed(body)


@pytest.mark.parametrize(
    "never",
    ["0001-01-01T00:00:00Z", "1000000000", "1732550400000", "0", "2026-00-10", "2026-02-30", "2026-13-45", "2099-03-01",
     "Mon, 31 Feb 2026 10:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "9999-12-31T23:59:59-12:00", "12:00", "2026",
     "01-01-0001", "yesterday", "1989-12-31"],
)  # fmt: skip
def test_an_impossible_date_is_ignored(never: str) -> None:
    assert read_feed(rss(ITEM.replace("</item>", f"<pubDate>{never}</pubDate></item>")), URL).items[0].published == ""


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("24/11/2025 08:10", "2025-11-24"),
        ("25 novembre 2025", "2025-11-25"),
        ("Tue, 25 Nov 2025 08:00:00 +9900", "2025-11-25"),
        ("Tue, 25 Nov 25 08:00 EST", "2025-11-25T08:00:00-05:00"),
        ("Sat Nov 18 2017 15:21:41 GMT+0000", "2017-11-18T15:21:41+00:00"),
        ("1990-01-01", "1990-01-01"),
    ],
)
def test_the_readable_part_of_an_odd_date_is_read(stated: str, read: str) -> None:
    assert (
        read_feed(rss(ITEM.replace("</item>", f"<pubDate>{stated}</pubDate></item>")), URL).items[0].published == read
    )


def test_items_with_one_guid_and_different_links_are_different() -> None:
    twice = "".join(f"<item><guid>x</guid><link>https://site.example/{n}</link></item>" for n in (1, 2, 2))
    first, second, third = read_feed(rss(twice), URL).items
    assert first.key != second.key == third.key
    json = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "url": "/1"}, {"id": 1, "url": "/2"}]}'
    assert len({item.key for item in read_feed(json, URL).items}) == 2


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;harbourside&gt; opens", "<harbourside> opens"),
        ("&lt;/dockside&gt;, a year on", "</dockside>, a year on"),
        ("Why &lt;table&gt; was wrong", "Why <table> was wrong"),
        ("Write to &lt;jo@post.example&gt; or &lt;post.example&gt;", "Write to <jo@post.example> or <post.example>"),
        ("Fares &lt;up by 9", "Fares <up by 9"),
        ("List&lt;T&gt; and x &lt; y &gt; z", "List<T> and x < y > z"),
        ("<![CDATA[The <em>Vasa</em> sinks]]>", "The Vasa sinks"),
        ("&lt;a href='/x'&gt;Ferry&lt;/a&gt; fares&lt;br/&gt;rise", "Ferry fares rise"),
        ("R&amp;amp;D: &amp;lt;quay&amp;gt; &amp;mdash; 5 &amp;lt; 10", "R&D: <quay> — 5 < 10"),
    ],
)
def test_words_in_angle_brackets_stay_in_a_title(written: str, title: str) -> None:
    item = f"<item><guid>x</guid><title>{written}</title></item>"
    assert read_feed(rss(item), URL).items[0].title == title


def test_a_link_outside_the_web_is_ignored() -> None:
    read = read_feed(rss("<link>urn:x:1</link><item><guid>x</guid><link>javascript:alert(1)</link></item>"), URL)
    assert (read.site, read.items[0].url) == ("", "")
