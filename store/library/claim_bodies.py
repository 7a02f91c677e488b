"""Stores claims packed: those of a version share blocks, as they repeat each other's words."""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from extract.claim import Claim
from store.library.sql_values import chunks, marks

# Claims per block: enough for words to repeat, few enough to read one claim of a long table in a millisecond.
BLOCK = 48


class Body(NamedTuple):
    """What a claim says. packed: its JSON; line: the sentence that it is in, on one line."""

    packed: bytes
    line: str

    @property
    def claim(self) -> Claim:
        """The claim. Raises ValueError if the JSON is not a claim."""
        return decode(self.packed)


def encode(claim: Claim) -> bytes:
    """Return the JSON that is stored for a claim: its to_json(explain=True)."""
    return msgspec.json.encode(claim)


_CLAIM = msgspec.json.Decoder(Claim)


# Cached: a claim is compared with many others.
@lru_cache(maxsize=4096)
def decode(packed: bytes) -> Claim:
    """Return the claim of a stored body, whichever extractor made it: a library outlives its extractors.

    Raises ValueError if the JSON is not a claim.
    """
    return _CLAIM.decode(packed)


def pack(claims: Iterable[tuple[int, str, bytes]]) -> bytes:
    """Return a block of claims, given with their ids, lines and JSON."""
    return zlib.compress(msgspec.json.encode([(number, line, msgspec.Raw(body)) for number, line, body in claims]), 9)


_BLOCK = msgspec.json.Decoder(list[tuple[int, str, msgspec.Raw]])


@lru_cache(maxsize=128)
def unpack(block: bytes) -> dict[int, Body]:
    """Return the claims of a block by id. Raises ValueError or zlib.error if it is not a block."""
    return {number: Body(bytes(body), line) for number, line, body in _BLOCK.decode(zlib.decompress(block))}


def free(conn: sqlite3.Connection) -> int:
    """Return the first free block id: of claims written together, claim n goes into block n // BLOCK from there."""
    (number,) = conn.execute("SELECT coalesce(max(id), 0) + 1 FROM bodies").fetchone()
    return int(number)


def write(conn: sqlite3.Connection, first: int, claims: Sequence[tuple[int, str, bytes]]) -> None:
    """Write claims, given with ids, lines and JSON, into blocks with ids from `first` on."""
    blocks = (claims[start : start + BLOCK] for start in range(0, len(claims), BLOCK))
    conn.executemany(
        "INSERT INTO bodies (id, claims) VALUES (?, ?)",
        [(number, pack(block)) for number, block in enumerate(blocks, start=first)],
    )


def read(conn: sqlite3.Connection, claims: Iterable[int]) -> dict[int, Body]:
    """Return the bodies of claims by id; missing ones are left out."""
    homes = {
        claim: body
        for chunk in chunks(sorted(set(claims)))
        for claim, body in conn.execute(f"SELECT id, body FROM claims WHERE id IN ({marks(chunk)})", tuple(chunk))
    }
    blocks = {
        body: unpack(block)
        for chunk in chunks(sorted(set(homes.values())))
        for body, block in conn.execute(f"SELECT id, claims FROM bodies WHERE id IN ({marks(chunk)})", tuple(chunk))
    }
    return {claim: blocks[body][claim] for claim, body in homes.items()}


def of_version(conn: sqlite3.Connection, version: int) -> list[tuple[int, Body]]:
    """Return the claims of a version with their bodies, ordered by start."""
    numbers = [
        number
        for (number,) in conn.execute('SELECT id FROM claims WHERE version = ? ORDER BY start, "end"', (version,))
    ]
    bodies = read(conn, numbers)
    return [(number, bodies[number]) for number in numbers]
