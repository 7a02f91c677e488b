"""Compares the values of two figures: units, currencies, rounding, bounds read softly. Pure: uses only the claims."""

import math
import re
from functools import lru_cache
from typing import Literal

from extract.claim import Claim
from extract.lexicon import load, weights
from extract.text.unit_scales import Scale, alike_in_name, exchange, scales_of

Ends = tuple[float, float]
# The value of a claim and the ends of its span.
Number = tuple[float | None, ...]
Comparison = Literal["equal", "rounded", "compatible", "about", "conflict"]
_ORDER: tuple[Comparison, ...] = ("equal", "rounded", "compatible", "about", "conflict")
# Floats of one number differ by at most this share of it, and by this if texts give factors in few digits.
_EXACT, _CONVERTED = 1e-6, 1e-4


def class_of(claim: Claim) -> str:
    """Return a claim's kind, with `count` also for numbers of unknown things."""
    return "count" if claim.kind in {"count", "other"} else claim.kind


def ends_of(claim: Claim) -> tuple[float | None, float | None]:
    """Return the lowest and highest value the figure can mean, as written."""
    if claim.value is not None:
        return claim.value, claim.value
    return claim.low, claim.high


def scaled(claim: Claim) -> tuple[float, float] | None:
    """Return the lowest and highest value in the base unit of the figure's dimension, None if an end is open."""
    return _stated_ends(claim, scales_of(claim)[0])


def comparable(a: Claim, b: Claim) -> bool:
    """Return True if kinds and units fit, so that the values can be compared."""
    if {a.kind, b.kind} == {"percent", "ratio"}:
        # One in four is 25 percent; three to one is not a share.
        return all((claim.value or 0) <= 1 for claim in (a, b) if claim.kind == "ratio")
    if class_of(a) != class_of(b):
        return False
    if a.kind in {"measure", "duration"}:
        first, second = scales_of(a)[0], scales_of(b)[0]
        return "other" != first.dimension == second.dimension
    if a.kind in {"money", "rate"}:
        return a.unit == b.unit
    return True


def significant(value: float) -> int:
    """Return the significant digits of a value: 500 has one, 1,500 two."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) if value else 1


# Lower bounds, upper bounds, and those that are read softly.
_FROM, _TO = frozenset({">", ">="}), frozenset({"<", "<="})
_SOFT = _FROM | _TO | {"~"}


def compatible(a: Claim, b: Claim) -> bool:
    """Return True if both figures can be true at once, bounds read softly."""
    first, second = _allowed_softly(a), _allowed_softly(b)
    return first is None or second is None or _meet(first, second, _CONVERTED)


def can_hold(a: Claim, b: Claim) -> bool:
    """Return True if both figures can be true at once, bounds read literally: `at least 9` and 22."""
    first, second = _allowed_softly(a), _allowed_softly(b)
    return first is None or second is None or _meet(_by_letter(a, first), _by_letter(b, second), _CONVERTED)


def _allowed_softly(claim: Claim) -> Ends | None:
    ends = scaled(claim)
    return ends and _soft(claim, ends)


def beyond(a: Claim, b: Claim, limit: str) -> bool:
    """Return True if the values, or a range's nearest end, differ by more than the factor of a threshold."""
    first, second = scaled(a), scaled(b)
    if first is None or second is None:
        return False
    return max(first[0], second[0]) > weights("thresholds")[limit] * max(0.0, min(first[1], second[1]))


def far(a: Claim, b: Claim) -> bool:
    """Return True if the values differ by more than the threshold `far`, a factor."""
    return beyond(a, b, "far")


def same_value(a: Claim, b: Claim) -> bool:
    """Return True if both ends are equal, or nearly equal after a conversion: papers round 16.1 kilometres."""
    first, second = scaled(a), scaled(b)
    if first is None or second is None:
        return False
    converted = a.unit != b.unit and a.kind in {"measure", "duration"}
    exact = weights("thresholds")["converted" if converted else "equal"]
    return math.isclose(first[0], second[0], rel_tol=exact) and math.isclose(first[1], second[1], rel_tol=exact)


def dimension_of(claim: Claim) -> str:
    """Return the dimension: `count`, `share`, `points`, `money`, `time`, `length`, `rate`, … or `other`.

    A bare number is a count, unless another claim tells its unit; a share may be in percent or `one in four`; speed,
    flow and power may be given as a rate.
    """
    dimension = scales_of(claim)[0].dimension
    return "rate" if "/" in dimension else dimension


