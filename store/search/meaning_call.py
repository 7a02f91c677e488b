"""Calls the search by meaning in a worker process, so that the caller loads neither spaCy nor NumPy."""

from pathlib import Path


def nearest_ids(library: Path, pipeline: Path | None, text: str, limit: int) -> list[int]:
    """Return what `meaning_search.nearest_ids` returns; raise what it raises."""
    from store.search.meaning_search import nearest_ids

    return nearest_ids(library, pipeline, text, limit)
