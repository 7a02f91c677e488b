"""Undoing: every change of state, last first, using only what the library stores, as after a restart."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.text.excerpt import sentence
from store.archive.web.opml import Outline
from store.library import articles, claims, feeds, journal, notes, reading_state, trash
from store.library.claim_writer import write_claims
from store.library.connection import open_writer
from store.library.journal import Step
from store.library.transaction import transaction
from store.linking import links, verdicts
from store.linking.linker import retire, tie
from store.search import saved_searches
from store.undo import undo_last
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, flooded, put
from tui.app import changes
from tui.app.changes import Change

ADDRESS = "https://harbour.example/feed"
LONG_AGO = "2026-01-02T03:04:05+00:00"


def article(conn: sqlite3.Connection, number: int = 1) -> articles.Article:
    stored = articles.get(conn, number)
    assert stored
    return stored


def claim(conn: sqlite3.Connection, number: int = 1) -> claims.StoredClaim:
    (stored,) = claims.of_article(conn, number)
    return stored


def feed(conn: sqlite3.Connection) -> feeds.Subscription:
    stored = feeds.named(conn, ADDRESS)
    assert stored
    return stored


def state(conn: sqlite3.Connection) -> object:
    """Everything that a reader can change."""
    return (
        [(listed.id, listed.read, listed.starred, listed.tags) for listed in articles.page(conn, 0, 9)],
        [noted.note.note for noted in notes.all_notes(conn)],
        [(verdict.verdict, verdict.ends) for verdict in verdicts.all_stored(conn)],
        [(link.claim.id, link.relation) for link in links.related(conn, 1)],
        saved_searches.all_saved(conn),
        [replace(subscription, checked="") for subscription in feeds.subscriptions(conn)],
        [trashed.id for trashed in trash.trashed(conn)],
    )


@pytest.fixture
def kept(path: Path, conn: sqlite3.Connection) -> Path:
    """A library of two articles that contradict each other, a feed, a note, a saved search and tags."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post")
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire")
    feeds.subscribe(conn, Outline(ADDRESS, "Harbour Post", "", "Coast", tags=("flood",)))
    notes.write(conn, claim(conn), "By radio.")
    saved_searches.save(conn, "water", "flood")
    reading_state.set_tags(conn, 1, ["flood", "old town"])
    for mark in (reading_state.set_read, reading_state.set_starred):
        mark(conn, [2], times={"2": LONG_AGO})
    return path


def do(path: Path, conn: sqlite3.Connection, change: Change) -> None:
    step = change.do(conn)
    assert step
    journal.write(conn, change.words, step)


@pytest.mark.parametrize(
    "made",
    [
        lambda conn: changes.marked(article(conn)),
        lambda conn: changes.marked(article(conn, 2)),
        lambda conn: changes.all_marked([1, 2]),
        lambda conn: changes.starred(article(conn)),
        lambda conn: changes.starred(article(conn, 2)),
        lambda conn: changes.tagged(article(conn), "water"),
        lambda conn: changes.deleted(article(conn)),
        lambda conn: changes.noted(claim(conn), "On paper."),
        lambda conn: changes.noted(claim(conn), ""),
        lambda conn: changes.judged(claim(conn), links.related(conn, 1), "not"),
        lambda conn: changes.judged(claim(conn), links.related(conn, 1), "same"),
        lambda conn: changes.saved("fire", "fire"),
        lambda conn: changes.saved("water", "is:unread flood"),
        lambda conn: changes.forgotten("water"),
        lambda conn: changes.renamed(feed(conn), "The Post"),
        lambda conn: changes.put_into_folder(feed(conn), ""),
        lambda conn: changes.feed_tagged(feed(conn), "water, flood"),
        lambda conn: changes.unsubscribed(feed(conn)),
    ],
)
def test_each_change_is_undone_from_the_library_alone(
    kept: Path, conn: sqlite3.Connection, made: Callable[[sqlite3.Connection], Change]
) -> None:
    before = state(conn)
    change = made(conn)
    do(kept, conn, change)
    assert state(conn) != before
    with closing(open_writer(kept)) as later:
        undone = undo_last(later)
        assert undone
        assert undone.sentence == f"{change.words[0].upper()}{change.words[1:]}: undone."
        assert state(later) == before
        assert undo_last(later) is None


def test_several_changes_are_undone_the_last_first(kept: Path, conn: sqlite3.Connection) -> None:
    before = state(conn)
    do(kept, conn, changes.starred(article(conn)))
    do(kept, conn, changes.tagged(article(conn), "water"))
    do(kept, conn, changes.deleted(article(conn)))
    assert [bool(undo_last(conn)) for _ in range(4)] == [True, True, True, False]
    assert state(conn) == before


def test_a_verdict_is_undone_though_its_claims_were_written_again(kept: Path, conn: sqlite3.Connection) -> None:
    do(kept, conn, changes.judged(claim(conn), links.related(conn, 1), "not"))
    with transaction(conn):
        retire(conn, 2)
        again = replace(flooded(FIRE_SERVICE), end=flooded(FIRE_SERVICE).end + len(" homes"), text="90 homes")
        write_claims(conn, 2, [again], [sentence(FIRE_SERVICE, again.start, again.end)])
        tie(conn, 2)
    undo_last(conn)
    assert verdicts.all_stored(conn) == []
    assert [link.relation for link in links.related(conn, claim(conn).id)] == ["differs"]


def test_a_change_of_something_deleted_is_reported_and_earlier_ones_can_be_undone(
    kept: Path, conn: sqlite3.Connection
) -> None:
    do(kept, conn, changes.starred(article(conn)))
    journal.write(conn, "the note is written", Step("note", {"places": [[1, 5, "77", "No such line."]], "words": ""}))
    undone = undo_last(conn)
    assert undone
    assert undone.sentence == "The note is written. That can't be undone: its claim no longer exists."
    undone = undo_last(conn)
    assert undone
    assert not undone.gone
    assert not article(conn).starred


def test_a_change_of_another_day_is_reported_with_its_day(kept: Path, conn: sqlite3.Connection) -> None:
    do(kept, conn, changes.starred(article(conn)))
    conn.execute("UPDATE undo_steps SET made = '2026-03-14T09:00:00+00:00'")
    undone = undo_last(conn)
    assert undone
    assert undone.sentence.endswith("is starred (14 Mar 2026): undone.")


def test_a_permanently_deleted_article_is_removed_from_all_changes(kept: Path, conn: sqlite3.Connection) -> None:
    """A new article may be given its number."""
    do(kept, conn, changes.starred(article(conn, 2)))
    do(kept, conn, changes.all_marked([1, 2]))
    do(kept, conn, changes.judged(claim(conn), links.related(conn, 1), "not"))
    journal.write(conn, "2 articles marked", Step("mark", {"articles": [1, 2], "read": False}))
    trash.delete(conn, [2])
    trash.empty(conn)
    steps = [entry.step for entry in journal.entries(conn)]
    assert steps == [Step("mark", {"articles": [1], "read": False}), Step("mark", {"articles": [1], "read": False})]


def test_a_failed_step_stays_in_the_journal(kept: Path, conn: sqlite3.Connection) -> None:
    do(kept, conn, changes.starred(article(conn)))
    conn.execute("CREATE TRIGGER full BEFORE UPDATE ON marks BEGIN SELECT raise(ABORT, 'no room'); END")
    with pytest.raises(sqlite3.Error, match="no room"):
        undo_last(conn)
    conn.execute("DROP TRIGGER full")
    assert undo_last(conn)
    assert not article(conn).starred
