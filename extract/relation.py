"""Decides how two claims of different articles stand to each other, and why: pure, from the claims alone.

Two questions in turn: do the articles tell of one event, and do the figures measure the same thing in it? Then values,
bounds, sources and dates say which relation it is. Weights and thresholds are in `lexicon/relations.toml`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Literal

from extract.claim import Claim, Subject
from extract.lexicon import load, weights, words
from extract.likeness import (
    apart,
    at_other_times,
    confidence,
    features,
    logistic,
    named_in,
    one_event,
    other_named,
    other_things,
    people_fit,
    restricted,
    same_things,
    shared_words,
)
from extract.names import bare_key, is_local
from extract.values import beyond, can_hold, class_of, comparable, ends_of, far, same_value, unit_names

RelationName = Literal["repeats", "agrees", "updates", "differs", "part", "perhaps", "related"]


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
    # Put into words when asked for: of most relations that are looked for, the words are never read.
    why: str | Callable[[], str]

    @property
    def reason(self) -> str:
        """Why the two are thought to stand so."""
        return self.why if isinstance(self.why, str) else self.why()


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
    if claim.source is not None and claim.source.key and not is_local(claim.source.key):
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


def are_strangers(a: Placed, b: Placed) -> bool:
    """Say whether the two articles tell of different events, so that none of their claims are related."""
    return one_event(a.claim, b.claim) < weights("thresholds")["one_event"]


def relate(a: Placed, b: Placed, chance: float) -> Relation:
    """Return how b stands to a, where both state one quantity; chance: how sure that is, from 0 to 1."""
    days = days_between(a, b)
    alike = features(a.claim, b.claim, (a.text, b.text), event=one_event(a.claim, b.claim), later=bool(days))
    return _same_quantity(a, b, alike, chance, days) or Relation("perhaps", chance, partial(_reason, a, b, alike))


def beside(a: Placed, b: Placed, chance: float) -> Relation | None:
    """Return how b stands to a, where they are not taken to state one quantity; None for nothing to do with it.

    chance: how sure it is, from 0 to 1, that they do all the same.
    """
    limits = weights("thresholds")
    one, two = a.claim, b.claim
    event = one_event(one, two)
    if event < limits["one_event"] or at_other_times(one, two):
        return None
    alike = shared_words(one, two)
    if event >= limits["part_event"] and can_be_one(a, b) and (inside := is_inside(a, b)):
        return Relation("part", limits["part"], partial(_reason, a, b, alike, inside))
    if chance >= limits["perhaps"]:
        return Relation("perhaps", chance, partial(_reason, a, b, alike))
    both = {one.about.event, two.about.event} <= words("events", "outcomes")
    if alike["terms"] >= limits["related_terms"] or alike["same_event"] or (both and event >= limits["part_event"]):
        strength = 0.5 * event * max(alike["terms"], 0.5 * alike["same_event"], 0.25 * both)
        return Relation("related", round(strength, 3), partial(_reason, a, b, alike, "another quantity"))
    return None


def can_be_one(a: Placed, b: Placed) -> bool:
    """Say whether neither kind, scope, time nor what is counted keeps two claims of one event apart."""
    one, two = a.claim, b.claim
    days = days_between(a, b)
    near = days is None or abs(days) <= weights("thresholds")["days_apart"]
    return near and comparable(one, two) and not apart(one, two) and not _two_counts(one, two)


def chance_of_one(a: Placed, b: Placed) -> float:
    """Return the chance that two claims state one quantity, as the weights of `lexicon/relations.toml` have it."""
    limits = weights("thresholds")
    event = one_event(a.claim, b.claim)
    if event < limits["one_event"] or at_other_times(a.claim, b.claim) or not can_be_one(a, b):
        return 0.0
    days = days_between(a, b)
    alike = features(a.claim, b.claim, (a.text, b.text), event=event, later=bool(days))
    score = logistic("quantity", alike)
    chance = confidence(score)
    if event >= limits["part_event"] and _inside(a, b, score):
        return min(chance, limits["perhaps"] / 2)
    if score < limits["same"] or not _same_quantity(a, b, alike, chance, days):
        return min(chance, limits["perhaps"])
    return chance


def is_inside(a: Placed, b: Placed) -> str:
    """Say why one count contains the other; "" where neither does, as far as the texts tell."""
    event = one_event(a.claim, b.claim)
    alike = features(a.claim, b.claim, (a.text, b.text), event=event, later=bool(days_between(a, b)))
    return _inside(a, b, logistic("quantity", alike))


def _two_counts(one: Claim, two: Claim) -> bool:
    """Say whether the figures are other numbers of other things: 14 votes, 20 firms."""
    # Whatever the killed and injured are called, the injured may be a part of them.
    harmed = "harm" in {one.about.event, two.about.event}
    return other_things(one, two) and not harmed and not same_value(one, two)


def _inside(a: Placed, b: Placed, score: float) -> str:
    """Say why one count contains the other; "" where neither does, as far as the texts tell.

    score: how sure it is that they would be one count, were it not for what makes the one a part.
    """
    one, two = a.claim, b.claim
    here, there = one.about, two.about
    other = class_of(one) != "count" or here.years != there.years or ends_of(one) == ends_of(two)
    if other or not people_fit(one, two):
        return ""
    events = {here.event, there.event}
    if len(events) == 2 and "harm" in events and events & {"kill", "injure"}:
        whole, part = (a, b) if here.event == "harm" else (b, a)
        fits = (ends_of(part.claim)[0] or 0) <= (ends_of(whole.claim)[1] or 0) and not restricted(whole.claim)
        return f"one counts the killed and injured, the other the {_FATES[part.claim.about.event]}" if fits else ""
    if len(events) != 1 or here.event not in words("events", "outcomes"):
        return ""
    least, most = sorted((a, b), key=lambda placed: ends_of(placed.claim)[0] or 0)
    if (ends_of(least.claim)[0] or 0) >= (ends_of(most.claim)[1] or 0) or restricted(most.claim):
        return ""
    of_them = ["of them" in placed.claim.about.scope for placed in (least, most)]
    if here.event in words("events", "fates") and of_them == [True, False]:
        if least.claim.about.where:
            return "one counts those from a place among the other’s"
        if least.claim.about.counted in load("events")["classes"][here.event]:
            # `Twelve of the dead` are some of them, whoever they are.
            return f"one counts some of the other’s {least.claim.about.counted}"
    if score < weights("thresholds")["part_same"]:
        return ""
    if _portion(least.claim) and most.claim.about.counted in words("relations", "all_people"):
        return f"one counts the {least.claim.unit_text or least.claim.about.counted} among the other’s"
    if same_things(one, two) and (place := _within_place(least, most)):
        return f"one counts those of {place.title()} alone"
    return ""


_FATES = {"kill": "killed", "injure": "injured"}


def _portion(claim: Claim) -> bool:
    """Say whether those counted are a part of all whom an event befalls: children, women, one family."""
    return claim.about.counted in words("relations", "portions")


def _within_place(least: Placed, most: Placed) -> str:
    """Return the place of the smaller count, within that of the other: `the Fishgate quarter of Oldmouth`."""
    outer = set(most.claim.about.places) & set(least.claim.about.places)
    text, other = least.text.casefold(), most.text.casefold()
    for inner in least.claim.about.places:
        if inner in other or inner not in text:
            continue
        for whole in outer - {inner}:
            beside = (
                rf"(?<!from )(?<!from the )\b{re.escape(inner)}(?: [a-z]+)?(?: of| in|,)(?: the)? {re.escape(whole)}\b"
            )
            if re.search(beside, text):
                return inner
    return ""


def _same_quantity(a: Placed, b: Placed, alike: dict[str, float], sure: float, days: float | None) -> Relation | None:
    first, second = a.claim, b.claim
    if (first.stance == "denied") != (second.stance == "denied"):
        return Relation("differs", sure, partial(_reason, a, b, alike, "one source denies it"))
    same_source = alike["same_source"] > 0
    if alike["same_value"] or alike["compatible"]:
        if same_source:
            return Relation("repeats", sure, partial(_reason, a, b, alike, "same source"))
        if alike["same_value"] and _copied(a, b, alike):
            return Relation("repeats", sure, partial(_reason, a, b, alike, "one text copies the other"))
        return Relation("agrees", sure, partial(_reason, a, b, alike, _sources(first, second)))
    if alike["other_year"] or far(first, second):
        # Another year, or another order of size: more likely another event than another count of this one.
        return None
    if _is_later(a, b, days, same_source=same_source):
        change = f"{first.text} → {second.text}" if (days or 0) >= 0 else f"{second.text} → {first.text}"
        parts = ("same source" if same_source else "", _span(days), change)
        return Relation("updates", sure, partial(_reason, a, b, alike, *parts))
    if can_hold(first, second):
        return _left_behind(a, b, alike, sure, days)
    if sure < weights("thresholds")["same_for_differs"] or not _in_conflict(a, b, alike):
        return None
    undated = "a date is missing" if days is None else ""
    values = f"{first.text} / {second.text}"
    return Relation("differs", sure, partial(_reason, a, b, alike, _sources(first, second), undated, values))


def _copied(a: Placed, b: Placed, alike: dict[str, float]) -> bool:
    """Say whether one sentence copies the other; a copy changes neither who says so nor who is named."""
    sources = {bare_key(claim.source.key) for claim in (a.claim, b.claim) if claim.source}
    two_sources = len(sources) == 2
    first, second = named_in(a.claim, b.claim, (a.text, b.text))
    others = bool(first - second) and bool(second - first)
    return not two_sources and not others and alike["sentence"] >= weights("thresholds")["copy"]


def _left_behind(a: Placed, b: Placed, alike: dict[str, float], sure: float, days: float | None) -> Relation:
    """Relate `at least nine` to a far higher count: both hold, and the higher is later where it can be."""
    lower, higher = sorted((a, b), key=lambda placed: ends_of(placed.claim)[0] or 0)
    ahead = (days or 0) * (1 if higher is b else -1) * 24
    limit = weights("thresholds")["update_hours"]
    if ahead >= limit or (ahead > -limit and a.claim.about.event in words("events", "moving")):
        change = f"{lower.claim.text} → {higher.claim.text}"
        return Relation("updates", sure, partial(_reason, a, b, alike, _span(days) or "by then more", change))
    return Relation("agrees", sure, partial(_reason, a, b, alike, _sources(a.claim, b.claim), "both can hold"))


def _in_conflict(a: Placed, b: Placed, alike: dict[str, float]) -> bool:
    """Say whether values that cannot both hold contradict: not where one is only supposed, or counts a part."""
    one, two = a.claim, b.claim
    limit = "side_toll" if alike["same_side"] else "toll"
    parted = _portion(one) or _portion(two) or restricted(one) != restricted(two)
    if one.about.years and "vague" in {one.bound, two.bound}:
        # What is recalled of another year in round words is no count to contradict.
        return False
    other = _of_other_things(a, b) or supposed(one, a.text) != supposed(two, b.text)
    return not (beyond(one, two, limit) or parted or other)


def _of_other_things(a: Placed, b: Placed) -> bool:
    """Say whether the sentences put the figures in other places, or measure other things: two towns from one border."""
    here, there = a.claim.about, b.claim.about
    if _elsewhere(here, there):
        return True
    if here.event == "distance":
        places = {word for place in (*here.places, *there.places) for word in place.split()}
        return not {term for term in here.terms if term in there.terms} - places - {here.counted, *unit_names()}
    return here.event == "measure" and other_named(a.claim, b.claim, (a.text, b.text))


def _elsewhere(here: Subject, there: Subject) -> bool:
    """Say whether the sentences name places of which one has none that the other article is about."""
    first, second = set(here.places), set(there.places)
    alone = (first and not first & set(there.names)) or (second and not second & set(here.names))
    return not first & second and bool(alone)


def supposed(claim: Claim, text: str) -> bool:
    """Say whether a figure is asked after, expected or thought of, and not told as a fact."""
    if text.rstrip(' ”"').endswith("?"):
        return True
    before, _, after = text.casefold().partition(claim.text.casefold())
    near = [*re.findall(r"\w+|,", before)[-_BEFORE:], *re.findall(r"\w+|,", after)[:_BEHIND]]
    said = set(near)
    return bool(said & words("relations", "supposing")) or ("would" in said and bool(_IF.search(text)))


# So many words before and behind a figure say whether it is told as a fact.
_BEFORE, _BEHIND = 4, 4
_IF = re.compile(r"\b(?:if|were to|unless)\b", re.IGNORECASE)


def _is_later(a: Placed, b: Placed, days: float | None, *, same_source: bool) -> bool:
    """Say whether another value is a later state and no contradiction: a source's revision, or a toll that went on.

    What others measure of a thing that stands still, such as a price, contradicts whenever it is said; so does a
    lower toll that another source gives later.
    """
    if same_source:
        return True
    days_of = a.claim.about.as_of, b.claim.about.as_of
    apart_in_time = days is not None and abs(days) * 24 >= weights("thresholds")["update_hours"]
    later = apart_in_time or (days is not None and all(days_of) and days_of[0] != days_of[1])
    event = a.claim.about.event
    unsaid = a.claim.source is None or b.claim.source is None
    if event not in words("events", "moving"):
        return later and unsaid
    first, last = (a.claim, b.claim) if (days or 0) >= 0 else (b.claim, a.claim)
    risen = (ends_of(first)[0] or 0) <= (ends_of(last)[1] or 0)
    return later and (unsaid or risen or event in words("relations", "falling"))


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


@lru_cache(maxsize=4096)
def _shared(here: tuple[str, ...], there: tuple[str, ...]) -> str:
    """Return what both articles are most about."""
    return ", ".join([word for word in here if word in there][:3])


def _reason(a: Placed, b: Placed, alike: dict[str, float], *more: str) -> str:
    here, there = a.claim.about, b.claim.about
    shared = _shared((*here.names, *here.topic), (*there.names, *there.topic))
    parts = [f"same event: {shared}"] if shared else []
    if alike["same_counted"] or alike["same_event"]:
        parts.append(f"same count: {a.claim.subject or here.counted or here.event}")
    elif alike["terms"] >= 0.3:
        parts.append("same words: " + ", ".join([term for term in here.terms if term in there.terms][:3]))
    return "; ".join([*parts, *(part for part in more if part)])
