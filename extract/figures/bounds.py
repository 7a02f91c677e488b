"""Reads the bound words around a figure: `more than`, `at least`, `or so`, and the limits that they set."""

import re
from functools import cache

from extract.claim import Bound
from extract.figures.measures import Measure
from extract.lexicon import load


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound], dict[str, Bound]]:
    words = load("bounds")
    before: dict[str, Bound] = words["before"]
    after: dict[str, Bound] = words["after"]

    def alternatives(names: dict[str, Bound]) -> str:
        return "|".join(re.escape(name).replace(r"\ ", r"[ \u00a0]+") for name in sorted(names, key=len, reverse=True))

    degrees = "|".join(words["comparing"]["degrees"])
    left = re.compile(
        rf"(?<![\w$£€.-])(?:(?:some|any)(?:where|thing)[ \u00a0](?!about))?(?:(?P<degree>{degrees})[ \u00a0]+)?"
        rf"(?P<word>{alternatives(before)})"
        r"(?P<gap>[ \u00a0]*)"
        r"(?:(?P<the>the[ \u00a0]+)|(?:a|an|just|only|even)[ \u00a0]+)?$",
        re.IGNORECASE,
    )
    spaced = {name: bound for name, bound in after.items() if name[0] not in "+-"}
    right = re.compile(
        rf"(?P<comma>,)?(?:[ \u00a0](?P<word>{alternatives(spaced)})(?!\w)"
        r"|(?P<sign>-plus\b|-odd\b|-?ish\b|\+(?!\s?/)))",
        re.IGNORECASE,
    )
    return left, right, before, after


# `over five years` is a span of time, `for over five years` has a bound.
_OVER_TIME = re.compile(
    r"\b(?:for|after|in|of|lasted|lasting|took|takes|than|spent|well|just|is|was|were|are|at|by|a little) over$",
    re.IGNORECASE,
)
# Before an article these are prepositions: `about the 300 soldiers`, `above the 2 % target`; but `around the $400
# million mark` has a bound.
_PREPOSITIONS = {"above", "beyond", "below", "under", "near", "around", "over", "about"}
_MARK = re.compile(r"[^.;,()]{0,30}? (?:mark|level|threshold)\b")
# In `inching back up to 4 %` the words give a direction, in `sells up to 4 %` a bound.
_GOING = re.compile(
    r"\b(?:inch\w*|cre(?:ep\w*|pt)|edg\w+|tick\w*|climb\w*|mov\w+|bounc\w+|c[ao]m\w+|sho(?:ot\w*|t)|push\w*|went|go|goes"
    r"|going|gone|(?:is|are|was|were|be|been|get|got|bring|brought)(?= (?:back|all the way)))(?: back| all the way)? $"
)


@cache
def _endings() -> tuple[str, ...]:
    """Return the endings of bound words: a text before a number without one of them has no bound."""
    return "a", "an", "the", "just", "only", "even", *{name.split()[-1] for name in load("bounds")["before"]}


# `from $2 up to $3`
_FROM_UP = re.compile(r"\bfrom [^\s\d]{0,3}\d[\d.,]*[a-z%]{0,2}(?: [a-z]+){0,3} $", re.IGNORECASE)
# `a blood pressure of 180 over 110`
_PRESSURE = re.compile(r"\bpressure\b[^.;\n]{0,60}\d $", re.IGNORECASE)
# `Its firms' top 10 lenders`
_RANKS = re.compile(r"\d{1,3} (?!in\b|as\b|for\b|at\b|on\b|and\b|after\b|amid\b|across\b)[a-z]")
_SIGNS = {*"~≈<>≥≤", "sub-"}
# `no longer than`, `won’t exceed`, `without ever exceeding`: negation reverses a comparison.
_DENIAL = re.compile(
    r"(?:\b(?P<word>no|not|never|cannot|without)|n['’]t)(?:[ \u00a0](?:\w+ly|ever))?[ \u00a0]+$", re.IGNORECASE
)
_COMPARING = re.compile(r".* than|exceed.*|surpass.*")
_MIRRORED: dict[Bound, Bound] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_TURNED: dict[Bound, Bound] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


@cache
def _passing() -> re.Pattern[str]:
    """Return the pattern of words before a lower limit: `climbed past 300`, `sent them past 300`, `could top 300`."""
    words = load("bounds")
    rising = "|".join(words["trend"]["up"])
    moving = "|".join(words["comparing"]["passing"])
    between = r"(?: [\w'’-]*[A-Za-z])"
    modals = "|".join([*words["denied"]["modals"], "to", "will", "would", "could", "might"])
    return re.compile(
        rf"\b(?:(?:{rising}){between}{{0,4}}|(?:{moving}){between}{{1,4}}) (?<!\bthe )(?P<past>past )$"
        rf"|(?:(?<!fail )(?<!fails )(?<!failed )\b(?:{modals}) (?:\w+ly |soon |even |still )?"
        # `Deaths top 900`: a headline.
        r"|(?<![\w'’-])(?!(?:its|his|this|has|was|us) )[A-Za-z]{3,}s )(?P<top>top )$"
    )


