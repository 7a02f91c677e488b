"""Reads two numbers that are one figure: the result of a vote or a game, or a ratio such as one to seven."""

import re
from functools import cache

from extract.figures.numeral import Numeral, small_numbers
from extract.lexicon import load

# What may follow the result of a game: no noun, or the numbers would be a range (`lost 5-10 pounds`).
_PLAYED = re.compile(
    r"[.,;:)\n]|$| (?:on|in|at|after|over|against|to|with|and|but|before|for|from|as|away|when|while)\b"
)
_VOTES = re.compile(
    r"(?P<before>\b(?:voted?|votes|voting|passed|failed|ruled|confirmed|split|deadlocked|vote of) "
    # `beat Velm 3-2`, `won 4-1`, `drew 2-2 with`: the result of a game.
    r"|(?P<played>\b(?:beats?|beaten|defeat(?:s|ed)?|won|wins?|lost|loses?|drew|draws?|trail(?:s|ed)?|leads?|led) "
    r"(?:(?:by|the|to|[A-Z][\w’'.]*) ){0,4}))?"
    r"(?<![\w$£€.,-])(?P<first>\d{1,3})(?:[-–]|-to-|(?P<apart> to ))(?P<second>\d{1,3})"
    r"(?![\w%-]|[.,]\d| ?(?:percent|per cent|points?)\b)"
    r"(?P<behind> (?:[a-z-]+ )?(?:votes?|decision|ruling|majority|split|verdict|deadlock|tie|margin"
    r"|win|victory|defeat|loss|lead|draw|triumph|rout)\b)?",
)
# Every pair contains this: most texts have none and need no search by the patterns.
_PAIR = re.compile(r"\d(?:[-–]|-to-| to )\d")
# `at 2-0 down`: who is behind or ahead.
_STANDING = re.compile(r"(?<![\w$£€.,-])(?P<first>\d{1,2})[-–](?P<second>\d{1,2})(?= (?:up|down|ahead|behind)\b)")
# `won 6-3, 7-5`: sets after the first.
_NEXT_SET = re.compile(
    r"(?:,| and|, and) (?P<first>\d{1,2})[-–](?P<second>\d{1,2})(?![\w%–-]|[.,]\d| ?(?:percent|per cent|points?)\b)"
)
# `The Senate passed it on Friday, 52-48`: the vote is mentioned before its result.
_MENTIONED = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|passed|approved|adopted|confirmed|rejected|ratified|acquitted|convicted|ruled|deadlocked)\b[^.;\n]{0,80}$"
)


_ODDS_BEFORE = re.compile(
    r"\b(?:(?:ratio|odds|margin) (?:[^.;,\n\d]{0,40} )?(?:of|are|were|is|was|at|to|hit|reached) "
    # `Women outnumber men three to two`
    r"|\boutnumber\w* (?:[a-z]+ ){1,3}"
    r"|(?P<by>by )(?:(?:more|less) than |nearly |almost |about |around |at least )?)$"
)


@cache
def _odds() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}(?:,\d{{3}}|\.\d)?|{'|'.join(small_numbers())})"
    fit = r"ratio|odds|margin|majority|favou?rite|edge|advantage|lead|long ?shot"
    return re.compile(
        rf"(?<![\w$£€.,-])(?P<first>{number})(?P<to>-to-| to |-(?=1\b)| ?: ?)"
        rf"(?P<second>{number})(?![\w-]|[.,]\d| ?(?:percent|per cent|points?|%))"
        rf"(?P<behind> (?:{fit})\b)?(?P<noun> (?:[a-z-]+s|people)\b)?",
    )


# With one digit behind it a colon is no clock time, and behind a small word no verse: `an average of 15:1`.
_IN_PROSE = re.compile(r"(?<![\w’'-])[a-z]+ $")


@cache
def _one_in() -> re.Pattern[str]:
    """Match `one person in six`; in `one boat in six ports` the second number counts something else."""
    return re.compile(
        rf"\bone [a-z]+ in (?:every )?(?P<whole>{'|'.join(small_numbers())}|\d{{1,3}}(?:,\d{{3}})?)(?=[.,;:)]|$"
        r"| (?:is|are|was|were|has|had|have|lives?|dies|will|can|could|would|may|in|of|at|who|and|than|[a-z]+ed)\b)"
    )


def _number(word: str) -> float:
    return float(word.replace(",", "")) if word[0].isdigit() else float(load("numbers")["cardinals"][word.lower()])


def _result(match: re.Match[str]) -> Numeral:
    low, high = sorted((_number(match["first"]), _number(match["second"])))
    return Numeral(match.start("first"), match.end("second"), "share", None, low, high)


def sides(text: str, lower: str) -> list[Numeral]:
    """Return the pairs that are one figure: `a 3-2 vote` with both ends, `one-to-seven` as a ratio.

    lower: the text in lower case.
    """
    numerals = []
    paired = _PAIR.search(text) is not None
    for match in _VOTES.finditer(text) if paired else ():
        if match["played"] and not match["behind"] and not _PLAYED.match(text, match.end()):
            continue
        if match["apart"] and int(match["first"]) < int(match["second"]):
            # `voted to hire 20 to 30 clerks`
            continue
        stated = match["before"] or match["behind"]
        if stated or _MENTIONED.search(text[max(0, match.start("first") - 100) : match.start("first")]):
            numerals.append(_result(match))
            after = _NEXT_SET.match(text, match.end())
            while after and _PLAYED.match(text, after.end()):
                numerals.append(_result(after))
                after = _NEXT_SET.match(text, after.end())
    standings = _STANDING.finditer(text) if paired else ()
    numerals.extend(_result(match) for match in standings if int(match["first"]) > int(match["second"]))
    shares = _one_in().finditer(lower) if "one " in lower else ()
    numerals.extend(Numeral(*m.span(), "share", 1 / max(_number(m["whole"]), 1.0)) for m in shares)
    for match in _odds().finditer(lower):
        first, second = _number(match["first"]), _number(match["second"])
        before = _ODDS_BEFORE.search(lower, max(0, match.start() - 60), match.start())
        stated = match["behind"] or (before and (not before["by"] or second == 1))
        # `an average of 15:1`, `5,000-1 to win`
        prose = (
            match["to"].strip() == ":"
            and first > 1
            and _IN_PROSE.search(text, max(0, match.start() - 20), match.start())
        )
        ratio = second == 1 and (bool(prose) or (match["to"] == "-" and "," in match["first"]))
        tied = ratio or (match["to"] == "-to-" and 1 in {first, second} and not match["noun"])
        if stated and 1 not in {first, second} and "margin" in f"{before[0] if before else ''}{match[0]}":
            # `By a margin of 300 to 200` gives both sides, `a margin of 3 to 1` their ratio.
            numerals.append(_result(match))
        elif (stated or tied) and first and second and first != second:
            numerals.append(Numeral(match.start("first"), match.end("second"), "share", first / second))
    return numerals
