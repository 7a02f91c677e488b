"""Reads numbers with a unit in or right behind them: `more than a year`, `an hour or two`, `a year and a half`.

All texts are in lower case: looking for either case would take three times as long.
"""

import re
from functools import cache

from extract.figures.numeral import Numeral, small_numbers
from extract.lexicon import load
from extract.text.unit_scales import unit_words

# How many years a longer unit has.
YEARS = {"decade": 10, "century": 100}


@cache
def _bounded_article_pattern() -> re.Pattern[str]:
    units = "|".join(sorted(unit_words(), key=len, reverse=True))
    bounds = ("more than", "less than", "nearly", "almost", "over", "under", "best part of", "better part of")
    behind = "|".join(rf"(?<=\b{bound} {article})" for bound in bounds for article in ("a", "an"))
    return re.compile(
        rf" (?P<one>an?)(?= (?:{units})\b)(?:{behind})"
        # `a week or more`, `a year and four months`
        rf"|(?<![\w-])(?P<alone>an?)(?= (?:{units})(?: or (?:more|so|less|longer)\b"
        rf"| and (?:{'|'.join(small_numbers())}|\d{{1,2}}) (?:{units})s?\b))",
    )


def bounded_articles(text: str) -> list[Numeral]:
    """Return the articles that count beside a bound or a smaller unit: `more than a week`, `a year and two months`."""
    return [
        Numeral(*match.span(match.lastgroup or "one"), "words", 1.0)
        for match in _bounded_article_pattern().finditer(text)
    ]


# `A mile or two trams`: the second number counts something else.
_ALONE = (
    r"(?=\s*(?:[.,;:!?)”\"]|$)| (?:in|on|at|to|for|from|by|of|per|was|were|is|are|will|would|can|could|and|but|when"
    r"|if|as|with|before|after|since|during|over|ago|later|earlier|away|off|long|more|behind|ahead|into|until|that"
    r"|than)\b)"
)


# Most texts have none of these few words and need no search by the patterns with all units.
_OR_TWO = re.compile(r" or (?:two|three)")
_AND_A_PART = re.compile(r"[ -]and[ -]a[ -](?:half|quarter)")


@cache
def _or_two_pattern() -> re.Pattern[str]:
    singular = "|".join(sorted(unit_words(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<!half an )(?:(?:an?|one) )?(?P<unit>{singular}) or (?P<more>two|three){_ALONE}")


def one_or_two(text: str) -> list[Numeral]:
    """Return the ranges with their unit inside: `an hour or two`, `the next mile or three`."""
    if not _OR_TWO.search(text):
        return []
    most = {"two": 2.0, "three": 3.0}
    return [
        Numeral(*m.span(), "words", None, years, years * most[m["more"].lower()])
        for m in _or_two_pattern().finditer(text)
        for years in [_years(m["unit"])]
    ]


def _years(unit: str) -> float:
    """Return how many years a decade or a century has, and one for any other unit."""
    return float(YEARS.get(unit.lower(), 1))


@cache
def _stretch_pattern() -> re.Pattern[str]:
    singular = "|".join(sorted(unit_words(), key=len, reverse=True))
    small = "|".join(small_numbers())
    return re.compile(
        rf"(?<![\w-])(?:(?P<count>an?|{small}|[1-9])[ -]|(?<=\b(?:past|last|next|this|that) )|(?<=\bfirst ))"
        rf"(?P<unit>{singular})s?[ -]and[ -]a[ -](?P<part>half|quarter)(?!\w)",
    )


def stretches_and_a_half(text: str) -> list[Numeral]:
    """Return the numbers with their unit inside: `a year and a half`, `the past mile and a quarter`."""
    numerals: list[Numeral] = []
    if not _AND_A_PART.search(text):
        return numerals
    for match in _stretch_pattern().finditer(text):
        word = match["count"] or "a"
        whole = 1 if word in {"a", "an"} else int(word) if word.isdigit() else load("numbers")["cardinals"][word]
        part = 0.5 if match["part"].lower() == "half" else 0.25
        # A decade and a half is 15 years.
        numerals.append(Numeral(*match.span(), "words", (whole + part) * _years(match["unit"])))
    return numerals
