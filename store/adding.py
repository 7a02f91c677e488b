"""Writes an article into the library: its version, snapshot, claims, sources and links in one transaction."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claim import Claim, Mention
from extract.controls import clean
from store.archive.dates import moment, now
from store.archive.incoming import FIELDS, Incoming
from store.claims import decode
from store.crossing import Crossing, chunks, find, marks, place
from store.library import transaction
from store.standing import Outcome, Standing, article_at, hash_of, standing_of

# Outcomes for which nothing but the place is written.
_KNOWN = ("unchanged", "copy")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that came in; article: its id in the library."""

    outcome: Outcome
    article: int


def known(conn: sqlite3.Connection, incoming: Incoming) -> Added | None:
    """Return what became of a text that is stored already, and None for one whose claims must be extracted."""
    standing = standing_of(conn, incoming)
    if standing.outcome not in _KNOWN:
        return None
    if standing.parting or any(article_at(conn, location)[0] is None for location in incoming.places):
        with transaction(conn):
            standing = standing_of(conn, incoming)
            if standing.outcome not in _KNOWN:
                return None
            _remember_places(conn, standing)
    return Added(standing.outcome, standing.article)


def add(conn: sqlite3.Connection, incoming: Incoming, claims: Sequence[Claim], extractor: str) -> Added:
    """Store an article with the claims of its text, and link them with those of others.

    A changed text under a known place becomes a new version, a text that another place has already an alias; so
    adding twice changes nothing. extractor: the version that made the claims. Raises ValueError for a text with
    control characters: the claims' offsets would not outlive its cleaning.
    """
    if any(clean(text) != text for text in (incoming.text, *(getattr(incoming, name) for name in FIELDS))):
        raise ValueError("the text has control characters")
    body = zlib.compress(incoming.body)
    # Decided before the transaction begins, which keeps it short; within, only what others stored in between.
    (horizon,) = conn.execute("SELECT coalesce(max(id), 0) FROM claims").fetchone()
    standing = standing_of(conn, incoming)
    told = standing.incoming
    placed = place(claims, str(standing.article), told.outlet, told.published, told.text)
    crossings = find(conn, placed, standing.article)
    with transaction(conn):
        standing = standing_of(conn, incoming)
        if standing.outcome in _KNOWN:
            _remember_places(conn, standing)
            return Added(standing.outcome, standing.article)
        standing, version = _write_version(conn, standing, extractor, body)
        article = standing.article
        _remember_places(conn, standing)
        touched = _succeed(conn, article, version, standing.incoming.published)
        late = find(conn, placed, article, after=horizon)
        numbers = [_write_claim(conn, version, claim) for claim in claims]
        touched |= _write_links(conn, numbers, [*crossings, *late])
        conn.execute("UPDATE articles SET claims = ? WHERE id = ?", (len(claims), article))
        _count_contested(conn, touched | {article})
        return Added(standing.outcome, article)


def _write_version(conn: sqlite3.Connection, standing: Standing, extractor: str, body: bytes) -> tuple[Standing, int]:
    """Write the version and its snapshot, and the article if it is new; return the standing with it and the version."""
    told = standing.incoming
    fetched = now()
    when = moment(told.published) or moment(fetched)
    article = standing.article or _last(
        conn.execute(
            "INSERT INTO articles (location, added_as, added, moment) VALUES (?, ?, ?, ?)",
            (told.places[0], told.place, fetched, when),
        )
    )
    version = _last(
        conn.execute(
            f"""INSERT INTO versions (article, number, {", ".join(FIELDS)}, fetched, extractor, text_hash, text)
                VALUES (?, ?, {marks(FIELDS)}, ?, ?, ?, ?)""",
            (
                article,
                standing.number,
                *(getattr(told, name) for name in FIELDS),
                fetched,
                extractor,
                hash_of(told.text),
                told.text,
            ),
        )
    )
    conn.execute(
        "INSERT INTO snapshots (version, media_type, size, body) VALUES (?, ?, ?, ?)",
        (version, told.media_type, len(told.body), body),
    )
    return replace(standing, article=article), version


