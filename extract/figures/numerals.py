"""Reads numerals out of running text: digits, words, fractions, shares, vague plurals and multipliers."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import load

Form = Literal["digits", "words", "vague", "fraction", "share", "multiplier"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral. value is None for a vague word, which low and high then delimit."""

    start: int
    end: int
    form: Form
    value: float | None
    low: float | None = None
    high: float | None = None
    # Digits as written, without scale: what a range shares its scale by.
    scale: float = 1.0


_GROUPED = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
)
# `3-1/2`, as agencies write halves.
_MIXED = r"\d{1,3}[ -][1-9]/\d{1,2}(?![\d/])"
_DIGITS = rf"(?:{_MIXED}|{_GROUPED}|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
_GAP = re.compile(r"[ \u00a0\t]{1,2}|-|‐|‑")
_AND = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: Literal["digits", "unit", "teen", "tens", "dozen", "hundred", "scale", "half", "sign", "article"]
    value: float
    start: int
    end: int


@cache
def _atom_pattern() -> re.Pattern[str]:
    numbers = load("numbers")
    words = [*numbers["cardinals"], *numbers["scales"]]
    alternatives = "|".join(sorted(words, key=len, reverse=True))
    # A number may be tied to a currency's letters (`RM2.70`), to no other word.
    currency = "".join(rf"|(?<=(?<![A-Za-z]){re.escape(letters)})" for letters in _currency_letters())
    return re.compile(
        rf"(?P<digits>(?:(?<![A-Za-z0-9_])(?<!\d[.,]){currency}){_DIGITS})|(?P<sign>[{''.join(_SIGNS)}])"
        rf"|(?<![A-Za-z])(?P<word>{alternatives})(?![A-Za-z])|(?<=\d)(?P<glued>bn|mn|tn|mln|bln)(?![A-Za-z])"
        rf"|(?<![A-Za-z])(?P<article>an?)(?=[ -](?:{alternatives})(?![A-Za-z]))",
        re.IGNORECASE,
    )


@cache
def _currency_letters() -> tuple[str, ...]:
    rows = load("currencies")["currency"]
    return tuple(sorted({*rows, *(s for row in rows.values() for s in row["symbols"] if s[-1].isalpha())}))


def digits_value(text: str) -> float:
    """Return the value of a numeral in digits, with or without grouping.

    >>> digits_value("1,664"), digits_value("70 000"), digits_value("3.5")
    (1664.0, 70000.0, 3.5)
    """
    if "/" in text:
        whole, over, under = re.split(r"[ /-]", text)
        return float(whole) + float(over) / max(float(under), 1.0)
    return float(re.sub(r"[,\s]", "", text))


def _atoms(text: str) -> list[_Atom]:
    numbers = load("numbers")
    cardinals, scales = numbers["cardinals"], numbers["scales"]
    found = []
    for match in _atom_pattern().finditer(text):
        start, end = match.span()
        if match["digits"]:
            found.append(_Atom("digits", digits_value(match["digits"]), start, end))
        elif match["sign"]:
            found.append(_Atom("sign", _SIGNS[match["sign"]], start, end))
        elif match["article"]:
            found.append(_Atom("article", 1, start, end))
        else:
            word = (match["word"] or match["glued"]).lower()
            if word in scales:
                value = scales[word]
                found.append(_Atom("hundred" if value == 100 else "scale", value, start, end))
            else:
                value = cardinals[word]
                kind = "dozen" if word == "dozen" else "unit" if value < 10 else "teen" if value < 20 else "tens"
                found.append(_Atom(kind, value, start, end))  # type: ignore[arg-type]
    return found


