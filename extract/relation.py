"""Decides how two claims of different articles stand to each other, and why: pure, from the claims alone.

Two questions in turn: do the articles tell of one event, and do the figures measure the same thing in it? Then values,
bounds, sources and dates say which relation it is. Weights and thresholds are in `lexicon/relations.toml`.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Literal

from extract.claim import Claim
from extract.lexicon import load, words

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
    low, high = _ends(claim)
    if low is not None and high is not None:
        keys.append(f"v:{low:g}:{high:g}:{_class(claim)}")
    if claim.source is not None and claim.source.key:
        keys.append(f"s:{claim.source.key}")
    return tuple(dict.fromkeys(keys))


@cache
def _table(name: str) -> dict[str, float]:
    table: dict[str, float] = load("relations")[name]
    return table


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {name: (row["dimension"], row["factor"]) for name, row in load("units")["unit"].items()}


@cache
def _countries() -> frozenset[str]:
    return frozenset(load("places")["demonyms"].values())


def _class(claim: Claim) -> str:
    return "count" if claim.kind in {"count", "other"} else claim.kind


def _ends(claim: Claim) -> tuple[float | None, float | None]:
    """Return the lowest and highest value the figure can mean, as written."""
    if claim.value is not None:
        return claim.value, claim.value
    return claim.low, claim.high


def _scaled(claim: Claim) -> tuple[float, float] | None:
    """Return the ends in the base unit of the figure's dimension, None where it has none."""
    low, high = _ends(claim)
    if low is None or high is None:
        return None
    factor = _units().get(claim.unit or "", ("", 1.0))[1] if claim.kind in {"measure", "duration"} else 1.0
    return low * factor, high * factor


def _comparable(a: Claim, b: Claim) -> bool:
    """Say whether kinds and units fit, so that the values can be held against each other."""
    if _class(a) != _class(b):
        return False
    if a.kind in {"measure", "duration"}:
        units = _units()
        first, second = units.get(a.unit or ""), units.get(b.unit or "")
        return first is not None and second is not None and first[0] == second[0]
    if a.kind in {"money", "rate"}:
        return a.unit == b.unit
    return True


def _overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the share of the shorter list that stands in the other."""
    first, second = set(a), set(b)
    return len(first & second) / max(1, min(len(first), len(second)))


def _weight(names: set[str]) -> float:
    """Weigh shared names: that two articles name a country says little."""
    return sum(0.35 if name in _countries() else 1.0 for name in names)


def _logistic(table: str, features: dict[str, float]) -> float:
    weights = _table(table)
    total = weights["bias"] + sum([weights[name] * value for name, value in features.items() if value])
    return float(1 / (1 + math.exp(-total)))


def one_event(a: Claim, b: Claim) -> float:
    """Return how sure it is, from 0 to 1, that the two claims' articles tell of one event."""
    here, there = a.about, b.about
    return _one_event(here.names, here.topic, there.names, there.topic)


# All claims of an article have its names and nouns, so that what was found for one pair holds for many.
@lru_cache(maxsize=4096)
def _one_event(
    names: tuple[str, ...], nouns: tuple[str, ...], others: tuple[str, ...], other_nouns: tuple[str, ...]
) -> float:
    return _logistic(
        "event",
        {
            "names": _overlap(names, others),
            "named": min(4.0, _weight(set(names) & set(others))),
            "leading": min(3.0, _weight(set(names[:6]) & set(others[:6]))),
            "nouns": min(6.0, len(set(nouns) & set(other_nouns))),
        },
    )


