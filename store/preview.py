"""Reads what tells an article before it is opened: how it begins, and which of its claims others contradict."""

import sqlite3
from dataclasses import dataclass

from extract.claim import Claim
from store import claims

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
    """A claim that others contradict, with what they say, the surest first; label: its quantity's, "" for none."""

    claim: Claim
    label: str
    others: tuple[Opposed, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How an article's newest version begins, and its contested claims in the order of the text."""

    lead: str
    contested: tuple[Contested, ...]


def preview(conn: sqlite3.Connection, article_id: int) -> Preview | None:
    """Return an article's preview, None for one that is gone."""
    row = conn.execute(
        f"SELECT substr(v.text, 1, {_LEAD}) FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return Preview(row[0], _contested(conn, article_id)) if row else None


def _contested(conn: sqlite3.Connection, article_id: int) -> tuple[Contested, ...]:
    # Joined in this order, whatever the statistics of a library are: from the few claims of the one article.
    rows = conn.execute(
        f"""SELECT c.id, c.body, coalesce(q.label, ''), d.body, w.outlet FROM articles a
            CROSS JOIN claims c ON c.version = a.latest
            CROSS JOIN links l ON l.claim = c.id AND l.relation = 'differs'
            CROSS JOIN claims d ON d.id = l.other CROSS JOIN articles b ON b.latest = d.version
            CROSS JOIN versions w ON w.id = d.version
            LEFT JOIN members m ON m.claim = c.id LEFT JOIN quantities q ON q.id = m.quantity
            WHERE a.id = ? ORDER BY c.start, l.score DESC LIMIT {_MOST}""",
        (article_id,),
    )
    mine: dict[int, tuple[Claim, str]] = {}
    others: dict[int, dict[tuple[str, str], tuple[Claim, list[str]]]] = {}
    for number, body, label, other, outlet in rows:
        mine[number] = (claims.decode(body), label)
        claim = claims.decode(other)
        voice = (claim.text.casefold(), claim.source.name.casefold() if claim.source else "")
        _, outlets = others.setdefault(number, {}).setdefault(voice, (claim, []))
        if outlet and outlet not in outlets:
            outlets.append(outlet)
    return tuple(
        Contested(claim, label, tuple(Opposed(other, tuple(outlets)) for other, outlets in others[number].values()))
        for number, (claim, label) in mine.items()
    )
