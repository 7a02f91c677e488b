"""Fits the weights of `extract.matching.sameness` on the annotated events: are two claims of one quantity?

A logistic regression predicts whether two articles report one event, boosted trees whether two claims state one
quantity (scikit-learn), another logistic regression whether two claims grouped together do. Whenever predictions for an
event are learnt from or measured, they come from a fit without it.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from extract.matching.forest import DEPTH, LEAVES, Matrix
from extract.matching.rows import Flags
from extract.matching.sameness import ODDS, WEIGHTS, Model
from extract.training.events import Article, read_articles
from extract.training.link_fit import EVENT_PAIRS, fit_links, link_table
from extract.training.logistic import logistic_weights
from extract.training.own_pairs import WEIGHT, Taught, taught
from extract.training.pairs import Table, article_table, claim_table
from extract.training.unseen_groups import Grouped, group_unseen

# In the form that `extract.matching.sameness.Model` reads.
Weights = dict[str, Any]
Numbers = NDArray[np.float64]

ORIGIN = (
    "python -m extract.training fit: ECB+ and web events of the corpora's gold.jsonl, extract/training/annotations, "
    "tests/extract/pairs.toml"
)
# How many pairs of different quantities are sampled; their weights add up to all such pairs.
KEPT = 0.35
# Features that only ever raise the chance, and features that only ever lower it.
MORE = (
    "event", "label", "clause", "best", "either", "equal", "digits", "words", "content", "contained", "same_event",
    "dimension", "rare", "rare_share",
)  # fmt: skip
LESS = ("ratio", "other_event", "elsewhere", "other_where", "years")
# A model with which no two articles are compared.
BLANK: Weights = {
    "event": {"bias": -9.0},
    "sameness": {"features": [], "base": 0.0, "calibration": [1.0, 0.0], "trees": []},
    "link": {"bias": 0.0},
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights fitted on all events, those fitted without each event, and the quantities by the latter."""

    whole: Weights
    without: dict[str, Weights]
    grouped: Grouped


def write_weights(corpora: Path, pairs: Path) -> None:
    """Fit on all annotated events and our own pairs, and write the shipped weights."""
    with _comparing_nothing():
        articles = read_articles(corpora)
    WEIGHTS.write_text(_written(fit(articles, taught(pairs)).whole), encoding="utf8")


@threadpool_limits.wrap(limits=1)
def fit(articles: Sequence[Article], own: Taught) -> Fitted:
    """Return the weights fitted on the articles' events and on our own pairs.

    One thread fits, so that sums have one order and the weights are the same from run to run.
    """
    events = sorted({article.event for article in articles})
    meetings = article_table(articles)
    everywhere = np.ones(len(meetings.rows), dtype=bool)
    event_weights = {event: _event_weights(meetings, ~meetings.of(event), own) for event in events}
    odds = _unseen(meetings, {event: _event_odds(meetings, weights) for event, weights in event_weights.items()})
    whole = _event_weights(meetings, everywhere, own)
    table = claim_table(articles, np.clip(odds, *ODDS).tolist())
    own_odds = own.meetings() @ np.array([*whole.values()][:-1]) + whole["bias"]
    own_rows = own.claims(np.clip(own_odds, *ODDS))
    forests = {event: _forest(table, ~table.of(event), own_rows, own.same) for event in events}
    scores = _unseen(table, {event: forest.decision_function(table.rows) for event, forest in forests.items()})

    def weights(event: dict[str, float], forest: HistGradientBoostingClassifier, known: Flags) -> Weights:
        sameness = {
            "features": list(table.names),
            **_trees(forest),
            "calibration": _calibration(scores[known], table.same[known]),
        }
        return {"origin": ORIGIN, "event": event, "sameness": sameness, "link": {}}

    everything = np.ones(len(table.rows), dtype=bool)
    without = {event: weights(event_weights[event], forests[event], ~table.of(event)) for event in events}
    grouped = group_unseen(articles, {event: Model(fitted) for event, fitted in without.items()})
    links = link_table(articles, grouped)
    return Fitted(
        weights(whole, _forest(table, everything, own_rows, own.same), everything) | {"link": fit_links(links)},
        {event: fitted | {"link": fit_links(links, event)} for event, fitted in without.items()},
        grouped,
    )


