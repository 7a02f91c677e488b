"""What a reader keeps with articles: read, starred, tags, searches by them, and what imports add."""

import sqlite3
from dataclasses import replace

import pytest

from store.archive.incoming import Note, ReadingState
from store.ingest.adding import add, known
from store.library import articles, reading_state, trash
from store.search.full_text import search
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, incoming, put


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    put(conn, GOVERNOR, "governor.txt", published="2026-03-12", outlet="Harbour Post")
    put(conn, FIRE_SERVICE, "fire.txt", published="2026-03-14", outlet="Coast Wire")
    put(conn, RED_CROSS, "red.txt", published="2026-03-16")
    return conn


def articles_for(conn: sqlite3.Connection, query: str) -> list[str]:
    names = [article.added_as for article in articles.page(conn, 0, 10, query)]
    assert articles.count(conn, query) == len(names)
    return names


def test_contested_articles_can_be_found_and_excluded(library: sqlite3.Connection) -> None:
    library.execute("UPDATE articles SET contested = id = 2")
    assert articles_for(library, "is:contested homes") == ["fire.txt"]
    assert articles_for(library, "-is:contested") == ["red.txt", "governor.txt"]


def test_articles_begin_unread_and_are_marked_from_then_on(library: sqlite3.Connection) -> None:
    assert reading_state.set_read(library, [1, 2]) == [1, 2]
    assert reading_state.set_read(library, [2, 3]) == [3]
    first = articles.get(library, 1)
    assert first
    assert first.read.endswith("+00:00")
    assert reading_state.set_read(library, [1], read=False) == [1]
    assert articles_for(library, "is:unread") == ["governor.txt"]
    assert articles_for(library, "is:read") == ["red.txt", "fire.txt"]
    assert reading_state.set_read(library, [99]) == []


def test_a_star_is_independent_of_reading(library: sqlite3.Connection) -> None:
    reading_state.set_starred(library, [2])
    assert articles_for(library, "is:starred is:unread") == ["fire.txt"]
    reading_state.set_read(library, [2])
    assert articles_for(library, "is:starred") == ["fire.txt"]
    assert reading_state.set_starred(library, [2], starred=False) == [2]
    assert articles_for(library, "is:starred") == []


def test_tags_ignore_case(library: sqlite3.Connection) -> None:
    reading_state.add_tags(library, [1, 2], ["#Flood", " tide  barrier ", "flood, Oldmouth"])
    reading_state.add_tags(library, [3], ["FLOOD"])
    assert articles_for(library, "tag:flood") == ["red.txt", "fire.txt", "governor.txt"]
    assert articles_for(library, 'tag:"Tide Barrier" -outlet:coast') == ["governor.txt"]
    assert reading_state.all_tags(library)[0][1] == 3
    article = articles.get(library, 1)
    assert article
    assert article.tags == ("Flood", "Oldmouth", "tide barrier")
    assert reading_state.set_tags(library, 1, ["\ud800new"]) == ("Flood", "Oldmouth", "tide barrier")
    reading_state.remove_tags(library, [2], ["oldmouth"])
    assert articles_for(library, "tag:oldmouth") == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("outlet:harbour", ["governor.txt"]),
        ('outlet:"harbour post" governor', ["governor.txt"]),
        ("-outlet:harbour homes", ["red.txt", "fire.txt"]),
        ("since:2026-03-14", ["red.txt", "fire.txt"]),
        ("before:2026-03-14", ["governor.txt"]),
        ("since:2026-03-13 before:2026-03-15", ["fire.txt"]),
        ("is:tagged", []),
        ("-is:tagged -door", ["fire.txt", "governor.txt"]),
        ("IS:UNREAD ana", ["governor.txt"]),
        ("is:somewhere", []),
    ],
)
def test_articles_are_found_by_their_state(library: sqlite3.Connection, query: str, names: list[str]) -> None:
    assert articles_for(library, query) == names
    assert sorted(hit.article.added_as for hit in search(library, query)) == sorted(names)


