"""Reads the letter that scales a number, using its context: `$281M`, `1.2m tons`, `110 b. Euro`, `8 B people`."""

import re
from functools import cache

from extract.figures.measures import word_alternatives
from extract.lexicon import load

# `€5-10m`: the second number of a range of prices.
_PRICED = re.compile(r"[$£€¥₹]\d[\d.,]*(?:k|K|m|M|b|B|bn)?(?: ?[-–] ?| to )$")
_PRICE_LETTER = re.compile(r"mil|[kKmMbBtT](?![A-Za-z0-9%])|MM(?![A-Za-z0-9%])| [mMbB](?![A-Za-z0-9%&-])")
# Nouns in -s after a number of metres: `400m hurdles`, `12m across`.
_RUN = r"across|towards|upwards|hurdles|relays|sprints|finals|races|championships|besides|versus|always|perhaps"
_COUNTED = rf"(?:people|persons|men|women|children|(?!{_RUN})[a-z]{{3,}}s)\b"
_MORE = r"(?:new|more|other|extra|additional|fewer|foreign|young|older|[A-Z][a-z]+n) "
# The rest of a range between its first letter and its noun: `1.5m to 2.2m homes`.
_TO_SECOND = r"(?:(?: to | and | or |[-–])\d[\d.,]*[Km])"
_COUNT_LETTER = re.compile(
    rf"[kMB](?![A-Za-z0-9])|[Km](?={_TO_SECOND}? (?:{_MORE})?{_COUNTED})"
    r"|m(?= of (?:its|their|our|his|her) (?:[a-z-]+ )?[a-z]{3,}s\b)"
    r"| [BM](?= (?:people|persons|men|women|children)\b)"
)


# `the death toll could reach 2.2m`: a number of deaths is not in metres.
_COUNTING = re.compile(r"\b(?:toll|number|population|total|tally|turnout|audience|membership|workforce)\b[^.;\n]*$")
_ENDS = re.compile(r"[.,;:)”\"]|$| (?:in|by|from|this|last|and|or|over|on|since)\b")


@cache
def _measured() -> re.Pattern[str]:
    """Return the pattern of a letter before a unit or a currency, which can't be a unit itself."""
    money, units = word_alternatives("money"), word_alternatives("measure")
    codes = "|".join(load("currencies")["currency"])
    return re.compile(
        rf" ?(?P<letter>[kKmMbBtT])(?:\.?(?= (?:(?i:{money})|{codes})(?![A-Za-z]))|(?= ?[€$£¥]))"
        rf"|(?P<glued>[kKmMbB])(?={_TO_SECOND}? (?i:{units})(?![A-Za-z]))"
    )


def scaled_by_letter(text: str, start: int, end: int, priced: bool) -> tuple[float, int] | None:
    """Return the scale given by a letter after the number from start to end, and the offset where the letter ends.

    priced: a currency precedes the number.
    """
    letters = load("numbers")["letters"]
    if match := _measured().match(text, end):
        return letters[match["letter"] or match["glued"]], match.end()
    if text.startswith("m", end) and _COUNTING.search(text[max(0, start - 60) : start]) and _ENDS.match(text, end + 1):
        return letters["m"], end + 1
    priced = priced or _PRICED.search(text[max(0, start - 16) : start]) is not None
    if match := (_PRICE_LETTER if priced else _COUNT_LETTER).match(text, end):
        return letters[match[0].strip()], match.end()
    return None
