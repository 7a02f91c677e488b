"""Fits the weights of `extract.matching.link_chance`: do two claims that were grouped together state one quantity?"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extract.matching.grouping import joint
from extract.matching.link_chance import link_features
from extract.matching.relation import values_of
from extract.training.events import Article
from extract.training.logistic import logistic_weights
from extract.training.pairs import Table, pairs_of
from extract.training.unseen_groups import Grouped

# In an event with more pairs than this, each counts less, so that no event outweighs the others.
EVENT_PAIRS = 60


def link_table(articles: Sequence[Article], grouped: Grouped) -> Table:
    """Return a row for each two claims of different articles that are grouped together and annotated."""
    rows, same, events = [], [], []
    names: tuple[str, ...] = ()
    for a, b, place, other in _pairs(articles, grouped):
        here, there = (home.known[end - grouped.first[home.name]] for home, end in ((a, place), (b, other)))
        if here and there:
            ends = grouped.placed[place], grouped.placed[other]
            both = joint(grouped.membership[place], grouped.membership[other])
            features = link_features(
                *ends,
                values_of(*ends),
                grouped.chances.get((place, other)),
                both,
                aligned=(place, other) in grouped.aligned,
            )
            names = tuple(features)
            rows.append([*features.values()])
            same.append(here["cluster"] == there["cluster"])
            events.append((a.event, b.event))
    return Table(names, np.array(rows, dtype=np.float32), np.array(same), np.array(events))


def fit_links(table: Table, event: str | None = None) -> dict[str, float]:
    """Return the weights fitted on all rows, or on those without the event."""
    known = ~table.of(event) if event else np.ones(len(table.rows), dtype=bool)
    weights = logistic_weights(table.names, [table.rows[known]], table.same[known], _weight(table.events[known, 0]))
    return {name: float(f"{weight:.6g}") for name, weight in weights.items()}


def _weight(events: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the weight of each row."""
    _, places, counts = np.unique(events, return_inverse=True, return_counts=True)
    weight: NDArray[np.float64] = np.minimum(1.0, (EVENT_PAIRS / counts) ** 0.5)[places]
    return weight


def _pairs(articles: Sequence[Article], grouped: Grouped) -> Iterator[tuple[Article, Article, int, int]]:
    """Yield pairs of articles with the index of a claim in each, of one quantity."""
    for a, b in pairs_of(articles):
        for place, other in grouped.pairs_of(a, b):
            if grouped.quantity[place] == grouped.quantity[other]:
                yield a, b, place, other
