"""Compares the claims of an article with those of all articles that may report the same event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.matching.closest import closest
from extract.matching.forest import Matrix
from extract.matching.sameness import chances_with
from extract.matching.side import Side


@dataclass(frozen=True, slots=True)
class Compared:
    """The claims of an article, by number, that were compared with some of another's.

    side: the other's claims among them. chances: that two state one quantity, (here, there).
    """

    here: list[int]
    there: list[int]
    side: Side
    chances: Matrix


def compare_with(own: Side, others: Sequence[Side]) -> Iterator[Compared]:
    """Yield the result of comparing an article with each of the others, in order."""
    numbers = [closest(own, other) for other in others]
    parts = [other.part(there) for other, (_, there) in zip(others, numbers, strict=True)]
    whole = [number for number, (here, _) in enumerate(numbers) if len(here) == len(own)]
    tables = dict(zip(whole, chances_with(own, [parts[number] for number in whole]), strict=True))
    for number, (here, there) in enumerate(numbers):
        if number not in tables:
            tables[number] = chances_with(own.part(here), [parts[number]])[0]
        yield Compared(here, there, parts[number], tables[number])
