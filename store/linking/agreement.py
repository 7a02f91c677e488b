"""Refines what others say about claims: the same value or one that fits, a later or an earlier state."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from store.library import claim_bodies
from store.library.claims import StoredClaim
from store.library.sql_values import chunks, marks
from store.linking.ties import ties_of
from store.linking.timeline import is_earlier, number_of

_SAME_SIDE = frozenset({"agrees", "repeats"})
_SHARED = _SAME_SIDE | {"updates"}


def with_shades(conn: sqlite3.Connection, claims: Sequence[StoredClaim]) -> list[StoredClaim]:
    """Return claims with the sign `fits` where others agree with another value, `earlier` where they give a past state.

    `agrees` and `repeats` then only mean the same value, `updates` only a later state, or one of unknown time.
    """
    by_id = {stored.id: stored for stored in claims if stored.signs & _SHARED}
    revised = _among(conn, "SELECT claim, 'updates' FROM revisions WHERE claim IN", by_id)
    signs = {number: {*stored.signs - _SHARED, *revised.get(number, "").split()} for number, stored in by_id.items()}
    sided = {
        number: {other: tie.relation for other, tie in ties.items() if tie.relation in _SHARED}
        for number, ties in ties_of(conn, by_id).items()
    }
    others = claim_bodies.read(conn, {other for some in sided.values() for other in some})
    published = _among(
        conn, "SELECT c.id, v.published FROM claims c JOIN versions v ON v.id = c.version WHERE c.id IN", by_id | others
    )
    for number, some in sided.items():
        own = by_id[number].claim
        for other, relation in some.items():
            if other not in others:
                continue
            there = others[other].claim
            if relation == "updates":
                past = is_earlier(there, published.get(other, ""), own, published.get(number, ""))
                signs[number].add("earlier" if past else relation)
            else:
                signs[number].add(relation if number_of(there) == number_of(own) else "fits")
    return [replace(stored, signs=frozenset(signs[stored.id])) if stored.id in signs else stored for stored in claims]


def _among(conn: sqlite3.Connection, select: str, claims: Iterable[int]) -> dict[int, str]:
    """Return what a query that ends in IN selects for some claims."""
    return {
        claim: text
        for chunk in chunks(sorted(claims))
        for claim, text in conn.execute(f"{select} ({marks(chunk)})", tuple(chunk))
    }
