"""Tells claims whose very value others give from those beside which others give a value that can hold too."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from store.claims import StoredClaim, decode
from store.statements import chunks, marks
from store.timeline import number_of

_SAME_SIDE = frozenset({"agrees", "repeats"})


def with_fits(conn: sqlite3.Connection, claims: Sequence[StoredClaim]) -> list[StoredClaim]:
    """Return claims with the sign `fits` where others agree with another value; the sign of a like one is kept beside.

    `agrees` and `repeats` then stand only for those who give the same value.
    """
    by_id = {held.id: held for held in claims if held.signs & _SAME_SIDE}
    signs: dict[int, set[str]] = {number: set(held.signs - _SAME_SIDE) for number, held in by_id.items()}
    for chunk in chunks(sorted(by_id)):
        rows = conn.execute(
            f"""SELECT l.claim, l.relation, c.body FROM links l JOIN claims c ON c.id = l.other
                WHERE l.claim IN ({marks(chunk)}) AND l.relation IN ('agrees', 'repeats')""",
            tuple(chunk),
        )
        for number, relation, body in rows:
            same = number_of(decode(body)) == number_of(by_id[number].claim)
            signs[number].add(relation if same else "fits")
    return [replace(held, signs=frozenset(signs[held.id])) if held.id in signs else held for held in claims]
