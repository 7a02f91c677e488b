"""Decides the relation of two claims of different articles, and gives the reason. Pure: uses only the claims.

Two questions come first: do the articles report one event, and do the figures measure the same thing in it? Then
values, bounds, sources and dates decide the relation. Thresholds are in `lexicon/relations.toml`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from extract.claim import Claim
from extract.lexicon import weights, words
from extract.matching.conflict import in_conflict, is_further, is_of_several_days, may_count_the_doer
from extract.matching.exclusion import excluded
from extract.matching.features import SHARES, at_other_times, likeness, named_in, one_event, one_source, shared_words
from extract.matching.moving import is_later
from extract.matching.part import inside
from extract.matching.placed import Placed, days_between, year_of
from extract.text.source_names import bare_key, is_local
from extract.values import Comparison, can_hold, class_of, commensurable, comparable, compare_values, ends_of, far

RelationName = Literal["repeats", "agrees", "updates", "differs", "part", "perhaps", "related"]


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of one claim to another; score: its certainty from 0 to 1; reason: for readers to check."""

    name: RelationName
    score: float
    # Put into words on demand: for most relations, the words are never read.
    why: str | Callable[[], str]

    @property
    def reason(self) -> str:
        """Why the relation holds, in words."""
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


def values_of(a: Placed, b: Placed) -> Comparison:
    """Return how the values of two claims compare."""
    return compare_values(a.claim, b.claim, year_of(a, b))


def relate(a: Placed, b: Placed, chance: float, standing: Comparison | None = None, *, few: bool = False) -> Relation:
    """Return the relation of b to a, given that both were grouped into one quantity.

    chance: that they state one quantity, from 0 to 1; standing: the result of `values_of`, if known; few: the quantity
    has two or three claims. The chance needed depends on the last two: see `[sure]` in `lexicon/relations.toml`.
    """
    first, second = a.claim, b.claim

    def says(name: RelationName, *more: str) -> Relation:
        return Relation(name, chance, partial(_reason, a, b, *more))

    comparison = standing or values_of(a, b)
    if not commensurable(first, second) or chance < _sure(comparison, few=few):
        if comparison == "conflict" and (why := inside(a, b, 1.0)):
            return Relation("part", chance, partial(_reason, a, b, why))
        return says("perhaps")
    if (first.stance == "denied") != (second.stance == "denied"):
        return says("differs", "one source denies it") if comparison in {"equal", "rounded"} else says("perhaps")
    if first.stance == second.stance == "denied" and comparison != "equal":
        # Whoever denies 450 and whoever denies 300 do not contradict each other.
        return says("perhaps")
    if comparison in {"equal", "rounded", "compatible"}:
        if one_source(first, second):
            return says("repeats", "same source")
        if comparison == "equal" and _copied(a, b):
            return says("repeats", "one text copies the other")
        return says("agrees", _sources(first, second))
    if first.kind == second.kind == "money" and first.unit != second.unit:
        return says("agrees", "another currency") if comparison == "about" else says("perhaps")
    loose = far(first, second) or _is_loose(a, b) or may_count_the_doer(a, b)
    loose |= is_of_several_days(a) != is_of_several_days(b)
    if first.about.years or second.about.years or loose:
        # A number recalled from another year doesn't change, a different order of magnitude is probably a different
        # count, and measures distinguish things: a quake of another magnitude is another quake. `Dozens` contradicts
        # nothing.
        return says("perhaps")
    if why := inside(a, b, 1.0):
        return Relation("part", chance, partial(_reason, a, b, why))
    days = days_between(a, b)
    same_source = one_source(first, second)
    if is_later(a, b, days, same_source=same_source):
        change = f"{first.text} → {second.text}" if (days or 0) >= 0 else f"{second.text} → {first.text}"
        return says("updates", "same source" if same_source else "", _span(days), change)
    if comparison == "conflict" and not can_hold(first, second) and in_conflict(a, b):
        undated = "a date is missing" if days is None else ""
        return says("differs", _sources(first, second), undated, f"{first.text} / {second.text}")
    return says("perhaps")


