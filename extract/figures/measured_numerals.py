"""Combines numerals with their currency or unit, range and bound words: everything that needs no grammar."""

import re
from dataclasses import replace

from extract.claim import Bound
from extract.figures.bounds import bound_after, bound_before, limits, open_limit, opposite
from extract.figures.compound import compound
from extract.figures.exclusions import excluded_spans
from extract.figures.letters import scaled_by_letter
from extract.figures.magnitude import is_magnitude
from extract.figures.measures import Measure, currency_before, measure_after, rate_after, scale_after, unit_inside
from extract.figures.numeral import Numeral, multiplied
from extract.figures.numerals import numerals
from extract.figures.quantity import Quantity
from extract.figures.ranges import range_of
from extract.figures.shared_units import CONVERTED, share_units

# `two thirds of a mile`, `3/8 of an imperial gallon`, `half a percentage point`.
_OF_ONE = re.compile(r"(?: of)? (?:an?|one|1)(?= )(?: (?:US|U\.S\.|imperial)(?= ))?")
_MINUS = re.compile(r"(?:(?<![\w%)])(?:minus[ -]|(?P<word>negative )|[−-](?=$))|(?<=[$£€])-)$", re.IGNORECASE)
# `Negative 5 percent` is an amount, `tested negative 5 times` is not.
_SIGNED = re.compile(r" ?(?:%|percent|per cent|percentage points?|degrees?)(?![A-Za-z])")


# `300 barrels of oil a day`
_OF_STUFF = re.compile(r" of (?!the |its |their )[a-z]+(?: [a-z]+)?(?= (?:an?|per|each|every) )")
# `12 degrees below zero`, `12 below zero`
_HEAT, _FROST = {"degree", "celsius", "fahrenheit"}, " below zero"


# `Two tenths of a second` is an amount, a third of a year may be a period.
_SPLIT_TIMES = frozenset({"hour", "minute", "second", "millisecond"})
# `60-plus percent`, `20-odd miles`, `90+ decibels`: what stands between a number and its unit.
_LOOSE = re.compile(r"(?:-plus|-odd|-ish|\+)(?= )", re.IGNORECASE)


def _is_decimal(numeral: Numeral) -> bool:
    """Return True for a part of one in digits: the 0.2 of `0.2 of a percentage point`."""
    return numeral.form == "digits" and numeral.value is not None and 0 < numeral.value < 1


