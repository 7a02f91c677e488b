"""Whatever is typed becomes a valid query for the index."""

import sqlite3

import pytest

from store.ingest.adding import add
from store.search.full_text import search
from tests.store.handmade_claims import incoming


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ('is:"flooding', []),
        ('homes is:"flooding" flooded', []),
        ('planned"12.5% more"', ["barrier.txt"]),
        ('planned"flooded', []),
        ('is:unread"12.5% more"', ["barrier.txt"]),
        ("barrier\x00", ["barrier.txt"]),
        ("costs\x00more", []),
        ('"tide\x00barrier"', ["barrier.txt"]),
    ],
)
def test_a_quotation_mark_or_a_nul_within_a_word_is_no_error(
    conn: sqlite3.Connection, typed: str, names: list[str]
) -> None:
    add(conn, incoming("The barrier costs 12.5% more than planned.", "barrier.txt", title="Tide barrier"), [], "1")
    add(conn, incoming("Homes flooded in Oldmouth.", "flood.txt", title="Flooding"), [], "1")
    assert [hit.article.added_as for hit in search(conn, typed)] == names
