"""Broken pages and feeds are read or reported; `python -m tests.bench.fuzzing` tries two thousand."""

from tests.store.archive.web.mutations import read_all


def test_broken_pages_and_feeds_are_read_or_reported() -> None:
    went, longest = read_all(150, seed=7)
    assert went["page"] > 30
    assert went["feed"] > 30
    assert went["told"] > 30
    assert longest < 30
