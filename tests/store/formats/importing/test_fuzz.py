"""Broken exports and files are read or reported; `python -m tests.bench.fuzzing` tries any number."""

from tests.store.formats.importing.mutations import read_all


def test_broken_exports_are_read_or_reported() -> None:
    went, longest = read_all(150, seed=7)
    assert went["Incoming"] > 30
    assert went["Wanted"] > 10
    assert went["reported"] > 30
    assert longest < 30
