"""Reads an article's preview: how it begins, and which of its claims others contradict."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.claim import Claim
from store.library import claim_bodies
from store.library.claim_bodies import Body
from store.library.sql_values import chunks, marks
from store.linking.ties import ties_of
from store.linking.voices import Utterance, voices

# Enough characters to fill the largest preview, and enough contradictions.
_LEAD = 2_000
_MOST = 200


class _Home(NamedTuple):
    """An article's outlet and id, and the number that near copies of its text share."""

    outlet: str
    article: int
    copies: int


@dataclass(frozen=True, slots=True)
class Opposed:
    """What one source says against a claim in other articles, and the outlets that print it."""

    claim: Claim
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that others contradict, with what they say, most certain first."""

    claim: Claim
    others: tuple[Opposed, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How an article's newest version begins, and its contested claims in the order of the text."""

    lead: str
    contested: tuple[Contested, ...]


def preview(conn: sqlite3.Connection, article_id: int) -> Preview | None:
    """Return an article's preview, None if it is gone."""
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
    claim_ids = [claim for (claim,) in rows]
    opposed = {
        number: sorted((-tie.score, other) for other, tie in ties.items() if tie.relation == "differs")
        for number, ties in ties_of(conn, claim_ids).items()
    }
    homes = _homes(conn, {other for some in opposed.values() for _, other in some})
    bodies = claim_bodies.read(conn, {*claim_ids, *homes})
    contested = []
    for number in claim_ids:
        others = [other for _, other in opposed[number][:_MOST] if other in homes]
        if others:
            printed = [(bodies[other], homes[other]) for other in others]
            contested.append(Contested(bodies[number].claim, tuple(_opposed(printed))))
    return tuple(contested)


def _opposed(printed: Sequence[tuple[Body, _Home]]) -> Iterator[Opposed]:
    """Yield what each source says once, with all outlets that print it."""
    claims = [body.claim for body, _ in printed]
    speaking = voices(
        [
            Utterance(claim.source, home.article, home.copies, body.line, claim.in_line)
            for claim, (body, home) in zip(claims, printed, strict=True)
        ]
    )
    values: dict[tuple[str, str], tuple[Claim, list[str]]] = {}
    for claim, voice, (_, home) in zip(claims, speaking, printed, strict=True):
        _, outlets = values.setdefault((claim.text.casefold(), voice), (claim, []))
        if home.outlet and home.outlet not in outlets:
            outlets.append(home.outlet)
    for claim, outlets in values.values():
        yield Opposed(claim, tuple(outlets))


def _homes(conn: sqlite3.Connection, claims: set[int]) -> dict[int, _Home]:
    """Return the articles of those claims that are in a newest version."""
    return {
        claim: _Home(*home)
        for chunk in chunks(sorted(claims))
        for claim, *home in conn.execute(
            f"""SELECT c.id, v.outlet, a.id, coalesce(a.voice, a.id)
                FROM claims c CROSS JOIN articles a ON a.latest = c.version
                CROSS JOIN versions v ON v.id = c.version WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }
