"""Computes the chance that two claims of different articles state one quantity.

Two models, fitted by `python -m extract.training fit` on annotated events: do the articles report one event, and do the
figures state one quantity of it? All claims of two articles are compared at once, because a claim with a better match
in the other article is less likely to match the second best.
"""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from extract.matching.earlier_state import share
from extract.matching.exclusion import excluded
from extract.matching.features import one_event
from extract.matching.forest import Forest, Matrix
from extract.matching.margin import lead, margin
from extract.matching.meanings import Meanings
from extract.matching.overlaps import apart, common, contained, overlap, rarity
from extract.matching.rows import Flags, Rows, bare_numbers
from extract.matching.side import Side

# Articles less likely to report one event are not compared claim by claim: this loses 1 in 100 pairs of one quantity in
# the annotated events.
LEAST_EVENT = 0.075
LEAST_ODDS = math.log(LEAST_EVENT / (1 - LEAST_EVENT))
# More extreme log odds of an event carry no more evidence.
ODDS = (-6.0, 8.0)
WEIGHTS = Path(__file__).parent / "weights.json"
# Below this chance by names alone, two articles share none of their main names, and are compared only if they share a
# number of several digits: two quakes of one week are as alike as two reports on one.
NAMELESS = 0.02
# Added to the chance by names alone, and to its complement, so that both have a logarithm.
_FLOOR = 0.001
# How many pairs of claims are compared at once.
_AT_ONCE = 20_000
# The chance of a pair that a rule excludes.
EXCLUDED = 0.1
# Beyond this many days, a larger distance makes no difference.
FAR = 30


def chances(a: Side, b: Side, model: "Model | None" = None) -> Matrix:
    """Return the chances, from 0 to 1, that claim i of a and claim j of b state one quantity, (len(a), len(b)).

    model: by default the shipped one.
    """
    return chances_with(a, [b], model)[0]


def chances_with(side: Side, others: Sequence[Side], model: "Model | None" = None) -> list[Matrix]:
    """Return the chances that the claims of an article and of each of several others state one quantity.

    The result for one of them does not depend on the rest.
    """
    model = model or shipped()
    tables: list[Matrix] = [np.zeros((len(side), len(other)), dtype=np.float32) for other in others]
    odds = {
        number: odd
        for number, other in enumerate(others)
        if _may_meet(side, other) and (odd := model.event_odds(event_features(side, other))) >= LEAST_ODDS
    }
    for batch in _batches([*odds], [table.size for table in tables]):
        compared = [others[number] for number in batch]
        together = _compared(side, compared, [odds[number] for number in batch], model)
        for number, table in zip(batch, np.split(together, _ends(compared)[:-1], axis=1), strict=True):
            tables[number] = table
            share(table, side.earlier, others[number].earlier)
    return tables


