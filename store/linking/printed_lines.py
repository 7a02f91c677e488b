"""Gives a statement that several articles print one voice, though each may resolve its `he` differently."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from extract.text.source_names import is_local

# Two articles share a line with this many letters and digits only if one copied it from the other.
TELLING = 40
# Separates a pronoun from its article in a voice.
PRONOUN = " #"


class Printed(Protocol):
    """A statement as an article prints it; copies: the number that the article's near duplicates share.

    line: the line around the figure; before: the figure's offset in the line, -1 if unknown.
    """

    @property
    def article(self) -> int: ...
    @property
    def copies(self) -> int: ...
    @property
    def line(self) -> str: ...
    @property
    def before(self) -> int: ...


def of_one_line(printed: Sequence[Printed], spoken: Sequence[str]) -> list[str]:
    """Return the voices, one per line printed in several articles."""
    voices: dict[tuple[object, ...], str] = {}
    marked = [(_place(each) if voice else None, voice) for each, voice in zip(printed, spoken, strict=True)]
    for place, voice in marked:
        if place and (place not in voices or (is_local(voices[place]) and not is_local(voice))):
            voices[place] = voice
    return [voices[place] if place else voice for place, voice in marked]


def of_copies(printed: Sequence[Printed], spoken: Sequence[str]) -> list[str]:
    """Return the voices, an unresolved pronoun as the only source that the article's near duplicates name instead."""
    named: dict[int, set[tuple[str, int]]] = {}
    for each, voice in zip(printed, spoken, strict=True):
        if voice and PRONOUN not in voice:
            named.setdefault(each.copies, set()).add((voice, each.article))
    result = []
    for each, voice in zip(printed, spoken, strict=True):
        others = {other for other, article in named.get(each.copies, ()) if article != each.article}
        result.append(next(iter(others)) if PRONOUN in voice and len(others) == 1 else voice)
    return result


def _place(printed: Printed) -> tuple[object, ...] | None:
    """Return a key equal in every article that prints the statement's line; None if the line is unknown."""
    line = _letters(printed.line)
    if not line:
        return None
    before = len(_letters(printed.line[: printed.before])) if printed.before >= 0 else -1
    return line, before, 0 if len(line) >= TELLING else printed.copies


@lru_cache(maxsize=2_000)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
