"""Reads the reader's verdicts on pairs of claims, which grouping and linking must obey."""

import sqlite3
from collections.abc import Sequence
from typing import Literal

from store.library.sql_values import chunks, marks

Verdict = Literal["same", "not"]


def verdicts_of(conn: sqlite3.Connection, claims: Sequence[int]) -> dict[tuple[int, int], Verdict]:
    """Return the verdicts on these claims and others, by the current claims at those places, from both ends."""
    verdicts: dict[tuple[int, int], Verdict] = {}
    for chunk in chunks(claims):
        rows = conn.execute(
            f"""SELECT one.claim, other.claim, v.verdict FROM verdict_ends one JOIN verdict_ends other USING (verdict)
                JOIN verdicts v ON v.id = one.verdict
                WHERE one.claim IN ({marks(chunk)}) AND one.side != other.side AND other.claim IS NOT NULL
                ORDER BY v.id""",
            tuple(chunk),
        )
        for claim, other, verdict in rows:
            verdicts[claim, other] = verdicts[other, claim] = verdict
    return verdicts
