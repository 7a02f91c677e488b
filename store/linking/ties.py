"""Stores the ties of claims, packed in one row per claim: in a big story, each has a hundred links.

A tie is the link of two claims, the chance that they state one quantity, or both. It is stored from both ends.
"""

import sqlite3
import struct
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from store.library.sql_values import chunks, marks
from store.linking.constraints import Verdict

# Stored by position: append new ones, never reorder.
RELATIONS = ("", "repeats", "agrees", "updates", "differs", "part", "related", "perhaps", "apart")
_CODES = {name: code for code, name in enumerate(RELATIONS)}
# The bit in the column `signs` for claims that others contradict.
DIFFERS = 1 << _CODES["differs"]
_VERDICTS: tuple[Verdict | None, ...] = (None, "same", "not")
# A tie is two 32-bit numbers: the other claim and, from the lowest bit, ten bits of the score and ten of the chance in
# thousandths, four of the relation, two of the verdict, and one for alignment. This chance means unknown.
_UNKNOWN = 0x3FF
_NONE = _UNKNOWN << 10
_ALIGNED = 1 << 26
# The bits from comparing two claims, as opposed to linking them.
_COMPARED = _NONE | _ALIGNED


class Tie(NamedTuple):
    """The tie of a claim to another. relation: "" if they aren't linked; score: from 0 to 1, how certain it is.

    chance: that both state one quantity, None if unknown or low. verdict: the reader's. aligned: whether the claims
    next to both may also share a quantity.
    """

    relation: str
    score: float
    chance: float | None
    verdict: Verdict | None
    aligned: bool = False


def ties_of(conn: sqlite3.Connection, claims: Iterable[int]) -> dict[int, dict[int, Tie]]:
    """Return the ties of claims by the other claim's id; {} for claims without ties."""
    ties = Ties(conn)
    ties.load(claims)
    return {claim: ties.of(claim) for claim in claims}


def signs_of(signs: int) -> frozenset[str]:
    """Return the relations in a column `signs`."""
    return frozenset(name for code, name in enumerate(RELATIONS) if signs >> code & 1)


def code_of(tie: Tie) -> int:
    """Return the number that stores a tie."""
    chance = _UNKNOWN if tie.chance is None else round(tie.chance * 1_000)
    compared = chance << 10 | tie.aligned * _ALIGNED
    return round(tie.score * 1_000) | compared | _CODES[tie.relation] << 20 | _VERDICTS.index(tie.verdict) << 24


def pack(codes: Mapping[int, int]) -> tuple[int, bytes]:
    """Return the columns `signs` and `ties` for ties with these numbers, by the other claim's id."""
    signs = 0
    for relation in {code >> 20 & 0xF for code in codes.values()}:
        signs |= 1 << relation
    # The lowest bit means ties without a link.
    return signs & ~1, struct.pack(f"<{2 * len(codes)}I", *chain.from_iterable(sorted(codes.items())))


class Ties:
    """The ties of claims, read and changed within one transaction; `save` writes the changes."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._rows: dict[int, dict[int, int]] = {}
        self._changed: set[int] = set()

    def load(self, claims: Iterable[int]) -> None:
        """Read the ties of claims that weren't read yet, all at once."""
        missing = sorted(set(claims) - self._rows.keys())
        self._rows.update((claim, {}) for claim in missing)
        for chunk in chunks(missing):
            rows = self._conn.execute(f"SELECT claim, ties FROM ties WHERE claim IN ({marks(chunk)})", tuple(chunk))
            self._rows.update((claim, dict(struct.iter_unpack("<II", packed))) for claim, packed in rows)

    def of(self, claim: int) -> dict[int, Tie]:
        """Return the ties of a claim by the other claim's id."""
        return {other: _tie(code) for other, code in self._row(claim).items()}

    def chances(self, claim: int) -> dict[int, float]:
        """Return the known chances that a claim and others state one quantity, by the other claim's id."""
        return {
            other: (code >> 10 & _UNKNOWN) / 1_000 for other, code in self._row(claim).items() if code & _NONE != _NONE
        }

    def link(self, claim: int, other: int, relation: str, score: float, verdict: Verdict | None = None) -> None:
        """Link two claims, replacing any link that they have."""
        self._set(claim, other, code_of(Tie(relation, score, None, verdict)), kept=_COMPARED)

    def unlink(self, claim: int, other: int) -> None:
        """Remove the link of two claims, if they have one."""
        self._set(claim, other, _NONE, kept=_COMPARED)

    def weigh(self, claim: int, other: int, chance: float, *, aligned: bool = False) -> None:
        """Set the chance that two claims state one quantity, and whether they are aligned."""
        self._set(claim, other, code_of(Tie("", 0.0, chance, None, aligned)), kept=~_COMPARED)

    def part(self, claim: int) -> None:
        """Remove all ties of a claim."""
        others = list(self._row(claim))
        self.load(others)
        for other in others:
            del self._rows[other][claim]
        self._rows[claim] = {}
        self._changed.update((claim, *others))

    def save(self) -> None:
        """Write the changes."""
        rows = [(claim, *pack(self._rows[claim])) for claim in sorted(self._changed)]
        self._conn.executemany(
            """INSERT INTO ties (claim, signs, ties) VALUES (?, ?, ?)
               ON CONFLICT (claim) DO UPDATE SET signs = excluded.signs, ties = excluded.ties""",
            [row for row in rows if row[2]],
        )
        self._conn.executemany("DELETE FROM ties WHERE claim = ?", [(row[0],) for row in rows if not row[2]])
        self._conn.executemany(
            "UPDATE members SET contested = ?1 WHERE claim = ?2 AND contested != ?1",
            [(bool(signs & DIFFERS), claim) for claim, signs, _ in rows],
        )
        self._changed.clear()

    def _row(self, claim: int) -> dict[int, int]:
        if claim not in self._rows:
            self.load([claim])
        return self._rows[claim]

    def _set(self, claim: int, other: int, code: int, kept: int) -> None:
        """Set the bits of a tie, except those to keep, from both ends."""
        for end, partner in ((claim, other), (other, claim)):
            row = self._row(end)
            before = row.get(partner, _NONE)
            after = before & kept | code & ~kept
            if after == before:
                continue
            if after == _NONE:
                del row[partner]
            else:
                row[partner] = after
            self._changed.add(end)


def _tie(code: int) -> Tie:
    chance = code >> 10 & _UNKNOWN
    return Tie(
        RELATIONS[code >> 20 & 0xF],
        (code & 0x3FF) / 1_000,
        None if chance == _UNKNOWN else chance / 1_000,
        _VERDICTS[code >> 24 & 3],
        bool(code & _ALIGNED),
    )
