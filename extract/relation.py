"""Decides how two claims of different articles stand to each other, and why: pure, from the claims alone."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from extract.claim import Claim
from extract.lexicon import load

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


def _class(claim: Claim) -> str:
    return "count" if claim.kind in {"count", "other"} else claim.kind


@cache
def _settings() -> tuple[dict[str, float], dict[str, float]]:
    table = load("relations")
    return table["weights"], table["thresholds"]


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {name: (row["dimension"], row["factor"]) for name, row in load("units")["unit"].items()}


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


def _figures_of(value: float) -> int:
    """Return the significant digits of a value: 500 has one, 1,500 two."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) if value else 1


def _when(placed: Placed) -> datetime | None:
    try:
        moment = datetime.fromisoformat(placed.published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _days_between(a: Placed, b: Placed) -> float | None:
    """Return by how many days b is later than a, None where a date is missing."""
    first, second = _when(a), _when(b)
    return None if first is None or second is None else (second - first).total_seconds() / 86400


def _features(a: Claim, b: Claim) -> dict[str, float]:
    here, there = a.about, b.about
    first, second = _scaled(a), _scaled(b)
    same_value = (
        first is not None
        and second is not None
        and all(math.isclose(x, y, rel_tol=0.005) for x, y in zip(first, second, strict=True))
    )
    close = False
    if first is not None and second is not None and not same_value:
        middle, other = sum(first) / 2, sum(second) / 2
        close = abs(middle - other) <= _settings()[1]["close"] * max(abs(middle), abs(other))
    known_places = bool(here.places and there.places)
    shared_places = set(here.places) & set(there.places)
    unsaid = not here.counted or not there.counted
    return {
        "same_value": float(same_value),
        "close_value": float(close),
        "topic": _overlap(here.topic, there.topic),
        "names": _overlap(here.names, there.names),
        "other_year": float(here.years != there.years),
        "terms": _overlap(here.terms, there.terms),
        "same_counted": float(bool(here.counted) and here.counted == there.counted),
        "same_people": float(bool(here.people) and here.people == there.people),
        "same_event": float(bool(here.event) and here.event == there.event),
        "other_event": float(bool(here.event and there.event) and here.event != there.event),
        "same_unit": float(a.unit is not None and a.unit == b.unit),
        "unit_unsaid": float(unsaid),
        "same_place": float(bool(shared_places)),
        "other_place": float(known_places and not shared_places),
        "same_source": float(a.source is not None and b.source is not None and a.source.key == b.source.key),
        "rare_value": float(same_value and first is not None and _figures_of(_ends(a)[0] or 0) >= 2),
        "scope_differs": float(("elsewhere" in here.scope) != ("elsewhere" in there.scope)),
    }


def _score(features: dict[str, float]) -> float:
    weights, _ = _settings()
    return 1 / (1 + math.exp(-(weights["bias"] + sum(weights[name] * value for name, value in features.items()))))


def _bounds(claim: Claim) -> tuple[float, float] | None:
    """Return what the figure allows once its bound is read softly: `more than 220` reaches up, `about 90` both ways."""
    ends = _scaled(claim)
    if ends is None:
        return None
    low, high = ends
    soft = _settings()[1]["soft"]
    match claim.bound:
        case ">" | ">=":
            return low, high * 1.5
        case "<" | "<=":
            return low * 0.85, high
        case "~":
            return low * (1 - soft), high * (1 + soft)
        case _:
            return low, high


def _compatible(a: Claim, b: Claim) -> bool:
    """Say whether both figures can hold at once."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None:
        return True
    return first[0] <= second[1] * 1.0001 and second[0] <= first[1] * 1.0001


def _far(a: Claim, b: Claim) -> bool:
    first, second = _scaled(a), _scaled(b)
    if first is None or second is None:
        return False
    low, high = sorted((abs(sum(first)), abs(sum(second))))
    return high > _settings()[1]["far"] * low


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w']+", text.lower()))


def _copies(a: Placed, b: Placed) -> bool:
    first, second = _words(a.text), _words(b.text)
    return min(len(first), len(second)) > 6 and len(first & second) / len(first | second) >= _settings()[1]["copy"]


_WIDER = {("kill", "harm"), ("injure", "harm")}


def _sides_apart(a: Claim, b: Claim) -> bool:
    return bool(a.about.side and b.about.side) and a.about.side != b.about.side


def _people_apart(a: Claim, b: Claim) -> bool:
    """Say whether two classes of people are counted of which neither holds the other."""
    first, second = a.about.people, b.about.people
    return bool(first and second) and first != second and "people" not in {first, second}


def relate(a: Placed, b: Placed) -> Relation | None:
    """Return how b stands to a, or None where the two have nothing to do with each other."""
    _, thresholds = _settings()
    features = _features(a.claim, b.claim)
    days = _days_between(a, b)
    if days is not None and abs(days) > thresholds["days_apart"]:
        return None
    comparable = _comparable(a.claim, b.claim)
    score = _score(features) if comparable else 0.0
    apart = _sides_apart(a.claim, b.claim) or _people_apart(a.claim, b.claim) or features["scope_differs"] > 0
    if comparable and score >= thresholds["same"] and not apart:
        pair = (a.claim.about.event, b.claim.about.event)
        if pair in _WIDER or pair[::-1] in _WIDER:
            return Relation(
                "part", score, _reason(a, b, features, "one counts the killed or injured, the other a part of them")
            )
        return _same_quantity(a, b, features, score, days)
    if features["topic"] + features["names"] >= 2 * thresholds["related_topic"] and (
        features["terms"] >= 0.34 or features["same_event"]
    ):
        return Relation(
            "related",
            round(0.3 * features["topic"] + 0.2 * features["terms"], 3),
            _reason(a, b, features, "another quantity"),
        )
    return None


def _same_quantity(
    a: Placed, b: Placed, features: dict[str, float], score: float, days: float | None
) -> Relation | None:
    _, thresholds = _settings()
    first, second = a.claim, b.claim
    if (first.stance == "denied") != (second.stance == "denied"):
        return Relation("differs", score, _reason(a, b, features, "one source denies it"))
    same_source = features["same_source"] > 0
    if features["same_value"] or _compatible(first, second):
        if features["same_value"] and (same_source or _copies(a, b)):
            why = "same source" if same_source else "one text copies the other"
            return Relation("repeats", score, _reason(a, b, features, why))
        if same_source:
            return Relation("repeats", score, _reason(a, b, features, "same source"))
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
    parts: list[Any] = []
    if shared:
        parts.append("same event: " + ", ".join(shared))
    if features["same_counted"] or features["same_event"]:
        parts.append(f"same count: {a.claim.subject or here.counted}")
    elif features["terms"] >= 0.3:
        parts.append("same words: " + ", ".join([term for term in here.terms if term in there.terms][:3]))
    return "; ".join([*parts, *(part for part in more if part)])