def test_marking_does_not_touch_the_index_of_texts(library: sqlite3.Connection) -> None:
    before = library.execute("SELECT count(*), sum(length(block)) FROM versions_fts_data").fetchone()
    changes = library.total_changes
    reading_state.set_read(library, [1, 2, 3])
    assert library.total_changes == changes + 3
    assert library.execute("SELECT count(*), sum(length(block)) FROM versions_fts_data").fetchone() == before


KEPT = ReadingState(
    added="2019-05-04T10:00:00+00:00",
    read="2019-05-05T10:00:00+00:00",
    starred="2019-05-06T10:00:00+00:00",
    tags=("flood", "Old mouth"),
    notes=(Note(GOVERNOR.index("220"), GOVERNOR.index("220") + 3, "220", "by radio", "2019-05-07T10:00:00+00:00"),),
)


def test_an_import_brings_the_state_of_the_article(conn: sqlite3.Connection) -> None:
    article = add(conn, replace(incoming(GOVERNOR), kept=KEPT), [flooded(GOVERNOR)], "1").article
    there = articles.get(conn, article)
    assert there
    assert (there.added, there.read, there.starred) == (KEPT.added, KEPT.read, KEPT.starred)
    assert there.tags == ("flood", "Old mouth")
    assert conn.execute("SELECT moment FROM articles").fetchone() == ("2019-05-04T10:00:00",)
    assert conn.execute("SELECT start, note FROM notes").fetchall() == [(GOVERNOR.index("220"), "by radio")]


def test_an_import_updates_the_state_of_a_known_article(library: sqlite3.Connection) -> None:
    added = known(library, replace(incoming(GOVERNOR, "elsewhere.txt"), kept=KEPT))
    assert added
    assert (added.outcome, added.article) == ("copy", 1)
    there = articles.get(library, 1)
    assert there
    assert there.starred == KEPT.starred
    assert there.added == KEPT.added


def test_repeating_an_import_keeps_later_changes(conn: sqlite3.Connection) -> None:
    page = replace(incoming(GOVERNOR), kept=KEPT)
    article = add(conn, page, [flooded(GOVERNOR)], "1").article
    reading_state.set_starred(conn, [article], starred=False)
    reading_state.set_read(conn, [article], read=False)
    reading_state.set_tags(conn, article, ["mine"])
    assert known(conn, page)
    there = articles.get(conn, article)
    assert there
    assert (there.read, there.starred, there.tags) == ("", "", ("mine",))


def test_a_permanently_deleted_article_is_imported_again_with_its_state(conn: sqlite3.Connection) -> None:
    page = replace(incoming(GOVERNOR), kept=KEPT)
    trash.delete(conn, [add(conn, page, [flooded(GOVERNOR)], "1").article])
    trash.empty(conn)
    there = articles.get(conn, add(conn, page, [flooded(GOVERNOR)], "1").article)
    assert there
    assert (there.read, there.starred, there.tags) == (KEPT.read, KEPT.starred, ("flood", "Old mouth"))


def test_an_older_state_becomes_a_version_and_not_the_newest(conn: sqlite3.Connection) -> None:
    new = replace(incoming(RED_CROSS), fetched="2026-03-16T10:00:00+00:00")
    old = replace(incoming(GOVERNOR), fetched="2026-03-15T10:00:00+00:00")
    article = add(conn, new, [flooded(RED_CROSS)], "1").article
    for outcome in ("version", "unchanged"):
        added = known(conn, old) or add(conn, old, [flooded(GOVERNOR)], "1")
        assert (added.outcome, added.article) == (outcome, article)
        assert articles.text(conn, article) == RED_CROSS
        assert articles.text(conn, article, 2) == GOVERNOR
    there = articles.get(conn, article)
    assert there
    assert (there.version, there.versions, there.claims) == (1, 2, 1)
