"""Keeps how claims stand to others, packed in one row for each claim: a big story has a hundred links at each.

A tie is the link of two claims, the chance that both state one quantity, or both. Every tie is stored from both ends.
"""

import sqlite3
import struct
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from store.library.sql_values import chunks, marks
from store.linking.constraints import Verdict

# Their places are what the library has: appended, never changed.
RELATIONS = ("", "repeats", "agrees", "updates", "differs", "part", "related", "perhaps", "apart")
_CODES = {name: code for code, name in enumerate(RELATIONS)}
# The bit in the column `signs` that says that others contradict a claim.
DIFFERS = 1 << _CODES["differs"]
_VERDICTS: tuple[Verdict | None, ...] = (None, "same", "not")
# A tie is two numbers of 32 bits: the other claim, and from the lowest bit on ten of the score and ten of the chance in
# thousandths, four of the relation, two of the verdict. So large is the chance where none is known.
_UNKNOWN = 0x3FF
_NONE = _UNKNOWN << 10


class Tie(NamedTuple):
    """How a claim stands to another.

    relation: "" for two that aren't linked; score: from 0 to 1, how sure it is. chance: that both state one quantity,
    None where it is unknown or low. verdict: what the reader said of the two.
    """

    relation: str
    score: float
    chance: float | None
    verdict: Verdict | None


def ties_of(conn: sqlite3.Connection, claims: Iterable[int]) -> dict[int, dict[int, Tie]]:
    """Return the ties of claims by the others' ids; {} for claims that have none."""
    ties = Ties(conn)
    ties.load(claims)
    return {claim: ties.of(claim) for claim in claims}


def signs_of(signs: int) -> frozenset[str]:
    """Return the relations of a row's column `signs`."""
    return frozenset(name for code, name in enumerate(RELATIONS) if signs >> code & 1)


def code_of(tie: Tie) -> int:
    """Return the number by which a tie is stored."""
    chance = _UNKNOWN if tie.chance is None else round(tie.chance * 1_000)
    return round(tie.score * 1_000) | chance << 10 | _CODES[tie.relation] << 20 | _VERDICTS.index(tie.verdict) << 24


def pack(codes: Mapping[int, int]) -> tuple[int, bytes]:
    """Return what the columns `signs` and `ties` have of a claim whose ties have these numbers, by the others' ids."""
    signs = 0
    for relation in {code >> 20 & 0xF for code in codes.values()}:
        signs |= 1 << relation
    # The lowest bit stands for ties without a link.
    return signs & ~1, struct.pack(f"<{2 * len(codes)}I", *chain.from_iterable(sorted(codes.items())))


class Ties:
    """The ties of claims, to be read and changed within one transaction; `save` writes what was changed."""

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
        """Return the ties of a claim by the others' ids."""
        return {other: _tie(code) for other, code in self._row(claim).items()}

    def chances(self, claim: int) -> dict[int, float]:
        """Return the chances that a claim and others state one quantity, by the others' ids, where they are known."""
        return {
            other: (code >> 10 & _UNKNOWN) / 1_000 for other, code in self._row(claim).items() if code & _NONE != _NONE
        }

    def link(self, claim: int, other: int, relation: str, score: float, verdict: Verdict | None = None) -> None:
        """Link two claims, in place of the link that they have."""
        self._set(claim, other, code_of(Tie(relation, score, None, verdict)), kept=_NONE)

    def unlink(self, claim: int, other: int) -> None:
        """Take away the link of two claims, if they have one."""
        self._set(claim, other, _NONE, kept=_NONE)

    def weigh(self, claim: int, other: int, chance: float) -> None:
        """Note the chance that two claims state one quantity."""
        self._set(claim, other, code_of(Tie("", 0.0, chance, None)), kept=~_NONE)

    def part(self, claim: int) -> None:
        """Take away all ties of a claim."""
        others = list(self._row(claim))
        self.load(others)
        for other in others:
            del self._rows[other][claim]
        self._rows[claim] = {}
        self._changed.update((claim, *others))

    def save(self) -> None:
        """Write what was changed."""
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
        """Change the bits of a tie that are not kept, from both ends."""
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
    )