def _remember_places(conn: sqlite3.Connection, standing: Standing) -> None:
    """Note every place of the article; a canonical URL takes the lead over a file that was known before it."""
    if standing.parting:
        conn.execute("DELETE FROM aliases WHERE location = ?", (standing.parting,))
    (lead,) = conn.execute("SELECT location FROM articles WHERE id = ?", (standing.article,)).fetchone()
    for location in standing.incoming.places:
        if article_at(conn, location)[0] is not None:
            continue
        if standing.outcome != "copy" and location.startswith("http") and not lead.startswith("http"):
            conn.execute("UPDATE articles SET location = ? WHERE id = ?", (location, standing.article))
            location, lead = lead, location
        conn.execute(
            "INSERT OR IGNORE INTO aliases (location, article, copy) VALUES (?, ?, ?)",
            (location, standing.article, standing.outcome == "copy"),
        )


def _succeed(conn: sqlite3.Connection, article: int, version: int, published: str) -> set[int]:
    """Make the version the article's newest; return the other articles whose links this changed.

    The claims of the version before stay, but neither as candidates nor linked: what an article no longer says must
    not contradict anyone.
    """
    old = conn.execute(
        "SELECT c.id, c.body FROM claims c JOIN articles a ON a.latest = c.version WHERE a.id = ?", (article,)
    ).fetchall()
    touched: set[int] = set()
    for claim, body in old:
        _forget_terms(conn, claim, decode(body))
        others = conn.execute("SELECT other FROM links WHERE claim = ?", (claim,)).fetchall()
        for chunk in chunks([other for (other,) in others]):
            rows = conn.execute(
                f"SELECT v.article FROM claims c JOIN versions v ON v.id = c.version WHERE c.id IN ({marks(chunk)})",
                tuple(chunk),
            )
            touched.update(row[0] for row in rows)
        conn.executemany("DELETE FROM links WHERE claim = ? AND other = ?", [(other, claim) for (other,) in others])
        conn.execute("DELETE FROM links WHERE claim = ?", (claim,))
    conn.execute("UPDATE articles SET latest = ? WHERE id = ?", (version, article))
    if published:
        conn.execute("UPDATE articles SET moment = ? WHERE id = ?", (moment(published), article))
    return touched


def _forget_terms(conn: sqlite3.Connection, claim: int, body: Claim) -> None:
    from extract.relation import keys_of

    for key in dict.fromkeys(keys_of(body)):
        removed = conn.execute(
            "DELETE FROM claim_terms WHERE claim = ? AND term = (SELECT id FROM terms WHERE term = ?)", (claim, key)
        )
        if removed.rowcount:
            conn.execute("UPDATE terms SET uses = uses - 1 WHERE term = ?", (key,))


def _write_claim(conn: sqlite3.Connection, version: int, claim: Claim) -> int:
    from extract.relation import keys_of

    body = json.dumps(claim.to_json(explain=True), ensure_ascii=False, separators=(",", ":"))
    source = _source(conn, claim.source) if claim.source else None
    number = _last(
        conn.execute(
            """INSERT INTO claims (version, start, "end", kind, value, low, high, unit, source, stance, body)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                version,
                claim.start,
                claim.end,
                claim.kind,
                claim.value,
                claim.low,
                claim.high,
                claim.unit,
                source,
                claim.stance,
                body,
            ),
        )
    )
    for key in dict.fromkeys(keys_of(claim)):
        (term,) = conn.execute(
            """INSERT INTO terms (term, uses) VALUES (?, 1)
               ON CONFLICT (term) DO UPDATE SET uses = uses + 1 RETURNING id""",
            (key,),
        ).fetchone()
        conn.execute("INSERT INTO claim_terms (term, claim) VALUES (?, ?)", (term, number))
    return number


def _source(conn: sqlite3.Connection, mention: Mention) -> int:
    """Return the id of a source, known by its key; of its names the fullest is kept."""
    (number,) = conn.execute(
        """INSERT INTO sources (key, name, kind) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = CASE WHEN length(excluded.name) > length(name)
               THEN excluded.name ELSE name END RETURNING id""",
        (mention.key or mention.name.casefold(), mention.name, mention.kind),
    ).fetchone()
    return int(number)


def _write_links(conn: sqlite3.Connection, numbers: list[int], crossings: list[Crossing]) -> set[int]:
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


def _count_contested(conn: sqlite3.Connection, touched: set[int]) -> None:
    conn.executemany(
        """UPDATE articles SET contested = (
               SELECT count(*) FROM claims c WHERE c.version = articles.latest
               AND EXISTS (SELECT 1 FROM links l WHERE l.claim = c.id AND l.relation = 'differs'))
           WHERE id = ?""",
        [(article,) for article in touched],
    )


def _last(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid
