"""Finds the currency, percent sign or unit of measure written next to a numeral."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import load

Sort = Literal["money", "percent", "points", "measure", "duration"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit next to a numeral: its kind, canonical name and position; attributive: connected by a hyphen."""

    sort: Sort
    name: str
    start: int
    end: int
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    sort: Sort
    name: str


def _plural(word: str) -> str:
    return word + "es" if word.endswith(("ch", "x", "s", "z")) else word + "s"


@cache
def _entries() -> tuple[dict[str, _Entry], dict[str, _Entry], dict[str, _Entry]]:
    """Return units by lower-case word, by symbol as written, and currencies by symbol."""
    words: dict[str, _Entry] = {}
    symbols: dict[str, _Entry] = {}
    money: dict[str, _Entry] = {}
    for name, row in load("units")["unit"].items():
        sort: Sort = "duration" if row["dimension"] == "time" else "measure"
        entry = _Entry(sort, name)
        for word in row.get("words", []):
            words[word] = entry
            words.setdefault(_plural(word), entry)
        for word in row.get("plurals", []):
            words[word] = entry
        for symbol in row.get("symbols", []):
            symbols[symbol] = entry
    currencies = load("currencies")
    for group in ("currency", "minor"):
        for name, row in currencies[group].items():
            entry = _Entry("money", name)
            for word in row["words"]:
                words[word] = entry
                words.setdefault(_plural(word), entry)
            for word in row.get("plurals", []):
                words[word] = entry
            for symbol in row["symbols"]:
                money[symbol] = entry
    return words, symbols, money


