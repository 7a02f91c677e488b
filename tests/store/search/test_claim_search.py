"""Claims are found by a sentence or a number, the nearest first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.demo import build
from store.library import trash
from store.library.connection import open_writer
from store.search.claim_search import nearest
from tests.tui.stories import Stated, Story, Tie, write_library


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    return path


@pytest.fixture
def conn(demo: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(demo)) as writer:
        yield writer


def best(conn: sqlite3.Connection, text: str, number: int = 1) -> list[tuple[str, str]]:
    """Return the figures of the best hits, each with its source."""
    hits = nearest(conn, text, number)
    return [(hit.claim.claim.text, hit.claim.claim.source.name if hit.claim.claim.source else "") for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Has anyone said that 450 jobs will go in Sorley?", ("at least 450", "United Metalworkers")),
        ("the barrier will cost 1.7 billion", ("$1.7 billion", "works ministry")),
        ("at least 250 homes were flooded", ("at least 250", "Red Cross")),
    ],
)
def test_a_sentence_finds_the_claim_that_states_it(
    conn: sqlite3.Connection, text: str, expected: tuple[str, str]
) -> None:
    assert best(conn, text) == [expected]


@pytest.mark.parametrize("number", ["1,700,000,000", "1.7 billion", "1700 million"])
def test_a_number_finds_the_claims_with_its_value_in_any_form(conn: sqlite3.Connection, number: str) -> None:
    assert {figure for figure, _ in best(conn, number, 2)} == {"$1.7 billion"}


def test_an_equal_value_precedes_a_range_that_contains_it(conn: sqlite3.Connection) -> None:
    scores = [hit.score for hit in nearest(conn, "60", 50)]
    exact = [hit.claim.claim.value == 60 for hit in nearest(conn, "60", 50)]
    assert scores == sorted(scores, reverse=True)
    assert exact == sorted(exact, reverse=True)
    assert True in exact


@pytest.mark.parametrize("text", ["", "the and of", "xylophone", '"', "NEAR(", "987654321"])
def test_a_sentence_that_nobody_stated_finds_nothing(conn: sqlite3.Connection, text: str) -> None:
    assert nearest(conn, text) == []


def test_the_claims_have_the_signs_of_the_margin(tmp_path: Path) -> None:
    def story(day: int, figure: str) -> Story:
        text = f"{figure} homes were flooded, the mayor said."
        return Story(figure, "Post", f"2026-03-1{day}", text, (Stated(figure, "homes flooded", "the mayor", "said"),))

    ties = (Tie((0, 0), (1, 0), "updates", ""),)
    with closing(open_writer(write_library(tmp_path / "two.db", (story(2, "90"), story(4, "250")), ties))) as conn:
        signs = {hit.claim.claim.text: set(hit.claim.signs) for hit in nearest(conn, "homes flooded")}
    assert signs == {"90": {"updates"}, "250": {"earlier"}}


def test_trashed_articles_are_not_found(conn: sqlite3.Connection) -> None:
    (hit,) = nearest(conn, "450 jobs will go in Sorley", 1)
    trash.delete(conn, [hit.article.id])
    try:
        assert hit.article.id not in {other.article.id for other in nearest(conn, "450 jobs will go in Sorley")}
    finally:
        trash.restore(conn, [hit.article.id])
