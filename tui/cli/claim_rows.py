"""Parts of JSON rows about a claim that several commands print."""

from typing import Any

from extract.claim import Claim
from store.library.articles import Article


def place_row(article: Article, claim: Claim) -> dict[str, Any]:
    """Return where a claim is: its article and its figure."""
    return {"id": article.added_as, "start": claim.start, "end": claim.end, "text": claim.text}


def value_row(claim: Claim) -> dict[str, Any]:
    """Return what a claim says: its value and what that measures."""
    return {
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "subject": claim.subject,
    }
