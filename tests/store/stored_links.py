"""Reads and changes the links between stored claims in ways that no command offers, for tests that need them."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from extract.claim import Claim
from store.library import claim_bodies
from store.linking.ties import Tie, Ties, ties_of


def links_in(conn: sqlite3.Connection) -> list[tuple[int, int, str, float]]:
    """Return the links of a library from both ends: claim, other, relation, score."""
    return [(claim, other, tie.relation, tie.score) for claim, other, tie in _ties_in(conn) if tie.relation]


def chances_in(conn: sqlite3.Connection) -> list[tuple[int, int, float]]:
    """Return the chances of a library from both ends: claim, other, chance."""
    return [(claim, other, tie.chance) for claim, other, tie in _ties_in(conn) if tie.chance is not None]


def one_sided(conn: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the ties that only one end stores, or that the two ends store differently."""
    there = {(claim, other): tie for claim, other, tie in _ties_in(conn)}
    return [pair for pair, tie in there.items() if there.get(pair[::-1]) != tie]


def link(conn: sqlite3.Connection, claim: int, other: int, relation: str, score: float = 0.9, reason: str = "") -> None:
    """Link two claims; reason: as an old version of Attribune stored it."""
    ties = Ties(conn)
    ties.link(claim, other, relation, score)
    ties.save()
    if reason:
        conn.executemany(
            "INSERT INTO reasons (claim, other, relation, reason) VALUES (?, ?, ?, ?)",
            [(*ends, relation, reason) for ends in ((claim, other), (other, claim))],
        )


def weigh(conn: sqlite3.Connection, claim: int, other: int, chance: float) -> None:
    """Set the chance that two claims state one quantity."""
    ties = Ties(conn)
    ties.weigh(claim, other, chance)
    ties.save()


def change_links(conn: sqlite3.Connection, changed: Callable[[int, int, str], str]) -> None:
    """Give every link the relation that a function returns for claim, other and its relation; "" deletes the link."""
    ties = Ties(conn)
    for claim, other, relation, score in links_in(conn):
        if claim > other:
            continue
        if name := changed(claim, other, relation):
            ties.link(claim, other, name, score)
        else:
            ties.unlink(claim, other)
    ties.save()


def unlink_all(conn: sqlite3.Connection) -> None:
    """Delete all links."""
    change_links(conn, lambda *_: "")


def stored_claim(conn: sqlite3.Connection, number: int) -> Claim:
    """Return what a claim says."""
    return claim_bodies.read(conn, [number])[number].claim


def change_claim(conn: sqlite3.Connection, number: int, **fields: Any) -> None:
    """Make a claim say something else, as if its text did."""
    rewrite(conn, number, claim_bodies.encode(replace(stored_claim(conn, number), **fields)))


def rewrite(conn: sqlite3.Connection, number: int, packed: bytes) -> None:
    """Replace the stored JSON of a claim."""
    home, block = conn.execute(
        "SELECT b.id, b.claims FROM bodies b JOIN claims c ON c.body = b.id WHERE c.id = ?", (number,)
    ).fetchone()
    rows = [
        (claim, body.line, packed if claim == number else body.packed)
        for claim, body in claim_bodies.unpack(block).items()
    ]
    conn.execute("UPDATE bodies SET claims = ? WHERE id = ?", (claim_bodies.pack(rows), home))


def _ties_in(conn: sqlite3.Connection) -> Iterator[tuple[int, int, Tie]]:
    claims = [claim for (claim,) in conn.execute("SELECT claim FROM ties ORDER BY claim")]
    for claim, some in ties_of(conn, claims).items():
        for other, tie in some.items():
            yield claim, other, tie
