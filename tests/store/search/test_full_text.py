"""Searching: whatever a person types is read as words, never as invalid syntax."""

import sqlite3

import pytest

from store.ingest.adding import add
from store.library import articles, reading_state
from store.search.full_text import matched, search
from store.search.inflections import forms
from store.search.query import parse
from tests.store.handmade_claims import incoming

TEXTS = {
    "bicycle.txt": "Bicycles for Lindhaven\nThe council will buy 1,100 bicycles for its staff at AT&T Square.",
    "barrier.txt": "Tide barrier costs double\nThe barrier costs 12.5% more than planned, the ministry said.",
    "flood.txt": "Flooding in Oldmouth\nHomes flooded. The café Éclair was wrecked; programs in C++ were not.",
    "hostile.txt": 'A [bold]markup[/bold] story\n<b>tags</b> and * stars " quotes NEAR(this) AND OR NOT.',
}


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    for name, text in TEXTS.items():
        title, body = text.split("\n")
        add(conn, incoming(body, name, title=title), [], "1")
    return conn


def articles_for(conn: sqlite3.Connection, text: str) -> list[str]:
    return [hit.article.added_as for hit in search(conn, text)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bicy", "bicycle.txt"),
        ("bicycle", "bicycle.txt"),
        ("1,100", "bicycle.txt"),
        ("AT&T", "bicycle.txt"),
        ("12.5%", "barrier.txt"),
        ("double cost", "barrier.txt"),
        ("planning", "barrier.txt"),
        ("buying staff", "bicycle.txt"),
        ('"tide barrier"', "barrier.txt"),
        ('"tide barr', "barrier.txt"),
        ("C++", "flood.txt"),
        ("cafe", "flood.txt"),
        ("eclair", "flood.txt"),
        ("flooding", "flood.txt"),
        ("floods", "flood.txt"),
        ("NEAR(", "hostile.txt"),
        ("stars AND", "hostile.txt"),
        ("the -barrier -homes -stars", "bicycle.txt"),
        ("<b>", "hostile.txt"),
        ("[bold]", "hostile.txt"),
    ],
)
def test_a_query_finds_articles(library: sqlite3.Connection, typed: str, name: str) -> None:
    assert name in articles_for(library, typed)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "(", ")", '"', '""', '"("', "*", "-", "--", "- -", "AND", "^", "a:b", "{a b}:", "NOT x", "+", "\x00", "'",
     "a*b", "-homes", "title:", "barrier OR", "NEAR(a b, 2)", "\ud800", "”", "🚲", "-" * 500, "word " * 2000],
    ids=lambda typed: ascii(typed)[:20],
)  # fmt: skip
def test_no_query_is_an_error(library: sqlite3.Connection, typed: str) -> None:
    search(library, typed)
    articles.count(library, typed)
    articles.page(library, 0, 10, typed)


def test_all_words_of_a_query_must_match(library: sqlite3.Connection) -> None:
    assert articles_for(library, "barrier bicycles") == []


def test_a_phrase_matches_only_as_a_whole(library: sqlite3.Connection) -> None:
    assert articles_for(library, '"barrier tide"') == []
    assert articles_for(library, '"barrier tide') == [], "also while it is being typed"


def test_an_incomplete_last_word_finds_what_the_whole_word_does(library: sqlite3.Connection) -> None:
    word = "bicycles"
    assert {tuple(articles_for(library, word[:length])) for length in range(2, len(word) + 1)} == {("bicycle.txt",)}


def test_a_match_in_the_title_comes_first(library: sqlite3.Connection) -> None:
    add(library, incoming("A long text that names a barrier once, and then goes on about the sea.", "sea.txt"), [], "1")
    assert articles_for(library, "barrier") == ["barrier.txt", "sea.txt"]


def test_the_snippet_shows_where_the_words_are(library: sqlite3.Connection) -> None:
    (hit,) = search(library, "ministry")
    assert ("ministry", True) in hit.snippet
    assert "".join(piece for piece, _ in hit.snippet) == TEXTS["barrier.txt"].split("\n")[1]