def _unseen(table: Table, scores: dict[str, Numbers]) -> Numbers:
    """Return for each row the mean score of the two fits without one of its events."""
    ends = [np.select([table.events[:, end] == event for event in scores], [*scores.values()]) for end in (0, 1)]
    mean: Numbers = (ends[0] + ends[1]) / 2
    return mean


def _event_weights(table: Table, known: Flags, own: Taught) -> dict[str, float]:
    """Return the weights of a logistic regression over the known rows, for unscaled features."""
    rows = table.rows[known]
    weights = logistic_weights(
        table.names,
        [rows, own.meetings()],
        np.concatenate([table.same[known], own.event]),
        np.concatenate([np.ones(len(rows)), np.full(len(own.event), WEIGHT)]),
    )
    return {name: _rounded(weight) for name, weight in weights.items()}


def _event_odds(table: Table, weights: dict[str, float]) -> Numbers:
    odds: Numbers = table.rows @ np.array([weights[name] for name in table.names]) + weights["bias"]
    return odds


def _forest(table: Table, known: Flags, own: Matrix, own_same: Flags) -> HistGradientBoostingClassifier:
    """Return boosted trees fitted on the known rows."""
    kept = known & (table.same | (np.random.default_rng(0).random(len(table.rows)) < KEPT))
    same, events = table.same[kept], table.events[kept, 0]
    weight = np.where(same, 1.0, 1 / KEPT)
    for event in np.unique(events):
        pairs = int((same & (events == event)).sum())
        weight[events == event] *= min(1.0, (EVENT_PAIRS / max(pairs, 1)) ** 0.5)
    forest = HistGradientBoostingClassifier(
        max_iter=60,
        max_leaf_nodes=LEAVES,
        max_depth=DEPTH,
        min_samples_leaf=100,
        learning_rate=0.12,
        l2_regularization=60,
        # Each decision chooses among a third of the features, or trees would all rest on those that suit these events.
        max_features=0.3,
        monotonic_cst=[(name in MORE) - (name in LESS) for name in table.names],
        early_stopping=False,
        random_state=0,
    )
    return forest.fit(
        np.concatenate([table.rows[kept], own]),
        np.concatenate([same, own_same]),
        sample_weight=np.concatenate([weight, np.full(len(own_same), WEIGHT)]),
    )


def _calibration(scores: Numbers, same: Flags) -> list[float]:
    """Return slope and shift that calibrate log odds (Platt 1999)."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], same)
    return [_rounded(model.coef_[0, 0]), _rounded(model.intercept_[0])]


def _trees(forest: HistGradientBoostingClassifier) -> Weights:
    """Return the trees as arrays, which scikit-learn exposes only as private attributes."""
    trees = []
    for (predictor,) in forest._predictors:
        nodes = predictor.nodes
        leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
        columns = {
            "feature": np.where(leaf, 0, nodes["feature_idx"]),
            "threshold": np.where(leaf, 0.0, nodes["num_threshold"]),
            "left": np.where(leaf, own, nodes["left"]),
            "right": np.where(leaf, own, nodes["right"]),
            "value": np.where(leaf, nodes["value"], 0.0),
        }
        trees.append({name: [_rounded(value) for value in column.tolist()] for name, column in columns.items()})
    return {"base": _rounded(forest._baseline_prediction.item()), "trees": trees}


def _rounded(value: float) -> float:
    return value if isinstance(value, int) else float(f"{value:.8g}")


def _written(weights: Weights) -> str:
    """Return the weights as JSON, a line per tree."""
    text = json.dumps(weights)
    for part in ('{"feature"', '"sameness"', '"link"'):
        text = text.replace(part, f"\n{part}")
    return text + "\n"


@contextmanager
def _comparing_nothing() -> Iterator[None]:
    """Allow adding articles to a library even if the shipped weights have other features than today's."""
    before = WEIGHTS.read_text(encoding="utf8") if WEIGHTS.exists() else None
    WEIGHTS.write_text(json.dumps(BLANK), encoding="utf8")
    try:
        yield
    finally:
        if before is None:
            WEIGHTS.unlink()
        else:
            WEIGHTS.write_text(before, encoding="utf8")