def _batches(numbers: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers in runs whose sizes add up to at most `_AT_ONCE` pairs."""
    batch: list[int] = []
    total = 0
    for number in numbers:
        if batch and total + sizes[number] > _AT_ONCE:
            yield batch
            batch, total = [], 0
        batch.append(number)
        total += sizes[number]
    if batch:
        yield batch


def _compared(side: Side, others: Sequence[Side], odds: Sequence[float], model: "Model") -> Matrix:
    rows = features(side, others, odds)
    placed = [each for other in others for each in other.placed]
    chances = model.forest.chances([rows[name].ravel() for name in model.forest.names])
    result = chances.reshape(len(side), len(placed))
    # The rules read words, which is slow, so apply them only where the chance would count.
    for i, j in np.argwhere(result > EXCLUDED).tolist():
        if excluded(side.placed[i], placed[j]):
            result[i, j] = EXCLUDED
    return result


def _ends(sides: Sequence[Side]) -> list[int]:
    """Return the end index of each article's claims in the sequence of all."""
    return list(accumulate(map(len, sides)))


class Model:
    """The fitted models: do two articles report one event, and do two figures state one quantity?"""

    def __init__(self, weights: dict[str, Any]) -> None:
        self._event: dict[str, float] = weights["event"]
        # The weights of `extract.matching.link_chance`.
        self.link: dict[str, float] = weights["link"]
        self.forest = Forest(weights["sameness"])

    def event_odds(self, row: dict[str, float]) -> float:
        """Return the log odds that two articles report one event, from their `event_features`."""
        total = sum(weight * (1.0 if name == "bias" else row[name]) for name, weight in self._event.items())
        return min(max(total, ODDS[0]), ODDS[1])


@cache
def shipped() -> Model:
    """Return the shipped model."""
    return Model(json.loads(WEIGHTS.read_text(encoding="utf8")))


def named(a: Side, b: Side) -> float:
    """Return the chance by names and nouns alone that two articles report one event, from 0 to 1; 0 without claims."""
    return one_event(a.first, b.first) if a.first and b.first else 0.0


def _may_meet(a: Side, b: Side) -> bool:
    """Return True if two articles, each with claims, share a main name or a number of several digits."""
    return len(a) > 0 and len(b) > 0 and (named(a, b) >= NAMELESS or not a.numbers.isdisjoint(b.numbers))


def event_features(a: Side, b: Side) -> dict[str, float]:
    """Return the features that show if two articles, each with at least one claim, report one event."""
    assert a.first is not None
    assert b.first is not None
    gap = abs(a.day - b.day) if a.day and b.day else -1
    (labels, here), (others, there) = a.middles, b.middles
    shared = set(a.first.about.names[:6]) & set(b.first.about.names[:6])
    by_names = named(a, b)
    return {
        "named": by_names,
        "named_odds": math.log((by_names + _FLOOR) / (1 - by_names + _FLOOR)),
        "numbers": math.log1p(len(a.numbers & b.numbers)),
        "lead": len(shared) / 6,
        "clauses": float(here @ there),
        "labels": float(labels @ others),
        "gap": min(gap, FAR) / FAR if gap >= 0 else 0.0,
        "far": float(gap > FAR),
        "undated": float(gap < 0),
    }


def features(side: Side, others: Sequence[Side], odds: Sequence[float]) -> dict[str, Matrix]:
    """Return the features of all pairs of an article's claims with those of the others, by name.

    Each is (claims of side, claims of all others in order). odds: for each other, the log odds that it reports the
    same event.
    """
    label, clause = side.meanings.likeness(Meanings.joined([other.meanings for other in others]))
    a, b = side.rows, Rows.joined([other.rows for other in others])
    lengths, ends = [len(other) for other in others], _ends(others)
    alike = (label + clause) / 2
    exact, rounded = a.spans.equal(b.spans), a.spans.rounded(b.spans)
    bare = bare_numbers(a, b)
    # Rounding is no difference, and neither is a unit left out.
    equal = np.maximum(exact, rounded) * ~bare + bare
    dimension = ((a.dimension[:, None] == b.dimension[None, :]) | bare).astype(np.float32)
    with np.errstate(invalid="ignore"):
        ratio = np.nan_to_num(np.abs(a.size[:, None] - b.size[None, :]), nan=1.0)
    other = 1 - equal
    # A claim's rivals are the claims of one other article, not of all.
    parts = [*zip(np.split(alike, ends[:-1], axis=1), others, strict=True)]
    inside = (
        np.concatenate([margin(part, article.repeated) for part, article in parts], axis=1),
        margin(alike.T, side.repeated).T,
    )
    leads = np.concatenate([lead(part, article.twins) for part, article in parts], axis=1), lead(alike.T, side.twins).T
    rare, rare_share = rarity(a.content, b.content)
    matches = np.maximum.reduceat(equal * dimension, [0, *ends[:-1]], axis=1).repeat(lengths, axis=1)
    elsewhere = (matches + (equal * dimension).max(0, keepdims=True)) / 2 * other
    digits = np.minimum(a.digits[:, None], b.digits[None, :])
    content_words = common(*([words.keys() for words in rows.content] for rows in (a, b)))
    rows: dict[str, Matrix | Flags] = {
        "event": np.broadcast_to(np.repeat(np.array(odds, dtype=np.float32), lengths), equal.shape),
        "label": label,
        "clause": clause,
        "best": np.minimum(*inside),
        "either": np.maximum(*inside),
        "equal": equal * dimension,
        "digits": equal * dimension * digits,
        "small": equal * dimension * (a.small[:, None] & b.small[None, :]),
        "ratio": np.minimum(ratio, 3) * other,
        "near": (ratio < 0.1) * other,
        "far": ((ratio > 1.1) * other).astype(np.float32),
        "vague": _either(a.vague, b.vague),
        "dimension": dimension,
        "elsewhere": elsewhere,
        "share": _both(a.share, b.share),
        "other_share": _both(a.share, b.share) * other,
        "money": _both(a.money, b.money),
        "other_money": _both(a.money, b.money) * other,
        "time": _both(a.time, b.time),
        "rounded": (equal - exact) * dimension * ~bare,
        "bare": bare,
        "compatible": a.spans.compatible(b.spans) * dimension * other,
        "open": a.spans.open(b.spans) * dimension * other,
        "words": overlap(*common(a.words, b.words)),
        "content": overlap(*content_words),
        "contained": contained(*content_words),
        "rare": rare,
        "rare_share": rare_share,
        "least_lead": np.minimum(*leads) * equal * dimension,
        "most_lead": np.maximum(*leads) * equal * dimension,
        "upper": np.minimum(a.rank[:, None], b.rank[None, :]),
        "lower": np.maximum(a.rank[:, None], b.rank[None, :]),
        "same_place": common(a.places, b.places)[0] > 0,
        "other_where": apart(a.where, b.where),
        "years": a.years[:, None] != b.years[None, :],
        "scope": a.scope[:, None] != b.scope[None, :],
        "equal_alike": equal * dimension * alike,
        "other_alike": other * dimension * alike,
        "ratio_alike": np.minimum(ratio, 3) * other * alike,
    }
    for name, codes in a.codes.items():
        here, there = codes[:, None], b.codes[name][None, :]
        known = (here != 0) & (there != 0)
        rows[f"same_{name}"] = known & (here == there)
        rows[f"other_{name}"] = known & (here != there)
    return {name: np.asarray(row, dtype=np.float32) for name, row in rows.items()}


def _both(a: Flags, b: Flags) -> Matrix:
    return (a[:, None] & b[None, :]).astype(np.float32)


def _either(a: Flags, b: Flags) -> Matrix:
    return (a[:, None] | b[None, :]).astype(np.float32)
