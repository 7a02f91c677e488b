"""Reads quantities: what is counted or measured, and the claims of all articles that state it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.sql_values import chunks, marks
from store.linking.ties import ties_of

# The most members read of a quantity, those nearest in time to the given claim.
MOST = 400


@dataclass(frozen=True, slots=True)
class Quantity:
    """One real-world quantity; label: what it is, in the words of a claim; event: the class of what happened, or "".

    first, last: the first and last ISO day of its values, or "". members: how many claims state it.
    """

    id: int
    label: str
    event: str
    first: str
    last: str
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """A claim that states a quantity; certainty: the mean chance that the others state it too, 1 if it is alone.

    sentence: the line of the text that it is in. relation: to the given claim, "" for that claim itself and for one
    without a link to it.
    """

    claim: StoredClaim
    article: Article
    certainty: float
    sentence: str
    relation: str = ""


def of_claims(conn: sqlite3.Connection, claim_ids: Sequence[int]) -> dict[int, Quantity]:
    """Return the quantities of claims by claim id; claims of older versions and in the trash have none."""
    return {
        claim: Quantity(*row)
        for chunk in chunks(claim_ids)
        for claim, *row in conn.execute(
            f"""SELECT m.claim, q.id, q.label, q.event, q.first, q.last,
                    (SELECT count(*) FROM members WHERE quantity = q.id)
                FROM members m JOIN quantities q ON q.id = m.quantity WHERE m.claim IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }


def of_claim(conn: sqlite3.Connection, claim_id: int) -> Quantity | None:
    """Return the quantity of a claim, None if it is in an older version or in the trash."""
    return of_claims(conn, [claim_id]).get(claim_id)


def members(conn: sqlite3.Connection, claim_id: int, limit: int = MOST, *, alike: bool = False) -> list[Member]:
    """Return the claims of a claim's quantity, including itself, by article time; undated ones last.

    limit: at most this many, those nearest in time to the claim. alike: of these only those with the claim's numbers.
    """
    row = conn.execute("SELECT quantity, day FROM members WHERE claim = ?", (claim_id,)).fetchone()
    if row is None:
        return []
    quantity, day = row
    wanted = sorted({claim_id, *near(conn, quantity, day, limit)})
    numbers = "AND (c.value, c.low, c.high) IS (SELECT value, low, high FROM claims WHERE id = ?)" if alike else ""
    rows = [
        row
        for chunk in chunks(wanted)
        for row in conn.execute(
            f"""SELECT v.published = '', a.moment, c.id, m.certainty, c.id, a.id, 0, 0, {articles.COLUMNS}
                FROM members m JOIN claims c ON c.id = m.claim JOIN articles a ON a.latest = c.version
                JOIN versions v ON v.id = a.latest WHERE m.claim IN ({marks(chunk)}) {numbers}""",
            (*chunk, claim_id) if alike else tuple(chunk),
        )
    ]
    rows.sort(key=lambda row: row[:3])
    ties = ties_of(conn, [claim_id])[claim_id]
    stored = claims.from_rows(conn, [row[4:8] for row in rows])
    return [
        Member(claim, Article(*row[8:]), row[3], line, ties[claim.id].relation if claim.id in ties else "")
        for (claim, line), row in zip(stored, rows, strict=True)
    ]


def near(conn: sqlite3.Connection, quantity: int, day: int, limit: int) -> list[int]:
    """Return the claims of a quantity; if there are too many, those published nearest to a day."""
    rows = conn.execute(
        """SELECT claim FROM (
               SELECT * FROM (SELECT claim, day FROM members WHERE quantity = :quantity AND day <= :day
                   ORDER BY day DESC LIMIT :limit)
               UNION ALL SELECT * FROM (SELECT claim, day FROM members WHERE quantity = :quantity AND day > :day
                   ORDER BY day LIMIT :limit))
           ORDER BY abs(day - :day), claim LIMIT :limit""",
        {"quantity": quantity, "day": day, "limit": limit},
    )
    return [claim for (claim,) in rows]
