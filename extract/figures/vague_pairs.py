"""Reads two vague plurals that are one figure: `hundreds or even thousands`, `dozens and dozens`."""

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.figures.numeral import Numeral

_EITHER = re.compile(
    r",? (?:or|to|if not|and(?= even| perhaps| maybe| possibly))(?: even| perhaps| maybe| possibly)? "
    r"|, (?:even|perhaps|maybe|possibly) "
)
_AGAIN = re.compile(r" (?:and|upon) ")


def paired(text: str, numerals: Iterable[Numeral]) -> list[Numeral]:
    """Return the vague plurals of a lower-case text, with repeated or alternative ones joined into one."""
    pairs: list[Numeral] = []
    for numeral in numerals:
        before = pairs[-1] if pairs else None
        if before is None or before.high is None or numeral.high is None:
            pairs.append(numeral)
            continue
        between = text[before.end : numeral.start]
        again = _AGAIN.fullmatch(between) and text.endswith(text[numeral.start : numeral.end], before.start, before.end)
        if again or (_EITHER.fullmatch(between) and before.high <= numeral.high):
            pairs[-1] = replace(before, end=numeral.end, high=numeral.high)
        else:
            pairs.append(numeral)
    return pairs
