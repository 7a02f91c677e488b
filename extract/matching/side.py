"""The claims of one article as arrays, for comparison with another article's."""

import base64
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extract.claim import Claim
from extract.matching.content_words import content
from extract.matching.earlier_state import earlier_states
from extract.matching.extents import Spans
from extract.matching.forest import Matrix
from extract.matching.placed import Placed
from extract.values import dimension_of, significant

Vector = NDArray[np.float32]

# The numbers in each of the two vectors of a meaning: of what is counted, and of its clause.
WIDTH = 64
_SHARES = frozenset({"share", "points", "odds"})
_WORD = re.compile(r"\w+")


def _code(*parts: str) -> int:
    """Return a number for some words, 0 if there are none."""
    text = "\x1f".join(parts)
    return crc32(text.encode()) or 1 if any(parts) else 0


class Side:
    """The claims of one article; their arrays are made on first use, since most pairs need few."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = tuple(placed)
        self.first = placed[0].claim if placed else None
        self.day = _day(placed[0].published) if placed else 0

    def __len__(self) -> int:
        return len(self.placed)

    def part(self, numbers: Sequence[int]) -> "Side":
        """Return some of the claims, by their numbers; they keep their ranks."""
        if len(numbers) == len(self):
            return self
        part = Side([self.placed[number] for number in numbers])
        part.rows.rank = self.rows.rank[list(numbers)]
        return part

    @cached_property
    def meanings(self) -> tuple[Matrix, Matrix]:
        """What the claims count and what their clauses say, as `unpacked` returns it."""
        return unpacked([each.claim.meaning for each in self.placed])

    @cached_property
    def middles(self) -> tuple[Vector, Vector]:
        """The means of both, (WIDTH,) each."""
        label, clause = self.meanings
        return label.mean(0), clause.mean(0)

    @cached_property
    def rows(self) -> "Rows":
        """Everything else that is compared."""
        return Rows(self.placed)


class Rows:
    """What claims count, say and name, an entry per claim."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        claims = [each.claim for each in placed]
        abouts = [claim.about for claim in claims]
        self.spans = Spans(claims)
        ends = self.spans.ends
        with np.errstate(invalid="ignore"):
            self.size = np.log(np.abs(ends.mean(1)) + 0.5)
        self.digits = np.array([_digits(claim) for claim in claims])
        dimensions = [dimension_of(claim) for claim in claims]
        self.dimension = np.array([_code(name) for name in dimensions])
        self.share = np.array([name in _SHARES for name in dimensions], dtype=bool)
        self.money = np.array([name == "money" for name in dimensions], dtype=bool)
        self.time = np.array([name == "time" for name in dimensions], dtype=bool)
        self.count = np.array([name == "count" for name in dimensions], dtype=bool)
        self.vague = np.array([claim.bound == "vague" for claim in claims], dtype=bool)
        self.small = np.array([0 <= (end or 0) <= 12 for end in ends[:, 0]], dtype=bool)
        self.codes = {
            "event": np.array([_code(about.event) for about in abouts]),
            "counted": np.array([_code(about.counted) for about in abouts]),
            "people": np.array([_code(about.people) for about in abouts]),
            "side": np.array([_code(about.side) for about in abouts]),
            "trend": np.array([_code(claim.trend or "") for claim in claims]),
            "source": np.array([_code(claim.source.key if claim.source else "") for claim in claims]),
        }
        self.years = np.array([_code(*about.years) for about in abouts])
        self.scope = np.array([_code(*sorted(about.scope)) for about in abouts])
        self.where = [frozenset(about.where) for about in abouts]
        self.places = [frozenset(about.places) for about in abouts]
        self.words = [frozenset(_WORD.findall(each.text.casefold())) for each in placed]
        self.content = [content(each.text) for each in placed]
        self.earlier = earlier_states(placed)
        # The position of each in the article, from 0 to 1.
        self.rank = np.arange(len(claims), dtype=np.float32) / max(len(claims), 1)


def _day(published: str) -> int:
    try:
        return datetime.fromisoformat(published).toordinal()
    except ValueError:
        return 0


def _digits(claim: Claim) -> int:
    value = claim.value if claim.value is not None else claim.low
    return min(significant(value), 3) if value is not None and claim.bound != "vague" else 0


def unpacked(meanings: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Return the unit vectors in claims' meanings, for what is counted and for the clause, (claims, WIDTH) each.

    They are zeros for a claim without meaning.
    """
    rows = np.zeros((len(meanings), 2 * WIDTH), dtype=np.float32)
    for number, meaning in enumerate(meanings):
        if meaning:
            rows[number] = np.frombuffer(base64.b85decode(meaning), dtype=np.int8)
    halves = rows[:, :WIDTH], rows[:, WIDTH:]
    label, clause = (half / np.maximum(np.linalg.norm(half, axis=1, keepdims=True), 1e-6) for half in halves)
    return label, clause
