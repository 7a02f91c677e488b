"""Compares the values of two figures: units, bounds read softly, orders of size. Pure, from the claims alone."""

import math
from functools import cache

from extract.claim import Claim
from extract.lexicon import load, weights


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {name: (row["dimension"], row["factor"]) for name, row in load("units")["unit"].items()}


@cache
def unit_names() -> frozenset[str]:
    """Return the words that name a unit of measure, in the singular."""
    return frozenset(word for row in load("units")["unit"].values() for word in row["words"])


def class_of(claim: Claim) -> str:
    return "count" if claim.kind in {"count", "other"} else claim.kind


def ends_of(claim: Claim) -> tuple[float | None, float | None]:
    """Return the lowest and highest value the figure can mean, as written."""
    if claim.value is not None:
        return claim.value, claim.value
    return claim.low, claim.high


def scaled(claim: Claim) -> tuple[float, float] | None:
    """Return the ends in the base unit of the figure's dimension, None where it has none."""
    low, high = ends_of(claim)
    if low is None or high is None:
        return None
    factor = 0.01 if claim.kind == "percent" else 1.0
    if claim.kind in {"measure", "duration"}:
        factor = _units().get(claim.unit or "", ("", 1.0))[1]
    return low * factor, high * factor


def comparable(a: Claim, b: Claim) -> bool:
    """Say whether kinds and units fit, so that the values can be held against each other."""
    if {a.kind, b.kind} == {"percent", "ratio"}:
        # One in four is 25 percent; three to one is no share.
        return all((claim.value or 0) <= 1 for claim in (a, b) if claim.kind == "ratio")
    if class_of(a) != class_of(b):
        return False
    if a.kind in {"measure", "duration"}:
        units = _units()
        first, second = units.get(a.unit or ""), units.get(b.unit or "")
        return first is not None and second is not None and first[0] == second[0]
    if a.kind in {"money", "rate"}:
        return a.unit == b.unit
    return True


def significant(value: float) -> int:
    """Return the significant digits of a value: 500 has one, 1,500 two."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) if value else 1


def near(a: Claim, b: Claim) -> bool:
    first, second = scaled(a), scaled(b)
    if first is None or second is None:
        return False
    middle, other = sum(first) / 2, sum(second) / 2
    return abs(middle - other) <= weights("thresholds")["close"] * max(abs(middle), abs(other))


# Bounds below and above which a figure lies, and those that are read softly.
_FROM, _TO = frozenset({">", ">="}), frozenset({"<", "<="})
_SOFT = _FROM | _TO | {"~"}


def _bounds(claim: Claim) -> tuple[float, float] | None:
    """Return what the figure allows once its bound is read softly: `more than 220` reaches up, `about 90` both ways."""
    ends = scaled(claim)
    if ends is None:
        return None
    if claim.bound not in _SOFT:
        return ends
    low, high = ends
    reach = weights("thresholds")
    if claim.bound == "~":
        return low * (1 - reach["about"]), high * (1 + reach["about"])
    return (low, high * reach["above"]) if claim.bound in _FROM else (low * reach["below"], high)


def compatible(a: Claim, b: Claim) -> bool:
    """Say whether both figures can hold at once, bounds read softly."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None:
        return True
    return first[0] <= second[1] * 1.0001 and second[0] <= first[1] * 1.0001


def can_hold(a: Claim, b: Claim) -> bool:
    """Say whether both figures can be true at once, bounds read by the letter: `at least 9` and 22."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None:
        return True
    (low, high), (other_low, other_high) = (_letter(claim, *ends) for claim, ends in ((a, first), (b, second)))
    return low <= other_high * 1.0001 and other_low <= high * 1.0001


def _letter(claim: Claim, low: float, high: float) -> tuple[float, float]:
    if claim.bound in _FROM:
        return low, math.inf
    return (0.0 if claim.bound in _TO else low), high


def beyond(a: Claim, b: Claim, limit: str) -> bool:
    """Say whether the values, a span's nearest end, are further apart than the factor of a threshold."""
    first, second = scaled(a), scaled(b)
    if first is None or second is None:
        return False
    return max(first[0], second[0]) > weights("thresholds")[limit] * max(0.0, min(first[1], second[1]))


def far(a: Claim, b: Claim) -> bool:
    return beyond(a, b, "far")


def same_value(a: Claim, b: Claim) -> bool:
    """Say whether both ends are equal; ten miles are fifteen kilometres in the paper."""
    first, second = scaled(a), scaled(b)
    if first is None or second is None:
        return False
    converted = a.unit != b.unit and a.kind in {"measure", "duration"}
    exact = weights("thresholds")["converted" if converted else "equal"]
    return math.isclose(first[0], second[0], rel_tol=exact) and math.isclose(first[1], second[1], rel_tol=exact)