def _significant(value: float) -> int:
    """Return the significant digits of a value: 500 has one, 1,500 two."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) if value else 1


def _people_fit(a: Claim, b: Claim) -> bool:
    first, second = a.about.people, b.about.people
    return not first or not second or first == second or "people" in {first, second}


def _terms(a: Claim, b: Claim) -> float:
    """Compare the words around the figures, nearer ones counting more."""
    first, second = _ranked(a.about.terms), _ranked(b.about.terms)
    shared = sum([min(first[term], second[term]) for term in first if term in second])
    return shared / max(1e-9, min(sum(first.values()), sum(second.values())))


@lru_cache(maxsize=4096)
def _ranked(terms: tuple[str, ...]) -> dict[str, float]:
    return {term: 1 / (1 + rank) ** 0.5 for rank, term in enumerate(terms)}


def _features(a: Placed, b: Placed) -> dict[str, float]:
    one, two = a.claim, b.claim
    here, there = one.about, two.about
    first, second = _scaled(one), _scaled(two)
    known = first is not None and second is not None
    same = known and all(math.isclose(x, y, rel_tol=0.006) for x, y in zip(first or (), second or (), strict=True))
    rare = same and _significant(_ends(one)[0] or 0) >= 2
    outcome = here.event == there.event and here.event in words("events", "outcomes")
    toll = outcome and not same and _people_fit(one, two) and here.years == there.years
    places = set(here.places) & set(there.places)
    return {
        "event": one_event(one, two),
        "same_value": float(same),
        "rare_value": float(rare),
        "compatible": float(not same and _compatible(one, two)),
        "close_value": float(not same and _near(one, two)),
        "whole_toll": float(toll and _counts_all(one) and _counts_all(two)),
        "far": float(_far(one, two)),
        "measure": (measure := _noun_match(one, two) * _event_match(one, two)),
        "measure_alone": measure * (not same),
        "measure_told": measure * _terms(one, two) * (not same),
        "same_counted": float(bool(here.counted) and here.counted == there.counted),
        "same_event": float(bool(here.event) and here.event == there.event),
        "unit_unsaid": float(not here.counted or not there.counted),
        "same_subject": float(_one_subject(one, two)),
        "particular_toll": float(toll and _one_subject(one, two) and not _beyond(one, two, "toll")),
        "terms": _terms(one, two),
        "sentence": _likeness(a.text, b.text),
        "same_place": float(bool(places)),
        "other_place": float(bool(here.places and there.places) and not places),
        "other_where": float(bool(here.where and there.where) and not set(here.where) & set(there.where)),
        "one_where": float(bool(here.where) != bool(there.where)),
        "other_year": float(here.years != there.years),
        "same_source": float(one.source is not None and two.source is not None and one.source.key == two.source.key),
    }


def _near(a: Claim, b: Claim) -> bool:
    first, second = _scaled(a), _scaled(b)
    if first is None or second is None:
        return False
    middle, other = sum(first) / 2, sum(second) / 2
    return abs(middle - other) <= _table("thresholds")["close"] * max(abs(middle), abs(other))


def _bounds(claim: Claim) -> tuple[float, float] | None:
    """Return what the figure allows once its bound is read softly: `more than 220` reaches up, `about 90` both ways."""
    ends = _scaled(claim)
    if ends is None:
        return None
    low, high = ends
    reach = _table("thresholds")
    match claim.bound:
        case ">" | ">=":
            return low, high * reach["above"]
        case "vague":
            return low, high
        case "<" | "<=":
            return low * reach["below"], high
        case "~":
            return low * (1 - reach["about"]), high * (1 + reach["about"])
        case _:
            return low, high


def _compatible(a: Claim, b: Claim) -> bool:
    """Say whether both figures can hold at once, bounds read softly."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None:
        return True
    return first[0] <= second[1] * 1.0001 and second[0] <= first[1] * 1.0001


def _likeness(a: str, b: str) -> float:
    """Compare two sentences by their words: 1 for a copy."""
    first, second = _words_of(a), _words_of(b)
    return len(first & second) / len(first | second) if min(len(first), len(second)) > 4 else 0.0


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", text.lower()))


_WIDER = frozenset({("kill", "harm"), ("injure", "harm")})


def _apart(a: Claim, b: Claim) -> bool:
    """Say whether the scopes exclude each other: two sides, two classes of people, here and elsewhere."""
    sides = bool(a.about.side and b.about.side) and not _one_side(a.about.side, b.about.side)
    unsettled = {a.about.side, b.about.side} & {"enemy", "own", "our"}
    elsewhere = ("elsewhere" in a.about.scope) != ("elsewhere" in b.about.scope)
    return (sides and not unsettled) or not _people_fit(a, b) or elsewhere


def _counts_all(claim: Claim) -> bool:
    """Say whether a figure counts people or things without a word that restricts them: `24 dead`, `dozens injured`."""
    about = claim.about
    general = about.people == "people" or not about.counted
    if any(place not in about.names[:4] for place in about.where):
        return False
    return general and not about.side and not set(about.scope) - words("events", "restrictions")


def _one_side(a: str, b: str) -> bool:
    """Say whether two names of a side are one, as a country and its people are: `talvia`, `talvian`."""
    shared = min(len(a), len(b)) - 1
    return a == b or (shared >= 4 and a[:shared] == b[:shared])


def _one_subject(a: Claim, b: Claim) -> bool:
    """Say whether both say of the same particular things that the same happened to them: homes flooded, jobs cut."""
    first, second = a.about, b.about
    particular = bool(first.counted) and first.people != "people" and bool(first.event)
    sides = not (first.side or second.side) or _one_side(first.side, second.side)
    return particular and first.counted == second.counted and first.event == second.event and sides


def _noun_match(a: Claim, b: Claim) -> float:
    """Say from 0 to 1 how well the counted nouns fit; an unsaid one fits half."""
    first, second = a.about, b.about
    if first.counted and first.counted == second.counted:
        return 1.0
    if first.people and first.people == second.people:
        return 0.9
    if not first.counted or not second.counted:
        return 0.6
    return 0.5 if first.people and second.people and _people_fit(a, b) else 0.0


