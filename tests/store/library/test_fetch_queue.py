"""Pages to fetch are queued in order, with the state of their articles, and requested once."""

import sqlite3
from dataclasses import replace

import pytest

from store.archive.incoming import Note, ReadingState
from store.library import articles, fetch_queue, trash
from store.library.fetch_queue import Wanted
from store.search import saved_searches
from tests.store.handmade_claims import GOVERNOR, incoming, put

KEPT = ReadingState(added="2015-01-02T03:04:05+00:00", tags=("a", "b"), notes=(Note(0, 1, "x", "y"),))
BARRIER = Wanted("https://harbour.example/barrier?utm_source=x", "Tide barrier", KEPT)
TWO = Wanted("https://coast.example/fire")


def test_a_queued_page_keeps_its_state_until_it_is_fetched(conn: sqlite3.Connection) -> None:
    assert fetch_queue.ask_for(conn, BARRIER) is None
    assert fetch_queue.ask_for(conn, BARRIER) is None
    assert fetch_queue.waiting(conn) == [BARRIER]
    article = put(conn, GOVERNOR, "a.txt").article
    fetch_queue.arrived(conn, BARRIER, article)
    assert fetch_queue.count(conn) == 0
    there = articles.get(conn, article)
    assert there
    assert (there.tags, there.added) == (("a", "b"), KEPT.added)


def test_a_permanently_deleted_page_is_fetched_again_with_its_state(conn: sqlite3.Connection) -> None:
    for _ in range(2):
        fetch_queue.ask_for(conn, BARRIER)
        added = put(conn, GOVERNOR, "a.txt")
        fetch_queue.arrived(conn, BARRIER, added.article, new=added.outcome == "added")
        there = articles.get(conn, added.article)
        assert there
        assert there.tags == ("a", "b")
        trash.delete(conn, [added.article])
        trash.empty(conn)


def test_a_failed_page_goes_to_the_end_of_the_queue_with_the_reason(conn: sqlite3.Connection) -> None:
    fetch_queue.ask_for(conn, BARRIER)
    fetch_queue.ask_for(conn, TWO)
    fetch_queue.failed(conn, BARRIER, "answered 404\x1b[1m")
    assert [page.url for page in fetch_queue.waiting(conn)] == [TWO.url, BARRIER.url]
    assert fetch_queue.waiting(conn)[1] == replace(BARRIER, attempts=1, error="answered 404[1m")
    assert fetch_queue.give_up(conn, [BARRIER.url, "https://nowhere.example/x"]) == 1
    assert fetch_queue.waiting(conn, 5) == [TWO]


def test_a_known_page_is_not_queued_and_gets_the_imported_state(conn: sqlite3.Connection) -> None:
    from store.ingest.adding import add

    article = add(conn, replace(incoming(GOVERNOR), places=("https://harbour.example/barrier",)), [], "1").article
    assert fetch_queue.ask_for(conn, BARRIER) == article
    assert fetch_queue.count(conn) == 0
    there = articles.get(conn, article)
    assert there
    assert there.tags == ("a", "b")


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://example.org", "nonsense"])
def test_an_address_that_is_no_page_is_refused(conn: sqlite3.Connection, url: str) -> None:
    with pytest.raises(ValueError, match="is not a web address"):
        fetch_queue.ask_for(conn, Wanted(url))


def test_a_search_is_saved_under_a_name(conn: sqlite3.Connection) -> None:
    assert saved_searches.save(conn, "Floods", "is:unread  flood") == ""
    assert saved_searches.save(conn, "floods", "flood") == "is:unread flood"
    assert saved_searches.all_saved(conn) == [saved_searches.Saved("floods", "flood")]
    with pytest.raises(ValueError, match="needs a name"):
        saved_searches.save(conn, " ", "x")
    assert saved_searches.remove(conn, "FLOODS")
    assert not saved_searches.remove(conn, "floods")
    assert saved_searches.named(conn, "floods") is None