def bound_before(text: str, start: int, measure: Measure | None) -> tuple[int, Bound]:
    """Return where the bound words before start begin, and the bound; (start, '=') if there are none."""
    left, _, before, _ = _bounds()
    begin: int = start
    bound: Bound = "="
    for _ in range(2):
        head = text[max(0, begin - 40) : begin]
        match = left.search(head) if head.rstrip(" \u00a0").lower().endswith(_endings()) else None
        if not match:
            passed = bound == "=" and head.endswith(("past ", "top "))
            ranks = measure is None and head.endswith("top ") and _RANKS.match(text, begin)
            passing = passed and not ranks and _passing().search(text[max(0, begin - 60) : begin])
            if passing:
                begin, bound = begin - len(passing["past"] or passing["top"]), ">"
            break
        word = re.sub(r"\s+", " ", match["word"].lower())
        if not match["gap"] and word not in _SIGNS:
            break
        here = before[word]
        at = begin - len(head) + match.start()
        if match["gap"] and word in _SIGNS and text[max(0, at - 1) : at] in {"", "\n"}:
            # A bullet, or the mark of a quoted line.
            break
        if match["degree"] and here not in {"<", ">"}:
            at = begin - len(head) + match.start("word")
        if (
            word == "over"
            and not match["degree"]
            and measure is not None
            and measure.sort == "duration"
            and not _OVER_TIME.search(text[max(0, at - 12) : at + 4])
        ):
            break
        if word in {"near", "beyond"} and measure is None:
            break
        if word == "up to" and (
            _GOING.search(text[max(0, at - 20) : at]) or _FROM_UP.search(text[max(0, at - 40) : at])
        ):
            break
        if (
            word == "over"
            and text[max(0, at - 2) : at - 1].isdecimal()
            and _PRESSURE.search(text[max(0, at - 80) : at])
        ):
            break
        if match["the"] and word in _PREPOSITIONS and not _MARK.match(text, start):
            amount = measure is not None and measure.sort in {"money", "percent", "points"}
            if not (amount and word in {"around", "near"}):
                break
        if here == "=":
            break
        denial = _DENIAL.search(text[max(0, at - 20) : at]) if _COMPARING.fullmatch(word) else None
        if denial and here in _TURNED:
            here = _TURNED[here]
            at -= len(denial[0]) if denial["word"] else 0
        begin = at
        bound = here if bound in {"=", "~"} else bound
    return begin, bound


def turned(bound: Bound) -> Bound:
    """Return the negation of a bound: `not more than` is at most."""
    return _TURNED.get(bound, bound)


def opposite(bound: Bound) -> Bound:
    """Return the bound of what a decrease leaves: more than halved is less than a half."""
    return _MIRRORED.get(bound, bound)


# `50 per cent plus one`, `€900 plus a deposit`: something is added.
_ADDED = re.compile(
    r" (?:[\d$£€¥]|or minus\b|(?:one|an?|the|its|their|any|tax(?:es)?|vat|fees|costs|interest|expenses)\b)",
    re.IGNORECASE,
)


def bound_after(text: str, end: int) -> tuple[int, Bound] | None:
    """Return where the bound words after end stop, and the bound; None if there are none."""
    _, right, _, after = _bounds()
    match = right.match(text, end)
    if not match:
        return None
    word = (match["word"] or match["sign"]).lower()
    if match["comma"] and word != "give or take":
        return None
    if word == "plus" and _ADDED.match(text, match.end()):
        return None
    if word == "and up" and text.startswith(" to ", match.end()):
        return None
    return match.end(), after[word]


# What follows the bound words behind a noun: `20 boats or more were lost`, not `20 boats or more expensive ones`.
_CLOSED = re.compile(
    r"\s*(?:[.,;:)”\"]|$)| (?:in|on|at|to|for|from|by|an?|per|each|every|were|was|are|is|have|had|has|will|would"
    r"|can|could|may|might|must|should|who|that|and|with|when|if|as|before|after|since|during|over)\b"
)


def bound_behind_noun(text: str, end: int) -> Bound | None:
    """Return the bound of words that follow what a number counts, whose noun ends at end: `20 boats or more`."""
    if not text.startswith((" ", ", "), end):
        return None
    after = bound_after(text, end)
    if after is None or text[end : after[0]].strip(" ,") == "plus" or not _CLOSED.match(text, after[0]):
        return None
    return after[1]


def open_limit(bound: Bound, low: float | None, high: float | None) -> float | None:
    """Return the end of a range that a bound behind it leaves as its only limit: 3 of `3 to 4 boats or more`."""
    return low if bound in {">", ">="} else high if bound in {"<", "<="} else None


def limits(bound: Bound, value: float) -> tuple[float | None, float | None]:
    """Return the lowest and the highest that a value with a bound can be."""
    if bound in {">", ">="}:
        return value, None
    if bound in {"<", "<="}:
        return None, value
    return None, None