def normal_ends(claim: Claim) -> tuple[float | None, float | None]:
    """Return the lowest and highest value in the base unit, None for an open end.

    Base units are those of SI, except degrees Celsius; shares are in percent, money in its own currency.
    """
    scale = scales_of(claim)[0]
    low, high = (None if end is None else scale.base(end) for end in ends_of(claim))
    return (None if claim.bound in _TO else low), (None if claim.bound in _FROM else high)


def allowed(claim: Claim) -> tuple[Ends, Ends, float] | None:
    """Return the ends that a claim allows, read softly and literally, and the error that rounding may have caused.

    All are in the base unit of its dimension; None if it has no value.
    """
    scale = scales_of(claim)[0]
    ends = _stated_ends(claim, scale)
    return ends and (_soft(claim, ends), _by_letter(claim, ends), _slack(claim, scale, ends, False))


def commensurable(a: Claim, b: Claim) -> bool:
    """Return True if they have one dimension, one is part of the other (`three of four cables`, 3), or one is bare."""
    return dimension_of(a) == dimension_of(b) or _in_parts(a, b) or _in_parts(b, a) or is_bare_number(a, b)


def is_bare(claim: Claim) -> bool:
    """Return True if the text leaves out what the number is of: `She finished with 31.`"""
    return claim.kind == "other" and claim.unit is None


def is_bare_number(a: Claim, b: Claim) -> bool:
    """Return True if one of two claims is bare, and the other gives its number a unit: 31 and `31 points`."""
    ends = ends_of(a)
    return None not in ends and ends == ends_of(b) and is_bare(a) != is_bare(b) and dimension_of(a) != dimension_of(b)


_PARTS = re.compile(r"(?<![\w,])([\w,]+)[- ](?:out[- ]of|in|of)[- ](?:every[- ]|the[- ])?[\w,]+", re.IGNORECASE)


def _in_parts(share: Claim, count: Claim) -> bool:
    """Return True if a share is given with the count of another claim."""
    if share.kind != "ratio" or count.kind not in {"count", "other"} or not (match := _PARTS.search(share.text)):
        return False
    word = match[1].replace(",", "").lower()
    number = float(word) if word.isdecimal() else load("numbers")["cardinals"].get(word)
    return number is not None and number == count.value


def compare_values(a: Claim, b: Claim, year: int | None = None) -> Comparison:
    """Return how two values compare; symmetric in a and b.

    equal: one number after normalising. rounded: one is the other, rounded as its text shows. compatible: both can be
    true with bounds read softly. about: another currency, within a quarter by the rate of the year (of any year if it
    is None); or not decidable: no rate, other units, bounds that meet only literally (`at least 9` and 22). conflict:
    both can't be true.
    """
    if _in_parts(a, b) or _in_parts(b, a):
        return "compatible"
    if is_bare_number(a, b):
        return "equal"
    first, second = scales_of(a), scales_of(b)
    result = _compare(a, first[0], b, second[0], year)
    if result == "conflict" and (len(first) > 1 or len(second) > 1):
        # A second meaning of a unit never makes numbers equal, but may keep them from contradicting each other.
        readings = (_compare(a, reading, b, other, year) for reading in first for other in second)
        result = max("rounded", min(readings, key=_ORDER.index), key=_ORDER.index)
    return result


def _compare(a: Claim, first: Scale, b: Claim, second: Scale, year: int | None) -> Comparison:
    x, y = _stated_ends(a, first), _stated_ends(b, second)
    if first.dimension != second.dimension or x is None or y is None:
        return "about"
    if first.of != second.of:
        return _exchanged(a, first, b, second, year)
    opposite = (a.bound in _FROM and b.bound in _TO) or (a.bound in _TO and b.bound in _FROM)
    if not opposite and _same(x, y):
        return "equal"
    converted = (first.factor, first.offset) != (second.factor, second.offset)
    if not opposite and _same(x, y, max(_slack(a, first, x, converted), _slack(b, second, y, converted))):
        return "rounded"
    if _meet(_soft(a, x), _soft(b, y)):
        return "compatible"
    return "about" if _meet(_by_letter(a, x), _by_letter(b, y)) else "conflict"


