"""Writes the claims of a version, with the sources that they name."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from extract.claim import Claim, Mention
from extract.text.source_names import is_local, within_article
from store.library import claim_bodies


def write_claims(conn: sqlite3.Connection, version: int, claims: Sequence[Claim], lines: Sequence[str]) -> list[int]:
    """Replace the claims of a version, and return the new ids; they are not linked yet.

    The claim of an unchanged figure keeps its id, and with it everything that refers to it. lines: the sentences of the
    claims, each on one line. Call it within a transaction.
    """
    drop_bodies(conn, version)
    before = {
        (start, end): number
        for number, start, end in conn.execute('SELECT id, start, "end" FROM claims WHERE version = ?', (version,))
    }
    (article,) = conn.execute("SELECT article FROM versions WHERE id = ?", (version,)).fetchone()
    first = claim_bodies.free(conn)
    written: list[tuple[int, str, bytes]] = []
    for place, (claim, line) in enumerate(zip(claims, lines, strict=True)):
        claim = with_own_keys(claim, article)
        source = _source(conn, claim.source) if claim.source else None
        values = (claim.value, claim.low, claim.high, source, first + place // claim_bodies.BLOCK)
        number = before.pop((claim.start, claim.end), None)
        if number is None:
            (number,) = conn.execute(
                """INSERT INTO claims (version, start, "end", value, low, high, source, body)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                (version, claim.start, claim.end, *values),
            ).fetchone()
        else:
            conn.execute(
                "UPDATE claims SET value = ?, low = ?, high = ?, source = ?, body = ? WHERE id = ?", (*values, number)
            )
        written.append((number, line, claim_bodies.encode(claim)))
    conn.executemany("DELETE FROM claims WHERE id = ?", [(number,) for number in before.values()])
    claim_bodies.write(conn, first, written)
    counted = [(number, *_counted(claim)) for (number, *_), claim in zip(written, claims, strict=True)]
    conn.executemany(
        "INSERT OR REPLACE INTO counted (claim, kind, words, figure, cue, stance) VALUES (?, ?, ?, ?, ?, ?)", counted
    )
    return [number for number, *_ in written]


def _counted(claim: Claim) -> tuple[str, str, str, str, str]:
    """Return a claim's columns for search and views: kind, lower-case words, figure, cue, stance."""
    about = claim.about
    words = (claim.phrase or claim.subject, claim.unit_text, claim.unit, about.counted, about.people, about.event)
    cue, stance = claim.cue.text if claim.cue else "", "" if claim.stance == "asserted" else claim.stance
    return claim.kind, f" {' '.join(filter(None, words))} ".casefold(), claim.text, cue, stance


def drop_bodies(conn: sqlite3.Connection, version: int) -> None:
    """Delete the bodies of a version's claims, which are about to be deleted or rewritten."""
    conn.execute("DELETE FROM bodies WHERE id IN (SELECT body FROM claims WHERE version = ?)", (version,))


def with_own_keys(claim: Claim, article: int) -> Claim:
    """Return a claim with the article's id in the keys of sources that only this article knows."""
    mentions = [claim.source, *claim.via] if claim.source else list(claim.via)
    if not any(is_local(mention.key) or is_local(mention.body) for mention in mentions):
        return claim
    mentions = [
        replace(mention, key=within_article(mention.key, article), body=within_article(mention.body, article))
        for mention in mentions
    ]
    source = mentions.pop(0) if claim.source else None
    return replace(claim, source=source, via=tuple(mentions))


def _source(conn: sqlite3.Connection, mention: Mention) -> int:
    """Return the id of a source by its key; store the fullest of its names."""
    (number,) = conn.execute(
        """INSERT INTO sources (key, name, kind) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = CASE WHEN length(excluded.name) > length(name)
               THEN excluded.name ELSE name END RETURNING id""",
        (mention.key or mention.name.casefold(), mention.name, mention.kind),
    ).fetchone()
    conn.execute("INSERT OR IGNORE INTO source_names (name, source) VALUES (?, ?)", (mention.name, number))
    return int(number)
