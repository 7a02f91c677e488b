"""Compares two texts word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]

# Words and punctuation are separate tokens, so a full stop alone doesn't change the word before; figures stay whole.
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+(?:['’]\w+)*|\n+|[^\w\s]|[^\S\n]+")
# Comparing word by word takes quadratic time.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the merged text: in both texts, only in the newer, or only in the older one."""

    kind: Kind
    text: str


def merged(old: str, new: str) -> list[Piece]:
    """Merge both texts: without the removed pieces the result is `new`, without the added ones `old`."""
    pieces: list[Piece] = []
    for kind, text in _compared(old, new):
        if text and pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        elif text:
            pieces.append(Piece(kind, text))
    return pieces


def _compared(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """Compare line by line first, which is fast, then differing lines word by word."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, became = "".join(before[first:last]), "".join(after[start:end])
        if kind == "equal":
            yield "same", became
        elif was and became and len(was) + len(became) <= _LONGEST:
            yield from _words(was, became)
        else:
            yield "removed", was
            yield "added", became


def _words(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(lambda token: token.isspace(), before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(after[start:end])
        else:
            yield "removed", "".join(before[first:last])
            yield "added", "".join(after[start:end])
