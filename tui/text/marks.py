"""The marks in an article's text: figures, their sources and cues, and search matches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from rich.style import Style

from store.library.claims import StoredClaim


class Overlay(Protocol):
    """A span drawn over the marks; kind: the end of a component class."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Mark(NamedTuple):
    """A marked span; style: the end of a component class; claim: the number of the claim it belongs to."""

    start: int
    end: int
    style: str
    claim: int


def overlaid_style(look: Style, kind: str, *, marked: bool) -> Style:
    """Return the style of an overlaid span; marks keep their colour, except in the current match."""
    current = kind == "current-match"
    laid = Style(
        bgcolor=look.bgcolor,
        bold=look.bold or None,
        underline=look.underline or None,
        strike=look.strike or None,
        # A reversed figure in a reversed match would look like neither.
        reverse=look.reverse if look.reverse or current else None,
    )
    return laid if marked and not current else laid + Style(color=look.color)


def standing(claims: Sequence[StoredClaim]) -> Iterator[Mark]:
    """Yield the marks that don't depend on the current claim, topmost last."""
    # If claims share a source mention, a click on it means the first.
    for number, stored in reversed(list(enumerate(claims))):
        if stored.claim.source:
            yield Mark(stored.claim.source.start, stored.claim.source.end, "source", number)
    for number, stored in enumerate(claims):
        style = "attributed" if stored.claim.source else "unattributed"
        yield Mark(stored.claim.start, stored.claim.end, style, number)


def current(claims: Sequence[StoredClaim], number: int) -> Iterator[Mark]:
    """Yield the marks of the current claim, by its number; none if no claim has it."""
    if not 0 <= number < len(claims):
        return
    claim = claims[number].claim
    if claim.cue:
        yield Mark(claim.cue.start, claim.cue.end, "current-cue", number)
    for mention in claim.via:
        yield Mark(mention.start, mention.end, "current-source", number)
    if claim.source:
        yield Mark(claim.source.start, claim.source.end, "current-source", number)
    yield Mark(claim.start, claim.end, "current" if claim.source else "current-unattributed", number)


def runs(
    start: int, end: int, marks: Iterable[Mark], laid: Iterable[Overlay]
) -> Iterator[tuple[int, int, Mark | None, str]]:
    """Yield runs of text with one look: start, end, the mark there, and the overlay or "".

    The last mark and the last overlay at a place are the ones that show.
    """
    size = end - start
    looks: list[Mark | None] = [None] * size
    kinds = [""] * size
    for mark in marks:
        first, last = max(mark.start - start, 0), min(mark.end - start, size)
        if first < last:
            looks[first:last] = [mark] * (last - first)
    for over in laid:
        first, last = max(over.start - start, 0), min(over.end - start, size)
        if first < last:
            kinds[first:last] = [over.kind] * (last - first)
    at = 0
    while at < size:
        stop = at + 1
        while stop < size and looks[stop] is looks[at] and kinds[stop] == kinds[at]:
            stop += 1
        yield start + at, start + stop, looks[at], kinds[at]
        at = stop
