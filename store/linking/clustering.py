"""Regroups claims into quantities after a change: an article came or went, or the reader gave a verdict."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from extract.claim import Claim
from extract.matching.grouping import CUT, Group, Membership, group
from store.library import claim_bodies
from store.library.sql_values import chunks, marks
from store.linking.blocking import day_of
from store.linking.constraints import verdicts_of
from store.linking.quantities import near
from store.linking.ties import DIFFERS, Ties
from store.wording import one_line

# The most claims regrouped besides the changed ones, nearest in time first.
LIMIT = 300


@dataclass(frozen=True, slots=True)
class _State:
    """A claim to group, with its article, its quantity (None for a new claim) and how certain that is."""

    id: int
    article: int
    published: str
    quantity: int | None
    certainty: float | None
    claim: Claim


def regroup(conn: sqlite3.Connection, seeds: Collection[int]) -> dict[int, Membership | None]:
    """Regroup these claims of newest versions, with all that may share their quantities.

    Return the claims whose membership changed, with the previous one; None for those in another quantity now.
    Call it within a transaction.
    """
    ties = Ties(conn)
    states = _states(conn, _region(conn, set(seeds), ties))
    if not states:
        return {}
    groups = _grouped(conn, states, ties)
    sizes = Counter(claim.quantity for claim in states)
    changed: dict[int, Membership | None] = {}
    for number, members in _numbered(conn, states, groups):
        for place in members.members:
            claim = states[place]
            before = Membership.of(claim.certainty or 0.0, sizes[claim.quantity])
            now = Membership.of(round(members.certainty[place], 3), len(members.members))
            if claim.quantity != number or before != now:
                changed[claim.id] = before if claim.quantity == number else None
        conn.executemany(
            f"""INSERT INTO members (claim, quantity, day, certainty, source, contested)
               SELECT id, ?2, ?3, ?4, source,
                   coalesce((SELECT signs & {DIFFERS} != 0 FROM ties WHERE claim = id), FALSE)
               FROM claims WHERE id = ?1
               ON CONFLICT (claim) DO UPDATE SET quantity = excluded.quantity, certainty = excluded.certainty
               WHERE quantity != excluded.quantity OR certainty != excluded.certainty""",
            [
                (states[place].id, number, day_of(states[place].published), round(members.certainty[place], 3))
                for place in members.members
            ],
        )
        _describe(conn, number, [states[place] for place in members.members])
    drop_empty(conn, {state.quantity for state in states if state.quantity is not None})
    return changed


def drop_empty(conn: sqlite3.Connection, quantities: Iterable[int]) -> None:
    """Delete those of the quantities that no claim states any longer."""
    conn.executemany(
        "DELETE FROM quantities WHERE id = ? AND NOT EXISTS (SELECT 1 FROM members WHERE quantity = quantities.id)",
        [(number,) for number in quantities],
    )


def members_of(conn: sqlite3.Connection, claims: Collection[int]) -> set[int]:
    """Return the claims of these claims' quantities, including themselves; if too many, the nearest in time."""
    members = set(claims)
    days: dict[int, list[int]] = {}
    for quantity, day in _rows(conn, claims, "SELECT quantity, day FROM members WHERE claim IN ({})"):
        days.setdefault(quantity, []).append(day)
    for quantity, some in days.items():
        members.update(near(conn, quantity, _middle(some), LIMIT))
    return members


def _region(conn: sqlite3.Connection, seeds: set[int], ties: Ties) -> set[int]:
    """Return what average linkage may join with these claims: what likely pairs and verdicts lead to."""
    region = set(seeds)
    edge = region
    while edge and len(region) < len(seeds) + LIMIT:
        reached = members_of(conn, edge)
        ties.load(edge)
        reached |= {other for claim in edge for other, chance in ties.chances(claim).items() if chance >= CUT}
        declared = verdicts_of(conn, sorted(edge))
        reached |= {other for pair, verdict in declared.items() if verdict == "same" for other in pair}
        edge = _nearest(conn, reached - region, seeds, len(seeds) + LIMIT - len(region))
        region |= edge
    return region


def _rows(conn: sqlite3.Connection, claims: Collection[int], statement: str) -> list[tuple[int, ...]]:
    """Return the rows of a statement for some claims."""
    return [
        row for chunk in chunks(sorted(claims)) for row in conn.execute(statement.format(marks(chunk)), tuple(chunk))
    ]


def _nearest(conn: sqlite3.Connection, claims: set[int], seeds: set[int], room: int) -> set[int]:
    """Return as many of the claims as allowed, those nearest in time to the seeds."""
    if len(claims) <= room:
        return claims
    dated = "SELECT c.id, v.published FROM claims c JOIN versions v ON v.id = c.version WHERE c.id IN ({})"
    days = {claim: day_of(str(published)) for claim, published in _rows(conn, claims | seeds, dated)}
    middle = _middle([days.get(seed, 0) for seed in seeds])
    return set(nsmallest(room, claims, key=lambda claim: (abs(days.get(claim, 0) - middle), claim)))


