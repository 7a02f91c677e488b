"""Defines Quantity, a numeral with its unit and bounds."""

from dataclasses import dataclass

from extract.claim import Bound
from extract.figures.measures import Measure
from extract.figures.numeral import Form


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with what is written around it.

    start and end cover bound words, currency and unit; number_start and number_end only the digits or words. value:
    None for a range and for vague words, which low and high delimit. per_text: the words for per, if they stand apart:
    `9 million kroner ($1.3 million) a year`.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    form: Form
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    measure: Measure | None = None
    per: str | None = None
    scale: float = 1.0
    per_text: str = ""
