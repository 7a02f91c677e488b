"""Reads the values of a quantity across the library, by the day each refers to and by source."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.claim import Claim
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking import quantities
from store.linking.quantities import Member
from store.linking.voices import utterance, voices

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a quantity, as a source gave it. as_of: the ISO day, time or year it refers to; "" if undated.

    articles: those that print it, first published first; the claim is the first one's. relation: to the given claim; ""
    for that claim itself and for one without a link to it. voice: equal for the values of one source, "" if none is
    named.
    """

    as_of: str
    claim: StoredClaim
    articles: tuple[Article, ...]
    relation: str
    voice: str = ""

    @property
    def article(self) -> Article:
        """The article that the claim is of."""
        return self.articles[0]

    @property
    def denies(self) -> bool:
        """True if the source denies the value instead of giving it."""
        return self.claim.claim.stance == "denied"


def timeline(conn: sqlite3.Connection, claim_id: int) -> list[Point]:
    """Return the values of a claim's quantity, including its own, in order of time; undated ones last.

    What one source says through several outlets, and what near duplicates say, is one point.
    """
    members = quantities.members(conn, claim_id)
    speaking = voices([utterance(member.claim.claim, member.article, member.sentence) for member in members])
    points: dict[tuple[str, object], list[Member]] = {}
    for voice, member in zip(speaking, members, strict=True):
        claim, article = member.claim.claim, member.article
        text = "" if voice else article.voice or article.id
        number = (claim.stance == "denied", number_of(claim))
        points.setdefault((voice, (text, number, as_of_time(claim, article.published)[:10])), []).append(member)
    dated = [_point(some, claim_id, voice) for (voice, _), some in points.items()]
    return sorted(dated, key=lambda point: (not point.as_of, point.as_of))


def as_of_time(claim: Claim, published: str) -> str:
    """Return the time a figure refers to: the day or single year that the text names, else its publication."""
    printed, day = moment_of(published), moment_of(claim.about.as_of)
    if day and not (printed and day.date() == printed.date()):
        return claim.about.as_of
    if len(claim.about.years) == 1 and _YEAR.fullmatch(claim.about.years[0]):
        return claim.about.years[0]
    return published if printed else claim.about.as_of


def is_earlier(claim: Claim, published: str, than: Claim, than_published: str) -> bool:
    """Return True if a claim refers to an earlier time than another or, if both to one time, was published earlier."""
    times = (as_of_time(claim, published), as_of_time(than, than_published)), (published, than_published)
    for own, other in times:
        before, after = moment_of(own), moment_of(other)
        if before and after and before != after:
            return before < after
    return False


def moment_of(text: str) -> datetime | None:
    """Return an ISO time, in UTC if it has no zone, for a year its middle; None if it is not a time."""
    try:
        moment = datetime(int(text), 7, 1) if _YEAR.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def value_of(claim: Claim) -> float | None:
    """Return a claim's value or, without one, the lower or else the upper end of its range."""
    return claim.value if claim.value is not None else claim.low if claim.low is not None else claim.high


def number_of(claim: Claim) -> tuple[object, ...]:
    """Return a key that is equal for two claims with the same value."""
    if claim.value is None and claim.low is None and claim.high is None:
        return (claim.text.casefold(),)
    unit = claim.unit if claim.kind not in {"count", "other"} else None
    return claim.value, claim.low, claim.high, claim.bound, unit


def _point(some: Sequence[Member], claim_id: int, voice: str) -> Point:
    relations = [member.relation for member in some if member.relation]
    relation = "" if any(member.claim.id == claim_id for member in some) or not relations else relations[0]
    first, article = some[0].claim, some[0].article
    homes = {member.article.id: member.article for member in some}
    return Point(as_of_time(first.claim, article.published), first, tuple(homes.values()), relation, voice)