def _middle(days: Sequence[int]) -> int:
    return sorted(days)[len(days) // 2]


def _states(conn: sqlite3.Connection, claims: Iterable[int]) -> list[_State]:
    """Return the claims in an order that is independent of when they came in."""
    rows = [
        row
        for chunk in chunks(sorted(claims))
        for row in conn.execute(
            f"""SELECT v.published, a.location, c.start, c."end", c.id, a.id, m.quantity, m.certainty
                FROM claims c JOIN articles a ON a.latest = c.version JOIN versions v ON v.id = a.latest
                LEFT JOIN members m ON m.claim = c.id WHERE c.id IN ({marks(chunk)})""",
            tuple(chunk),
        )
    ]
    bodies = claim_bodies.read(conn, (row[4] for row in rows))
    return [
        _State(claim, article, published, quantity, certainty, bodies[claim].claim)
        for published, *_, claim, article, quantity, certainty in sorted(rows, key=lambda row: row[:5])
    ]


def _grouped(conn: sqlite3.Connection, states: Sequence[_State], ties: Ties) -> list[Group]:
    """Return the groups of claims, by position."""
    places = {state.id: place for place, state in enumerate(states)}
    ties.load(places)
    chances = {
        (place, places[other]): chance
        for claim, place in places.items()
        for other, chance in ties.chances(claim).items()
        if claim < other and other in places
    }
    articles = {state.article for state in states}
    compared = {
        (article, other)
        for chunk in chunks(sorted(articles))
        for article, other in conn.execute(
            f"SELECT article, other FROM compared WHERE article IN ({marks(chunk)})", tuple(chunk)
        )
    }
    declared: dict[str, list[tuple[int, int]]] = {"same": [], "not": []}
    for (claim, other), verdict in verdicts_of(conn, sorted(places)).items():
        if claim in places and other in places:
            declared[verdict].append((places[claim], places[other]))

    def unknown(place: int, other_place: int) -> bool:
        first, second = states[place].article, states[other_place].article
        return first != second and (first, second) not in compared

    return group(range(len(states)), chances, unknown=unknown, same=declared["same"], apart=declared["not"])


def _numbered(conn: sqlite3.Connection, states: Sequence[_State], groups: Sequence[Group]) -> list[tuple[int, Group]]:
    """Return the groups with quantity ids: each keeps the id of most of its members, if it is still free."""
    wanted = sorted(
        (-count, number, place)
        for place, group in enumerate(groups)
        for number, count in Counter(states[member].quantity for member in group.members).items()
        if number is not None
    )
    numbers: dict[int, int] = {}
    used: set[int] = set()
    for _, number, place in wanted:
        if place not in numbers and number not in used:
            numbers[place] = number
            used.add(number)
    for place in range(len(groups)):
        if place not in numbers:
            cursor = conn.execute("INSERT INTO quantities (label, event, first, last) VALUES ('', '', '', '')")
            assert cursor.lastrowid is not None
            numbers[place] = cursor.lastrowid
    return [(numbers[place], group) for place, group in enumerate(groups)]


def _describe(conn: sqlite3.Connection, number: int, members: Sequence[_State]) -> None:
    """Store the label of a quantity, its event and the time its values cover."""
    row = describe([(state.published, state.claim) for state in members])
    conn.execute(
        """UPDATE quantities SET label = ?1, event = ?2, first = ?3, last = ?4
           WHERE id = ?5 AND (label, event, first, last) != (?1, ?2, ?3, ?4)""",
        (*row, number),
    )


def describe(dated: Iterable[tuple[str, Claim]]) -> tuple[str, str, str, str]:
    """Return the label of a quantity, its event and the time its values cover.

    dated: claims with their times of publication.
    """
    members = list(dated)
    events = Counter(claim.about.event for _, claim in members if claim.about.event)
    days = sorted(filter(None, (claim.about.as_of or published[:10] for published, claim in members)))
    return label([claim for _, claim in members]), _commonest(events), *((days[0], days[-1]) if days else ("", ""))


def label(claims: Iterable[Claim]) -> str:
    """Return what the claims of one quantity measure: the most common label among those with the most common words.

    Prefer noun phrases to clauses with a gap, then longer labels.
    """
    wordings = [(one_line(claim.phrase or claim.subject).casefold(), one_line(claim.subject)) for claim in claims]
    wording = _commonest(Counter(phrase for phrase, subject in wordings if subject))
    labels = Counter(subject for phrase, subject in wordings if subject and phrase == wording)
    return _commonest(Counter({label: count for label, count in labels.items() if "…" not in label}) or labels)


def _commonest(words: Counter[str]) -> str:
    return max(words, key=lambda word: (words[word], len(word), word), default="")