def _alternatives(names: dict[str, _Entry]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words, symbols, money = _entries()
    codes = "|".join(load("currencies")["currency"])
    percent = r"%|per ?cents?(?![a-z])|pct\.?(?![a-z])|pc(?![a-z])|p\.c\."
    points = (
        r"percentage[ -]points?|per cent[ -]points?|basis[ -]points?|pct\.? points?|-?points?|pts?(?![a-z])|pp(?![a-z])"
        r"|bps?(?![a-z])"
    )
    signs = {
        symbol: entry
        for symbol, entry in money.items()
        if not symbol[-1].isalpha() or not symbol.isascii() or "$" in symbol
    }
    letters = _alternatives({symbol: entry for symbol, entry in money.items() if symbol not in signs and symbol != "p"})
    capitals = "|".join(sorted({row["sign"] for row in load("units")["capitals"]}))
    before = re.compile(
        rf"(?:(?<![A-Za-z])(?P<code>{codes})|(?<![A-Za-z])(?P<letters>{letters})"
        rf"|(?P<symbol>{_alternatives(signs)}))[ \u00a0]?$"
    )
    percent_after = re.compile(rf"[ \u00a0-]{{0,2}}(?:(?P<points>{points})|(?P<percent>{percent}))", re.IGNORECASE)
    # `a 1,900-square-foot flat`
    spelled = _alternatives(words).replace(r"\ ", "[ -]")
    word_after = re.compile(rf"(?:[ \u00a0]{{1,2}}|-|‐|‑)(?P<word>{spelled})(?![A-Za-z])", re.IGNORECASE)
    symbol_after = re.compile(
        rf"(?:[ \u00a0-]?(?P<unit>{_alternatives(symbols)})(?![A-Za-z0-9])"
        rf"|(?P<money>{_alternatives(money)})(?![A-Za-z0-9])| (?P<pence>p)(?![A-Za-z0-9]|\.? ?m\b)"
        rf"|(?<=\d)(?P<inch>in)(?![A-Za-z0-9])|(?<=\d)[ \u00a0]?(?P<letter>{capitals})(?![A-Za-z0-9])"
        rf"|[ \u00a0]?(?P<code>{codes})(?![A-Za-z]))"
    )
    return before, percent_after, word_after, symbol_after


_LOWER_BEFORE = re.compile(r"(?<![A-Za-z])[a-z]+ $")


def currency_before(text: str, start: int) -> Measure | None:
    """Return the currency written before the numeral at start, or None."""
    left = text[max(0, start - 8) : start]
    match = _patterns()[0].search(left)
    if not match:
        return None
    begin = start - len(left) + match.start()
    if match["symbol"] == "A $" and not _LOWER_BEFORE.search(text[max(0, begin - 12) : begin]):
        # `A $15 fee` begins with an article.
        begin += 2
        return Measure("money", "USD", begin, start)
    if match["code"]:
        return Measure("money", match["code"], begin, start)
    entry = _entries()[2][match["symbol"] or match["letters"]]
    return Measure("money", entry.name, begin, start)


@cache
def currency_letters() -> tuple[str, ...]:
    """Return the currencies' codes, and their symbols that end in a letter."""
    rows = load("currencies")["currency"]
    return tuple(sorted({*rows, *(s for row in rows.values() for s in row["symbols"] if s[-1].isalpha())}))


_MAGNITUDE_AFTER = re.compile(r"(?:-| )magnitude\b|(?: on the| on) Richter\b", re.IGNORECASE)
# `5 years` counts time, `5 pounds` money or weight; these words after them settle which.
_POUND_WEIGHT = re.compile(r"pounds? (?:of (?!sterling)|in weight|heav|lighter|overweight)|-pound\b", re.IGNORECASE)

# `20 second-hand boats`, `12 second half points`
_ORDINAL = re.compile(r"-(?!long)[a-z]| (?:half|quarter|round|term|place|grade|chance|tier|row)\b", re.IGNORECASE)
# `10 hour-long talks` are ten talks.
_EACH_LONG = re.compile(r"-(?:long|wide|high|tall|deep|thick) (?:[a-z-]+ )?[a-z]+s\b")
_OLD = re.compile(r"[ -]old\b")
_WEIGHING = re.compile(
    r"\b(?:weigh\w*|lbs?|heavy|heavier|lighter|overweight|kilos?|kilograms?|lost|gained|tons?|ounces?|shape|cargo|explosives?"
    r"|marijuana|cocaine|heroin|meat|food|[4-8][- ](?:foot|feet|ft)[- ]\d{1,2})\b",
    re.IGNORECASE,
)


# `100 degrees C`
_DEGREES, _HEAT = re.compile(r" ([CF])(?![A-Za-z0-9])"), {"C": "celsius", "F": "fahrenheit"}
# `-12C`: with a sign, only degrees have these letters.
_SIGNED = re.compile(r"(?:(?<![\w%)])[−-]|\bminus )\d+(?:\.\d+)?$", re.IGNORECASE)


# `a kilo of rice costs 300 pounds`
_PAYING = re.compile(
    r"\b(?:cost\w*|pa(?:y|ys|id|ying)|worth|fined?|spen[dt]\w*|earn\w*|charg\w+|owe[sd]?|pric\w+|s[eo]ll\w*)"
    r"(?: [a-z]+){0,3} [\d.,]+(?: [a-z]+illion)?$"
)


def _weighs(text: str, at: int) -> bool:
    """Return True if pounds are a weight here: words for weight are near, and sterling is not mentioned."""
    paid = _PAYING.search(text, max(0, at - 50), at)
    return not paid and bool(_WEIGHING.search(text[max(0, at - 90) : at + 90])) and "£" not in text


# `18 stone 4 pounds`, `weighs 18 stone`; steps and walls are of stone.
_POUNDS, _MADE = re.compile(r" \d{1,2} ?(?:pounds?|lbs?)\b"), re.compile(r" [a-z]+s\b")


def _is_weight(text: str, end: int) -> bool:
    """Return True if stone that end there are a weight: pounds follow, or words for weight are near."""
    return bool(_POUNDS.match(text, end)) or (not _MADE.match(text, end) and _weighs(text, end))


def _unit_of_letter(text: str, match: re.Match[str]) -> str | None:
    """Return the unit that a capital after a number stands for, if what it measures, or a slash and a unit, is near."""
    if match["letter"] in _HEAT and _SIGNED.search(text, max(0, match.start() - 12), match.start()):
        return _HEAT[match["letter"]]
    around = text[max(0, match.start() - 90) : match.start() + 90]
    divided = text.startswith("/", match.end()) and rate_after(text, match.end()) is not None
    for row in load("units")["capitals"]:
        if row["sign"] == match["letter"] and (divided or re.search(rf"(?i:\b(?:{row['near']})\b)|°", around)):
            return str(row["unit"])
    return None


def measure_after(text: str, end: int) -> Measure | None:
    """Return the percent sign, points, unit or currency written after the numeral at end, or None."""
    _, percent_after, word_after, symbol_after = _patterns()
    words, symbols, money = _entries()
    if match := percent_after.match(text, end):
        if match["points"] and not re.match(r"[A-Za-z]", text[match.end() : match.end() + 1]):
            name = "basis point" if match["points"].lower().startswith("b") else "point"
            word = match["points"].lstrip("- ")
            if "percent" in word.lower() or "cent" in word.lower():
                name = "percentage point"
            return Measure("points", name, match.end() - len(word), match.end())
        if match["percent"]:
            return Measure("percent", "percent", match.start("percent"), match.end())
    if _MAGNITUDE_AFTER.match(text, end):
        return Measure("measure", "magnitude", end, end)
    if match := word_after.match(text, end):
        word = match["word"].lower()
        entry = words.get(word) or words[word.replace("-", " ")]
        attributive = text[end] in "-‐‑"
        if entry.name == "GBP" and (
            _POUND_WEIGHT.match(text, match.start("word") - attributive) or _weighs(text, match.start())
        ):
            entry = _Entry("measure", "pound")
        if entry.name == "stone" and (word != "stone" or not _is_weight(text, match.end())):
            return None
        if entry.name == "degree" and (letter := _DEGREES.match(text, match.end())):
            return Measure("measure", _HEAT[letter[1]], match.start("word"), letter.end(), attributive)
        if not attributive and _EACH_LONG.match(text, match.end()):
            return None
        if word == "second" and not attributive and _ORDINAL.match(text, match.end()):
            return None
        old = _OLD.match(text, match.end()) if entry.sort == "duration" else None
        stop = old.end() if old else match.end("word")
        return Measure(entry.sort, entry.name, match.start("word"), stop, attributive)
    if match := symbol_after.match(text, end):
        if match["code"]:
            return Measure("money", match["code"], match.start("code"), match.end("code"))
        if match["inch"]:
            entry = words["inch"]
            return Measure(entry.sort, entry.name, end, match.end())
        if match["letter"]:
            unit = _unit_of_letter(text, match)
            return Measure("measure", unit, match.start("letter"), match.end()) if unit else None
        group = "unit" if match["unit"] else "money" if match["money"] else "pence"
        entry = (symbols if group == "unit" else money)[match[group]]
        if match[group] == "st" and not _is_weight(text, match.end()):
            return None
        # `It is 4 in.` ends with the sentence's full stop.
        stop = match.end(group) - (match[group][-1] == "." and _STOP.match(text, match.end()) is not None)
        return Measure(entry.sort, entry.name, match.start(group), stop)
    return None


_STOP = re.compile(r"\s*(?:$|[A-Z“\"])")
_ON_SCALE = re.compile(r" on the (?P<unit>[^\W\d]+) scale\b")


def scale_after(text: str, end: int) -> Measure | None:
    """Return the unit that the scale after the numeral at end is named after: `30 on the Celsius scale`."""
    match = _ON_SCALE.match(text, end)
    words, symbols, _ = _entries()
    entry = (symbols.get(match["unit"]) or words.get(match["unit"].lower())) if match else None
    return Measure(entry.sort, entry.name, end, end) if entry else None


@cache
def word_alternatives(sort: str) -> str:
    """Return the words of the units of a kind, as alternatives of a regular expression."""
    return _alternatives({word: entry for word, entry in _entries()[0].items() if entry.sort == sort})


# What surrounds a unit inside a number: `a year and a half`, `an hour or two`.
_AROUND = re.compile(
    r"(?:\S+[ -])?(?P<unit>[a-z -]+?)(?:[ -]and[ -]a[ -](?:half|quarter)| or (?:two|three))", re.IGNORECASE
)
_OF_YEARS = re.compile(
    r"(?:\w+[ -])*(?P<unit>decade|century)(?:s?[ -]and[ -]a[ -](?:half|quarter)| or (?:two|three))?", re.IGNORECASE
)


def unit_inside(text: str, start: int, end: int) -> Measure | None:
    """Return the unit inside the number at start to end, or None; half a decade is in years."""
    if match := _OF_YEARS.fullmatch(text, start, end):
        return Measure("duration", "year", match.start("unit"), match.end("unit"))
    match = _AROUND.fullmatch(text, start, end)
    entry = _entries()[0].get(match["unit"].lower()) if match else None
    return Measure(entry.sort, entry.name, match.start("unit"), match.end("unit")) if match and entry else None


# Symbols that are too short to be units by themselves.
_SHORT = {"s": "second", "h": "hour", "t": "tonne"}


@cache
def _per() -> re.Pattern[str]:
    rates = load("units")["rates"]
    words, slashed = ("|".join(sorted(rates[name], key=len, reverse=True)) for name in ("words", "slashed"))
    units, symbols, _ = _entries()
    short = "|".join(_SHORT)
    return re.compile(
        rf"[ -](?:per|an?|each|every)[ -](?P<per>{words}|dozen(?=[.,;:)]|$| (?:in|at|for|from|to|on|by|and|or|now)\b)"
        r"|[\d,]++(?: (?!in\b|of\b|and\b|or\b|at\b|on\b|by\b|to\b|for\b|from\b|last\b|is\b|was\b)[a-z]+"
        rf"| ?(?:{_alternatives(symbols)}))?)(?![A-Za-z0-9])"
        rf"(?! (?:earlier|ago|before|later|after|old|prior|on(?=[.,;:)]|$| from\b)))|/(?P<slash>{slashed})(?![A-Za-z])"
        rf"|(?:/| per )(?P<symbol>{_alternatives(symbols)}|{short})(?![A-Za-z0-9²³])"
        rf"| per (?P<unit>{_alternatives(units)})(?![A-Za-z])"
    )


def rate_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the period or thing after `per` for a quantity ending at end, and its end: `a day` → (`day`, offset)."""
    match = _per().match(text, end)
    if match is None:
        return None
    if match["symbol"]:
        return _SHORT.get(match["symbol"]) or _entries()[1][match["symbol"]].name, match.end()
    return (match["per"] or match["slash"] or _entries()[0][match["unit"]].name), match.end()
