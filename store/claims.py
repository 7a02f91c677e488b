"""Reads the claims of an article, with the signs of what others do with them."""

import json
import sqlite3
from dataclasses import dataclass, fields

from extract.claim import Claim, Subject

COLUMNS = """c.id, a.id, c.body,
    (SELECT group_concat(DISTINCT l.relation) FROM links l WHERE l.claim = c.id)"""

_FIELDS = frozenset(field.name for field in fields(Claim))
_ABOUT = frozenset(field.name for field in fields(Subject))


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim in the library; signs: the names of the relations that it has links of."""

    id: int
    article_id: int
    claim: Claim
    signs: frozenset[str]


def of_article(conn: sqlite3.Connection, article_id: int) -> list[StoredClaim]:
    """Return the claims of the article's newest version, by their start in its text."""
    rows = conn.execute(
        f"""SELECT {COLUMNS} FROM articles a JOIN claims c ON c.version = a.latest
            WHERE a.id = ? ORDER BY c.start, c."end" """,
        (article_id,),
    )
    return [from_row(*row) for row in rows]


def decode(body: str) -> Claim:
    """Return the claim of a stored body; fields of another extractor's claims that this one doesn't have are left out.

    A library outlives the extractors that filled it.
    """
    row = json.loads(body)
    if not row.keys() <= _FIELDS:
        row = {name: value for name, value in row.items() if name in _FIELDS}
    about = row.get("about") or {}
    if not about.keys() <= _ABOUT:
        row["about"] = {name: value for name, value in about.items() if name in _ABOUT}
    return Claim.from_json(row)


def from_row(claim_id: int, article_id: int, body: str, signs: str | None) -> StoredClaim:
    """Return the claim of a row of COLUMNS."""
    return StoredClaim(claim_id, article_id, decode(body), frozenset((signs or "").split(",")) - {""})
