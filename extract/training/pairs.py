"""Turns the annotated articles into tables to fit on: a row per pair of articles, and per pair of claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from extract.matching.forest import Matrix
from extract.matching.rows import Flags
from extract.matching.sameness import LEAST_ODDS, event_features, features
from extract.training.events import Article


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of features; same: whether a row's two are one; events: their events, (rows, 2)."""

    names: tuple[str, ...]
    rows: Matrix
    same: Flags
    events: NDArray[np.str_]

    def of(self, event: str) -> Flags:
        """Return which rows involve the event."""
        together: Flags = (self.events == event).any(1)
        return together


def pairs_of(articles: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """Yield all pairs of articles, in the order of `article_table`'s rows."""
    return combinations(articles, 2)


def article_table(articles: Sequence[Article]) -> Table:
    """Return a row for each two articles: do they report one event?"""
    rows = [event_features(a.side, b.side) for a, b in pairs_of(articles)]
    events = np.array([(a.event, b.event) for a, b in pairs_of(articles)])
    return Table(tuple(rows[0]), np.array([[*row.values()] for row in rows]), events[:, 0] == events[:, 1], events)


def claim_table(articles: Sequence[Article], odds: Sequence[float]) -> Table:
    """Return a row for each two annotated claims of different articles: do they state one quantity?

    odds: the log odds that two articles report one event, in the order of `pairs_of`; unlikely pairs are left out, as
    when articles are compared.
    """
    names: tuple[str, ...] = ()
    rows, same, events = [], [], []
    for (a, b), odd in zip(pairs_of(articles), odds, strict=True):
        if odd < LEAST_ODDS:
            continue
        columns = features(a.side, [b.side], [odd])
        names = tuple(columns)
        here, there = _quantities(a), _quantities(b)
        known = (here != "")[:, None] & (there != "")[None, :]
        rows.append(np.stack([*columns.values()], -1)[known])
        same.append((here[:, None] == there[None, :])[known])
        events += [(a.event, b.event)] * int(known.sum())
    return Table(names, np.concatenate(rows), np.concatenate(same), np.array(events))


def _quantities(article: Article) -> NDArray[np.str_]:
    return np.array([figure["cluster"] if figure else "" for figure in article.known])
