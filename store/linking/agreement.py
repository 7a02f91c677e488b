"""Separates claims whose exact value others give from those with another value that fits."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from store.library import claim_bodies
from store.library.claims import StoredClaim
from store.linking.ties import ties_of
from store.linking.timeline import number_of

_SAME_SIDE = frozenset({"agrees", "repeats"})


def with_fits(conn: sqlite3.Connection, claims: Sequence[StoredClaim]) -> list[StoredClaim]:
    """Return claims with the sign `fits` where others agree with another value.

    `agrees` and `repeats` then only mean the same value.
    """
    by_id = {stored.id: stored for stored in claims if stored.signs & _SAME_SIDE}
    signs: dict[int, set[str]] = {number: set(stored.signs - _SAME_SIDE) for number, stored in by_id.items()}
    sided = {
        number: {other: tie.relation for other, tie in ties.items() if tie.relation in _SAME_SIDE}
        for number, ties in ties_of(conn, by_id).items()
    }
    others = claim_bodies.read(conn, {other for some in sided.values() for other in some})
    for number, some in sided.items():
        for other, relation in some.items():
            if other in others:
                same = number_of(others[other].claim) == number_of(by_id[number].claim)
                signs[number].add(relation if same else "fits")
    return [replace(stored, signs=frozenset(signs[stored.id])) if stored.id in signs else stored for stored in claims]
