"""The library in other programs: its views show claims, sources and quantities to plain SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store import demo


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The demo library as another program opens it, without our SQL functions."""
    demo.build(tmp_path / "library.db")
    with closing(sqlite3.connect(f"file:{tmp_path / 'library.db'}?mode=ro", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        yield conn


def test_a_claim_is_shown_with_its_figure_source_and_article(plain: sqlite3.Connection) -> None:
    (row,) = plain.execute("SELECT * FROM all_claims WHERE figure = '450' AND outlet = 'Trade Monitor'")
    assert (row["kind"], row["value"], row["measures"]) == ("count", 450, "… jobs would go in Sorley")
    assert (row["source"], row["cue"], row["stance"], row["contested"]) == ("Ines Corte", "denied", "denied", 1)
    assert row["published"] == "2026-03-12"


def test_all_claims_of_newest_versions_are_shown(plain: sqlite3.Connection) -> None:
    (shown,) = plain.execute("SELECT count(*) FROM all_claims").fetchone()
    (stored,) = plain.execute("SELECT sum(claims) FROM articles").fetchone()
    assert shown == stored > 100
    (without_figure,) = plain.execute("SELECT count(*) FROM all_claims WHERE figure = ''").fetchone()
    assert without_figure == 0


def test_a_source_is_shown_with_its_number_of_claims(plain: sqlite3.Connection) -> None:
    row = plain.execute("SELECT * FROM all_sources WHERE name = 'Ana Brandt'").fetchone()
    (claims,) = plain.execute("SELECT count(*) FROM all_claims WHERE source = 'Ana Brandt'").fetchone()
    assert row["claims"] == claims > 0
    assert row["contested"] > 0
    assert row["first"] <= row["last"]


def test_a_quantity_is_shown_with_its_values(plain: sqlite3.Connection) -> None:
    (quantity,) = plain.execute(
        "SELECT quantity FROM all_claims WHERE figure = '450' AND outlet = 'Trade Monitor'"
    ).fetchone()
    row = plain.execute("SELECT * FROM all_quantities WHERE quantity = ?", (quantity,)).fetchone()
    assert (row["label"], row["lowest"], row["highest"]) == ("… jobs would go in Sorley", 220, 450)
    assert (row["claims"], row["articles"], row["sources"], row["contested"]) == (4, 3, 3, 1)