def _quantity(text: str, numeral: Numeral) -> Quantity:
    start, end, value, scale = numeral.start, numeral.end, numeral.value, numeral.scale
    minus = _MINUS.search(text[max(0, start - 10) : start]) if value is not None else None
    if minus and value is not None and (not minus["word"] or _SIGNED.match(text, end)):
        value, start = -value, start - len(minus[0])
    currency = currency_before(text, start) if numeral.form in {"digits", "words"} else None
    if numeral.form == "digits" and scale == 1 and value is not None:
        scaled = scaled_by_letter(text, start, end, currency is not None)
        if scaled is not None:
            scale, end = scaled
            value = multiplied(value, scale)
    number_end = end
    measure = currency
    if currency:
        start = currency.start
        # `$5 dollars` is still money, `$3.5 a barrel` a rate.
        again = measure_after(text, end)
        if again and again.sort == "money":
            end = again.end
    elif inside := unit_inside(text, numeral.start, end):
        measure = inside
    elif (numeral.form == "fraction" or _is_decimal(numeral)) and (of := _OF_ONE.match(text, end)):
        measure = measure_after(text, of.end())
        period = measure is not None and measure.sort == "duration" and measure.name not in _SPLIT_TIMES
        if measure is not None and (period or measure.attributive):
            measure = None
        end = measure.end if measure is not None else end
    elif numeral.form not in {"share", "multiplier"}:
        # `tens of millions of dollars`
        measure = measure_after(text, end + 3 if numeral.form == "vague" and text.startswith(" of ", end) else end)
        if measure is not None and measure.sort == "duration" and numeral.form == "fraction":
            measure = None
        if measure is None and (loose := _LOOSE.match(text, end)):
            measure = measure_after(text, loose.end())
        measure = measure or scale_after(text, end)
        if measure is None and numeral.form == "digits" and value is not None and is_magnitude(text, start, end, value):
            measure = Measure("measure", "magnitude", end, end)
        if measure is None and text.startswith(_FROST, end):
            measure = Measure("measure", "degree", end, end)
        if measure is not None and measure.end > end:
            end = measure.end
    if (
        measure is not None
        and value is not None
        and value > 0
        and measure.name in _HEAT
        and text.startswith(_FROST, end)
    ):
        value, end = -value, end + len(_FROST)
    per, per_text = None, ""
    if measure is not None and measure.sort != "duration":
        if rate := rate_after(text, end):
            per, end = rate
        elif measure.sort == "measure" and (of := _OF_STUFF.match(text, end)) and (rate := rate_after(text, of.end())):
            per, per_text = rate[0], text[of.end() : rate[1]].strip()
    return Quantity(
        start,
        end,
        numeral.start,
        number_end,
        numeral.form,
        value,
        numeral.low,
        numeral.high,
        "vague" if numeral.form == "vague" else "range" if value is None else "=",
        measure,
        per,
        scale,
        per_text,
    )


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of text in order, without dates, times, ordinals, ages and numbers that are names."""
    excluded = excluded_spans(text)
    joined: list[Quantity] = []
    at = 0
    for numeral in numerals(text):
        while at < len(excluded) and excluded[at][1] <= numeral.start:
            at += 1
        if at < len(excluded) and excluded[at][0] < numeral.end:
            continue
        quantity = _quantity(text, numeral)
        if joined and quantity.start < joined[-1].end:
            quantity = replace(quantity, start=max(quantity.number_start, joined[-1].end))
            if quantity.number_start < joined[-1].end:
                continue
        whole = (range_of(text, joined[-1], quantity) or compound(text, joined[-1], quantity)) if joined else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(quantity)
    share_units(text, joined)
    bounded = [_bounded(text, quantity) for quantity in joined]
    for i in range(1, len(bounded)):
        if _is_compared(text, bounded[i - 1], bounded[i]):
            here = joined[i]
            bounded[i] = replace(bounded[i], start=here.start, bound=here.bound, low=here.low, high=here.high)
        # `more than 7.5 million crowns ($1.1 million)`: the same amount in another unit.
        before, here = bounded[i - 1], bounded[i]
        inherits = here.bound == "=" and before.bound not in {"=", "range", "vague"} and here.measure and before.measure
        if inherits and here.value is not None and CONVERTED.fullmatch(text[before.end : here.start]):
            low, high = limits(before.bound, here.value)
            bounded[i] = replace(here, bound=before.bound, low=low, high=high)
    return bounded


def _is_compared(text: str, before: Quantity, here: Quantity) -> bool:
    """Return True if an amount says how much a comparison holds by: `9 points more than 30-year bonds`."""
    words = text[here.start : here.number_start] if here.start > before.end else ""
    if text[before.end : here.start] != " ":
        return False
    # `60 seats, 9 more than the 51 needed`
    bare = before.measure is None and before.form in {"digits", "words"}
    amount = before.measure is not None and before.measure.sort != "duration"
    return (amount and words.endswith(("than ", "than the "))) or (bare and words.endswith("than the "))


def with_bound(quantity: Quantity, bound: Bound) -> Quantity:
    """Return a quantity with the bound written next to it, which leaves a range only one of its ends."""
    value = quantity.value if quantity.value is not None else open_limit(bound, quantity.low, quantity.high)
    if value is None:
        return quantity
    low, high = limits(bound, value)
    return replace(quantity, value=value, bound=bound, low=low, high=high)


# `5+ million`, `5-plus million`, `60-odd percent`
_PLUS = re.compile(r"\w(?:\+|-(?P<bound>plus|odd|ish)) ", re.IGNORECASE)
# `in the 25 percent range`
_IN_THE, _RANGE = re.compile(r"\bin (?:the|a) $"), re.compile(r"[ -]range\b")


def _bounded(text: str, quantity: Quantity) -> Quantity:
    start, bound = bound_before(text, quantity.start, quantity.measure)
    end = quantity.end
    after = bound_after(text, end)
    if after and bound in {"=", after[1]}:
        # `40 or so`, `about 40 or so`
        end, bound = after
    elif bound == "=" and (plus := _PLUS.search(text, quantity.number_start, end)):
        bound = ">=" if (plus["bound"] or "plus").lower() == "plus" else "~"
    elif bound == "=" and _RANGE.match(text, end) and _IN_THE.search(text, max(0, start - 7), start):
        bound = "~"
    if quantity.value is None:
        # A range or a vague word keeps its own limits; the words before it still belong to the figure.
        whole = replace(quantity, start=start, end=end)
        # Up to 20 or 30 are at most 30; `over 20 or 30 years` may be how long.
        either = " or " in text[quantity.start : quantity.end]
        limited = end > quantity.end or (either and bound in {"<=", ">="})
        exact = quantity.bound == "range" and quantity.form in {"digits", "words"}
        return with_bound(whole, bound) if limited and exact else whole
    if quantity.form == "multiplier" and quantity.value < 1:
        # Something that more than halved is less than half of what it was.
        bound = opposite(bound)
    low, high = limits(bound, quantity.value)
    return replace(quantity, start=start, end=end, bound=bound, low=low, high=high)
