"""Reads what tells an article before it is opened: how it begins, and which of its claims others contradict."""

import sqlite3
from dataclasses import dataclass

from extract.claim import Claim
from store.library import claim_bodies
from store.library.sql_values import chunks, marks
from store.linking.ties import ties_of

# Enough characters to fill the largest preview, and enough contradictions.
_LEAD = 2_000
_MOST = 200


@dataclass(frozen=True, slots=True)
class Opposed:
    """What contradicts a claim: a claim of other articles as one source gives it, and the outlets that print it."""

    claim: Claim
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that others contradict, with what they say, the surest first."""

    claim: Claim
    others: tuple[Opposed, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How an article's newest version begins, and its contested claims in the order of the text."""

    lead: str
    contested: tuple[Contested, ...]


def preview(conn: sqlite3.Connection, article_id: int) -> Preview | None:
    """Return an article's preview, None for one that is gone."""
    row = conn.execute(
        f"""SELECT substr(unpacked(v.text), 1, {_LEAD}) FROM articles a JOIN versions v ON v.id = a.latest
            WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    return Preview(row[0], _contested(conn, article_id)) if row else None


def _contested(conn: sqlite3.Connection, article_id: int) -> tuple[Contested, ...]:
    rows = conn.execute(
        """SELECT c.id FROM articles a CROSS JOIN claims c ON c.version = a.latest JOIN members m ON m.claim = c.id
           WHERE a.id = ? AND m.contested ORDER BY c.start""",
        (article_id,),
    )
    asked = [claim for (claim,) in rows]
    opposed = {
        number: sorted((-tie.score, other) for other, tie in ties.items() if tie.relation == "differs")
        for number, ties in ties_of(conn, asked).items()
    }
    outlets = _outlets(conn, {other for some in opposed.values() for _, other in some})
    bodies = claim_bodies.read(conn, {*asked, *outlets})
    contested = []
    for number in asked:
        voices: dict[tuple[str, str], tuple[Claim, list[str]]] = {}
        for _, other in opposed[number][:_MOST]:
            if other in outlets:
                claim = bodies[other].claim
                voice = (claim.text.casefold(), claim.source.name.casefold() if claim.source else "")
                _, printed = voices.setdefault(voice, (claim, []))
                if outlets[other] and outlets[other] not in printed:
                    printed.append(outlets[other])
        if voices:
            others = tuple(Opposed(claim, tuple(printed)) for claim, printed in voices.values())
            contested.append(Contested(bodies[number].claim, others))
    return tuple(contested)


def _outlets(conn: sqlite3.Connection, claims: set[int]) -> dict[int, str]:
    """Return who published the claims, of those that are in the newest version of an article."""
    return {
        claim: outlet
        for chunk in chunks(sorted(claims))
        for claim, outlet in conn.execute(
            f"""SELECT c.id, v.outlet FROM claims c CROSS JOIN articles a ON a.latest = c.version
                CROSS JOIN versions v ON v.id = c.version WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }
