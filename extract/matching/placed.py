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

    @property
    def around(self) -> tuple[str, str]:
        """The line's words before and behind the figure."""
        figure = " ".join(self.claim.text.split())
        at = self.claim.in_line
        if at < 0 or not self.text.startswith(figure, at):
            # Claims that an older extractor stored, or a text that is no line: the first place is the best guess.
            at = self.text.find(figure)
        return (self.text, "") if at < 0 else (self.text[:at], self.text[at + len(figure) :])


def days_between(a: Placed, b: Placed) -> float | None:
    """Return by how many days b is later than a, None where a date is missing."""
    first, second = _when(a.published), _when(b.published)
    return None if first is None or second is None else (second - first).total_seconds() / 86400


def year_of(a: Placed, b: Placed) -> int | None:
    """Return the year of the earlier publication, None where neither has one."""
    years = [int(placed.published[:4]) for placed in (a, b) if placed.published[:4].isdigit()]
    return min(years, default=None)


@lru_cache(maxsize=1024)
def _when(published: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