def _cardinal(text: str, atoms: list[_Atom], i: int) -> tuple[Numeral, int] | None:
    """Read the longest number that begins at atom i; returns it and the atom behind it."""
    first = atoms[i]
    total, current, scale = 0.0, None, 1.0
    previous: _Atom | None = None
    j = i
    while j < len(atoms):
        atom = atoms[j]
        if previous is not None:
            gap = text[previous.end : atom.start]
            after_scale = previous.kind in {"hundred", "scale"}
            joined = bool(_GAP.fullmatch(gap)) or (atom.kind == "scale" and gap == "")
            if atom.kind == "sign":
                joined = gap in {"", " "} and previous.kind == "digits"
            if not joined and not (after_scale and _AND.fullmatch(gap) and atom.kind in {"unit", "teen", "tens"}):
                break
        match atom.kind:
            case "digits":
                if current is not None or total:
                    break
                current = atom.value
            case "article":
                if (
                    previous is not None
                    or j + 1 >= len(atoms)
                    or atoms[j + 1].kind not in {"hundred", "scale", "dozen"}
                ):
                    break
                current = 1.0
            case "unit" | "teen" | "tens":
                ready = current is None or (previous is not None and previous.kind == "hundred")
                if atom.kind == "unit" and previous is not None and previous.kind == "tens":
                    ready = True
                if not ready:
                    break
                current = (current or 0) + atom.value
            case "sign":
                current = (current or 0) + atom.value
            case "dozen":
                if previous is not None and previous.kind not in {"article", "digits", "unit", "teen", "tens"}:
                    break
                if previous is None:
                    break
                current = (current or 1) * 12
            case "hundred":
                if current is None or current >= 100:
                    break
                current *= 100
            case "scale":
                if current is None:
                    break
                if total and total < current * atom.value:
                    break
                total += current * atom.value
                scale, current = atom.value, None
        previous = atom
        j += 1
    if previous is None or (j == i + 1 and first.kind == "article"):
        return None
    value = total + (current or 0)
    form: Form = "digits" if first.kind in {"digits", "sign"} else "words"
    return Numeral(first.start, previous.end, form, value, scale=scale), j


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
        re.IGNORECASE,
    )


def _vague(text: str) -> list[Numeral]:
    numbers = load("numbers")
    found = []
    for match in _vague_pattern().finditer(text):
        if match["factor"]:
            low, high = numbers["vague_factor"][match["factor"].lower()]
            times = numbers["vague_scale"][match["of"].lower()]
        elif match["quantifier"]:
            low, high = numbers["quantifiers"][match["quantifier"].lower()]
            word = match["scale"].lower()
            times = 12 if word == "dozen" else numbers["scales"][word]
        else:
            low, high = numbers["vague"][match["plain"].lower()]
            times = 1
        if match["plain"] and match["plain"].lower() == "scores" and not re.match(r" of\b", text[match.end() :]):
            continue
        found.append(Numeral(*match.span(), form="vague", value=None, low=float(low * times), high=float(high * times)))
    return found


@cache
def _fraction_pattern() -> re.Pattern[str]:
    numbers = load("numbers")
    names = "|".join(sorted(numbers["fractions"], key=len, reverse=True))
    small = "|".join(word for word, value in numbers["cardinals"].items() if 0 < value < 12)
    return re.compile(
        rf"(?<![A-Za-z-])(?:(?P<count>{small}|\d)[ -](?P<many>{names})(?![A-Za-z-])"
        rf"|(?P<one>an?)[ -](?P<name>third|quarter|fifth|tenth|half)(?![A-Za-z-])"
        rf"|(?P<half>half)(?= (?:of|the|a|an|all|its|their|his|her|our|that|those|these)\b| (?:a|an) ))",
        re.IGNORECASE,
    )


_FRACTION_LEFT = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|over|roughly|just|only|up|down|under|least|some|approximately|another"
    r"|to) $",
    re.IGNORECASE,
)
_HALF_LEFT = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|over|roughly|under|least|approximately|just|only|some) half$",
    re.IGNORECASE,
)
_OF_SCALE = re.compile(r" (?:of )?an? (hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])", re.IGNORECASE)


