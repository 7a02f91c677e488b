"""Reads the claims of an article, with the signs of what others do with them."""

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from extract.claim import Claim

# A figure that changed from version to version is one that was updated.
COLUMNS = """c.id, a.id, c.body,
    (SELECT group_concat(DISTINCT l.relation) FROM links l
        WHERE l.claim = c.id AND l.relation NOT IN ('apart', 'perhaps')),
    EXISTS (SELECT 1 FROM revisions r WHERE r.claim = c.id)"""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim in the library; signs: the names of its relations, but for `apart` and `perhaps`."""

    id: int
    article_id: int
    claim: Claim
    signs: frozenset[str]


def of_article(conn: sqlite3.Connection, article_id: int, version: int | None = None) -> list[StoredClaim]:
    """Return the claims of the version with that number, by default of the newest, by their start in its text."""
    which = "c.version = a.latest" if version is None else "c.version = v.id AND v.number = :version"
    rows = conn.execute(
        f"""SELECT {COLUMNS} FROM articles a JOIN versions v ON v.article = a.id JOIN claims c ON {which}
            WHERE a.id = :article AND v.id = c.version ORDER BY c.start, c."end" """,
        {"article": article_id, "version": version},
    )
    return [from_row(*row) for row in rows]


def encode(claim: Claim) -> str:
    """Return the JSON by which a claim is stored, as its to_json(explain=True)."""
    return msgspec.json.encode(claim).decode()


_DECODER = msgspec.json.Decoder(Claim)


# A claim is compared with many others, and is the same for all of them.
@lru_cache(maxsize=4096)
def decode(body: str) -> Claim:
    """Return the claim of a stored body, also of another extractor's: a library outlives those that filled it.

    Raises ValueError for JSON that is no claim.
    """
    return _DECODER.decode(body)


def from_row(claim_id: int, article_id: int, body: str, signs: str | None = None, revised: bool = False) -> StoredClaim:
    """Return the claim of a row of COLUMNS."""
    held = {*(signs or "").split(","), *(("updates",) if revised else ())}
    return StoredClaim(claim_id, article_id, decode(body), frozenset(held) - {""})
