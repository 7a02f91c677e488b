"""Filters in queries: by source, figure, date, state and feed."""

import sqlite3
from datetime import date

import pytest

from store.archive.web.opml import Outline
from store.library import articles
from store.library.feeds import subscribe
from store.search.query import parse
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, put

# A Wednesday.
TODAY = date(2026, 3, 18)


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Three articles: Governor Brandt says 220 homes, the fire service says 90, and the third has no figure."""
    put(conn, GOVERNOR, "governor", published="2026-03-14", outlet="Harbour Post")
    put(conn, FIRE_SERVICE, "fire", published="2026-03-16", outlet="Coast Wire")
    put(conn, f"{RED_CROSS} Gone.", "red", published="2026-03-17", outlet="The Ferry")
    conn.execute("UPDATE claims SET value = NULL, low = 1000, high = 3000 WHERE id = 3")
    conn.execute("UPDATE counted SET kind = 'money' WHERE claim = 3")
    return conn


def articles_for(conn: sqlite3.Connection, query: str) -> set[str]:
    return {article.added_as for article in articles.page(conn, 0, 10, query)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("source:brandt", {"governor"}),
        ("source:Ana", {"governor"}),
        ('source:"red cross"', {"red"}),
        ("source:ire", set()),
        ("-source:brandt", {"fire", "red"}),
        ("source:brandt OR source:fire", {"governor", "fire"}),
        ("figure>100", {"governor", "red"}),
        ("figure>=220", {"governor", "red"}),
        ("figure<100", {"fire"}),
        ("figure<=90", {"fire"}),
        ("figure:220", {"governor"}),
        ("figure=2,000", {"red"}),
        ("figure>2.5k", {"red"}),
        ("figure>$1", {"red"}),
        ("figure>1%", set()),
        ("homes>100", {"governor", "red"}),
        ("home<100", {"fire"}),
        ("flooded>200", {"governor", "red"}),
        ("soldiers>10", set()),
        ("outlet:wire", {"fire"}),
        ("since:2026-03-16", {"fire", "red"}),
        ("since:2026-03", {"governor", "fire", "red"}),
        ("before:2026-03-16", {"governor"}),
        ("since:2026-03-15 before:2026-03-17", {"fire"}),
    ],
)
def test_a_filter_finds_articles(library: sqlite3.Connection, query: str, names: set[str]) -> None:
    assert articles_for(library, query) == names
    assert articles.count(library, query) == len(names)


def test_a_changed_or_removed_claim_is_no_longer_found(library: sqlite3.Connection) -> None:
    library.execute("UPDATE claims SET value = 5 WHERE id = 1")
    assert articles_for(library, "homes<10") == {"governor"}
    assert articles_for(library, "homes=220 OR figure:220") == set()
    library.execute("PRAGMA foreign_keys = OFF")
    library.execute("DELETE FROM claims WHERE id = 1")
    assert articles_for(library, "homes<10") == set()


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", "2026-03-18"),
        ("yesterday", "2026-03-17"),
        ("Yesterday", "2026-03-17"),
        ("monday", "2026-03-16"),
        ("wednesday", "2026-03-18"),
        ("thursday", "2026-03-12"),
        ("3d", "2026-03-15"),
        ("2w", "2026-03-04"),
        ("2026", "2026"),
        ("2026-03-01t09:00", "2026-03-01T09:00"),
    ],
)
def test_days_may_be_given_in_words(word: str, day: str) -> None:
    (condition,) = parse(f"since:{word}", TODAY).conditions
    assert condition.values == (day,)


def test_a_feed_is_found_by_its_number_title_or_address(library: sqlite3.Connection) -> None:
    subscribe(library, Outline("https://post.example/feed", "Harbour Post", "", ""))
    library.execute("INSERT INTO feed_items VALUES (1, 'k', x'', 1, 0, '', ''), (1, 'gone', x'', NULL, 0, '', '')")
    for name in ("1", "harbour", "https://post.example/feed"):
        assert articles_for(library, f'feed:"{name}"') == {"governor"}
        assert articles_for(library, f'-feed:"{name}"') == {"fire", "red"}
    assert articles_for(library, "feed:2") == set()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("barrier author:brandt", "author: is unknown in a search: there are is:, tag:, outlet:, source:, feed:"),
        ("is:unraed", "is:unraed is unknown: there is is:unread, is:read"),
        ("since:tomorow", "since:tomorow is not a day: write 2026-03-01, 2026-03, today"),
        ("before:2026-13-01", "before:2026-13-01 is not a day"),
        ("killed>many", "killed>many has no number: write killed>1000"),
        ("figure:x", "figure=x has no number"),
    ],
)
def test_an_unknown_filter_is_reported(library: sqlite3.Connection, query: str, words: str) -> None:
    assert parse(query).trouble.startswith(words)
    assert "\n" not in parse(query).trouble
    assert articles_for(library, query) == set()


@pytest.mark.parametrize("text", ["https://example.org/1", "12:30", "Update:", "a->b", "<b>", "c=d", '"author:brandt"'])
def test_other_signs_within_a_word_are_text(text: str) -> None:
    query = parse(text)
    assert (query.trouble, query.conditions) == ("", ())
    assert query.match
