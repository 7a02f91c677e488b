"""Describes another claim relative to the current one: its outlet, earlier or later, a part."""

from collections.abc import Sequence
from datetime import datetime

from extract.claim import Claim
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.links import Link
from store.linking.timeline import Point, as_of_time, is_earlier, moment_of, value_of
from tui.text.cell_wording import counted, day, joined, one_line, outlet_of
from tui.text.link_groups import EARLIER
from tui.text.signs import LOOKS, Look


def place_of(link: Link, article: Article) -> str:
    """Return outlet and day of a link's article, or `this article`."""
    if link.article.id != article.id:
        return joined((outlet_of(link.article), day(link.article.published)))
    return "this article" if link.article.version == article.version else f"version {link.article.version} of this"


def position(relation: str, claim: StoredClaim, article: Article, link: Link) -> str:
    """Return how a link's claim relates to the current one: `2 days later`, `a part of this`; "" if neither."""
    if relation in ("updates", EARLIER):
        return how_much_later(_moment(claim.claim, article), _moment(link.claim.claim, link.article))
    if relation == "part":
        here, there = value_of(claim.claim), value_of(link.claim.claim)
        if here is not None and there is not None and here != there:
            return "the whole of this" if there > here else "a part of this"
    return ""


def sign_of(point: Point, points: Sequence[Point], asked: int) -> Look | None:
    """Return the sign of a value in a timeline, None if it has none; asked: the id of the claim that it relates to."""
    own = next((other for other in points if other.claim.id == asked), None)
    past = own and is_earlier(point.claim.claim, point.article.published, own.claim.claim, own.article.published)
    return LOOKS.get(EARLIER if past and point.relation == "updates" else point.relation)


def why(reason: str) -> str:
    """Return the reason of a link as short facts: `event flood, Oldmouth · homes flooded · 90 against 220`."""
    facts = []
    for part in one_line(reason).split("; "):
        name, colon, words = part.partition(": ")
        if part in ("other source", "another quantity"):
            # The entry already says who says it, and that it is another quantity.
            continue
        shown = {"same event": f"event {words}", "same count": words, "same words": f"words {words}"}
        facts.append(shown.get(name, part) if colon else part.replace(" / ", " against "))
    return joined(facts)


def how_much_later(own: datetime | None, other: datetime | None) -> str:
    """Return how much later or earlier another moment is, `2 days later`; "" if either is unknown, or both are one."""
    if own is None or other is None or own == other:
        return ""
    hours = abs((other - own).total_seconds()) / 3600
    # Where only a day is known, Sunday is two days before Tuesday evening.
    days = abs((other.date() - own.date()).days)
    span = counted(days, "day") if hours >= 24 else counted(max(1, round(hours)), "hour")
    return f"{span} {'later' if other > own else 'earlier'}"


def _moment(claim: Claim, article: Article) -> datetime | None:
    return moment_of(as_of_time(claim, article.published))
