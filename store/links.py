"""Reads what other articles say about a claim: the links that were found when the articles came in."""

import re
import sqlite3
from dataclasses import dataclass

from store import articles, claims
from store.articles import Article
from store.claims import StoredClaim

# A line of the panel: longer sentences are cut around the figure.
LINE = 280

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$£€])|\n+")


@dataclass(frozen=True, slots=True)
class Link:
    """How another claim stands to the asked one; sentence: the line of the other's text that it stands in.

    score: 0 to 1, how sure the relation is; reason: in words that a reader can check.
    """

    relation: str
    score: float
    reason: str
    claim: StoredClaim
    article: Article
    sentence: str


def related(conn: sqlite3.Connection, claim_id: int, limit: int = 200) -> list[Link]:
    """Return the links of a claim, best first; those of equal score by their article's date, newest first."""
    rows = conn.execute(
        f"""SELECT k.relation, k.score, k.reason, v.id, {claims.COLUMNS}, {articles.COLUMNS}
            FROM (SELECT * FROM links WHERE claim = ? ORDER BY score DESC, other DESC LIMIT ?) k
            JOIN claims c ON c.id = k.other JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = a.latest
            ORDER BY k.score DESC, a.moment DESC, c.id""",
        (claim_id, limit),
    ).fetchall()
    # What the same article said in an older version; its article is that version's.
    rows += conn.execute(
        f"""SELECT 'updates', 1.0, r.reason, v.id, {claims.COLUMNS}, {articles.COLUMNS}
            FROM revisions r JOIN claims c ON c.id = r.before JOIN versions v ON v.id = c.version
            JOIN articles a ON a.id = v.article WHERE r.claim = ?""",
        (claim_id,),
    ).fetchall()
    texts = _texts(conn, {row[3] for row in rows})
    links = []
    for relation, score, reason, version, *columns in rows:
        claim = claims.from_row(*columns[:5])
        line = sentence(texts[version], claim.claim.start, claim.claim.end)
        links.append(Link(relation, score, reason, claim, Article(*columns[5:]), line))
    return links


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around text[start:end] on one line, cut to LINE characters around the figure."""
    window = max(0, start - 2 * LINE)
    # With the figure's first character, for it may begin the sentence.
    before = text[window : start + 1]
    after = text[end : end + 2 * LINE]
    first = window + max((found.end() for found in _SENTENCE_END.finditer(before)), default=0)
    stop = _SENTENCE_END.search(after)
    last = end + (stop.end() if stop else len(after))
    spare = max(0, LINE - (end - start))
    left = max(first, start - max(spare // 2, spare - (last - end)))
    right = min(last, end + max(spare // 2, spare - (start - left)))
    line = " ".join(text[left:right].split())
    return ("…" if left > first or (first == window > 0) else "") + line + ("…" if right < last else "")


def _texts(conn: sqlite3.Connection, versions: set[int]) -> dict[int, str]:
    marks = ",".join("?" * len(versions))
    return dict(conn.execute(f"SELECT id, text FROM versions WHERE id IN ({marks})", tuple(versions)))
