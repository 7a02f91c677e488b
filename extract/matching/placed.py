"""Defines Placed, a claim with what a decision needs to know about its article."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from extract.claim import Claim


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with what a decision needs to know about its article; text: the line with the figure."""

    claim: Claim
    article: str
    outlet: str
    published: str
    text: str

    @property
    def around(self) -> tuple[str, str]:
        """The line's words before and after the figure."""
        return _around(self.text, self.claim.text, self.claim.in_line)


# Rules look at a line again for each claim of another article.
@lru_cache(maxsize=4096)
def _around(line: str, text: str, at: int) -> tuple[str, str]:
    figure = " ".join(text.split())
    if at < 0 or not line.startswith(figure, at):
        # For claims from an older extractor, or a text that is not a line, the first occurrence is the best guess.
        at = line.find(figure)
    return (line, "") if at < 0 else (line[:at], line[at + len(figure) :])


def days_between(a: Placed, b: Placed) -> float | None:
    """Return by how many days b is later than a, None if a date is missing."""
    first, second = _when(a.published), _when(b.published)
    return None if first is None or second is None else (second - first).total_seconds() / 86400


def year_of(a: Placed, b: Placed) -> int | None:
    """Return the year of the earlier publication, None if neither has a date."""
    years = [int(placed.published[:4]) for placed in (a, b) if placed.published[:4].isdigit()]
    return min(years, default=None)


@lru_cache(maxsize=1024)
def _when(published: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