def _fractions(text: str) -> list[Numeral]:
    numbers = load("numbers")
    names = numbers["fractions"]
    found = []
    for match in _fraction_pattern().finditer(text):
        start, end = match.span()
        following = text[end : end + 24]
        if match["count"]:
            word = match["count"].lower()
            count = float(word) if word.isdigit() else numbers["cardinals"][word]
            name = match["many"].lower()
            plural = name.endswith("s") or name == "halves"
            if count >= names[name] or (not plural and count != 1) or (plural and count == 1):
                continue
            value = count / names[name]
        elif match["name"]:
            if not (
                following.startswith((" of ", " the "))
                or (
                    _FRACTION_LEFT.search(text[:start])
                    and not re.match(
                        r"[ -](?!and|or|since|from|over|than|this|last|in|on|as|to|between)[a-z]{3,}", following
                    )
                )
            ):
                continue
            value = 1 / names[match["name"].lower()]
        else:
            value = 0.5
        if scaled := _OF_SCALE.match(text, end):
            word = scaled[1].lower()
            times = 12 if word == "dozen" else numbers["scales"][word]
            found.append(Numeral(start, scaled.end(), "words", value * times, scale=times))
        elif not following.startswith((" an hour", " a year", " a mile", " a day", " a century")) or match["count"]:
            found.append(Numeral(start, end, "fraction", value))
        else:
            article = re.match(r" an? ", following)
            assert article
            found.append(Numeral(start, end + article.end() - 1, "words", value))
    for match in re.finditer(r"(?<![A-Za-z-])half(?![A-Za-z-])", text):
        if _HALF_LEFT.search(text[max(0, match.start() - 16) : match.end()]) and not any(
            n.start <= match.start() < n.end for n in found
        ):
            found.append(Numeral(match.start(), match.end(), "fraction", 0.5))
    return found


@cache
def _multiplier_pattern() -> re.Pattern[str]:
    words = load("numbers")["multipliers"]
    verbs = "|".join(w for w in words if w not in {"double", "triple", "quadruple", "twice", "thrice"})
    return re.compile(
        rf"(?<![A-Za-z-])(?:(?P<word>{verbs})(?![A-Za-z-])"
        rf"|(?P<twice>twice|double|triple|quadruple|thrice)(?= (?:as|the|that|what|its|their|last|from)\b)"
        rf"|(?P<fold>\d+(?:\.\d+)?)-?fold(?![A-Za-z]))",
        re.IGNORECASE,
    )


def _multipliers(text: str) -> list[Numeral]:
    words = load("numbers")["multipliers"]
    return [
        Numeral(
            *match.span(),
            "multiplier",
            float(match["fold"]) if match["fold"] else float(words[(match["word"] or match["twice"]).lower()]),
        )
        for match in _multiplier_pattern().finditer(text)
    ]


_SHARE = re.compile(r" (?:in|out of|in every|out of every|of every) ", re.IGNORECASE)


def numerals(text: str) -> list[Numeral]:
    """Return the numerals of text in order, none overlapping another.

    `one in four` is one numeral of form share, `two thirds` a fraction, `tripled` a multiplier,
    `tens of thousands` vague with low and high.
    """
    special = [*_vague(text), *_fractions(text), *_multipliers(text)]
    taken = sorted((n.start, n.end) for n in special)
    atoms = (
        [a for a in _atoms(text) if not any(a.start < end and start < a.end for start, end in taken)]
        if taken
        else _atoms(text)
    )
    plain: list[Numeral] = []
    i = 0
    while i < len(atoms):
        read = _cardinal(text, atoms, i)
        if read is None:
            i += 1
            continue
        numeral, i = read
        # `two and a half million`
        half = re.compile(
            r"[ -]and[ -]a[ -]half(?:[ -](hundred|thousand|million|billion|trillion))?(?![A-Za-z])", re.IGNORECASE
        ).match(text, numeral.end)
        if half and numeral.value is not None and numeral.scale == 1:
            times = load("numbers")["scales"][half[1].lower()] if half[1] else 1
            numeral = Numeral(numeral.start, half.end(), numeral.form, (numeral.value + 0.5) * times, scale=times)
            while i < len(atoms) and atoms[i].start < numeral.end:
                i += 1
        previous = plain[-1] if plain else None
        if (
            previous is not None and previous.value and numeral.value and previous.form != "share"
            and _SHARE.fullmatch(text[previous.end : numeral.start])
            and 0 < previous.value < numeral.value <= 1_000_000 and numeral.value >= 2
            and previous.value == int(previous.value)
        ):  # fmt: skip
            plain[-1] = Numeral(previous.start, numeral.end, "share", previous.value / numeral.value)
            continue
        plain.append(numeral)
    special = [n for n in special if not any(p.start < n.end and n.start < p.end for p in plain)]
    kept: list[Numeral] = []
    for numeral in sorted([*plain, *special], key=lambda n: (n.start, -n.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept
