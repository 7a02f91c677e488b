"""Turns what an article's claims count, say and name into arrays with an entry per claim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extract.claim import Claim
from extract.matching.extents import Spans
from extract.matching.forest import Matrix
from extract.matching.placed import Placed
from extract.matching.rare_words import Weighed, weighed
from extract.values import dimension_of, ends_of, is_bare, significant

Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

_SHARES = frozenset({"share", "points", "odds"})
_WORD = re.compile(r"\w+")
# Two numbers with this many significant digits are hardly equal by chance; more digits make no difference.
DIGITS = 3
# Many things number two; few number 2,129.
SMALL = 12


@dataclass(frozen=True, slots=True)
class Rows:
    """The compared properties of claims; codes and what has a code are 0 where a claim says nothing.

    size: the logarithm of the value. numbers: both ends as written, (claims, 2), nan if open. digits: how many are
    significant, `DIGITS` at most. rank: the position in the article, from 0 to 1. content: the sentence's content words
    with their weights. codes: by name, equal for claims that say the same.
    """

    spans: Spans
    size: Matrix
    digits: Codes
    rank: Matrix
    share: Flags
    money: Flags
    time: Flags
    vague: Flags
    small: Flags
    bare: Flags
    numbers: Matrix
    dimension: Codes
    years: Codes
    scope: Codes
    codes: dict[str, Codes]
    where: list[frozenset[str]]
    places: list[frozenset[str]]
    words: list[frozenset[str]]
    content: list[Weighed]

    @classmethod
    def of(cls, placed: Sequence[Placed]) -> Self:
        """Return the rows of an article's claims."""
        claims = [each.claim for each in placed]
        abouts = [claim.about for claim in claims]
        dimensions = [dimension_of(claim) for claim in claims]
        spans = Spans.of(claims)
        with np.errstate(invalid="ignore"):
            size = np.log(np.abs(spans.ends.mean(1)) + 0.5)
        return cls(
            spans=spans,
            size=size,
            digits=np.array([digits_of(claim) for claim in claims]),
            rank=np.arange(len(claims), dtype=np.float32) / max(len(claims), 1),
            share=_flags(name in _SHARES for name in dimensions),
            money=_flags(name == "money" for name in dimensions),
            time=_flags(name == "time" for name in dimensions),
            vague=_flags(claim.bound == "vague" for claim in claims),
            small=_flags(0 <= (end or 0) <= SMALL for end in spans.ends[:, 0].tolist()),
            bare=_flags(is_bare(claim) for claim in claims),
            numbers=np.array([ends_of(claim) for claim in claims], dtype=np.float64).reshape(len(claims), 2),
            dimension=_codes(dimensions),
            years=np.array([_code(*about.years) for about in abouts]),
            scope=np.array([_code(*sorted(about.scope)) for about in abouts]),
            codes={
                "event": _codes(about.event for about in abouts),
                "counted": _codes(about.counted for about in abouts),
                "people": _codes(about.people for about in abouts),
                "side": _codes(about.side for about in abouts),
                "trend": _codes(claim.trend or "" for claim in claims),
                "source": _codes(claim.source.key if claim.source else "" for claim in claims),
            },
            where=[frozenset(about.where) for about in abouts],
            places=[frozenset(about.places) for about in abouts],
            words=[_words(each.text) for each in placed],
            content=weighed([each.text for each in placed]),
        )

    @classmethod
    def joined(cls, several: "Sequence[Rows]") -> Self:
        """Return the rows of all of them, in order."""
        joined: dict[str, Any] = {}
        for name in cls.__slots__:
            parts = [getattr(each, name) for each in several]
            if name == "spans":
                joined[name] = Spans.joined(parts)
            elif name == "codes":
                joined[name] = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
            elif isinstance(parts[0], list):
                joined[name] = [row for part in parts for row in part]
            else:
                joined[name] = np.concatenate(parts)
        return cls(**joined)


def bare_numbers(a: Rows, b: Rows) -> Flags:
    """Return whether one of two claims has only the number that the other has with a unit, (claims of a, of b)."""
    same = (a.numbers[:, None, :] == b.numbers[None, :, :]).all(2)
    other_dimension = a.dimension[:, None] != b.dimension[None, :]
    bare: Flags = same & other_dimension & (a.bare[:, None] != b.bare[None, :])
    return bare


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), dtype=bool)


def _codes(names: Iterable[str]) -> Codes:
    return np.array([_code(name) for name in names])


@lru_cache(maxsize=4096)
def _code(*parts: str) -> int:
    """Return a number for some words, 0 if there are none."""
    return crc32("\x1f".join(parts).encode()) or 1 if any(parts) else 0


def digits_of(claim: Claim) -> int:
    """Return how many digits of a claim's number are significant, `DIGITS` at most; 0 for a vague one."""
    value = claim.value if claim.value is not None else claim.low
    return min(significant(value), DIGITS) if value is not None and claim.bound != "vague" else 0


# Claims of one sentence come one after the other.
@lru_cache(maxsize=256)
def _words(line: str) -> frozenset[str]:
    return frozenset(_WORD.findall(line.casefold()))
