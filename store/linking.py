"""Writes claims and ties them to those of other articles; unties those that an article makes no more."""

import json
import sqlite3
from collections.abc import Sequence

from extract.claim import Claim, Mention
from store.claims import decode
from store.crossing import Crossing, chunks, find, marks, place


def write_claim(conn: sqlite3.Connection, version: int, claim: Claim) -> int:
    """Store a claim of a version and return its id; nothing finds it as a candidate yet."""
    return last_id(
        conn.execute(
            f"""INSERT INTO claims (version, start, "end", {", ".join(_COLUMNS)})
                VALUES (?, ?, ?, {marks(_COLUMNS)})""",
            (version, claim.start, claim.end, *_values(conn, claim)),
        )
    )


def rewrite_claim(conn: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Store another reading of the same figure under the id that it has."""
    assignments = ", ".join(f"{name} = ?" for name in _COLUMNS)
    conn.execute(f"UPDATE claims SET {assignments} WHERE id = ?", (*_values(conn, claim), number))


def enter_terms(conn: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Let a claim be found by the terms that it shares with others."""
    from extract.relation import keys_of

    for key in dict.fromkeys(keys_of(claim)):
        (term,) = conn.execute(
            """INSERT INTO terms (term, uses) VALUES (?, 1)
               ON CONFLICT (term) DO UPDATE SET uses = uses + 1 RETURNING id""",
            (key,),
        ).fetchone()
        conn.execute("INSERT INTO claim_terms (term, claim) VALUES (?, ?)", (term, number))


def retire(conn: sqlite3.Connection, article: int) -> set[int]:
    """Untie the claims of the article's newest version; return the other articles whose links this changed.

    The claims stay, but neither as candidates nor linked: what an article no longer says must not contradict anyone.
    """
    touched: set[int] = set()
    for claim, _ in _newest(conn, article):
        _forget_terms(conn, claim)
        others = conn.execute("SELECT other FROM links WHERE claim = ?", (claim,)).fetchall()
        for chunk in chunks([other for (other,) in others]):
            rows = conn.execute(
                f"SELECT v.article FROM claims c JOIN versions v ON v.id = c.version WHERE c.id IN ({marks(chunk)})",
                tuple(chunk),
            )
            touched.update(row[0] for row in rows)
        conn.executemany("DELETE FROM links WHERE claim = ? AND other = ?", [(other, claim) for (other,) in others])
        conn.execute("DELETE FROM links WHERE claim = ?", (claim,))
    return touched


def tie(conn: sqlite3.Connection, article: int) -> set[int]:
    """Tie the claims of the article's newest version, which are untied; return the articles at the other ends."""
    stored = [(claim, decode(body)) for claim, body in _newest(conn, article)]
    outlet, published, text = conn.execute(
        "SELECT v.outlet, v.published, v.text FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?",
        (article,),
    ).fetchone()
    crossings = find(conn, place([claim for _, claim in stored], str(article), outlet, published, text), article)
    for number, claim in stored:
        enter_terms(conn, number, claim)
    return write_links(conn, [number for number, _ in stored], crossings)


def write_links(conn: sqlite3.Connection, numbers: Sequence[int], crossings: Sequence[Crossing]) -> set[int]:
    """Write the links from both ends; return the articles at the other ends.

    A claim whose article got a newer version while the relations were decided is left out.
    """
    touched: set[int] = set()
    for crossing in crossings:
        newest = conn.execute(
            "SELECT a.id FROM claims c JOIN articles a ON a.latest = c.version WHERE c.id = ?", (crossing.other,)
        ).fetchone()
        if newest is None:
            continue
        claim, there, back = numbers[crossing.number], crossing.there, crossing.back
        conn.executemany(
            "INSERT OR IGNORE INTO links (claim, other, relation, score, reason) VALUES (?, ?, ?, ?, ?)",
            [
                (claim, crossing.other, there.name, there.score, there.reason),
                (crossing.other, claim, back.name, back.score, back.reason),
            ],
        )
        touched.add(newest[0])
    return touched


def count_contested(conn: sqlite3.Connection, touched: set[int]) -> None:
    """Count the claims of these articles that others contradict."""
    conn.executemany(
        """UPDATE articles SET contested = (
               SELECT count(*) FROM claims c WHERE c.version = articles.latest
               AND EXISTS (SELECT 1 FROM links l WHERE l.claim = c.id AND l.relation = 'differs'))
           WHERE id = ?""",
        [(article,) for article in touched],
    )


def last_id(cursor: sqlite3.Cursor) -> int:
    """Return the id of the row that was inserted."""
    assert cursor.lastrowid is not None
    return cursor.lastrowid


_COLUMNS = ("kind", "value", "low", "high", "unit", "source", "stance", "body")


def _values(conn: sqlite3.Connection, claim: Claim) -> tuple[object, ...]:
    """Return what the table of claims has of a claim beside its place, in the order of _COLUMNS."""
    source = _source(conn, claim.source) if claim.source else None
    body = json.dumps(claim.to_json(explain=True), ensure_ascii=False, separators=(",", ":"))
    return claim.kind, claim.value, claim.low, claim.high, claim.unit, source, claim.stance, body


def _source(conn: sqlite3.Connection, mention: Mention) -> int:
    """Return the id of a source, known by its key; of its names the fullest is kept."""
    (number,) = conn.execute(
        """INSERT INTO sources (key, name, kind) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = CASE WHEN length(excluded.name) > length(name)
               THEN excluded.name ELSE name END RETURNING id""",
        (mention.key or mention.name.casefold(), mention.name, mention.kind),
    ).fetchone()
    return int(number)


def _newest(conn: sqlite3.Connection, article: int) -> list[tuple[int, str]]:
    """Return the claims of the article's newest version as they are stored."""
    return conn.execute(
        "SELECT c.id, c.body FROM claims c JOIN articles a ON a.latest = c.version WHERE a.id = ? ORDER BY c.id",
        (article,),
    ).fetchall()


def _forget_terms(conn: sqlite3.Connection, claim: int) -> None:
    conn.execute(
        "UPDATE terms SET uses = uses - 1 WHERE id IN (SELECT term FROM claim_terms WHERE claim = ?)", (claim,)
    )
    conn.execute("DELETE FROM claim_terms WHERE claim = ?", (claim,))
