"""Writes claims and ties them to those of other articles; unties those that an article makes no more."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.claim import Claim, Mention
from extract.matching.grouping import CUT
from extract.names import is_local, within_article
from store import candidates, copies, verdicts
from store.claims import decode, encode
from store.crossing import Comparison, compare, place, within
from store.regrouping import drop_empty, members_of, regroup
from store.relinking import articles_of, relink
from store.statements import chunks, marks

if TYPE_CHECKING:
    from extract.matching.placed import Placed
    from extract.relation import Relation


def write_claim(conn: sqlite3.Connection, version: int, claim: Claim) -> int:
    """Store a claim of a version and return its id; nothing finds it as a candidate yet."""
    return last_id(
        conn.execute(
            f"""INSERT INTO claims (version, start, "end", {", ".join(_COLUMNS)})
                VALUES (?, ?, ?, {marks(_COLUMNS)})""",
            (version, claim.start, claim.end, *_values(conn, _at_home(conn, claim, "?", version))),
        )
    )


def rewrite_claim(conn: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Store another reading of the same figure under the id that it has."""
    assignments = ", ".join(f"{name} = ?" for name in _COLUMNS)
    claim = _at_home(conn, claim, "(SELECT version FROM claims WHERE id = ?)", number)
    conn.execute(f"UPDATE claims SET {assignments} WHERE id = ?", (*_values(conn, claim), number))


def connect(
    conn: sqlite3.Connection,
    article: int,
    text: str,
    numbers: Sequence[int],
    placed: "Sequence[Placed]",
    comparisons: Sequence[Comparison],
) -> set[int]:
    """Tie the claims of an article's newest version, by their ids; return the articles of which what differs changed.

    comparisons: of the claims with those of other articles.
    """
    _enter(conn, article, text, numbers, placed)
    verdicts.tie(conn, article)
    inside = [(numbers[one], numbers[other], relation) for one, other, relation in within(placed)]
    write_links(conn, inside)
    beside = _write_pairs(conn, article, numbers, comparisons, inside)
    changed = regroup(conn, numbers)
    touched = relink(conn, changed | {*numbers}, beside)
    return touched | {article}


def retire(conn: sqlite3.Connection, article: int) -> set[int]:
    """Untie the claims of the article's newest version; return the other articles of which what differs changed.

    The claims stay, but neither as candidates nor linked: what an article no longer says must not contradict anyone.
    What they held together is grouped anew.
    """
    candidates.forget(conn, article)
    verdicts.untie(conn, article)
    conn.execute(
        "DELETE FROM compared WHERE other = ?1 AND article IN (SELECT other FROM compared WHERE article = ?1)",
        (article,),
    )
    conn.execute("DELETE FROM compared WHERE article = ?", (article,))
    claims = [claim for claim, _ in _newest(conn, article)]
    left = members_of(conn, claims)
    touched: set[int] = set()
    for claim in claims:
        links = conn.execute("SELECT other, relation FROM links WHERE claim = ?", (claim,)).fetchall()
        touched |= articles_of(conn, {other for other, relation in links if relation == "differs"})
        conn.executemany("DELETE FROM links WHERE claim = ? AND other = ?", [(other, claim) for other, _ in links])
        conn.execute("DELETE FROM links WHERE claim = ?", (claim,))
        pairs = conn.execute("SELECT other, claim, chance FROM pairs WHERE claim = ?", (claim,)).fetchall()
        left |= {other for other, _, chance in pairs if chance >= CUT}
        conn.executemany("DELETE FROM pairs WHERE claim = ? AND other = ?", [pair[:2] for pair in pairs])
        conn.execute("DELETE FROM pairs WHERE claim = ?", (claim,))
    quantities = {quantity for (quantity,) in _quantities(conn, claims)}
    conn.executemany("DELETE FROM members WHERE claim = ?", [(claim,) for claim in claims])
    drop_empty(conn, quantities)
    touched |= relink(conn, regroup(conn, left - {*claims}))
    return touched - {article}


def tie(conn: sqlite3.Connection, article: int) -> set[int]:
    """Tie the claims of the article's newest version, which are untied; return the articles that they contradict."""
    text, numbers, placed = _placed(conn, article)
    return connect(conn, article, text, numbers, placed, [compare(conn, placed, article)])


def enter(conn: sqlite3.Connection, article: int) -> None:
    """Let others find the claims of the article's newest version, and tell its near copies."""
    text, numbers, placed = _placed(conn, article)
    _enter(conn, article, text, numbers, placed)


def write_links(conn: sqlite3.Connection, relations: "Sequence[tuple[int, int, Relation]]") -> None:
    """Write how claims stand to others, by their ids, from both ends."""
    rows = [
        (*ends, relation.name, relation.score)
        for one, other, relation in relations
        for ends in ((one, other), (other, one))
    ]
    conn.executemany(
        "INSERT OR IGNORE INTO links (claim, other, relation, score, reason) VALUES (?, ?, ?, ?, '')", rows
    )