def test_only_the_newest_version_is_searched(library: sqlite3.Connection) -> None:
    add(library, incoming("The sea is calm.", "barrier.txt"), [], "1")
    assert articles_for(library, "ministry") == []
    assert articles_for(library, "calm") == ["barrier.txt"]


def test_the_list_and_its_count_use_the_same_filter(library: sqlite3.Connection) -> None:
    for typed in ("barrier", "the", "-barrier", "(", "nothing such"):
        assert articles.count(library, typed) == len(articles.page(library, 0, 100, typed))
    assert articles.count(library, "-barrier") == len(TEXTS) - 1


def test_hits_come_in_pages(library: sqlite3.Connection) -> None:
    everything = articles_for(library, "the")
    paged = [search(library, "the", limit=1, offset=offset)[0].article.added_as for offset in range(len(everything))]
    assert paged == articles_for(library, "the")


def test_the_index_agrees_with_the_texts(library: sqlite3.Connection) -> None:
    library.execute("INSERT INTO versions_fts(versions_fts) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    ("word", "other"),
    [("floods", "flooded"), ("flooding", "flood"), ("stopped", "stopping"), ("cities", "city"), ("city", "cities"),
     ("injured", "injuring"), ("houses", "house"), ("killing", "killed"), ("carried", "carry"), ("boxes", "box")],
)  # fmt: skip
def test_inflections_of_a_word_are_found(word: str, other: str) -> None:
    assert other in forms(word)


@pytest.mark.parametrize("word", ["press", "crisis", "virus", "red", "ring", "during", "bring"])
def test_an_ending_that_belongs_to_the_word_is_not_removed(word: str) -> None:
    assert forms(word)[0] == word
    assert not set(forms(word)) & {"pres", "crisi", "viru", "r", "br"}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bicycle OR barrier", {"bicycle.txt", "barrier.txt"}),
        ("bicycle OR barrier costs", {"barrier.txt"}),
        ("costs bicycle OR barrier", {"barrier.txt"}),
        ('bicycle OR "tide barrier" OR homes', {"bicycle.txt", "barrier.txt", "flood.txt"}),
        ("bicycle or barrier", set()),
        ("bicycle OR tag:sea", {"bicycle.txt", "flood.txt"}),
        ("tag:sea OR -the", {"flood.txt", "hostile.txt"}),
        ("OR bicycle", {"bicycle.txt"}),
        ("bicycle OR", {"bicycle.txt"}),
    ],
)
def test_or_finds_either_of_two_terms(library: sqlite3.Connection, typed: str, names: set[str]) -> None:
    reading_state.set_tags(library, 3, ["sea"])
    assert set(articles_for(library, typed)) == names
    assert articles.count(library, typed) == len(names)


def test_a_query_of_signs_only_is_empty() -> None:
    assert parse("( * -%").empty


def lit(conn: sqlite3.Connection, typed: str, article: int) -> tuple[list[str], list[str]]:
    """Return the words of an article's title and text that a search matches."""
    title, text = list(TEXTS.values())[article - 1].split("\n")
    in_title, in_text = matched(conn, article, typed)
    return [title[start:end] for start, end in in_title], [text[start:end] for start, end in in_text]


def test_matches_are_located_in_title_and_text(library: sqlite3.Connection) -> None:
    assert lit(library, "flood", 3) == (["Flooding"], ["flooded"])
    assert lit(library, "eclair -stars", 3) == ([], ["Éclair"])
    assert lit(library, '"tide barrier" cost', 2) == (["Tide barrier", "costs"], ["costs"])


def test_filters_and_missing_words_have_no_matches_in_an_article(library: sqlite3.Connection) -> None:
    assert matched(library, 3, "is:unread") == ([], [])
    assert matched(library, 3, "bicycle") == ([], [])
    assert matched(library, 3, "") == ([], [])
