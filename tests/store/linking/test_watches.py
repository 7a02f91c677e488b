"""Watches: a new number for a quantity or a source is reported once."""

import sqlite3
from dataclasses import astuple
from pathlib import Path

import pytest

from store.library import journal, reading_state, sources, trash
from store.library.connection import open_reader
from store.library.journal import Step
from store.library.recovery import rescue
from store.linking import verdicts, watches
from store.undo import undo_last
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, put

MORE = GOVERNOR.replace("220", "340")


def news_of(conn: sqlite3.Connection) -> list[tuple[str, str, int, int]]:
    """Return each news item: the watch, the figure, the article, and the number of further articles."""
    return [(news.watch.name, news.claim.claim.text, news.article.id, news.more) for news in watches.news(conn)]


@pytest.fixture
def watched(conn: sqlite3.Connection) -> sqlite3.Connection:
    """A library with one article, whose quantity is watched."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post")
    assert watches.watch_quantity(conn, 1)
    return conn


def test_numbers_known_when_a_watch_begins_are_not_reported(watched: sqlite3.Connection) -> None:
    assert news_of(watched) == []


def test_a_new_number_for_the_quantity_is_reported_once(watched: sqlite3.Connection) -> None:
    put(watched, FIRE_SERVICE, "b.txt", outlet="Coast Wire")
    ((name, *rest),) = news_of(watched)
    assert "flooded" in name
    assert rest == ["90", 2, 0]
    assert news_of(watched) == []


def test_a_new_number_is_unread_until_an_article_with_it_is_read(watched: sqlite3.Connection) -> None:
    def unread() -> list[tuple[str, int, int]]:
        numbers = [watches.unread(watched, watch) for watch in watches.all_watches(watched)]
        assert watches.count_unread(watched) == sum(number is not None for number in numbers)
        return [(news.claim.claim.text, news.article.id, news.more) for news in numbers if news]

    # Articles added in the very second in which the watch begins are not new.
    assert unread() == []
    watched.execute("UPDATE versions SET fetched = '2020-01-01T00:00:00+00:00'")
    watched.execute("UPDATE watches SET made = '2020-01-01T00:00:00+00:00'")
    put(watched, FIRE_SERVICE, "b.txt")
    put(watched, FIRE_SERVICE.replace("twice", "three times"), "c.txt")
    news_of(watched)
    assert unread() == [("90", 3, 1)]
    reading_state.set_read(watched, [2])
    assert unread() == []
    put(watched, MORE, "a.txt")
    assert unread() == [("340", 1, 0)]
    reading_state.set_read(watched, [1])
    assert unread() == []


def test_a_version_with_a_new_number_is_unread_although_the_one_before_was_read(watched: sqlite3.Connection) -> None:
    reading_state.set_read(watched, [1])
    watched.execute("UPDATE marks SET read = '2020-01-01T00:00:00+00:00'")
    watched.execute("UPDATE watches SET made = '2020-01-01T00:00:00+00:00'")
    put(watched, MORE, "a.txt")
    (watch,) = watches.all_watches(watched)
    assert (news := watches.unread(watched, watch))
    assert news.claim.claim.text == "340"


def test_a_known_number_in_another_article_is_not_reported(watched: sqlite3.Connection) -> None:
    put(watched, RED_CROSS, "b.txt")
    assert news_of(watched) == []
    put(watched, FIRE_SERVICE, "c.txt")
    assert [figure for _, figure, *_ in news_of(watched)] == ["90"]


def test_a_number_that_several_articles_give_at_once_is_reported_once(watched: sqlite3.Connection) -> None:
    put(watched, FIRE_SERVICE, "b.txt")
    put(watched, FIRE_SERVICE.replace("twice", "three times"), "c.txt")
    assert [rest[1:] for rest in news_of(watched)] == [("90", 2, 1)]


def test_a_new_version_with_another_number_is_reported(watched: sqlite3.Connection) -> None:
    put(watched, MORE, "a.txt")
    assert [rest[1:] for rest in news_of(watched)] == [("340", 1, 0)]
    put(watched, MORE.replace("will rebuild", "rebuilds"), "a.txt")
    put(watched, FIRE_SERVICE, "b.txt")
    assert [rest[1:] for rest in news_of(watched)] == [("90", 2, 0)]


def test_the_watch_follows_the_quantity_when_it_is_grouped_again(watched: sqlite3.Connection) -> None:
    put(watched, FIRE_SERVICE, "b.txt")
    assert verdicts.say(watched, 1, 2, "not")
    assert news_of(watched) == []
    assert verdicts.take_back(watched, 1, 2)
    assert [figure for _, figure, *_ in news_of(watched)] == ["90"]


def test_one_quantity_is_watched_once(watched: sqlite3.Connection) -> None:
    put(watched, FIRE_SERVICE, "b.txt")
    again = watches.watch_quantity(watched, 2)
    assert again
    assert again[1] is False
    assert len(watches.all_watches(watched)) == 1


def test_a_watched_source_is_reported_for_any_quantity(conn: sqlite3.Connection) -> None:
    put(conn, FIRE_SERVICE, "a.txt")
    (source,) = sources.named(conn, "fire service")
    assert watches.watch_source(conn, source)[1]
    assert not watches.watch_source(conn, source)[1]
    put(conn, GOVERNOR, "b.txt")
    put(conn, FIRE_SERVICE.replace("90", "95"), "c.txt")
    assert news_of(conn) == [(source.name, "95", 3, 0)]
    assert news_of(conn) == []


def test_a_claim_of_an_older_version_cannot_be_watched(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, MORE, "a.txt")
    assert watches.watch_quantity(conn, 1) is None


def test_a_trashed_article_reports_nothing_until_it_is_restored(watched: sqlite3.Connection) -> None:
    trash.delete(watched, [1])
    put(watched, FIRE_SERVICE, "b.txt")
    assert news_of(watched) == []
    trash.restore(watched, [1])
    assert [figure for _, figure, *_ in news_of(watched)] == ["90"]


def test_a_quantity_stays_watched_when_its_article_is_deleted(watched: sqlite3.Connection) -> None:
    put(watched, RED_CROSS, "b.txt")
    assert news_of(watched) == []
    trash.delete(watched, [1])
    put(watched, FIRE_SERVICE, "c.txt")
    assert [figure for _, figure, *_ in news_of(watched)] == ["90"]
    trash.empty(watched)
    put(watched, FIRE_SERVICE.replace("90", "95"), "d.txt")
    assert [figure for _, figure, *_ in news_of(watched)] == ["95"]


def test_a_quantity_without_articles_reports_nothing(watched: sqlite3.Connection) -> None:
    trash.delete(watched, [1])
    trash.empty(watched)
    put(watched, FIRE_SERVICE, "b.txt")
    assert news_of(watched) == []
    (watch,) = watches.all_watches(watched)
    assert watches.claim_of(watched, watch) is None


def test_a_restored_watch_knows_the_numbers_added_meanwhile(watched: sqlite3.Connection) -> None:
    (watch,) = watches.all_watches(watched)
    assert watches.remove(watched, watch.id)
    assert not watches.remove(watched, watch.id)
    places = [astuple(place) for place in watch.places]
    journal.write(watched, "a watch ends", Step("watch", {"name": watch.name, "source": "", "places": places}))
    put(watched, FIRE_SERVICE, "b.txt")
    assert undo_last(watched)
    assert [kept.name for kept in watches.all_watches(watched)] == [watch.name]
    assert news_of(watched) == []


def test_watches_are_rescued(watched: sqlite3.Connection, path: Path, tmp_path: Path) -> None:
    (source,) = sources.named(watched, "ana brandt")
    watches.watch_source(watched, source)
    assert rescue(path, tmp_path / "new.db") == []
    new = open_reader(tmp_path / "new.db")
    kept = [(watch.name, watch.source, watch.places) for watch in watches.all_watches(new)]
    new.close()
    assert kept == [(watch.name, watch.source, watch.places) for watch in watches.all_watches(watched)]
