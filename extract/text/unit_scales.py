"""Gives units dimensions and factors, so that miles and kilometres can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from extract.claim import Claim, Kind
from extract.lexicon import load


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit's dimension, and its conversion to the base unit: (number + offset) * factor.

    of: distinguishes units that no factor converts: currencies, unknown units, what a rate is per.
    """

    dimension: str
    factor: float = 1.0
    offset: float = 0.0
    of: str = ""

    def base(self, number: float) -> float:
        """Return a number of this unit in the base unit."""
        return (number + self.offset) * self.factor


# Quotients of dimensions with a name of their own.
_NAMED = {("length", "time"): "speed", ("volume", "time"): "flow", ("energy", "time"): "power"}
_NUMBER = re.compile(r"(?P<number>[\d,]+) ?(?P<what>.*)")


@cache
def _units() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = load("units")["unit"]
    return table


@cache
def unit_words() -> frozenset[str]:
    """Return the words for units of measure, in the singular."""
    return frozenset(word for row in _units().values() for word in row["words"])


@cache
def _by_word() -> dict[str, str]:
    return {word: name for name, row in _units().items() for word in (*row["words"], *row.get("symbols", ()))}


def scales_of(claim: Claim) -> tuple[Scale, ...]:
    """Return the possible scales of a claim's unit, most likely first: a ton may be a tonne."""
    if claim.kind == "ratio" and claim.unit != "times" and _ODDS.search(claim.text):
        return (Scale("odds"),)
    scales = scales_of_unit(claim.kind, claim.unit or "")
    if claim.trend and scales[0].dimension == "temperature":
        # A difference in degrees has no zero point.
        scales += tuple(replace(scale, offset=0.0) for scale in scales if scale.offset)
    return scales


_ODDS = re.compile(r"[\w.][- ]to[- ]\w|\d ?[:–-] ?\d")


@cache
def scales_of_unit(kind: Kind, unit: str) -> tuple[Scale, ...]:
    """Return the scales of a unit as claims name it, most likely first."""
    match kind:
        case "percent":
            return (Scale("share"),)
        case "ratio":
            return (Scale("times") if unit == "times" else Scale("share", 100.0),)
        case "points":
            return (Scale("points", 0.01 if unit == "basis point" else 1.0),)
        case "money":
            return (_money(unit),)
        case "measure" | "duration":
            return tuple(_readings(unit))
        case "rate":
            return (_rate(unit),)
        # `352 net yards`, `2,117 career points`
        case "count" if unit in _units() or unit == "point":
            return scales_of_unit("points" if unit == "point" else "measure", unit)
    return (Scale("count"),)


def _money(unit: str) -> Scale:
    minor = load("currencies")["minor"].get(unit)
    return Scale("money", 0.01, of=minor["of"]) if minor else Scale("money", of=unit)


def _readings(unit: str) -> Iterator[Scale]:
    row = _units().get(unit)
    if row is None:
        yield Scale("other", of=unit)
        return
    yield Scale(row["dimension"], row["factor"], row.get("offset", 0.0))
    for other in row.get("also", ()):
        yield next(_readings(other))


def _rate(unit: str) -> Scale:
    over, _, under = unit.rpartition(" per ")
    top = _over(over)
    number, what = 1.0, under
    if match := _NUMBER.fullmatch(under):
        number, what = float(match["number"].replace(",", "")) or 1.0, match["what"]
    name = _by_word().get(what)
    row = _units().get(name or "")
    if row is None:
        what = "person" if what in load("units")["rates"]["persons"] else what
        return Scale(f"{top.dimension}/{what}", top.factor / number, of=top.of)
    dimension = _NAMED.get((top.dimension, row["dimension"]), f"{top.dimension}/{row['dimension']}")
    return Scale(dimension, top.factor / (number * row["factor"]), of=top.of)


def _over(unit: str) -> Scale:
    currencies = load("currencies")
    if unit in currencies["currency"] or unit in currencies["minor"]:
        return _money(unit)
    if unit in _units():
        return next(_readings(unit))
    if unit == "percent":
        return Scale("share")
    return Scale("points") if unit.endswith("point") else Scale("count")


# If the table lacks a year, the rate of a year at most so many away is used.
_NEAREST = 2


@cache
def exchange(a: str, b: str, year: int | None) -> tuple[float, float] | None:
    """Return the lowest and highest price of currency a in b in a year, or in all years if it is None.

    None if no rate is known.
    """
    first, second = _dollars(a), _dollars(b)
    if first is None or second is None:
        return None
    # A dollar is a dollar in every year.
    years = (first.keys() & second.keys()) if first and second else {*first, *second}
    if year is not None and years:
        nearest = min(years, key=lambda known: (abs(known - year), known))
        years = {nearest} if abs(nearest - year) <= _NEAREST else set()
    rates = [second.get(known, 1.0) / first.get(known, 1.0) for known in years]
    return (min(rates), max(rates)) if rates else None


@cache
def _dollars(currency: str) -> dict[int, float] | None:
    """Return a currency's rates to the dollar by year, an empty table for the dollar itself."""
    if currency == "USD":
        return {}
    row = load("rates").get(currency)
    return dict(enumerate(row["rates"], row["from"])) if row else None


@cache
def alike_in_name(a: str, b: str) -> bool:
    """Return True if two currencies share a name: a bare `$` may be another country's dollar."""
    rows = load("currencies")["currency"]
    return all(code in rows for code in (a, b)) and _noun(rows[a]) == _noun(rows[b])


def _noun(row: dict[str, Any]) -> str:
    noun: str = row["words"][0].split()[-1]
    return noun