def _write_pairs(
    conn: sqlite3.Connection,
    article: int,
    numbers: Sequence[int],
    comparisons: Sequence[Comparison],
    inside: "Sequence[tuple[int, int, Relation]]",
) -> "dict[tuple[int, int], Relation]":
    """Write with whom an article was compared and what came of it; return how others stand beside its claims.

    A claim whose article got a newer version while they were compared is left out.
    """
    others = {other for some in comparisons for _, other in (*some.chances, *some.beside)}
    standing = _standing(conn, others)
    articles = {other for some in comparisons for other in some.articles}
    conn.executemany(
        """INSERT OR IGNORE INTO compared (article, other)
           SELECT ?, ? WHERE EXISTS (SELECT 1 FROM articles WHERE id = ? AND latest IS NOT NULL)""",
        [(*ends, other) for other in articles for ends in ((article, other), (other, article))],
    )
    pairs = {
        (numbers[number], other): chance for some in comparisons for (number, other), chance in some.chances.items()
    }
    pairs = {pair: chance for pair, chance in pairs.items() if pair[1] in standing}
    pairs |= {(one, other): relation.score for one, other, relation in inside}
    conn.executemany(
        "INSERT OR IGNORE INTO pairs (claim, other, chance) VALUES (?, ?, ?)",
        [(*ends, round(chance, 3)) for (one, other), chance in pairs.items() for ends in ((one, other), (other, one))],
    )
    return {
        (numbers[number], other): relation
        for some in comparisons
        for (number, other), relation in some.beside.items()
        if other in standing
    }


def _standing(conn: sqlite3.Connection, claims: set[int]) -> set[int]:
    """Return which of the claims are of newest versions."""
    return {
        claim
        for chunk in chunks(sorted(claims))
        for (claim,) in conn.execute(
            f"SELECT c.id FROM claims c JOIN articles a ON a.latest = c.version WHERE c.id IN ({marks(chunk)})",
            tuple(chunk),
        )
    }


def _quantities(conn: sqlite3.Connection, claims: Sequence[int]) -> list[tuple[int]]:
    return [
        row
        for chunk in chunks(claims)
        for row in conn.execute(f"SELECT quantity FROM members WHERE claim IN ({marks(chunk)})", tuple(chunk))
    ]


def last_id(cursor: sqlite3.Cursor) -> int:
    """Return the id of the row that was inserted."""
    assert cursor.lastrowid is not None
    return cursor.lastrowid


_COLUMNS = ("kind", "value", "low", "high", "unit", "source", "stance", "body")


def _at_home(conn: sqlite3.Connection, claim: Claim, version: str, number: int) -> Claim:
    """Return a claim whose sources that its article alone knows have the article in their keys.

    version: SQL that gives the version's id for a number.
    """
    if not _has_local(claim):
        return claim
    (article,) = conn.execute(f"SELECT article FROM versions WHERE id = {version}", (number,)).fetchone()
    return at_home(claim, article)


def _has_local(claim: Claim) -> bool:
    return any(is_local(mention.key) for mention in (claim.source, *claim.via) if mention)


def at_home(claim: Claim, article: int) -> Claim:
    """Return a claim whose sources that its article alone knows have the article in their keys."""
    if not _has_local(claim):
        return claim
    mentions = [claim.source, *claim.via] if claim.source else list(claim.via)
    mentions = [replace(mention, key=within_article(mention.key, article)) for mention in mentions]
    source = mentions.pop(0) if claim.source else None
    return replace(claim, source=source, via=tuple(mentions))


def _values(conn: sqlite3.Connection, claim: Claim) -> tuple[object, ...]:
    """Return what the table of claims has of a claim beside its place, in the order of _COLUMNS."""
    source = _source(conn, claim.source) if claim.source else None
    return claim.kind, claim.value, claim.low, claim.high, claim.unit, source, claim.stance, encode(claim)


def _source(conn: sqlite3.Connection, mention: Mention) -> int:
    """Return the id of a source, known by its key; of its names the fullest is kept."""
    (number,) = conn.execute(
        """INSERT INTO sources (key, name, kind) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = CASE WHEN length(excluded.name) > length(name)
               THEN excluded.name ELSE name END RETURNING id""",
        (mention.key or mention.name.casefold(), mention.name, mention.kind),
    ).fetchone()
    conn.execute("INSERT OR IGNORE INTO source_names (name, source) VALUES (?, ?)", (mention.name, number))
    return int(number)


def _enter(
    conn: sqlite3.Connection, article: int, text: str, numbers: Sequence[int], placed: "Sequence[Placed]"
) -> None:
    if placed:
        claims = [(number, one.claim) for number, one in zip(numbers, placed, strict=True)]
        candidates.enter(conn, article, placed[0].published, claims, [one.text for one in placed])
    copies.note(conn, article, text)


def _placed(conn: sqlite3.Connection, article: int) -> "tuple[str, list[int], list[Placed]]":
    """Return the text of the article's newest version, and the ids of its claims with what decides on them."""
    stored = [(claim, decode(body)) for claim, body in _newest(conn, article)]
    outlet, published, text = conn.execute(
        "SELECT v.outlet, v.published, v.text FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?",
        (article,),
    ).fetchone()
    return (
        text,
        [number for number, _ in stored],
        place([claim for _, claim in stored], str(article), outlet, published, text),
    )


def _newest(conn: sqlite3.Connection, article: int) -> list[tuple[int, str]]:
    """Return the claims of the article's newest version as they are stored."""
    return conn.execute(
        "SELECT c.id, c.body FROM claims c JOIN articles a ON a.latest = c.version WHERE a.id = ? ORDER BY c.id",
        (article,),
    ).fetchall()