def _sure(comparison: Comparison, *, few: bool) -> float:
    """Return the least chance at which a relation is shown."""
    least = weights("sure")
    return max(least[comparison], least["few"]) if few and comparison != "conflict" else least[comparison]


def _is_loose(a: Placed, b: Placed) -> bool:
    """Return True if a different value says nothing: a measure, a duration, a vague word, or an addition to a count.

    Durations grow: four days of riots were eight when they ended.
    """
    vague = "vague" in {a.claim.bound, b.claim.bound}
    return a.claim.kind in {"measure", "duration"} or vague or is_further(a) != is_further(b)


def relate_across(a: Placed, b: Placed, chance: float, contrary: float = 0.0) -> Relation | None:
    """Return the relation of b to a, given that they were not grouped into one quantity; None if they are unrelated.

    chance: that they state one after all, from 0 to 1. contrary: that their quantities are one with different values,
    see `extract.matching.contrary`; shares never contradict, because a poll has one for each answer.
    """
    limits = weights("thresholds")
    first, second = a.claim, b.claim
    event = one_event(first, second)
    if event < limits["one_event"] or at_other_times(first, second):
        return None
    if contrary and event >= limits["sure_event"] and first.kind not in SHARES:
        relation = relate(a, b, contrary)
        if relation.name in {"differs", "updates"}:
            return relation
    # `_can_be_one` reads the words, which is slow, so it is asked only about the few that are inside another.
    if event >= limits["sure_event"] and (why := inside(a, b, chance)) and _can_be_one(a, b):
        return Relation("part", limits["part"], partial(_reason, a, b, why))
    if chance >= limits["perhaps"]:
        return Relation("perhaps", chance, partial(_reason, a, b))
    alike = shared_words(first, second)
    both = {first.about.event, second.about.event} <= words("events", "outcomes")
    if alike["terms"] >= limits["related_terms"] or alike["same_event"] or (both and event >= limits["sure_event"]):
        strength = 0.5 * event * max(alike["terms"], 0.5 * alike["same_event"], 0.25 * both)
        return Relation("related", round(strength, 3), partial(_reason_across, a, b))
    return None


def _can_be_one(a: Placed, b: Placed) -> bool:
    """Return True if kind, scope, time and what is counted allow two claims of one event to be one quantity."""
    first, second = a.claim, b.claim
    days = days_between(a, b)
    near = days is None or abs(days) <= weights("thresholds")["days_apart"]
    return near and comparable(first, second) and not excluded(a, b)


def _copied(a: Placed, b: Placed) -> bool:
    """Return True if one sentence copies the other; a copy keeps the source and the names."""
    sources = {bare_key(claim.source.key) for claim in (a.claim, b.claim) if claim.source}
    two_sources = len(sources) == 2
    first, second = named_in(a.claim, b.claim, (a.text, b.text))
    others = bool(first - second) and bool(second - first)
    return not two_sources and not others and likeness(a.text, b.text) >= weights("thresholds")["copy"]


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
    """Return the main names or nouns that both articles share."""
    return ", ".join([word for word in here if word in there][:3])


def _event(a: Placed, b: Placed) -> list[str]:
    here, there = a.claim.about, b.claim.about
    shared = _shared((*here.names, *here.topic), (*there.names, *there.topic))
    return [f"same event: {shared}"] if shared else []


def _reason_across(a: Placed, b: Placed) -> str:
    return "; ".join([*_event(a, b), "another quantity"])


def _reason(a: Placed, b: Placed, *more: str) -> str:
    alike = shared_words(a.claim, b.claim)
    here, there = a.claim.about, b.claim.about
    parts = _event(a, b)
    if alike["same_counted"] or alike["same_event"]:
        parts.append(f"same count: {a.claim.subject or here.counted or here.event}")
    elif alike["terms"] >= 0.3:
        parts.append("same words: " + ", ".join([term for term in here.terms if term in there.terms][:3]))
    return "; ".join([*parts, *(part for part in more if part)])
