"""Quantities with the claims that state them, how likely two claims state one, which articles were compared.

Its computations are in this module, so that it never changes with the rest of Attribune.
"""

import sqlite3
from collections.abc import Iterator
from itertools import chain

from sqlite_utils import Database

from store.library.migrations.sql_script import execute

_SAME = "('repeats', 'agrees', 'updates', 'differs')"
# Two groups of linked claims are one quantity if the mean score of their links is at least this.
_CUT = 0.6
# The Julian day at midnight before the first day of year 1.
_YEAR_1 = 1721424.5


def m006_quantities(database: Database) -> None:
    """Quantities with the claims that state them, how likely two claims state one, which articles were compared."""
    execute(
        database,
        """
        -- One real-world quantity. label: what it is, in the words of a claim; event: the class of what happened, or
        -- ""; first, last: ISO days between which its values held, "" for none.
        CREATE TABLE quantities (
            id INTEGER PRIMARY KEY,
            label TEXT NOT NULL,
            event TEXT NOT NULL,
            first TEXT NOT NULL,
            last TEXT NOT NULL
        );
        -- The claims of newest versions, each of one quantity. day: when it was published, counted from year 1, 0 for
        -- no date; certainty: the mean chance that the others state the quantity too.
        CREATE TABLE members (
            claim INTEGER PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
            quantity INTEGER NOT NULL REFERENCES quantities(id),
            day INTEGER NOT NULL,
            certainty REAL NOT NULL
        );
        CREATE INDEX members_quantity ON members(quantity, day);
        -- chance: from 0 to 1, that both claims state one quantity; from both ends, low ones are left out.
        CREATE TABLE pairs (
            claim INTEGER NOT NULL,
            other INTEGER NOT NULL,
            chance REAL NOT NULL,
            PRIMARY KEY (claim, other)
        ) WITHOUT ROWID;
        -- Articles whose claims were compared with each other, from both ends: what has no pair there is not the same.
        CREATE TABLE compared (
            article INTEGER NOT NULL,
            other INTEGER NOT NULL,
            PRIMARY KEY (article, other)
        ) WITHOUT ROWID;
        """,
    )
    conn = database.conn
    # A verdict has overwritten the relation of its link.
    conn.execute(
        f"""INSERT INTO pairs (claim, other, chance)
            SELECT claim, other, score FROM links WHERE verdict IS NULL AND relation IN {_SAME}
            UNION ALL SELECT claim, other, json_extract(decided, '$[1]') FROM links
            WHERE verdict IS NOT NULL AND json_extract(decided, '$[0]') IN {_SAME}"""
    )
    conn.execute(
        """INSERT INTO compared (article, other)
           SELECT DISTINCT a.id, b.id FROM links l
           JOIN claims c ON c.id = l.claim JOIN articles a ON a.latest = c.version
           JOIN claims d ON d.id = l.other JOIN articles b ON b.latest = d.version WHERE a.id != b.id"""
    )
    # First every claim alone, then linked ones together.
    conn.execute(
        """INSERT INTO quantities (id, label, event, first, last)
           SELECT id, label, event, day, day FROM (
               SELECT c.id, coalesce(json_extract(c.body, '$.subject'), '') AS label,
                   coalesce(json_extract(c.body, '$.about.event'), '') AS event,
                   coalesce(nullif(json_extract(c.body, '$.about.as_of'), ''), substr(v.published, 1, 10)) AS day
               FROM articles a JOIN claims c ON c.version = a.latest JOIN versions v ON v.id = c.version)"""
    )
    conn.execute(
        f"""INSERT INTO members (claim, quantity, day, certainty)
            SELECT q.id, q.id, CASE WHEN v.published = '' THEN 0
                ELSE CAST(coalesce(julianday(substr(a.moment, 1, 10)) - {_YEAR_1}, 0) AS INTEGER) END, 1
            FROM quantities q JOIN claims c ON c.id = q.id JOIN versions v ON v.id = c.version
            JOIN articles a ON a.id = v.article"""
    )
    for members in _components(conn):
        _group(conn, members)


