"""Reads numerals in running text: digits, words, fractions, shares, vague plurals and multipliers."""

import re
from functools import cache

from extract.figures.cardinals import atoms_of, cardinal
from extract.figures.numeral import Numeral, lower_case, scale_of
from extract.figures.part_words import fractions, multipliers, vague
from extract.figures.sides import sides
from extract.figures.stretches import Stretches
from extract.figures.unit_numbers import bounded_articles, one_or_two, stretches_and_a_half
from extract.figures.vague_pairs import paired
from extract.lexicon import load


@cache
def _and_a_part() -> re.Pattern[str]:
    """Return the pattern of a part after a number: `two and a half million`, `three and one-half`."""
    fractions = "|".join(sorted(load("numbers")["fractions"], key=len, reverse=True))
    return re.compile(
        rf"[ -]and[ -](?P<count>an?|one|two|three|four|five|\d)[ -](?P<part>{fractions})"
        r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen))?(?![A-Za-z])",
        re.IGNORECASE,
    )


def _part(match: re.Match[str]) -> float:
    numbers = load("numbers")
    count, word = match["count"].lower(), match["part"].lower()
    number = 1.0 if count in {"a", "an"} else float(count) if count.isdigit() else numbers["cardinals"][count]
    return float(number / numbers["fractions"][word])


# `Nine of 10 said so`: shares of round numbers are shares, also with `of`.
_WHOLES = (10, 100)
# `From 300 in 2015 to 900`; `one in 2000` is a share.
_IN_YEAR = re.compile(r" in (?:19|20)\d\d(?![\d,.]?\d)")
_FEW = 10
# `Nine times out of ten`, `shot 14-for-38`
_SHARE = re.compile(
    r" (?:in|(?:times )?out of|in every|out of every|of every) |-in-|-out-of-|-of-|-for-", re.IGNORECASE
)


def numerals(text: str) -> list[Numeral]:
    """Return the numerals of text in order, without overlaps.

    `one in four` is one numeral of form share, `two thirds` a fraction, `tripled` a multiplier,
    `tens of thousands` vague with low and high.
    """
    lower = lower_case(text)
    special = [
        *paired(lower, vague(lower)),
        *fractions(lower),
        *multipliers(lower),
        *bounded_articles(lower),
        *stretches_and_a_half(lower),
        *one_or_two(lower),
        *sides(text, lower),
    ]
    covered = Stretches((n.start, n.end) for n in special)
    atoms = [atom for atom in atoms_of(lower) if not covered.meet(atom.start, atom.end)]
    plain: list[Numeral] = []
    i = 0
    while i < len(atoms):
        read = cardinal(text, atoms, i)
        if read is None:
            i += 1
            continue
        numeral, i = read
        # `two and a half million`, `a million and a half`
        half = _and_a_part().match(text, numeral.end)
        if half and numeral.value is not None and (numeral.scale == 1 or not half["scale"]) and _part(half) < 1:
            times = scale_of(half["scale"]) if half["scale"] else 1
            value = (numeral.value + _part(half) * numeral.scale) * times
            numeral = Numeral(numeral.start, half.end(), numeral.form, value, scale=times * numeral.scale)
            while i < len(atoms) and atoms[i].start < numeral.end:
                i += 1
        previous = plain[-1] if plain else None
        if (
            previous is not None
            and previous.value
            and numeral.value
            and previous.form != "share"
            and (
                _SHARE.fullmatch(text[previous.end : numeral.start])
                or (numeral.value in _WHOLES and text[previous.end : numeral.start] == " of ")
            )
            and 0 < previous.value < numeral.value <= 1_000_000
            and numeral.value >= 2
            and previous.value == int(previous.value)
            and not (previous.value > _FEW and _IN_YEAR.match(text, previous.end))
        ):
            plain[-1] = Numeral(previous.start, numeral.end, "share", previous.value / numeral.value)
            continue
        plain.append(numeral)
    read_as_cardinals = Stretches((n.start, n.end) for n in plain)
    special = [n for n in special if not read_as_cardinals.meet(n.start, n.end)]
    kept: list[Numeral] = []
    for numeral in sorted([*plain, *special], key=lambda n: (n.start, -n.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept
