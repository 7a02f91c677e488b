"""Builds the sides of a comparison from handmade claims."""

from extract.matching.placed import Placed
from extract.matching.side import Side
from tests.store.handmade_claims import flooded


def side_of(*texts: str) -> Side:
    """Return the claims of texts in `tests.store.handmade_claims` as one article's side."""
    return Side([Placed(flooded(text), "1", "", "2026-03-14", text) for text in texts])
