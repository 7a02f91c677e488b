"""Attribune's extractor: text in, claims out. It uses no database, no screen and no network.

Example:

import extract

for claim in extract.claims("The Red Cross said that at least 250 homes were flooded."):
    print(claim.text, claim.source and claim.source.name)
"""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported only with the first text: opening the library needs neither.
    from extract.claim import Claim
    from extract.extractor import Extractor

__all__ = ["VERSION", "claims"]

# Stored with every article's claims; to be raised whenever the same text gives different claims.
VERSION = "15"

# The inference library reports to its maker unless this is in the environment when it is loaded. It is set in this
# package because every import of a component runs it first; a value from outside is overridden.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def claims(text: str, *, title: str = "", published: str = "") -> "list[Claim]":
    """Return the claims of an English text in text order; a text in another language has none.

    Offsets are those of Python's str, end exclusive. title and published, an ISO 8601 date, help to find what is
    measured and when. The first call loads the shipped pipeline, which takes a second or two. For other pipelines, or
    for many texts at once, use `extract.extractor.Extractor`.

    Raises ExtractionError if the text has more than two million characters.
    """
    return _extractor().claims(text, title=title, published=published)


@cache
def _extractor() -> "Extractor":
    from extract.extractor import Extractor

    return Extractor()
