"""Reads numerals out of running text: digits, words, fractions, shares, vague plurals and multipliers."""

import re

from extract.figures.cardinals import atoms_of, cardinal
from extract.figures.numeral import Numeral
from extract.figures.part_words import bounded_articles, fractions, multipliers, vague
from extract.figures.stretches import Stretches
from extract.lexicon import load

_AND_A_HALF = re.compile(
    r"[ -]and[ -]a[ -]half(?:[ -](hundred|thousand|million|billion|trillion))?(?![A-Za-z])", re.IGNORECASE
)
_SHARE = re.compile(r" (?:in|out of|in every|out of every|of every) |-in-|-out-of-", re.IGNORECASE)


def numerals(text: str) -> list[Numeral]:
    """Return the numerals of text in order, none overlapping another.

    `one in four` is one numeral of form share, `two thirds` a fraction, `tripled` a multiplier,
    `tens of thousands` vague with low and high.
    """
    special = [*vague(text), *fractions(text), *multipliers(text), *bounded_articles(text)]
    taken = Stretches((n.start, n.end) for n in special)
    atoms = [atom for atom in atoms_of(text) if not taken.meet(atom.start, atom.end)]
    plain: list[Numeral] = []
    i = 0
    while i < len(atoms):
        read = cardinal(text, atoms, i)
        if read is None:
            i += 1
            continue
        numeral, i = read
        # `two and a half million`
        half = _AND_A_HALF.match(text, numeral.end)
        if half and numeral.value is not None and numeral.scale == 1:
            times = load("numbers")["scales"][half[1].lower()] if half[1] else 1
            numeral = Numeral(numeral.start, half.end(), numeral.form, (numeral.value + 0.5) * times, scale=times)
            while i < len(atoms) and atoms[i].start < numeral.end:
                i += 1
        previous = plain[-1] if plain else None
        if (
            previous is not None
            and previous.value
            and numeral.value
            and previous.form != "share"
            and _SHARE.fullmatch(text[previous.end : numeral.start])
            and 0 < previous.value < numeral.value <= 1_000_000
            and numeral.value >= 2
            and previous.value == int(previous.value)
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
