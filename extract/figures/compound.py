"""Adds up an amount in two units: `5 feet 6 inches`, `two hours and 40 minutes`, `3 dollars and 20 cents`."""

from dataclasses import replace

from extract.figures.measures import Measure
from extract.figures.quantity import Quantity
from extract.lexicon import load

_GAPS = frozenset({" ", ", ", " and ", ", and "})
_CENTS = 100.0


def compound(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Return the sum of an amount and of one in a smaller unit that follows it, in the first unit, or None."""
    unit, part = first.measure, second.measure
    if unit is None or part is None or text[first.end : second.start] not in _GAPS:
        return None
    if first.value is None or second.value is None or first.value != int(first.value) or unit.attributive or first.per:
        return None
    size = _size(unit, part)
    if size is None or not 0 < second.value * size < 1:
        return None
    return replace(first, end=second.end, value=round(first.value + second.value * size, 6), per=second.per)


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
