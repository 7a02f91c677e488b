"""Reads what other articles say about a claim: the links found when the articles came in."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

from store.library import articles, claim_bodies, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.sql_values import chunks, marks
from store.linking.constraints import Verdict
from store.linking.ties import Tie, ties_of

if TYPE_CHECKING:
    from extract.matching.placed import Placed

# claims.COLUMNS without the signs, which nobody needs for a linked claim.
_COLUMNS = f"c.id, a.id, 0, 0, {articles.COLUMNS}"
_REASONS: dict[Verdict | None, str] = {
    "same": "you said that it is the same",
    "not": "you said that it is not the same",
}


@dataclass(frozen=True, slots=True)
class Link:
    """The relation of another claim to a given one; sentence: the line of the other's text that it is in.

    score: 0 to 1, how certain the relation is. verdict: the reader's, `same` or `not`, or "". relation: `apart` for
    claims that the reader declared different.
    """

    relation: str
    score: float
    # Put into words on demand: a reader looks at one of a claim's links at a time.
    why: str | Callable[[], str] = field(compare=False)
    claim: StoredClaim
    article: Article
    sentence: str
    verdict: str = ""

    @property
    def reason(self) -> str:
        """Why the relation holds, in words that a reader can check."""
        return self.why if isinstance(self.why, str) else self.why()


def related(conn: sqlite3.Connection, claim_id: int, limit: int = 200) -> list[Link]:
    """Return the links of a claim, best first; with equal scores, newest article first.

    The other claim may be in the same article, or in an older version of it; its article is that version's then.
    """
    ties = {other: tie for other, tie in ties_of(conn, [claim_id])[claim_id].items() if tie.relation}
    best = nlargest(limit, ties, key=lambda other: (ties[other].score, other))
    linked = [
        row
        for chunk in chunks(best)
        for row in conn.execute(
            f"""SELECT a.moment, {_COLUMNS} FROM claims c JOIN articles a ON a.latest = c.version
                JOIN versions v ON v.id = a.latest WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    ]
    linked.sort(key=lambda row: int(row[1]))
    linked.sort(key=lambda row: (ties[row[1]].score, row[0]), reverse=True)
    before = conn.execute(
        f"""SELECT r.reason, {_COLUMNS} FROM revisions r JOIN claims c ON c.id = r.before
            JOIN versions v ON v.id = c.version JOIN articles a ON a.id = v.article WHERE r.claim = ?""",
        (claim_id,),
    ).fetchall()
    rows = [*linked, *before]
    stored = claims.from_rows(conn, [row[1 : claims.WIDTH + 1] for row in rows])
    current = placed(conn, [claim_id]).get(claim_id) if linked else None
    written = _written(conn, claim_id)
    links = []
    for number, ((claim, line), row) in enumerate(zip(stored, rows, strict=True)):
        article = Article(*row[claims.WIDTH + 1 :])
        if number >= len(linked):
            links.append(Link("updates", 1.0, row[0], claim, article, line))
            continue
        tie = ties[claim.id]
        why = (
            _REASONS.get(tie.verdict)
            or written.get((claim.id, tie.relation))
            or partial(_reason, current, tie, claim, article, line)
        )
        links.append(Link(tie.relation, tie.score, why, claim, article, line, tie.verdict or ""))
    return links


def placed(conn: sqlite3.Connection, claim_ids: Iterable[int]) -> "dict[int, Placed]":
    """Return those of the claims that are in a newest version, prepared for comparison."""
    from extract.matching.placed import Placed

    # Joined in this order whatever the library's statistics: from the few requested claims.
    rows = [
        row
        for chunk in chunks(sorted(claim_ids))
        for row in conn.execute(
            f"""SELECT c.id, a.id, v.outlet, v.published FROM claims c CROSS JOIN articles a ON a.latest = c.version
                CROSS JOIN versions v ON v.id = c.version WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    ]
    bodies = claim_bodies.read(conn, (row[0] for row in rows))
    return {
        claim: Placed(bodies[claim].claim, str(article), outlet, published, bodies[claim].line)
        for claim, article, outlet, published in rows
    }


def _written(conn: sqlite3.Connection, claim_id: int) -> dict[tuple[int, str], str]:
    """Return the reasons that an older Attribune stored, by other claim and relation."""
    rows = conn.execute("SELECT other, relation, reason FROM reasons WHERE claim = ?", (claim_id,))
    return {(other, relation): reason for other, relation, reason in rows}


def _reason(current: "Placed | None", tie: Tie, claim: StoredClaim, article: Article, line: str) -> str:
    """Return why a claim has this relation to the given one."""
    from extract.matching.placed import Placed
    from extract.matching.relation import relate, relate_across
    from extract.matching.within_article import relate_within

    unknown = "found by another version of Attribune"
    if current is None:
        return unknown
    other = Placed(claim.claim, str(article.id), article.outlet, article.published, line)
    if other.article == current.article:
        relation = relate_within(current, other)
    else:
        of_one = (relate(current, other, tie.score, few=few) for few in (False, True))
        written = (relation for relation in of_one if relation.name == tie.relation)
        relation = next(written, None) or relate_across(current, other, tie.chance or 0.0)
    return relation.reason if relation and relation.name == tie.relation else unknown
