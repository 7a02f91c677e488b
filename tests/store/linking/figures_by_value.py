"""Articles that give a number of homes each, where a table of values says how likely two are of one quantity."""

import sqlite3
from dataclasses import replace

from store.ingest.adding import add
from tests.store.handmade_claims import FIRE_SERVICE, flooded, incoming

DAY = "2026-03-14T09:00:00+00:00"


def tell(conn: sqlite3.Connection, number: int, *others: int) -> int:
    """Add an article that gives these numbers of homes, and return its id."""
    sentences = [FIRE_SERVICE.replace("90", str(homes)) for homes in (number, *others)]
    text, claims = "", []
    for sentence in sentences:
        claim = flooded(sentence)
        claims.append(replace(claim, start=claim.start + len(text), end=claim.end + len(text)))
        text += f"{sentence}\n"
    return add(conn, incoming(text, f"{number}.txt", published=DAY, outlet=f"Outlet {number}"), claims, "1").article


def pair(first: float, second: float) -> frozenset[float | None]:
    return frozenset((first, second))
