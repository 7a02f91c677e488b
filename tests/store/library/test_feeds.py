"""Subscriptions: their options, when they are due, and how they are named."""

import sqlite3

from store.archive.web.opml import Outline
from store.library import articles, feeds, reading_state
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, put


def test_subscribing_again_applies_the_new_options(conn: sqlite3.Connection) -> None:
    url = "https://harbour.example/feed"
    feeds.subscribe(conn, Outline(url, folder="city"))
    feeds.unsubscribe(conn, 1)
    assert feeds.subscribe(conn, Outline(url, folder="news"), 7200, local=True, private=True)
    (feed,) = feeds.subscriptions(conn)
    assert (feed.folder, feed.every, feed.local, feed.private) == ("news", 7200, True, True)
    feeds.unsubscribe(conn, 1)
    feeds.subscribe(conn, Outline(url))
    (feed,) = feeds.subscriptions(conn)
    assert (feed.folder, feed.local, feed.private) == ("news", False, False)


def test_only_feeds_whose_interval_has_passed_are_due(conn: sqlite3.Connection) -> None:
    feeds.subscribe(conn, Outline("https://a.example/feed"))
    feeds.subscribe(conn, Outline("https://b.example/feed"))
    feeds.note_poll(conn, 1)
    assert [feed.id for feed in feeds.subscriptions(conn, due=True)] == [2]
    assert len(feeds.subscriptions(conn)) == 2


def test_a_server_that_asks_for_a_pause_is_polled_later(conn: sqlite3.Connection) -> None:
    feeds.subscribe(conn, Outline("https://a.example/feed"), every=600)
    feeds.note_poll(conn, 1, wait=7200)
    ((checked, due),) = conn.execute("SELECT unixepoch(checked), unixepoch(due) FROM feeds").fetchall()
    assert 7190 <= due - checked <= 7210


def test_a_feed_is_named_by_number_address_or_title(conn: sqlite3.Connection) -> None:
    feeds.subscribe(conn, Outline("https://a.example/feed", "The Post"))
    feeds.subscribe(conn, Outline("https://b.example/feed", "The Wire"))
    feeds.subscribe(conn, Outline("https://c.example/feed", "The Wire"))
    named = [feeds.named(conn, name) for name in ("1", "https://b.example/feed", "the post", "The Wire", "9")]
    assert [feed.id if feed else None for feed in named] == [1, 2, 1, None, None]


def test_all_articles_of_a_feed_have_its_tags_besides_their_own(conn: sqlite3.Connection) -> None:
    own, other = (put(conn, text, name).article or 0 for text, name in ((GOVERNOR, "a.txt"), (FIRE_SERVICE, "b.txt")))
    feeds.subscribe(conn, Outline("https://a.example/feed", tags=("coast", "tide barrier")))
    feeds.subscribe(conn, Outline("https://b.example/feed", tags=("Coast",)))
    feeds.note_item(conn, "https://a.example/feed", "1", own)
    feeds.note_item(conn, "https://b.example/feed", "1", own)
    reading_state.set_tags(conn, own, ["COAST"])
    reading_state.set_tags(conn, other, ["town"])
    assert {name.casefold(): number for name, number in reading_state.all_tags(conn)} == {
        "coast": 1,
        "tide barrier": 1,
        "town": 1,
    }
    assert reading_state.unread_by_tag(conn) == {"coast": 1, "tide barrier": 1, "town": 1}
    assert articles.ids(conn, "tag:coast") == [own]
    assert articles.ids(conn, "-tag:coast") == [other]
    feeds.unsubscribe(conn, 1)
    assert articles.ids(conn, 'tag:"tide barrier"') == [own], "its articles stay as they are"


def test_subscribing_again_adds_tags_and_keeps_those_that_are_there(conn: sqlite3.Connection) -> None:
    url = "https://a.example/feed"
    feeds.subscribe(conn, Outline(url, tags=("coast",)))
    feeds.subscribe(conn, Outline(url, folder="News", tags=("Coast", "tide")))
    (feed,) = feeds.subscriptions(conn)
    assert (feed.folder, feed.tags) == ("News", ("coast", "tide"))
