"""Merges two versions of an article into one text with what was added and removed, and moves the claims along."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from extract.claim import Claim, Mention, Span
from store.library.claims import StoredClaim
from store.library.word_diff import merged

_Placed = TypeVar("_Placed", Claim, Mention, Span)


@dataclass(frozen=True, slots=True)
class Change:
    """A span of the merged text that only one version has; kind: added or removed."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A version's text merged with the one before, and the version's claims with their offsets in it."""

    text: str
    claims: tuple[StoredClaim, ...]
    changes: tuple[Change, ...]


def compare(old: str, new: str, claims: Sequence[StoredClaim]) -> Compared:
    """Return the newer text with what was removed from the older one; claims: the newer one's."""
    text, at = "", 0
    changes = []
    # Where a span of the newer text begins, in itself and in the merged text.
    starts, shifted = [0], [0]
    pieces = merged(old, new)
    for piece, after in zip_longest(pieces, pieces[1:]):
        words = piece.text
        if piece.kind == "removed" and after and after.kind == "added" and not words[-1:].isspace():
            # Adjacent figures would be read as one.
            words += " "
        if piece.kind != "same":
            changes.append(Change(len(text), len(text) + len(words), piece.kind))
        if piece.kind != "removed":
            starts.append(at)
            shifted.append(len(text))
            at += len(words)
        text += words

    def place(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return shifted[number] + offset - starts[number]

    def move(part: _Placed) -> _Placed:
        return replace(part, start=place(part.start), end=place(part.end - 1) + 1)

    def moved(claim: Claim) -> Claim:
        return replace(
            move(claim),
            source=move(claim.source) if claim.source else None,
            cue=move(claim.cue) if claim.cue else None,
            via=tuple(move(mention) for mention in claim.via),
        )

    return Compared(text, tuple(replace(stored, claim=moved(stored.claim)) for stored in claims), tuple(changes))
