"""Groups the claims of each annotated event into quantities with models fitted without it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from extract.matching.alignment import aligned
from extract.matching.contrary import chance_of_other_value, pairs_between
from extract.matching.forest import Matrix
from extract.matching.grouping import Group, Membership, group
from extract.matching.placed import Placed
from extract.matching.sameness import Model, chances
from extract.matching.within_article import relate_within
from extract.training.events import Article
from extract.training.pairs import pairs_of
from extract.values import Number

# Lower chances count as none, as in a library.
FLOOR = 0.2

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The claims of all articles in one sequence, and their quantities.

    first: the index of each article's first claim, by name; chances: of pairs of indices that are worth keeping;
    aligned: pairs next to others that may be one quantity; quantity, membership: of each index. contrary: the chance
    that two quantities, the lower one first, are one with different values.
    """

    placed: tuple[Placed, ...]
    first: Mapping[str, int]
    chances: Mapping[Pair, float]
    aligned: frozenset[Pair]
    quantity: Mapping[int, int]
    membership: Mapping[int, Membership]
    contrary: Mapping[Pair, float]

    def quantities_of(self, place: int, other: int) -> Pair:
        """Return the quantities of two claims, the lower one first."""
        return _sorted(self.quantity[place], self.quantity[other])

    def pairs_of(self, a: Article, b: Article) -> Iterator[Pair]:
        """Yield the indices of all pairs of claims of two articles."""
        for place in range(len(a.placed)):
            for other_place in range(len(b.placed)):
                yield self.first[a.name] + place, self.first[b.name] + other_place


def group_unseen(articles: Sequence[Article], models: Mapping[str, Model]) -> Grouped:
    """Return the claims in quantities; models: by event, fitted without it.

    Articles of two events are compared with both models.
    """
    ends = [0, *accumulate(len(article.placed) for article in articles)]
    first = {article.name: end for article, end in zip(articles, ends, strict=False)}
    placed = tuple(each for article in articles for each in article.placed)
    known: dict[Pair, float] = {}
    near: set[Pair] = set()
    for a, b in pairs_of(articles):
        table = _chances(a, b, models)
        kept = table >= FLOOR
        known |= {(first[a.name] + i, first[b.name] + j): float(table[i, j]) for i, j in np.argwhere(kept).tolist()}
        near |= {(first[a.name] + i, first[b.name] + j) for i, j in np.argwhere(kept & aligned(table)).tolist()}
    groups = group(range(len(placed)), known | _within(articles, first), unknown=lambda place, other: False)
    quantity = {member: number for number, each in enumerate(groups) for member in each.members}
    return Grouped(
        placed,
        first,
        known,
        frozenset(near),
        quantity,
        {
            member: Membership.of(certainty, len(each.members))
            for each in groups
            for member, certainty in each.certainty.items()
        },
        _contrary(placed, groups, quantity, known),
    )


def _contrary(
    placed: Sequence[Placed], groups: Sequence[Group], quantity: Mapping[int, int], known: Mapping[Pair, float]
) -> dict[Pair, float]:
    chances: dict[Pair, list[tuple[Number, Number, float]]] = defaultdict(list)
    for (place, other), chance in known.items():
        if quantity[place] != quantity[other]:
            pair = _sorted(quantity[place], quantity[other])
            chances[pair].append((_number_of(placed[place]), _number_of(placed[other]), chance))
    articles = [[placed[member].article for member in each.members] for each in groups]
    return {
        (first, second): chance_of_other_value(some, pairs_between(articles[first], articles[second]))
        for (first, second), some in chances.items()
    }


def _number_of(placed: Placed) -> Number:
    return placed.claim.value, placed.claim.low, placed.claim.high


def _sorted(number: int, other: int) -> Pair:
    return min(number, other), max(number, other)


def _chances(a: Article, b: Article, models: Mapping[str, Model]) -> Matrix:
    tables = [chances(a.side, b.side, models[event]) for event in sorted({a.event, b.event})]
    mean: Matrix = np.mean(tables, axis=0)
    return mean


def _within(articles: Sequence[Article], first: Mapping[str, int]) -> dict[Pair, float]:
    """Return the chances that claims of one article state one quantity, where there is evidence."""
    return {
        (first[article.name] + earlier, first[article.name] + place): relation.score
        for article in articles
        for place, a in enumerate(article.placed)
        for earlier, b in enumerate(article.placed[:place])
        if (relation := relate_within(b, a))
    }