def _exchanged(a: Claim, first: Scale, b: Claim, second: Scale, year: int | None) -> Comparison:
    """Compare amounts in two currencies, or in two units that nothing converts."""
    x, y, rates = _stated_ends(a, first), _stated_ends(b, second), exchange(first.of, second.of, year)
    if not rates or x is None or y is None or (alike_in_name(first.of, second.of) and _same(x, y)):
        return "about"
    ends = min(x[0] * rates[0], x[0] * rates[1]), max(x[1] * rates[0], x[1] * rates[1])
    reach = weights("thresholds")["exchanged"]
    (low, high), (other_low, other_high) = _soft(a, ends), _soft(b, y)
    if low <= other_high + abs(other_high) * reach and other_low <= high + abs(high) * reach:
        return "about"
    if _meet(_by_letter(a, ends), _by_letter(b, y)):
        return "about"
    return "conflict"


def _stated_ends(claim: Claim, scale: Scale) -> Ends | None:
    low, high = ends_of(claim)
    return None if low is None or high is None else (scale.base(low), scale.base(high))


def _same(x: Ends, y: Ends, slack: float = 0.0) -> bool:
    return abs(x[0] - y[0]) <= slack + _near(x[0], y[0]) and abs(x[1] - y[1]) <= slack + _near(x[1], y[1])


def _meet(x: Ends, y: Ends, exact: float = _EXACT) -> bool:
    return x[0] <= y[1] + _near(x[0], y[1], exact) and y[0] <= x[1] + _near(y[0], x[1], exact)


def _near(a: float, b: float, exact: float = _EXACT) -> float:
    """Return the difference up to which two floats are one number; exact: the share of it that counts as equal."""
    return 0.0 if math.isinf(a) or math.isinf(b) else exact * max(abs(a), abs(b))


def _soft(claim: Claim, ends: Ends) -> Ends:
    """Return what a claim allows with its bound read softly: `more than 220` reaches up, `about 90` both ways."""
    low, high = ends
    reach = weights("thresholds")
    if claim.bound == "~":
        return low - abs(low) * reach["about"], high + abs(high) * reach["about"]
    if claim.bound in _FROM:
        return low, high + abs(high) * (reach["above"] - 1)
    return (low - abs(low) * (1 - reach["below"]), high) if claim.bound in _TO else (low, high)


def _by_letter(claim: Claim, ends: Ends) -> Ends:
    """Return the values that a claim allows with its bound read literally."""
    return (-math.inf if claim.bound in _TO else ends[0]), (math.inf if claim.bound in _FROM else ends[1])


def _slack(claim: Claim, scale: Scale, ends: Ends, converted: bool) -> float:
    """Return the greatest distance of a claim's ends from the unrounded numbers, in the base unit."""
    limits = weights("thresholds")
    size = min(abs(ends[0]), abs(ends[1]))
    if claim.kind == "ratio":
        # `one in four` may be 26 percent.
        return size * limits["round_number"]
    number = claim.low if claim.value is None else claim.value
    place, shown = _last_place(claim.text, number or 0.0, 1 if converted else 2)
    return min(place * scale.factor / 2, size * limits["rounding" if shown else "round_number"])


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


@lru_cache(maxsize=65536)
def _last_place(text: str, number: float, zeros: int) -> tuple[float, bool]:
    """Return the size of a number's last place in the text, 0.1 million for 1.7 million, and whether it is shown.

    zeros: a number written in full may be rounded if it ends in at least so many zeros.
    """
    names = load("numbers")["scales"]
    for digits in _DIGITS.findall(text):
        written = float(digits.replace(",", ""))
        scale = round(number / written) if written else 0
        if scale in names.values() or scale == 1:
            place = scale * 10.0 ** -len(digits.partition(".")[2])
            break
    else:
        scale = max((names[word] for word in re.findall(r"[a-z]+", text.lower()) if word in names), default=1)
        place = scale * 10.0 ** -len(f"{number / scale:.6g}".partition(".")[2])
    if place != 1 or not number:
        return place, True
    whole = f"{abs(number):.0f}"
    trailing = len(whole) - len(whole.rstrip("0"))
    return (10.0**trailing, False) if trailing >= zeros else (1.0, True)
