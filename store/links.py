"""Reads what other articles say about a claim: the links that were found when the articles came in."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.line import sentence
from store import articles, claims
from store.articles import Article
from store.claims import StoredClaim
from store.statements import chunks, marks

if TYPE_CHECKING:
    from extract.matching.placed import Placed

# Nobody asks what is said of a linked claim by others still: its signs are not counted.
_COLUMNS = f"c.id, a.id, c.body, {articles.COLUMNS}"


@dataclass(frozen=True, slots=True)
class Link:
    """How another claim stands to the asked one; sentence: the line of the other's text that it stands in.

    score: 0 to 1, how sure the relation is; reason: in words that a reader can check. verdict: same or not, what the
    reader said of the two, or "". relation: `apart` for claims that the reader told apart.
    """

    relation: str
    score: float
    reason: str
    claim: StoredClaim
    article: Article
    sentence: str
    verdict: str = ""


def related(conn: sqlite3.Connection, claim_id: int, limit: int = 200) -> list[Link]:
    """Return the links of a claim, best first; those of equal score by their article's date, newest first.

    The other claim may be one of the same article, also of an older version of it, whose article is that version's.
    """
    rows = conn.execute(
        f"""SELECT k.relation, k.score, k.reason, coalesce(k.verdict, ''), v.id, i.line, {_COLUMNS}
            FROM (SELECT * FROM links WHERE claim = ? ORDER BY score DESC, other DESC LIMIT ?) k
            JOIN claims c ON c.id = k.other JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = a.latest
            LEFT JOIN candidates i ON i.article = a.id AND i.claim = c.id
            ORDER BY k.score DESC, a.moment DESC, c.id""",
        (claim_id, limit),
    ).fetchall()
    rows += conn.execute(
        f"""SELECT 'updates', 1.0, r.reason, '', v.id, NULL, {_COLUMNS}
            FROM revisions r JOIN claims c ON c.id = r.before JOIN versions v ON v.id = c.version
            JOIN articles a ON a.id = v.article WHERE r.claim = ?""",
        (claim_id,),
    ).fetchall()
    texts = _texts(conn, {row[4] for row in rows if row[5] is None})
    links = []
    for relation, score, reason, verdict, version, line, *columns in rows:
        claim = claims.from_row(*columns[:3])
        if line is None:
            line = sentence(texts[version], claim.claim.start, claim.claim.end)
        links.append(Link(relation, score, reason, claim, Article(*columns[3:]), line, verdict))
    return _reasoned(conn, claim_id, links)


def placed(conn: sqlite3.Connection, claim_ids: Iterable[int]) -> "dict[int, Placed]":
    """Return those of the claims that are in the newest version of an article, as a decision needs them."""
    from extract.matching.placed import Placed

    # Candidates are of newest versions only. Joined in this order, whatever the statistics of a library are: from the
    # few that are asked for.
    return {
        claim: Placed(claims.decode(body), str(article), outlet, published, line)
        for chunk in chunks(sorted(claim_ids))
        for claim, body, article, outlet, published, line in conn.execute(
            f"""SELECT c.id, c.body, v.article, v.outlet, v.published, i.line
                FROM claims c CROSS JOIN versions v ON v.id = c.version
                CROSS JOIN candidates i ON i.article = v.article AND i.claim = c.id WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }


def _reasoned(conn: sqlite3.Connection, claim_id: int, links: Sequence[Link]) -> list[Link]:
    """Return the links with their reasons: these are worked out for the reader, for they would fill the library."""
    asked = placed(conn, [claim_id]).get(claim_id) if any(not link.reason for link in links) else None
    if asked is None:
        return list(links)
    chances = dict(conn.execute("SELECT other, chance FROM pairs WHERE claim = ?", (claim_id,)))
    return [
        link if link.reason else replace(link, reason=_reason(asked, link, chances.get(link.claim.id)))
        for link in links
    ]


def _reason(asked: "Placed", link: Link, chance: float | None) -> str:
    """Return why a link stands so to the asked claim; chance: that both are of one quantity, None if unknown."""
    from extract.matching.placed import Placed
    from extract.relation import beside, relate
    from extract.within import relate_within

    article = link.article
    other = Placed(link.claim.claim, str(article.id), article.outlet, article.published, link.sentence)
    if other.article == asked.article:
        found = relate_within(asked, other)
    else:
        found = relate(asked, other, link.score if chance is None else chance)
        if found.name != link.relation:
            found = beside(asked, other, chance or 0.0)
    return found.reason if found and found.name == link.relation else "found by another version of Attribune"


def _texts(conn: sqlite3.Connection, versions: set[int]) -> dict[int, str]:
    return {
        version: text
        for chunk in chunks(sorted(versions))
        for version, text in conn.execute(f"SELECT id, text FROM versions WHERE id IN ({marks(chunk)})", tuple(chunk))
    }
