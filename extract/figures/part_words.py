"""Reads numerals other than cardinals: vague plurals, fractions, multipliers.

All texts are in lower case: looking for either case would take three times as long.
"""

import re
from functools import cache

from extract.figures.numeral import Form, Numeral, scale_of, small_numbers
from extract.figures.stretches import Stretches
from extract.figures.unit_numbers import YEARS
from extract.lexicon import load
from extract.text.unit_scales import unit_words


@cache
def _vague_pattern() -> re.Pattern[str]:
    numbers = load("numbers")
    factors = "|".join(numbers["vague_factor"])
    plain = "|".join(numbers["vague"])
    scales = "|".join(numbers["vague_scale"])
    quantifiers = "|".join(sorted(map(re.escape, numbers["quantifiers"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z-])(?:(?P<factor>{factors})[ -]of[ -](?P<of>{scales})"
        rf"|(?P<quantifier>{quantifiers})[ -](?P<scale>dozen|hundred|thousand|million|billion|trillion)"
        rf"|(?P<plain>{plain}))(?![A-Za-z])",
    )


def vague(text: str) -> list[Numeral]:
    """Return the vague plurals: `dozens`, `tens of thousands`, `a few hundred`, with the span they can mean."""
    numbers = load("numbers")
    numerals = []
    for match in _vague_pattern().finditer(text):
        if match["factor"]:
            low, high = numbers["vague_factor"][match["factor"].lower()]
            times = numbers["vague_scale"][match["of"].lower()]
        elif match["quantifier"]:
            low, high = numbers["quantifiers"][match["quantifier"].lower()]
            times = scale_of(match["scale"])
        else:
            low, high = numbers["vague"][match["plain"].lower()]
            times = 1
        if match["plain"] and match["plain"].lower() == "scores" and not text.startswith(" of ", match.end()):
            continue
        numerals.append(
            Numeral(*match.span(), form="vague", value=None, low=float(low * times), high=float(high * times))
        )
    return numerals


@cache
def _fraction_pattern() -> re.Pattern[str]:
    numbers = load("numbers")
    names = "|".join(sorted(numbers["fractions"], key=len, reverse=True))
    small = "|".join(small_numbers())
    ordinals = "|".join(name for name in numbers["fractions"] if name.endswith("th"))
    units = "|".join(_halved_units())
    first_letters = "".join(sorted({"a", "h", "q", "t", *(word[0] for word in small_numbers())}))
    return re.compile(
        # The lookahead keeps most words from trying the many alternatives.
        rf"(?<![a-z-])(?=[\d{first_letters}])(?<!\d/)"
        r"(?:(?:an?[ -])?(?P<part>half|quarter)(?:[ -]an?)?[ -]"
        r"(?P<scale>hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])"
        r"|(?:an?[ -])?(?P<of_unit>three[ -]quarters?|half|quarter)"
        rf"(?=[ -](?:(?:percentage[ -])?point|per ?cent|{units})(?![A-Za-z]))"
        rf"|(?P<count>{small}|\d)[ -](?P<many>{names})(?![A-Za-z-])"
        rf"|(?P<one>an?)[ -]"
        rf"(?P<name>third|quarter|half|{ordinals})"
        rf"(?![A-Za-z-]|-?(?:and-)?final)"
        r"|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!better )(?<!top )(?<!bottom )(?<!upper )(?<!lower )"
        r"(?<!opening )(?P<half>half)"
        rf"(?= (?:of|the|a|an|all|its|their|his|her|our|that|those|these)\b|{_or_more().pattern}))",
    )


@cache
def _or_more() -> re.Pattern[str]:
    """Match the second of two fractions behind the first: `a quarter to a third`, `half or two-thirds`."""
    names = "|".join(name for name in load("numbers")["fractions"] if name not in {"half", "hundredth"})
    return re.compile(rf" (?:to|or|and)(?: even)? (?:an?|one|two|three|four)[ -](?:{names}|half)(?![A-Za-z-])")


def _halved_units() -> list[str]:
    """Return the units whose half or quarter is an amount; that of a longer time is a period: `a half of the year`."""
    rows = load("units")["unit"].values()
    words = [word for row in rows if row["dimension"] != "time" for word in row["words"]]
    return sorted([*words, "hour", "minute", "second"], key=len, reverse=True)


_FRACTION_LEFT = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|over|roughly|just|only|up|down|under|least|some|approximately|another"
    r"|to|(?:much|many|little|few) as) $",
    re.IGNORECASE,
)
# `A sixth of the mills` is a part, `a sixth of May parade` and `a sixth mill` are not.
_COMMON = frozenset({"half", "third", "quarter", "fifth", "tenth"})
_OF_WHOLE = re.compile(r" of (?:the|its|their|his|her|all|what)\b")
_NOUN = re.compile(
    r"[ -](?!and|or|since|from|over|than|this|last|in|on|as|to|between"
    r"|(?:are|were|was|ha[ds]|have|will|would|could|sa(?:id|y))\b)[a-z]{3,}"
)
_HALF_LEFT = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|over|roughly|under|least|approximately|just|only|some) half$",
    re.IGNORECASE,
)
# The lookbehind comes after the word: a pattern that begins with letters is searched faster.
_HALF = re.compile(r"half(?<![a-z-]half)(?![a-z-])")
_OF_SCALE = re.compile(r" (?:of )?an? (hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])", re.IGNORECASE)
_OF_UNIT = re.compile(r" an?(?= (?:second|minute|hour|day|week|month|year|mile)\b)")
_OF_YEARS = re.compile(r"(?: (?:of )?an?)? (?P<span>decade|century)\b")


