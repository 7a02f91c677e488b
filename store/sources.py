"""Reads what one source says across the library, what others contradict first."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store import articles, claims, links
from store.articles import Article
from store.claims import StoredClaim
from store.links import Link
from store.statements import chunks, marks


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the library knows it; key: the same in every article; claims: how many newest versions have."""

    id: int
    key: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says, once, however many articles print it.

    claim: of the article that stands first, the first published or the first contradicted. sentence: the line that it
    stands in. contradicted: whether others, or the article itself, do so.
    """

    claim: StoredClaim
    articles: tuple[Article, ...]
    sentence: str
    contradicted: bool


_COUNT = """(SELECT count(*) FROM claims c JOIN articles a ON a.latest = c.version WHERE c.source = s.id)"""


def named(conn: sqlite3.Connection, name: str) -> list[Source]:
    """Return the sources of that name; where there is none, those whose names have it in them. Most claims first."""
    wanted = " ".join(name.split())
    found = _found(
        conn,
        """s.key = :key OR s.name = :name COLLATE NOCASE
           OR s.id IN (SELECT source FROM source_names WHERE name = :name)""",
        {"key": wanted.casefold(), "name": wanted},
    )
    if found or not wanted:
        return found
    return _found(
        conn,
        """instr(s.key, :key) OR s.id IN (SELECT source FROM source_names WHERE instr(lower(name), :key))""",
        {"key": wanted.casefold(), "name": wanted},
    )


def of_claim(conn: sqlite3.Connection, claim_id: int) -> Source | None:
    """Return the source of a claim, None for one that the narrator states."""
    found = _found(conn, "s.id = (SELECT source FROM claims WHERE id = :claim)", {"claim": claim_id})
    return found[0] if found else None


def said_by(conn: sqlite3.Connection, sources: Sequence[int], limit: int = 500) -> list[Said]:
    """Return what these sources say in newest versions: what others contradict first, then the newest.

    limit: how many claims are looked at, what is printed several times among them.
    """
    rows = conn.execute(
        f"""WITH said AS (
                SELECT c.id, a.moment, a.id AS article,
                    EXISTS (SELECT 1 FROM links l WHERE l.claim = c.id AND l.relation = 'differs') AS differs
                FROM claims c JOIN articles a ON a.latest = c.version WHERE c.source IN ({marks(sources)})
                ORDER BY differs DESC, a.moment DESC, a.id DESC LIMIT ?)
            SELECT {claims.COLUMNS}, i.line, {articles.COLUMNS}
            FROM said JOIN claims c ON c.id = said.id JOIN articles a ON a.id = said.article
            JOIN versions v ON v.id = a.latest LEFT JOIN candidates i ON i.article = a.id AND i.claim = c.id
            ORDER BY said.moment, a.id, c.start""",
        (*sources, limit),
    ).fetchall()
    held = {row[0]: (claims.from_row(*row[:5]), row[5] or "", Article(*row[6:])) for row in rows}
    said = []
    for group in _repeated(conn, list(held)):
        contradicted = [one for one in group if "differs" in held[one][0].signs]
        claim, line, home = held[(contradicted or group)[0]]
        homes = {home.id: home} | {held[one][2].id: held[one][2] for one in group}
        said.append(Said(claim, tuple(homes.values()), line, bool(contradicted)))
    order = {article: place for place, article in enumerate(dict.fromkeys(row[1] for row in rows))}
    return sorted(said, key=lambda one: (not one.contradicted, -order[one.claim.article_id]))


def against(conn: sqlite3.Connection, said: Said) -> list[Link]:
    """Return the links of those who contradict what was said, best first."""
    return [link for link in links.related(conn, said.claim.id) if link.relation == "differs"]


def _found(conn: sqlite3.Connection, condition: str, values: dict[str, object]) -> list[Source]:
    rows = conn.execute(
        f"SELECT s.id, s.key, s.name, {_COUNT} FROM sources s WHERE {condition} ORDER BY 4 DESC, s.name", values
    )
    return [source for source in (Source(*row) for row in rows) if source.claims]


def _repeated(conn: sqlite3.Connection, found: Sequence[int]) -> list[list[int]]:
    """Return the claims in groups, in their order, each of those that repeat each other."""
    known = set(found)
    leader = {claim: claim for claim in found}

    def first(claim: int) -> int:
        while leader[claim] != claim:
            claim = leader[claim]
        return claim

    for chunk in chunks(found):
        pairs = conn.execute(
            f"SELECT claim, other FROM links WHERE relation = 'repeats' AND claim IN ({marks(chunk)})", tuple(chunk)
        )
        for one, other in pairs:
            if other in known:
                leader[first(other)] = first(one)
    groups: dict[int, list[int]] = {}
    for claim in found:
        groups.setdefault(first(claim), []).append(claim)
    return list(groups.values())
