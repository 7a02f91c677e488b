"""Reads what one source says across the library, contradicted statements first."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from extract.text.source_names import bare_key, is_distinct_body, is_local, local, within_article
from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.sql_values import chunks, marks
from store.linking import links, quantities
from store.linking.links import Link
from store.linking.ties import ties_of
from store.linking.voices import utterance, voices


@dataclass(frozen=True, slots=True)
class Source:
    """A source in the library; key: the same in every article; claims: how many it has in newest versions."""

    id: int
    key: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says, once, however many articles print it.

    claim: of the first article, by publication or contradiction. sentence: the line that it is in. contradicted: by
    others or by the article itself.
    """

    claim: StoredClaim
    articles: tuple[Article, ...]
    sentence: str
    contradicted: bool


_COUNT = "(SELECT count(*) FROM members WHERE source = s.id)"


def named(conn: sqlite3.Connection, name: str) -> list[Source]:
    """Return the sources with that name, or else those whose names contain it. Most claims first."""
    wanted = " ".join(name.split())
    matching = _select(
        conn,
        """s.key = :key OR s.name = :name COLLATE NOCASE
           OR s.id IN (SELECT source FROM source_names WHERE name = :name)""",
        {"key": wanted.casefold(), "name": wanted},
    )
    if matching or not wanted:
        return matching
    return _select(
        conn,
        """instr(s.key, :key) OR s.id IN (SELECT source FROM source_names WHERE instr(lower(name), :key))""",
        {"key": wanted.casefold(), "name": wanted},
    )


def of_claim(conn: sqlite3.Connection, claim_id: int) -> Source | None:
    """Return the source of a claim, None if the narrator states it."""
    sources = _select(conn, "s.id = (SELECT source FROM claims WHERE id = :claim)", {"claim": claim_id})
    return sources[0] if sources else None


def speaking_as(conn: sqlite3.Connection, claim_id: int) -> list[Source]:
    """Return the source of a claim and its other names, one known in every article first; [] if there is none.

    Within the event, these count as one source: other names in the claim's quantity, and an office such as `the mines
    ministry` in all articles that share a quantity with the claim's.
    """
    own = of_claim(conn, claim_id)
    if own is None:
        return []
    members = quantities.members(conn, claim_id)
    utterances = [utterance(member.claim.claim, member.article, member.sentence) for member in members]
    speaking = voices(utterances, apart=True)
    spoken = dict(zip([member.claim.id for member in members], speaking, strict=True))
    same = [claim for claim, voice in spoken.items() if voice and voice == spoken.get(claim_id)]
    ids = {
        number
        for chunk in chunks(same)
        for (number,) in conn.execute(f"SELECT source FROM claims WHERE id IN ({marks(chunk)})", tuple(chunk))
    }
    office = is_local(own.key) and is_distinct_body(own.key)
    event = _of_event(conn, claim_id) if office else []
    keys = [within_article(local(bare_key(own.key)), article) for article in event]
    ids |= {
        number
        for chunk in chunks(keys)
        for (number,) in conn.execute(f"SELECT id FROM sources WHERE key IN ({marks(chunk)})", tuple(chunk))
    }
    known = [source for number in sorted(ids - {own.id}) for source in _select(conn, "s.id = :id", {"id": number})]
    return sorted([own, *known], key=lambda source: is_local(source.key))


def _of_event(conn: sqlite3.Connection, claim_id: int) -> list[int]:
    """Return the articles that share a quantity with a claim's article."""
    rows = conn.execute(
        """SELECT DISTINCT a.id FROM claims asked CROSS JOIN claims here ON here.version = asked.version
           CROSS JOIN members m ON m.claim = here.id CROSS JOIN members other ON other.quantity = m.quantity
           CROSS JOIN claims c ON c.id = other.claim CROSS JOIN articles a ON a.latest = c.version
           WHERE asked.id = ?""",
        (claim_id,),
    )
    return [article for (article,) in rows]


def most_quoted(conn: sqlite3.Connection, limit: int) -> list[Source]:
    """Return the sources with the most claims, without those with one claim or known to one article only."""
    rows = conn.execute(
        """SELECT s.id, s.key, s.name, m.claims FROM
               (SELECT source, count(*) AS claims FROM members WHERE source IS NOT NULL
                GROUP BY source HAVING claims > 1) m
           CROSS JOIN sources s ON s.id = m.source WHERE s.key NOT LIKE '~%' ORDER BY 4 DESC, s.name LIMIT ?""",
        (limit,),
    )
    return [Source(*row) for row in rows]


def statements_of(conn: sqlite3.Connection, sources: Sequence[int], limit: int = 500) -> list[Statement]:
    """Return what these sources say in newest versions: contradicted first, then newest.

    limit: how many claims are read, repetitions included.
    """
    # From the index alone, one source at a time: the most common have a third of a library's claims.
    first = [
        row
        for source in sources
        for row in conn.execute(
            """SELECT contested, day, claim FROM members WHERE source = ?
               ORDER BY contested DESC, day DESC, claim DESC LIMIT ?""",
            (source, limit),
        )
    ]
    wanted = [claim for *_, claim in sorted(first, reverse=True)[:limit]]
    rows = [
        row
        for chunk in chunks(wanted)
        for row in conn.execute(
            f"""SELECT a.moment, a.id, c.start, {claims.COLUMNS}, {articles.COLUMNS}
                FROM claims c JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = a.latest
                WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    ]
    rows.sort(key=lambda row: row[:3])
    stored = claims.from_rows(conn, [row[3 : 3 + claims.WIDTH] for row in rows])
    printed = {
        claim.id: (claim, line, Article(*row[3 + claims.WIDTH :]))
        for (claim, line), row in zip(stored, rows, strict=True)
    }
    statements = []
    for group in _repeated(conn, list(printed)):
        contradicted = [number for number in group if "differs" in printed[number][0].signs]
        claim, line, home = printed[(contradicted or group)[0]]
        homes = {home.id: home} | {printed[number][2].id: printed[number][2] for number in group}
        statements.append(Statement(claim, tuple(homes.values()), line, bool(contradicted)))
    order = {article: place for place, article in enumerate(dict.fromkeys(row[1] for row in rows))}
    return sorted(statements, key=lambda each: (not each.contradicted, -order[each.claim.article_id]))


def against(conn: sqlite3.Connection, statement: Statement) -> list[Link]:
    """Return the links to claims that contradict a statement, best first."""
    return [link for link in links.related(conn, statement.claim.id) if link.relation == "differs"]


def _select(conn: sqlite3.Connection, condition: str, values: dict[str, object]) -> list[Source]:
    rows = conn.execute(
        f"SELECT s.id, s.key, s.name, {_COUNT} FROM sources s WHERE {condition} ORDER BY 4 DESC, s.name", values
    )
    return [source for source in (Source(*row) for row in rows) if source.claims]


def _repeated(conn: sqlite3.Connection, claims: Sequence[int]) -> list[list[int]]:
    """Return the claims in groups that repeat each other, in order."""
    known = set(claims)
    leader = {claim: claim for claim in claims}

    def first(claim: int) -> int:
        while leader[claim] != claim:
            claim = leader[claim]
        return claim

    for claim_id, ties in ties_of(conn, claims).items():
        for other, tie in ties.items():
            if tie.relation == "repeats" and other in known:
                leader[first(other)] = first(claim_id)
    groups: dict[int, list[int]] = {}
    for claim in claims:
        groups.setdefault(first(claim), []).append(claim)
    return list(groups.values())