@cache
def _compared() -> re.Pattern[str]:
    """Return the pattern of a comparative after a fraction that expresses a difference: `a third lower than`."""
    words = "|".join(load("numbers")["comparatives"])
    return re.compile(rf" (?:{words})(?= than\b|[.,;:)]|$| (?:this|last|in|on|at|for|and|but)\b)", re.IGNORECASE)


def fractions(text: str) -> list[Numeral]:
    """Return the fractions: `two thirds`, `half of`, `half a million`, `3/8 of`."""
    numbers = load("numbers")
    names = numbers["fractions"]
    numerals = []
    for match in _fraction_pattern().finditer(text):
        start, end = match.span()
        following = text[end : end + 24]
        if match["of_unit"]:
            # `a quarter-point cut`, `a half-mile walk`
            word = match["of_unit"].lower()
            numerals.append(Numeral(start, end, "words", 0.75 if word[0] == "t" else 1 / names[word]))
            continue
        if match["count"]:
            word = match["count"].lower()
            count = float(word) if word.isdigit() else numbers["cardinals"][word]
            name = match["many"].lower()
            plural = name.endswith("s")
            if count >= names[name] or (not plural and count != 1) or (plural and count == 1):
                continue
            value = count / names[name]
        elif match["name"]:
            measured = _FRACTION_LEFT.search(text[max(0, start - 16) : start])
            if match["name"] not in _COMMON:
                fits = _OF_WHOLE.match(text, end) or (measured and following.startswith(" of "))
            else:
                fits = (
                    _compared().match(text, end)
                    or _or_more().match(text, end)
                    or following.startswith(
                        (" of ", " the ", " mile", "-mile", " century", " inch", " point", "-point")
                    )
                    or (measured and not _NOUN.match(text, end))
                )
            if not fits:
                continue
            value = 1 / names[match["name"].lower()]
        elif match["part"]:
            times = scale_of(match["scale"])
            value = times / names[match["part"].lower()]
            numerals.append(Numeral(start, end, "words", value, scale=times))
            continue
        else:
            value = 0.5
        if scaled := _OF_SCALE.match(text, end):
            times = scale_of(scaled[1])
            numerals.append(Numeral(start, scaled.end(), "words", value * times, scale=times))
        elif years := _OF_YEARS.match(following):
            # `half a decade`, `a quarter of a century`
            numerals.append(Numeral(start, end + years.end(), "words", value * YEARS[years["span"].lower()]))
        elif (article := _OF_UNIT.match(following)) and not match["count"]:
            numerals.append(Numeral(start, end + article.end(), "words", value))
        else:
            numerals.append(Numeral(start, end, "fraction", value))
    covered = Stretches((n.start, n.end) for n in numerals)
    numerals += [
        Numeral(*match.span(), form="fraction", value=0.5)
        for match in _HALF.finditer(text)
        if _HALF_LEFT.search(text[max(0, match.start() - 16) : match.end()]) and not covered.meet(*match.span())
    ]
    for match in _written().finditer(text) if "/" in text or "⁄" in text else ():
        over, under = float(match["over"]), float(match["under"] or match["under_slash"])
        if 0 < over < under:
            form: Form = "digits" if match["unit"] is not None else "fraction"
            numerals.append(Numeral(*match.span(), form=form, value=over / under))
    return numerals


@cache
def _written() -> re.Pattern[str]:
    """Return the pattern of `3/8 of` and `1/2 pound`; with a plain slash and no unit after it, it may be a date."""
    numbers = load("numbers")
    words = "|".join([*sorted(unit_words(), key=len, reverse=True), *numbers["kitchen"]])
    return re.compile(
        r"(?<![\w/⁄.,$£€-])(?<!\d )(?P<over>\d{1,2})(?:⁄(?P<under>[1-9]\d{0,2})(?![\w/⁄])"
        r"|/(?P<under_slash>[1-9]\d{0,2})"
        rf"(?:(?= of (?:an?|the|all|its|their|people|[a-z]{{3,}}s)\b)|(?P<unit>(?=[ -](?:{words})s?\b))))",
    )


@cache
def _multiplier_pattern() -> re.Pattern[str]:
    words = load("numbers")["multipliers"]
    verbs = "|".join(w for w in words if w not in {"double", "triple", "quadruple", "twice", "thrice"})
    small = "|".join(small_numbers())
    return re.compile(
        rf"(?<![A-Za-z-])(?:(?P<word>{verbs})(?![A-Za-z-])"
        rf"|(?P<twice>twice|double|triple|quadruple|thrice)(?= (?:as|the|that|what|its|their|last|from)\b)"
        rf"|(?P<fold>(?<![\d.])\d+(?:\.\d+)?)(?:-?fold|x)(?![A-Za-z\d])|(?P<folds>{small})-?fold(?![A-Za-z])"
        rf"|(?<=\bby a factor of )(?P<factor>{small}|\d+(?:\.\d+)?)(?!\w|\.\d|-| (?:to|or) ))",
    )


# Every multiplier contains one of these: most texts have none and need no search by pattern.
_STEMS = ("factor of", "fold", "doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv", "twice", "thrice")
_TIMES = re.compile(r"\d(?:-?fold|x)")


def multipliers(text: str) -> list[Numeral]:
    """Return the multipliers: `tripled`, `twice as`, `10-fold`."""
    words = load("numbers")["multipliers"]
    if not (any(stem in text for stem in _STEMS) or _TIMES.search(text)):
        return []
    numbers = load("numbers")["cardinals"]
    return [
        Numeral(
            *match.span(),
            "multiplier",
            float(times if times[0].isdigit() else words.get(times, numbers.get(times))),
        )
        for match in _multiplier_pattern().finditer(text)
        for times in [match["word"] or match["twice"] or match["fold"] or match["folds"] or match["factor"]]
    ]
