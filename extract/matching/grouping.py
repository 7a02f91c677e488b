"""Groups claims into quantities by pairwise chances: average linkage, constrained by the reader's verdicts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

# Two groups are one quantity from this mean chance on. So joined groups share a pair with at least this chance.
CUT = 0.4
# Means that differ by less are equal, so the order of summation doesn't matter.
_DIGITS = 9
_LEAST = CUT - 10**-_DIGITS

# Certainties are rounded to this many steps, and group sizes to powers of two, up to a maximum, so that a new item
# changes few links between others.
_STEPS, _DOUBLINGS = 10, 4
# Groups of fewer doublings than this have two or three items.
_FEW = 3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one quantity, sorted; certainty: the mean chance of each with the others, 1 if it is alone."""

    members: tuple[int, ...]
    certainty: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Membership:
    """How an item belongs to its group, rounded to the steps on which links depend."""

    certainty: float
    doublings: int

    @classmethod
    def of(cls, certainty: float, members: int) -> "Membership":
        """Return the membership of an item with a certainty from 0 to 1 in a group of this size."""
        return cls(round(certainty * _STEPS) / _STEPS, min(members.bit_length(), _DOUBLINGS))

    @property
    def few(self) -> bool:
        """Whether the group has no more than three items."""
        return self.doublings < _FEW


def joint(membership: Membership, other: Membership) -> Membership:
    """Return the joint membership of two items of a group."""
    return Membership(min(membership.certainty, other.certainty), membership.doublings)


def group(
    items: Iterable[int],
    chances: Mapping[Pair, float],
    *,
    unknown: Callable[[int, int], bool],
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[Group]:
    """Return the items in groups, sorted by first member; among equal chances, the smallest items join first.

    chances: of pairs, in either order; a pair without one is different, or unknown if it was not compared. same: pairs
    that are always joined; apart: pairs that never are, even if a chain of same would join them.
    """
    linkage = _Linkage(items, chances, unknown, same, apart)
    linkage.join()
    return [
        Group(members, {item: linkage.certainty(item, members) for item in members})
        for members in sorted(tuple(sorted(members)) for members in linkage.clusters.values())
    ]


class _Linkage:
    """Growing clusters, each identified by its smallest item."""

    def __init__(
        self,
        items: Iterable[int],
        chances: Mapping[Pair, float],
        unknown: Callable[[int, int], bool],
        same: Iterable[Pair],
        apart: Iterable[Pair],
    ) -> None:
        self.clusters = {item: [item] for item in set(items)}
        self._unknown = unknown
        self._chances: dict[int, dict[int, float]] = {item: {} for item in self.clusters}
        self._same, barred = self._inside(same), self._inside(apart)
        # The reader's verdicts override the chances, and `apart` overrides everything.
        for evidence in (chances, dict.fromkeys(self._same, 1.0), dict.fromkeys(barred, 0.0)):
            for (item, other), chance in evidence.items():
                if item != other and item in self.clusters and other in self.clusters:
                    self._chances[item][other] = self._chances[other][item] = chance
        self._barred: dict[int, set[int]] = {item: set() for item in self.clusters}
        for item, other in barred:
            self._barred[item].add(other)
            self._barred[other].add(item)
        # For two clusters with a known chance between them: the sum of all chances, and the number of pairs.
        self._sums = {item: {other: (total, 1) for other, total in row.items()} for item, row in self._chances.items()}

    def join(self) -> None:
        """Join what the reader declared the same, then the likeliest clusters, until none is likely enough."""
        home = {item: item for item in self.clusters}
        for item, other in self._same:
            if home[item] != home[other] and home[other] not in self._barred[home[item]]:
                kept, gone = sorted((home[item], home[other]))
                self._merge(kept, gone)
                home.update(dict.fromkeys(self.clusters[kept], kept))
        # Joining never raises a mean above the higher of the two, so an old entry can only be too high.
        waiting = [entry for cluster in self.clusters for entry in self._best(cluster)]
        heapify(waiting)
        while waiting:
            _, kept, gone, *sizes, owner = heappop(waiting)
            if [len(self.clusters.get(end, ())) for end in (kept, gone)] == sizes:
                self._merge(kept, gone)
                owner = kept
            if owner in self.clusters:
                for entry in self._best(owner):
                    heappush(waiting, entry)

    def certainty(self, item: int, members: Iterable[int]) -> float:
        """Return the mean chance of an item with the other members that it was compared with."""
        row, unknown = self._chances[item], self._unknown
        known = [
            row.get(other, 0.0) for other in members if other != item and (other in row or not unknown(item, other))
        ]
        return sum(known) / len(known) if known else 1.0

    def _best(self, cluster: int) -> list[tuple[float, int, int, int, int, int]]:
        """Return the best partner of a cluster, if any, as a heap entry: unlikelihood, the two, their sizes, itself."""
        barred = self._barred[cluster]
        means = {
            other: total / number
            for other, (total, number) in self._sums[cluster].items()
            if total >= _LEAST * number and other not in barred
        }
        # Round and order only the few that are as likely as the best, apart from the last digits.
        least = max(means.values(), default=0.0) - 2 * 10**-_DIGITS
        best = (
            (-round(mean, _DIGITS), min(cluster, other), max(cluster, other))
            for other, mean in means.items()
            if mean >= least
        )
        return [
            (mean, kept, gone, len(self.clusters[kept]), len(self.clusters[gone]), cluster)
            for mean, kept, gone in [min(best, default=(0.0, cluster, cluster))]
            if -mean >= CUT
        ]

    def _inside(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Return the sorted pairs of the items, the smaller item first."""
        ends = {(min(pair), max(pair)) for pair in pairs}
        return sorted((item, other) for item, other in ends if item != other and {item, other} <= self.clusters.keys())

    def _compared(self, cluster: int, other: int) -> int:
        """Return how many pairs between two clusters were compared."""
        return sum(self._known(a, b) for a in self.clusters[cluster] for b in self.clusters[other])

    def _known(self, item: int, other: int) -> bool:
        return other in self._chances[item] or not self._unknown(item, other)

    def _merge(self, kept: int, gone: int) -> None:
        kept_sums, gone_sums = self._sums[kept], self._sums.pop(gone)
        for other in (kept_sums.keys() | gone_sums.keys()) - {kept, gone}:
            total, number = kept_sums.get(other) or (0.0, self._compared(kept, other))
            more, further = gone_sums.get(other) or (0.0, self._compared(gone, other))
            kept_sums[other] = self._sums[other][kept] = (total + more, number + further)
            self._sums[other].pop(gone, None)
        kept_sums.pop(gone, None)
        self.clusters[kept] += self.clusters.pop(gone)
        for other in self._barred.pop(gone):
            self._barred[other].discard(gone)
            self._barred[other].add(kept)
            self._barred[kept].add(other)
