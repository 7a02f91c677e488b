"""Links the claims of an article to those of others, and unlinks those that it no longer makes."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.matching.grouping import CUT
from store.library.sql_values import chunks, marks
from store.linking import blocking, near_duplicates, verdicts
from store.linking.clustering import drop_empty, members_of, regroup
from store.linking.comparison import Comparison, compare, within
from store.linking.link_writer import articles_of, relink
from store.linking.links import placed
from store.linking.ties import Ties

if TYPE_CHECKING:
    from extract.matching.placed import Placed
    from extract.matching.relation import Relation


def connect(
    conn: sqlite3.Connection,
    article: int,
    text: str,
    numbers: Sequence[int],
    placed: "Sequence[Placed]",
    comparisons: Sequence[Comparison],
) -> set[int]:
    """Link the claims of an article's newest version, by id; return the articles whose contested claims changed.

    comparisons: of the claims with those of other articles.
    """
    _enter(conn, article, text, placed)
    verdicts.tie(conn, article)
    inside = [(numbers[claim], numbers[other], relation) for claim, other, relation in within(placed)]
    write_links(conn, inside)
    across = _write_pairs(conn, article, numbers, comparisons, inside)
    changed = regroup(conn, numbers)
    touched = relink(conn, changed | dict.fromkeys(numbers), across)
    return touched | {article}


def retire(conn: sqlite3.Connection, article: int) -> set[int]:
    """Unlink the claims of the article's newest version; return the other articles whose contested claims changed.

    The claims stay, but are neither candidates nor linked: what an article no longer says must not contradict anyone.
    Their quantities are regrouped.
    """
    blocking.forget(conn, article)
    verdicts.untie(conn, article)
    conn.execute(
        "DELETE FROM compared WHERE other = ?1 AND article IN (SELECT other FROM compared WHERE article = ?1)",
        (article,),
    )
    conn.execute("DELETE FROM compared WHERE article = ?", (article,))
    claims = _newest(conn, article)
    left = members_of(conn, claims)
    ties = Ties(conn)
    ties.load(claims)
    contradicted: set[int] = set()
    for claim in claims:
        partners = ties.of(claim)
        contradicted |= {other for other, tie in partners.items() if tie.relation == "differs"}
        left |= {other for other, tie in partners.items() if tie.chance is not None and tie.chance >= CUT}
        ties.part(claim)
    ties.save()
    touched = articles_of(conn, contradicted)
    quantities = {quantity for (quantity,) in _quantities(conn, claims)}
    conn.executemany("DELETE FROM members WHERE claim = ?", [(claim,) for claim in claims])
    drop_empty(conn, quantities)
    touched |= relink(conn, regroup(conn, left - {*claims}))
    return touched - {article}


def tie(conn: sqlite3.Connection, article: int) -> set[int]:
    """Link the unlinked claims of the article's newest version; return the articles that they contradict."""
    text, numbers, placed = _placed(conn, article)
    return connect(conn, article, text, numbers, placed, [compare(conn, placed, article)])


def enter(conn: sqlite3.Connection, article: int) -> None:
    """Add the article's newest version to the blocking index, and find its near duplicates."""
    text, _, placed = _placed(conn, article)
    _enter(conn, article, text, placed)


def enter_missing(conn: sqlite3.Connection) -> None:
    """Add the articles missing from the index: those of a library older than the index."""
    rows = conn.execute(
        """SELECT id FROM articles WHERE latest IS NOT NULL AND id NOT IN (SELECT article FROM article_terms)
           AND id NOT IN (SELECT article FROM signatures)"""
    )
    for (article,) in rows.fetchall():
        enter(conn, article)


def write_links(conn: sqlite3.Connection, relations: "Sequence[tuple[int, int, Relation]]") -> None:
    """Store the relations of claims to others, by id, from both ends."""
    ties = Ties(conn)
    ties.load(end for claim, other, _ in relations for end in (claim, other))
    for claim, other, relation in relations:
        ties.link(claim, other, relation.name, relation.score)
    ties.save()


def _write_pairs(
    conn: sqlite3.Connection,
    article: int,
    numbers: Sequence[int],
    comparisons: Sequence[Comparison],
    inside: "Sequence[tuple[int, int, Relation]]",
) -> "dict[tuple[int, int], Relation]":
    """Store what an article was compared with and the results; return the relations of other quantities to its claims.

    Leave out claims whose article got a newer version during the comparison.
    """
    others = {other for some in comparisons for _, other in (*some.chances, *some.across)}
    current = _in_newest_versions(conn, others)
    articles = {other for some in comparisons for other in some.articles}
    conn.executemany(
        """INSERT OR IGNORE INTO compared (article, other)
           SELECT ?, ? WHERE EXISTS (SELECT 1 FROM articles WHERE id = ? AND latest IS NOT NULL)""",
        [(*ends, other) for other in articles for ends in ((article, other), (other, article))],
    )
    pairs = {
        (numbers[number], other): chance for some in comparisons for (number, other), chance in some.chances.items()
    }
    pairs = {pair: chance for pair, chance in pairs.items() if pair[1] in current}
    pairs |= {(number, other): relation.score for number, other, relation in inside}
    aligned = {(numbers[number], other) for some in comparisons for number, other in some.aligned}
    ties = Ties(conn)
    ties.load(claim for pair in pairs for claim in pair)
    for (number, other), chance in pairs.items():
        ties.weigh(number, other, chance, aligned=(number, other) in aligned)
    ties.save()
    return {
        (numbers[number], other): relation
        for some in comparisons
        for (number, other), relation in some.across.items()
        if other in current
    }


def _in_newest_versions(conn: sqlite3.Connection, claims: set[int]) -> set[int]:
    """Return which of the claims are in newest versions."""
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


def _enter(conn: sqlite3.Connection, article: int, text: str, claims: "Sequence[Placed]") -> None:
    if claims:
        blocking.enter(conn, article, claims[0].published, [claim.claim for claim in claims])
    near_duplicates.note(conn, article, text)


def _placed(conn: sqlite3.Connection, article: int) -> "tuple[str, list[int], list[Placed]]":
    """Return the text of the article's newest version, and its claims by id, prepared for comparison."""
    (text,) = conn.execute(
        "SELECT unpacked(v.text) FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?", (article,)
    ).fetchone()
    by_id = placed(conn, _newest(conn, article))
    return text, list(by_id), list(by_id.values())


def _newest(conn: sqlite3.Connection, article: int) -> list[int]:
    """Return the claims of the article's newest version."""
    rows = conn.execute(
        "SELECT c.id FROM claims c JOIN articles a ON a.latest = c.version WHERE a.id = ? ORDER BY c.id", (article,)
    )
    return [claim for (claim,) in rows]
