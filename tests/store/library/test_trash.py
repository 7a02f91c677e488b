"""The trash: no search finds what is in it, everything can be restored, and emptying it deletes everything."""

import sqlite3

from store.archive.incoming import Note
from store.ingest.adding import known
from store.library import articles, claims, reading_state, trash
from store.library.fetch_queue import Wanted, ask_for
from store.library.notes import put_note
from store.linking import links, verdicts
from store.search.full_text import search
from tests.store.handmade_claims import GOVERNOR, incoming, only_claim, put, put_contradicting

DAY = "2026-03-14T09:00:00+00:00"


def signs(conn: sqlite3.Connection, article: int) -> set[str]:
    claim = only_claim(conn, article)
    assert {link.relation for link in links.related(conn, claim.id)} == claim.signs
    return set(claim.signs)


def test_no_search_finds_a_deleted_article(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    assert signs(conn, second) == {"differs"}
    assert trash.delete(conn, [first, first, 99]) == [first]
    assert articles.get(conn, first) is None
    assert articles.named(conn, ["a.txt"]) is None
    assert articles.count(conn) == len(articles.page(conn, 0, 10)) == 1
    assert search(conn, "governor") == []
    assert signs(conn, second) == set()
    kept = articles.get(conn, second)
    assert kept
    assert kept.contested == 0
    assert [trashed.location for trashed in trash.trashed(conn)] == ["/news/a.txt"]


def test_a_restored_article_has_its_claims_links_and_state(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    reading_state.set_starred(conn, [first])
    before = articles.get(conn, first)
    trash.delete(conn, [first])
    assert trash.restore(conn, [first, second]) == [first]
    assert articles.get(conn, first) == before
    assert signs(conn, first) == signs(conn, second) == {"differs"}
    assert trash.trashed(conn) == []


def test_adding_a_trashed_article_again_leaves_it_in_the_trash(conn: sqlite3.Connection) -> None:
    first, _ = put_contradicting(conn)
    trash.delete(conn, [first])
    again = known(conn, incoming(GOVERNOR + " Changed since.", "a.txt"))
    assert again
    assert (again.outcome, again.article) == ("unchanged", first)
    assert articles.count(conn) == 1
    assert put(conn, GOVERNOR, "elsewhere.txt").outcome == "added", "a text that another outlet has is no copy of it"


def test_emptying_the_trash_leaves_nothing_of_the_article(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    reading_state.set_tags(conn, first, ["flood"])
    reading_state.set_read(conn, [first])
    put_note(conn, first, Note(0, 5, "Flood", "a note"))
    assert verdicts.say(conn, claims.of_article(conn, first)[0].id, claims.of_article(conn, second)[0].id, "not")
    assert ask_for(conn, Wanted("https://harbour.example/barrier")) is None
    trash.delete(conn, [first])
    assert trash.empty(conn) == 1
    assert trash.empty(conn) == 0
    for table in ("marks", "tags", "notes", "trash", "verdicts", "verdict_ends"):
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    for table in ("articles", "versions", "snapshots", "claims"):
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("SELECT count(*) FROM versions_fts WHERE versions_fts MATCH 'governor'").fetchone() == (0,)
    assert articles.get(conn, second)
    assert put(conn, GOVERNOR, "a.txt", published=DAY).outcome == "added"
    assert signs(conn, second) == {"differs"}
