"""Rewrites the links of claims: to the others of their quantity, and to claims of related quantities."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, NamedTuple

from extract.matching.grouping import Membership, joint
from store.library.sql_values import chunks, marks
from store.linking import contrary_quantities
from store.linking.clustering import members_of
from store.linking.comparison import within
from store.linking.constraints import Verdict, verdicts_of
from store.linking.contrary_quantities import Contrary
from store.linking.links import placed
from store.linking.ties import Ties

if TYPE_CHECKING:
    from extract.matching.relation import Relation

# A claim is linked to at most so many claims of its quantity: nobody reads more.
LINKED = 60
# Links to other quantities of the event: only the best are stored, or a big story would fill the library.
RELATED = 8
APART = "apart"
# Relations within one quantity, and those between two quantities, which only the two claims decide.
_SAME = ("repeats", "agrees", "updates", "differs", "perhaps")
_ACROSS = ("part", "related")

Pair = tuple[int, int]


def relink(
    conn: sqlite3.Connection,
    claims: "Mapping[int, Membership | None]",
    across: "Mapping[Pair, Relation] | None" = None,
) -> set[int]:
    """Rewrite the links of claims to other articles; return the articles whose contested claims may change.

    claims: with the certainty in their quantity when their links were written, None if those no longer count. across:
    the relations of claims that state different quantities, by id. Call it within a transaction, after the claims were
    grouped.
    """
    if not claims:
        return set()
    ties = Ties(conn)
    ties.load(claims)
    others = contrary_quantities.find(conn, claims, ties)
    decided = sorted({*claims, *others.claims})
    ties.load(decided)
    decisions = _LinkDecisions(conn, decided, claims, ties, others)
    before = decisions.links()
    fresh: dict[int, dict[int, Relation]] = {}
    for (claim, other), relation in (across or {}).items():
        fresh.setdefault(claim, {})[other] = relation
    rows: dict[Pair, tuple[str, float, Verdict | None]] = {}
    for claim in decided:
        for other, name, score, verdict in decisions.decide(claim, before[claim], fresh.get(claim, {}), rows):
            rows[claim, other] = rows[other, claim] = (name, score, verdict)
    ties.load({other for some in before.values() for other in some} | {claim for claim, _ in rows})
    for claim, some in before.items():
        for other in some:
            if (claim, other) not in rows:
                ties.unlink(claim, other)
    for (claim, other), row in rows.items():
        if claim < other:
            ties.link(claim, other, *row)
    ties.save()
    differing = {end for pair, row in rows.items() if row[0] == "differs" for end in pair}
    differing |= {
        end
        for claim, some in before.items()
        for other in some
        if some[other].relation == "differs"
        for end in (claim, other)
    }
    return articles_of(conn, differing)


def articles_of(conn: sqlite3.Connection, claims: Collection[int]) -> set[int]:
    """Return the articles whose newest versions have these claims."""
    return {
        article
        for chunk in chunks(sorted(claims))
        for (article,) in conn.execute(
            f"SELECT a.id FROM claims c JOIN articles a ON a.latest = c.version WHERE c.id IN ({marks(chunk)})",
            tuple(chunk),
        )
    }


class _Printed(NamedTuple):
    """A member of a quantity: its version, day of publication, value and the ends of its span."""

    version: int
    day: int
    number: tuple[float | None, ...]


class _Written(NamedTuple):
    """An existing link; inside: to a claim of the same article."""

    relation: str
    score: float
    inside: bool


class _LinkDecisions:
    """Decides the relations of some claims to others."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        claims: Sequence[int],
        before: "Mapping[int, Membership | None]",
        ties: Ties,
        contrary: Contrary,
    ) -> None:
        self._conn = conn
        self._before = before
        self._ties = {claim: ties.of(claim) for claim in claims}
        self._claims = claims
        self._contrary = contrary
        self._verdicts = verdicts_of(conn, self._claims)
        self._chances = {
            claim: {other: tie.chance for other, tie in some.items() if tie.chance is not None}
            for claim, some in self._ties.items()
        }
        self._quantity: dict[int, int] = {}
        self._membership: dict[int, Membership] = {}
        self._members: dict[int, dict[int, _Printed]] = {}
        others = {other for row in self._chances.values() for other in row}
        judged = {end for pair in self._verdicts for end in pair}
        certainties: dict[int, float] = {}
        for chunk in chunks(sorted(members_of(conn, self._claims) | others | contrary.members)):
            rows = conn.execute(
                f"""SELECT m.claim, m.quantity, m.certainty, m.day, c.version, c.value, c.low, c.high
                    FROM members m JOIN claims c ON c.id = m.claim WHERE m.claim IN ({marks(chunk)})""",
                tuple(chunk),
            )
            for claim, quantity, certainty, day, version, *number in rows:
                self._quantity[claim], certainties[claim] = quantity, certainty
                self._members.setdefault(quantity, {})[claim] = _Printed(version, day, tuple(number))
        for members in self._members.values():
            self._membership |= {claim: Membership.of(certainties[claim], len(members)) for claim in members}
        self._partners = {claim: self._chosen(claim, self._quantity.get(claim, 0)) for claim in self._claims}
        self._opposed = {claim: self._with_other_values(claim) for claim in self._claims}
        partners = {other for some in (*self._partners.values(), *self._opposed.values()) for other in some}
        self._placed = placed(conn, {*self._claims, *partners, *others, *judged})

    def links(self) -> dict[int, dict[int, _Written]]:
        """Return the claims' links to claims of other articles, and those made by the reader."""
        ends = {*self._claims, *(other for some in self._ties.values() for other in some)}
        versions = {
            claim: version
            for chunk in chunks(sorted(ends))
            for claim, version in self._conn.execute(
                f"SELECT id, version FROM claims WHERE id IN ({marks(chunk)})", tuple(chunk)
            )
        }
        links: dict[int, dict[int, _Written]] = {claim: {} for claim in self._claims}
        for claim, some in self._ties.items():
            for other, tie in some.items():
                inside = versions[claim] == versions[other]
                if tie.relation and (tie.verdict or not inside):
                    links[claim][other] = _Written(tie.relation, tie.score, inside)
        return links

    def decide(
        self, claim: int, before: Mapping[int, _Written], fresh: "Mapping[int, Relation]", done: Collection[Pair]
    ) -> Iterator[tuple[int, str, float, Verdict | None]]:
        """Yield the links of a claim: the other claim, relation, score and verdict.

        before: its previous links, most of which still hold; done: pairs that were decided from the other end.
        """
        judged = {other: verdict for (judged_claim, other), verdict in self._verdicts.items() if judged_claim == claim}
        if claim not in self._placed:
            return
        for other, verdict in judged.items():
            if other in self._placed:
                yield (other, *self._as_declared(claim, other, verdict), verdict)
        for other in self._partners[claim]:
            if other in judged or other not in self._placed or (claim, other) in done:
                continue
            known = before.get(other)
            if known and known.relation in _SAME and not self._weighs_otherwise(claim, other):
                yield other, known.relation, known.score, None
            else:
                yield (other, *self._related(claim, other), None)
        best = self._across(claim, fresh)
        for other, (name, score) in best.items():
            if other not in judged:
                yield other, name, score, None
        for other, known in before.items():
            if other in judged or other in best:
                continue
            if known.inside:
                yield from self._within(claim, other)
            elif known.relation in _ACROSS and not self._is_same(claim, other):
                yield other, known.relation, known.score, None

    def _weighs_otherwise(self, claim: int, other: int) -> bool:
        """Return True if the quantity's effect on a link has changed since it was written."""
        now = self._membership[claim], self._membership[other]
        before = [self._before.get(end, membership) for end, membership in zip((claim, other), now, strict=True)]
        known = [membership for membership in before if membership is not None]
        return len(known) < len(before) or joint(*known) != joint(*now)

    def _is_same(self, claim: int, other: int) -> bool:
        return self._quantity.get(claim, 0) == self._quantity.get(other)

    def _chosen(self, claim: int, quantity: int) -> list[int]:
        """Return a quantity's claims in other articles than a claim's, other values first, then nearest in time."""
        members = self._members.get(quantity, {})
        current = self._members.get(self._quantity.get(claim, 0), {}).get(claim)
        if current is None:
            return []
        others = [
            (other.number == current.number, abs(other.day - current.day), number)
            for number, other in members.items()
            if other.version != current.version
        ]
        return [number for *_, number in nsmallest(LINKED, others)]

    def _with_other_values(self, claim: int) -> list[int]:
        """Return the claims of the quantities that give other values of a claim's quantity."""
        others = self._contrary.others(self._quantity.get(claim, 0))
        return [other for quantity in others for other in self._chosen(claim, quantity)]

    def _related(self, claim: int, other: int) -> tuple[str, float]:
        """Return the relation of a claim of the same quantity to a claim, and how certain it is."""
        from extract.matching.link_chance import link_chance
        from extract.matching.relation import relate, values_of

        a, b = self._placed[claim], self._placed[other]
        both = joint(self._membership[claim], self._membership[other])
        comparison = values_of(a, b)
        tie = self._ties[claim].get(other)
        aligned = tie is not None and tie.aligned
        chance = link_chance(a, b, comparison, self._chances[claim].get(other), both, aligned=aligned)
        relation = relate(a, b, chance, comparison, few=both.few)
        return relation.name, round(relation.score, 3)

    def _across(self, claim: int, fresh: "Mapping[int, Relation]") -> dict[int, tuple[str, float]]:
        """Return the relations to a claim of claims in perhaps the same, or another, quantity."""
        from extract.matching.relation import relate_across

        opposed = self._opposed[claim]
        relations = {other: relation for other, relation in fresh.items() if other not in opposed}
        current = self._placed[claim]
        for other in dict.fromkeys((*self._chances[claim], *opposed)):
            placed = self._placed.get(other)
            if other in relations or not placed or placed.article == current.article or self._is_same(claim, other):
                continue
            contrary = self._contrary.chance(self._quantity.get(claim, 0), self._quantity.get(other, 0))
            if relation := relate_across(current, placed, self._chances[claim].get(other, 0.0), contrary):
                relations[other] = relation
        others = {other: relation for other, relation in relations.items() if not self._is_same(claim, other)}
        related = [(relation.score, -other) for other, relation in others.items() if relation.name == "related"]
        kept = {-other for _, other in nlargest(RELATED, related)}
        return {
            other: (relation.name, round(relation.score, 3))
            for other, relation in others.items()
            if relation.name != "related" or other in kept
        }

    def _within(self, claim: int, other: int) -> Iterator[tuple[int, str, float, Verdict | None]]:
        """Yield the link of two claims of one article from which the reader has withdrawn a verdict."""
        if claim in self._placed and other in self._placed:
            for _, _, relation in within([self._placed[claim], self._placed[other]]):
                yield other, relation.name, relation.score, None

    def _as_declared(self, claim: int, other: int, verdict: Verdict) -> tuple[str, float]:
        from extract.matching.declared_same import settle

        if verdict == "not":
            return APART, 0.0
        return str(settle(self._placed[claim], self._placed[other])), 1.0
