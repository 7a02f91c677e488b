"""The trash: what lies in it is found by nothing, and comes back whole; emptied, it is gone with all that was of it."""

import sqlite3

from store.archive.incoming import Note
from store.ingest.adding import known
from store.library import articles, claims, reading_state, trash
from store.library.fetch_queue import Wanted, ask_for
from store.library.notes import put_note
from store.linking import links, verdicts
from store.search.full_text import search
from tests.store.made import FIRE_SERVICE, GOVERNOR, incoming, put

DAY = "2026-03-14T09:00:00+00:00"


def two(conn: sqlite3.Connection) -> tuple[int, int]:
    """Two articles that contradict each other."""
    one = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    other = put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY).article
    return one, other


def signs(conn: sqlite3.Connection, article: int) -> set[str]:
    (claim,) = claims.of_article(conn, article)
    assert {link.relation for link in links.related(conn, claim.id)} == claim.signs
    return set(claim.signs)


def test_a_deleted_article_is_found_by_nothing(conn: sqlite3.Connection) -> None:
    one, other = two(conn)
    assert signs(conn, other) == {"differs"}
    assert trash.delete(conn, [one, one, 99]) == [one]
    assert articles.get(conn, one) is None
    assert articles.named(conn, ["a.txt"]) is None
    assert articles.count(conn) == len(articles.page(conn, 0, 10)) == 1
    assert search(conn, "governor") == []
    assert signs(conn, other) == set()
    kept = articles.get(conn, other)
    assert kept
    assert kept.contested == 0
    assert [thrown.location for thrown in trash.thrown(conn)] == ["/news/a.txt"]


def test_it_comes_back_with_its_claims_links_and_state(conn: sqlite3.Connection) -> None:
    one, other = two(conn)
    reading_state.set_starred(conn, [one])
    before = articles.get(conn, one)
    trash.delete(conn, [one])
    assert trash.restore(conn, [one, other]) == [one]
    assert articles.get(conn, one) == before
    assert signs(conn, one) == signs(conn, other) == {"differs"}
    assert trash.thrown(conn) == []


def test_what_comes_in_leaves_it_in_the_trash(conn: sqlite3.Connection) -> None:
    one, _ = two(conn)
    trash.delete(conn, [one])
    again = known(conn, incoming(GOVERNOR + " Changed since.", "a.txt"))
    assert again
    assert (again.outcome, again.article) == ("unchanged", one)
    assert articles.count(conn) == 1
    assert put(conn, GOVERNOR, "elsewhere.txt").outcome == "added", "a text that another outlet has is no copy of it"


def test_emptied_it_leaves_nothing_of_the_article(conn: sqlite3.Connection) -> None:
    one, other = two(conn)
    reading_state.set_tags(conn, one, ["flood"])
    reading_state.set_read(conn, [one])
    put_note(conn, one, Note(0, 5, "Flood", "a note"))
    assert verdicts.say(conn, claims.of_article(conn, one)[0].id, claims.of_article(conn, other)[0].id, "not")
    assert ask_for(conn, Wanted("https://harbour.example/barrier")) is None
    trash.delete(conn, [one])
    assert trash.empty(conn) == 1
    assert trash.empty(conn) == 0
    for table in ("marks", "tags", "notes", "trash", "verdicts", "verdict_ends"):
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    for table in ("articles", "versions", "snapshots", "claims"):
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("SELECT count(*) FROM versions_fts WHERE versions_fts MATCH 'governor'").fetchone() == (0,)
    assert articles.get(conn, other)
    assert put(conn, GOVERNOR, "a.txt", published=DAY).outcome == "added"
    assert signs(conn, other) == {"differs"}