def _components(conn: sqlite3.Connection) -> Iterator[list[int]]:
    """Yield groups of claims that links or verdicts connect."""
    seen: set[int] = set()
    linked = "SELECT DISTINCT p.claim FROM pairs p JOIN members m ON m.claim = p.claim WHERE p.chance >= ?"
    judged = "SELECT claim FROM verdict_ends WHERE claim IS NOT NULL"
    starts = chain(conn.execute(linked, (_CUT,)).fetchall(), conn.execute(judged).fetchall())
    for (start,) in starts:
        if start in seen:
            continue
        seen.add(start)
        members = [start]
        for claim in members:
            linked_claims = {*_strong(conn, claim), *_told(conn, claim, "same")} - seen
            seen |= linked_claims
            members += sorted(linked_claims)
        if len(members) > 1:
            yield members


def _strong(conn: sqlite3.Connection, claim: int) -> list[int]:
    rows = conn.execute(
        "SELECT p.other FROM pairs p JOIN members m ON m.claim = p.other WHERE p.claim = ? AND p.chance >= ?",
        (claim, _CUT),
    )
    return [other for (other,) in rows]


def _told(conn: sqlite3.Connection, claim: int, verdict: str) -> list[int]:
    """Return the claims that the reader judged together with this one."""
    rows = conn.execute(
        """SELECT m.claim FROM verdict_ends one JOIN verdict_ends other USING (verdict)
           JOIN verdicts v ON v.id = one.verdict JOIN members m ON m.claim = other.claim
           WHERE one.claim = ? AND one.side != other.side AND v.verdict = ?""",
        (claim, verdict),
    )
    return [other for (other,) in rows]


def _group(conn: sqlite3.Connection, claims: list[int]) -> None:
    """Write the quantities of linked claims, most certain links first."""
    inside = set(claims)
    article: dict[int, int] = {}
    links: dict[int, dict[int, float]] = {}
    apart: dict[int, set[int]] = {}
    same: list[tuple[int, int]] = []
    for claim in claims:
        (article[claim],) = conn.execute(
            "SELECT v.article FROM claims c JOIN versions v ON v.id = c.version WHERE c.id = ?", (claim,)
        ).fetchone()
        rows = conn.execute("SELECT other, chance FROM pairs WHERE claim = ?", (claim,))
        links[claim] = {other: chance for other, chance in rows if other in inside}
        apart[claim] = set(_told(conn, claim, "not"))
        same += [(claim, other) for other in _told(conn, claim, "same") if claim < other]
    compared = {
        (home_article, other)
        for home_article in set(article.values())
        for (other,) in conn.execute("SELECT other FROM compared WHERE article = ?", (home_article,))
    }
    home = {claim: [claim] for claim in claims}

    def join(left: int, right: int, *, asked: bool) -> None:
        first, second = sorted((home[left], home[right]), key=lambda group: (len(group), group))
        if first is second or any(not apart[claim].isdisjoint(second) for claim in first):
            return
        chances = [links[a].get(b) for a in first for b in second if known(a, b)]
        if asked and sum(chance or 0.0 for chance in chances) < _CUT * len(chances):
            return
        second += first
        for claim in first:
            home[claim] = second

    def known(a: int, b: int) -> bool:
        return b in links[a] or article[a] == article[b] or (article[a], article[b]) in compared

    for left, right in same:
        join(left, right, asked=False)
    strong = ((-chance, a, b) for a in claims for b, chance in links[a].items() if a < b and chance >= _CUT)
    for _, left, right in sorted(strong):
        join(left, right, asked=True)
    for group in {id(group): group for group in home.values()}.values():
        if len(group) > 1:
            _write(conn, sorted(group), links)


def _write(conn: sqlite3.Connection, group: list[int], links: dict[int, dict[int, float]]) -> None:
    """Give all claims of a group the quantity of its first claim."""
    for claim in group:
        known = [links[claim][other] for other in group if other in links[claim]]
        certainty = sum(known) / len(known) if known else 1.0
        conn.execute("UPDATE members SET quantity = ?, certainty = ? WHERE claim = ?", (group[0], certainty, claim))
    rows = [conn.execute("SELECT label, first, last FROM quantities WHERE id = ?", (key,)).fetchone() for key in group]
    labels = [label for label, _, _ in rows if label]
    days = sorted(day for _, *both in rows for day in both if day)
    # The most common wording, the longest of equally common ones.
    label = max(labels, key=lambda wording: (labels.count(wording), len(wording), wording), default="")
    first, last = (days[0], days[-1]) if days else ("", "")
    conn.execute("UPDATE quantities SET label = ?, first = ?, last = ? WHERE id = ?", (label, first, last, group[0]))
    conn.executemany("DELETE FROM quantities WHERE id = ?", [(number,) for number in group[1:]])
