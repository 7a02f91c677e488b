"""Adds up an amount in two units: `5 feet 6 inches`, `two hours and 40 minutes`, `3 dollars and 20 cents`."""

import re
from dataclasses import replace

from extract.figures.measures import Measure
from extract.figures.quantity import Quantity
from extract.lexicon import load

_GAPS = frozenset({" ", ", ", " and ", ", and "})
_CENTS = 100.0


def compound(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Return the sum of an amount and of one in a smaller unit that follows it, in the first unit, or None."""
    unit, part = first.measure, second.measure
    if unit is not None and part is None and unit.name in _BARE:
        part = _unsaid(text, unit, second)
    if unit is None or part is None or text[first.end : second.start] not in _GAPS:
        return None
    if first.value is None or second.value is None or first.value != int(first.value) or unit.attributive or first.per:
        return None
    size = _size(unit, part)
    if size is None or not 0 < second.value * size < 1:
        return None
    return replace(first, end=second.end, value=round(first.value + second.value * size, 6), per=second.per)


# `1 hour 35`, `six foot two`: the smaller unit goes without saying.
_BARE = {"hour": "minute", "foot": "inch"}
_ENDS = re.compile(
    r"[.,;:)]?(?:\s*$|\n|[,;:)] |[.”\"] |\s(?:and|to|from|in|on|at|by|or|but|for|with|tall|long|when|as|after)\b)"
)


def _unsaid(text: str, unit: Measure, second: Quantity) -> Measure | None:
    """Return the smaller unit of a bare whole number right behind an amount, if nothing follows that it counts."""
    bare = text[unit.end : second.start] == " " and second.start == second.number_start and second.bound == "="
    if not bare or second.form not in {"digits", "words"} or not _ENDS.match(text, second.end):
        return None
    return Measure(unit.sort, _BARE[unit.name], second.end, second.end)


def _size(unit: Measure, part: Measure) -> float | None:
    """Return how much of a unit one of a smaller unit is, None if it is not smaller or measures something else."""
    if unit.sort == "money":
        minor = load("currencies")["minor"]
        return 1 / _CENTS if part.name in minor and unit.name not in minor else None
    rows = load("units")["unit"]
    whole, small = rows.get(unit.name), rows.get(part.name)
    if whole is None or small is None or whole["dimension"] != small["dimension"] or "offset" in small:
        return None
    return small["factor"] / whole["factor"] if small["factor"] < whole["factor"] else None
