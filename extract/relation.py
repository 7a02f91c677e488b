"""Decides how two claims of different articles stand to each other, and why: pure, from the claims alone.

Two questions in turn: do the articles tell of one event, and do the figures measure the same thing in it? Then values,
bounds, sources and dates say which relation it is. Weights and thresholds are in `lexicon/relations.toml`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from extract.claim import Claim
from extract.lexicon import weights, words
from extract.likeness import apart, features, logistic, one_event, people_fit, restricted
from extract.values import class_of, comparable, ends_of, far

RelationName = Literal["repeats", "agrees", "updates", "differs", "part", "related"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with what a decision needs to know of its article; text is the line that holds the figure."""

    claim: Claim
    article: str
    outlet: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim stands to another; score from 0 to 1 says how sure it is; the reason can be checked by a reader."""

    name: RelationName
    score: float
    reason: str


def keys_of(claim: Claim) -> tuple[str, ...]:
    """Return the index terms of a claim; two claims about one quantity share several."""
    about = claim.about
    keys = [f"w:{term}" for term in about.terms[:8]]
    keys += [f"t:{word}" for word in (*about.topic, *about.names)]
    if about.event:
        keys.append(f"e:{about.event}:{about.people or about.counted or claim.kind}")
    low, high = ends_of(claim)
    if low is not None and high is not None:
        keys.append(f"v:{low:g}:{high:g}:{class_of(claim)}")
    if claim.source is not None and claim.source.key:
        keys.append(f"s:{claim.source.key}")
    return tuple(dict.fromkeys(keys))


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


def relate(a: Placed, b: Placed) -> Relation | None:
    """Return how b stands to a, or None where the two have nothing to do with each other."""
    limits = weights("thresholds")
    one, two = a.claim, b.claim
    event = one_event(one, two)
    if event < limits["one_event"]:
        return None
    days = days_between(a, b)
    if days is not None and abs(days) > limits["days_apart"]:
        return None
    alike = features(one, two, (a.text, b.text), later=bool(days))
    if comparable(one, two) and not apart(one, two):
        if event >= limits["part_event"] and (inside := _inside(one, two)):
            return Relation("part", limits["part"], _reason(a, b, alike, inside))
        score = logistic("quantity", alike)
        if score >= limits["same"] and (found := _same_quantity(a, b, alike, score, days)):
            return found
    both = {one.about.event, two.about.event} <= words("events", "outcomes")
    if alike["terms"] >= limits["related_terms"] or alike["same_event"] or (both and event >= limits["part_event"]):
        strength = 0.5 * event * max(alike["terms"], 0.5 * alike["same_event"], 0.25 * both)
        return Relation("related", round(strength, 3), _reason(a, b, alike, "another quantity"))
    return None


def _inside(a: Claim, b: Claim) -> str:
    """Say why one count contains the other; "" where neither does, as far as the texts tell."""
    here, there = a.about, b.about
    low, high = sorted(ends_of(claim)[0] or 0 for claim in (a, b))
    if class_of(a) != "count" or here.years != there.years or low == high or not people_fit(a, b):
        return ""
    events = {here.event, there.event}
    whole, part = (a, b) if here.event == "harm" else (b, a)
    if len(events) == 2 and "harm" in events and events & {"kill", "injure"}:
        fits = (ends_of(part)[0] or 0) <= (ends_of(whole)[1] or 0) and not restricted(whole)
        return f"one counts the killed and injured, the other the {_FATES[part.about.event]}" if fits else ""
    of_them = ["of them" in claim.about.scope for claim in (a, b)]
    if len(events) == 1 and here.event in words("events", "fates") and of_them[0] != of_them[1]:
        whole, part = (b, a) if of_them[0] else (a, b)
        fits = (ends_of(part)[0] or 0) < (ends_of(whole)[1] or 0) and not restricted(whole) and bool(part.about.where)
        return "one counts those from a place among the other’s" if fits else ""
    return ""


_FATES = {"kill": "killed", "injure": "injured"}


def _same_quantity(a: Placed, b: Placed, alike: dict[str, float], score: float, days: float | None) -> Relation | None:
    limits = weights("thresholds")
    first, second = a.claim, b.claim
    if (first.stance == "denied") != (second.stance == "denied"):
        return Relation("differs", score, _reason(a, b, alike, "one source denies it"))
    same_source = alike["same_source"] > 0
    if alike["same_value"] or alike["compatible"]:
        if same_source:
            return Relation("repeats", score, _reason(a, b, alike, "same source"))
        if alike["same_value"] and alike["sentence"] >= limits["copy"]:
            return Relation("repeats", score, _reason(a, b, alike, "one text copies the other"))
        return Relation("agrees", score, _reason(a, b, alike, _sources(first, second)))
    if alike["other_year"] or far(first, second):
        # Another year, or another order of size: more likely another event than another count of this one.
        return None
    if _is_later(a, b, days, same_source=same_source):
        change = f"{first.text} → {second.text}" if (days or 0) >= 0 else f"{second.text} → {first.text}"
        parts = ("same source" if same_source else "", _span(days), change)
        return Relation("updates", score, _reason(a, b, alike, *parts))
    if score < limits["same_for_differs"]:
        return None
    return Relation("differs", score, _reason(a, b, alike, _sources(first, second), f"{first.text} / {second.text}"))


def _is_later(a: Placed, b: Placed, days: float | None, *, same_source: bool) -> bool:
    """Say whether another value is a later state and no contradiction: a source's revision, or a toll that went on.

    What others measure of a thing that stands still, such as a price, contradicts whenever it is said.
    """
    if same_source:
        return True
    days_of = a.claim.about.as_of, b.claim.about.as_of
    apart_in_time = days is not None and abs(days) * 24 >= weights("thresholds")["update_hours"]
    later = apart_in_time or (days is not None and all(days_of) and days_of[0] != days_of[1])
    moving = a.claim.about.event in words("events", "moving")
    unsaid = a.claim.source is None or b.claim.source is None
    return later and (moving or unsaid)


def _sources(a: Claim, b: Claim) -> str:
    if a.source is None or b.source is None:
        return "no source named" if a.source is None and b.source is None else "only one names a source"
    return "other source"


def _span(days: float | None) -> str:
    if not days:
        return ""
    count = round(abs(days))
    later = "later" if days >= 0 else "earlier"
    return f"{count} day{'s' if count != 1 else ''} {later}" if count else f"{abs(days) * 24:.0f} hours {later}"


def _reason(a: Placed, b: Placed, alike: dict[str, float], *more: str) -> str:
    here, there = a.claim.about, b.claim.about
    shared = [word for word in (*here.names, *here.topic) if word in {*there.names, *there.topic}][:3]
    parts = [f"same event: {', '.join(shared)}"] if shared else []
    if alike["same_counted"] or alike["same_event"]:
        parts.append(f"same count: {a.claim.subject or here.counted or here.event}")
    elif alike["terms"] >= 0.3:
        parts.append("same words: " + ", ".join([term for term in here.terms if term in there.terms][:3]))
    return "; ".join([*parts, *(part for part in more if part)])
