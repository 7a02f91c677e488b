"""Defines Numeral, a number as it is written in a text."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import load

Form = Literal["digits", "words", "vague", "fraction", "share", "multiplier"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral. value: None for a vague word, which low and high delimit."""

    start: int
    end: int
    form: Form
    value: float | None
    low: float | None = None
    high: float | None = None
    # Digits as written, without scale, for sharing the scale of a range.
    scale: float = 1.0


@cache
def small_numbers() -> tuple[str, ...]:
    """Return the words for the numbers from one to eleven."""
    return tuple(word for word, value in load("numbers")["cardinals"].items() if 0 < value < 12)


def scale_of(word: str) -> float:
    """Return what a word multiplies a number by: `dozen`, `million`."""
    numbers = load("numbers")
    return float(numbers["cardinals" if word.lower() == "dozen" else "scales"][word.lower()])


def multiplied(number: float, scale: float) -> float:
    """Return a number as written times its scale, without what floats add: 2.11 billion is 2,110,000,000."""
    return float(f"{number * scale:.15g}")


def lower_case(text: str) -> str:
    """Return a text in lower case, with all offsets unchanged: characters that would become two are kept."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
