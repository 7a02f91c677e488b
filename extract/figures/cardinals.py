"""Reads cardinals: digits, with or without grouping or powers of ten, and number words that add up."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.figures.measures import currency_letters
from extract.figures.numeral import Form, Numeral, multiplied
from extract.lexicon import load

_GROUPED = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    # Plain spaces group digits only in these: `10 000`, `1 234 567`.
    r"|[1-9]\d{0,2}(?: 000| \d{3} \d{3})+(?![\d,.]\d|\d)"
)
# `3-1/2`, as agencies write halves.
_MIXED = r"\d{1,3}[ -][1-9]/\d{1,2}(?![\d/])"
# `1.99×10−30`, `6.02 x 10^23`, `3 × 10⁸`; without a sign, a caret or superscript digits it is a product.
_POWER = r"\d+(?:\.\d+)? ?[×x] ?10(?:(?:\^|\*\*)[-−–]?\d{1,2}|[-−–]\d{1,2}|[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})(?![\d,.]*\d)"
_DIGITS = rf"(?:{_POWER}|{_MIXED}|{_GROUPED}|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
_GAP = re.compile(r"[ \u00a0\t]{1,2}|-|‐|‑")
_AND = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)


Kind = Literal["digits", "unit", "teen", "tens", "dozen", "hundred", "scale", "sign", "article"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a run of digits in a number, with its offsets."""

    kind: Kind
    value: float
    start: int
    end: int


@cache
def _atom_pattern() -> re.Pattern[str]:
    numbers = load("numbers")
    words = [*numbers["cardinals"], *numbers["scales"]]
    alternatives = "|".join(sorted(words, key=len, reverse=True))
    signs = "".join(_SIGNS)
    # A number may be attached to a currency's letters (`RM2.70`), but not to another word.
    currency = "".join(rf"|(?<=(?<![a-z]){re.escape(letters.lower())})" for letters in currency_letters())
    return re.compile(
        # The lookahead keeps most positions from trying the many alternatives.
        rf"(?<![a-z])(?=[a-z])(?:(?P<word>{alternatives})(?![a-z])|(?<=\d)(?P<glued>bn|mn|tn|mln|bln)(?![a-z])"
        # `ten grand`; a grand piano is one.
        r"|(?P<grand>grand)(?=[.,;:!?)”\"]|$| (?:in|to|for|an?|and|or|on|from|by|at|each|more|less|per)\b)"
        rf"|(?P<article>an?)(?=[ -](?:{alternatives})(?![a-z])))"
        rf"|(?=[\d.{signs}])(?:(?P<digits>(?:(?<![\w⁄])(?<!\d[.,]){currency}){_DIGITS})|(?P<sign>[{signs}]))"
    )


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")


def digits_value(text: str) -> float:
    """Return the value of a numeral in digits, with or without grouping.

    >>> digits_value("1,664"), digits_value("70 000"), digits_value("3.5"), digits_value("2×10^3")
    (1664.0, 70000.0, 3.5, 2000.0)
    """
    if text.isdecimal() and text.isascii():
        return float(text)
    if power := re.fullmatch(r"([\d.]+) ?[×x] ?10(?:\^|\*\*)?(.+)", text):
        return float(f"{power[1]}e{power[2].translate(_RAISED)}")
    if "/" in text:
        whole, over, under = re.split(r"[ /-]", text)
        return float(whole) + float(over) / max(float(under), 1.0)
    return float(re.sub(r"[,\s]", "", text))


# Longer runs of digits are codes; a float could not represent them anyway.
_CODE = 1e100


def atoms_of(text: str) -> list[Atom]:
    """Return the atoms of a text in lower case, in order."""
    numbers = load("numbers")
    cardinals, scales = numbers["cardinals"], numbers["scales"]
    atoms: list[Atom] = []
    for match in _atom_pattern().finditer(text):
        start, end = match.span()
        if match["digits"]:
            value = digits_value(match["digits"])
            if value < _CODE:
                atoms.append(Atom("digits", value, start, end))
        elif match["sign"]:
            atoms.append(Atom("sign", _SIGNS[match["sign"]], start, end))
        elif match["article"]:
            atoms.append(Atom("article", 1, start, end))
        else:
            word = match["word"] or match["glued"]
            if word in scales or match["grand"]:
                value = scales[word or "thousand"]
                atoms.append(Atom("hundred" if value == 100 else "scale", value, start, end))
            else:
                value = cardinals[word]
                kind: Kind = "dozen" if word == "dozen" else "unit" if value < 10 else "teen" if value < 20 else "tens"
                atoms.append(Atom(kind, value, start, end))
    return atoms


# `the dozen people they spoke to`
_DETERMINED = re.compile(r"\b(?:the|his|her|its|their|another|every|this) $", re.IGNORECASE)


def _adds(previous: Atom, current: float | None, atom: Atom) -> bool:
    """Return True if a number below a hundred adds to what comes before it: `twenty-two`, `hundred and five`."""
    return current is None or previous.kind == "hundred" or (atom.kind == "unit" and previous.kind == "tens")


def _counts_dozens(text: str, previous: Atom | None, atom: Atom) -> bool:
    """Return True if `dozen` multiplies a number (`two dozen`) or stands for twelve (`the dozen people`)."""
    if previous is None:
        return bool(_DETERMINED.search(text[max(0, atom.start - 8) : atom.start]))
    return previous.kind in {"article", "digits", "unit", "teen", "tens"}


def cardinal(text: str, atoms: list[Atom], i: int) -> tuple[Numeral, int] | None:
    """Read the longest number that begins at atom i; return it and the index of the next atom."""
    first = atoms[i]
    total, current, scale = 0.0, None, 1.0
    previous: Atom | None = None
    j = i
    while j < len(atoms):
        atom = atoms[j]
        if previous is not None:
            gap = text[previous.end : atom.start]
            after_scale = previous.kind in {"hundred", "scale"}
            # `10 [thousand]`, an editor's word; `5+ million`, `5-plus million`.
            joined = bool(_GAP.fullmatch(gap)) or (atom.kind == "scale" and gap.lower() in {"", " [", "+ ", "-plus "})
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
                if previous is not None and (first.kind in {"digits", "sign"} or not _adds(previous, current, atom)):
                    break
                current = (current or 0) + atom.value
            case "sign":
                current = (current or 0) + atom.value
            case "dozen":
                if not _counts_dozens(text, previous, atom):
                    break
                current = (current or 1) * 12
            case "hundred":
                if current is None or current >= 100:
                    break
                current *= 100
            case "scale":
                if (
                    current is None
                    and previous is not None
                    and previous.kind == "scale"
                    and atom.value >= previous.value
                ):
                    # `two lakh crore`
                    total, scale, previous, j = total * atom.value, scale * atom.value, atom, j + 1
                    continue
                if current is None or (total and total < current * atom.value):
                    break
                total += multiplied(current, atom.value)
                scale, current = atom.value, None
        previous = atom
        j += 1
    if previous is None or (j == i + 1 and first.kind == "article"):
        return None
    value = total + (current or 0)
    form: Form = "digits" if first.kind in {"digits", "sign"} else "words"
    bracketed = text[previous.end : previous.end + 1] == "]" and "[" in text[first.end : previous.start]
    return Numeral(first.start, previous.end + bracketed, form, value, scale=scale), j
