"""A claim with what a decision needs to know of its article."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from extract.claim import Claim


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with what a decision needs to know of its article; text is the line that holds the figure."""

    claim: Claim
    article: str
    outlet: str
    published: str
    text: str


def days_between(a: Placed, b: Placed) -> float | None:
    """Return by how many days b is later than a, None where a date is missing."""
    first, second = _when(a.published), _when(b.published)
    return None if first is None or second is None else (second - first).total_seconds() / 86400


@lru_cache(maxsize=1024)
def _when(published: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