def _event_match(a: Claim, b: Claim) -> float:
    """Say from 0 to 1 how well the event classes fit; an unknown one fits half."""
    first, second = a.about.event, b.about.event
    if first and second:
        return float(first == second)
    return 0.6 if not first and not second else 0.5


@lru_cache(maxsize=1024)
def _when(published: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _days_between(a: Placed, b: Placed) -> float | None:
    """Return by how many days b is later than a, None where a date is missing."""
    first, second = _when(a.published), _when(b.published)
    return None if first is None or second is None else (second - first).total_seconds() / 86400


def relate(a: Placed, b: Placed) -> Relation | None:
    """Return how b stands to a, or None where the two have nothing to do with each other."""
    thresholds = _table("thresholds")
    event = one_event(a.claim, b.claim)
    if event < thresholds["one_event"]:
        return None
    days = _days_between(a, b)
    if days is not None and abs(days) > thresholds["days_apart"]:
        return None
    features = _features(a, b)
    score = _logistic("quantity", features) if _comparable(a.claim, b.claim) else 0.0
    if score >= thresholds["same"] and not _apart(a.claim, b.claim):
        pair = (a.claim.about.event, b.claim.about.event)
        if pair in _WIDER or pair[::-1] in _WIDER:
            return Relation(
                "part", score, _reason(a, b, features, "one counts the killed and injured, the other a part")
            )
        found = _same_quantity(a, b, features, score, days)
        if found is not None:
            return found
    if features["terms"] >= thresholds["related_terms"] or features["same_event"]:
        strength = 0.5 * event * max(features["terms"], 0.5 * features["same_event"])
        return Relation("related", round(strength, 3), _reason(a, b, features, "another quantity"))
    return None


def _same_quantity(
    a: Placed, b: Placed, features: dict[str, float], score: float, days: float | None
) -> Relation | None:
    thresholds = _table("thresholds")
    first, second = a.claim, b.claim
    if (first.stance == "denied") != (second.stance == "denied"):
        return Relation("differs", score, _reason(a, b, features, "one source denies it"))
    same_source = features["same_source"] > 0
    if features["same_value"] or features["compatible"]:
        if same_source:
            return Relation("repeats", score, _reason(a, b, features, "same source"))
        if features["same_value"] and features["sentence"] >= thresholds["copy"]:
            return Relation("repeats", score, _reason(a, b, features, "one text copies the other"))
        return Relation("agrees", score, _reason(a, b, features, _sources(first, second)))
    if features["other_year"] or _far(first, second):
        # Another year, or another order of size: more likely another event than another count of this one.
        return None
    change = f"{first.text} → {second.text}" if days is None or days >= 0 else f"{second.text} → {first.text}"
    if days is not None and abs(days) * 24 >= thresholds["update_hours"]:
        return Relation("updates", score, _reason(a, b, features, f"{_span(days)}; {change}"))
    if same_source:
        return Relation("updates", score, _reason(a, b, features, f"same source; {change}"))
    if score < thresholds["same_for_differs"]:
        return None
    return Relation(
        "differs", score, _reason(a, b, features, f"{_sources(first, second)}; {first.text} / {second.text}")
    )


def _beyond(a: Claim, b: Claim, limit: str) -> bool:
    """Say whether the values are further apart than the factor of a threshold."""
    first, second = _scaled(a), _scaled(b)
    if first is None or second is None:
        return False
    low, high = sorted((abs(sum(first)), abs(sum(second))))
    return high > _table("thresholds")[limit] * low


def _far(a: Claim, b: Claim) -> bool:
    return _beyond(a, b, "far")


def _sources(a: Claim, b: Claim) -> str:
    if a.source is None or b.source is None:
        return "no source named" if a.source is None and b.source is None else "only one names a source"
    return "other source"


def _span(days: float) -> str:
    count = round(abs(days))
    later = "later" if days >= 0 else "earlier"
    return f"{count} day{'s' if count != 1 else ''} {later}" if count else f"{abs(days) * 24:.0f} hours {later}"


def _reason(a: Placed, b: Placed, features: dict[str, float], *more: str) -> str:
    here, there = a.claim.about, b.claim.about
    shared = [word for word in (*here.names, *here.topic) if word in {*there.names, *there.topic}][:3]
    parts = [f"same event: {', '.join(shared)}"] if shared else []
    if features["same_counted"] or features["same_event"]:
        parts.append(f"same count: {a.claim.subject or here.counted or here.event}")
    elif features["terms"] >= 0.3:
        parts.append("same words: " + ", ".join([term for term in here.terms if term in there.terms][:3]))
    return "; ".join([*parts, *(part for part in more if part)])
