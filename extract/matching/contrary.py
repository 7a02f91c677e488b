"""Decides if two quantities are one with different values: in some articles 12 children, in others 13."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.lexicon import weights
from extract.values import Number


def chance_of_other_value(chances: Iterable[tuple[Number, Number, float]], pairs: int) -> float:
    """Return the chance, from 0 to 1, that two quantities are one with different values; 0 if it is low.

    Those who repeat one value rarely resemble all who repeat the other. So the likeliest two claims decide, and the
    mean of all pairs need not be high.

    chances: that a claim of one and a claim of the other state one quantity, with their numbers, if known and not low.
    pairs: how many pairs of claims of different articles there are.
    """
    limits = weights("thresholds")
    known = [*chances]
    best = max((chance for number, other, chance in known if _differ(number, other)), default=0.0)
    mean_is_enough = sum(chance for *_, chance in known) >= limits["contrary_mean"] * pairs
    return best if best >= limits["contrary"] and mean_is_enough else 0.0


def pairs_between(articles: Sequence[object], others: Sequence[object]) -> int:
    """Return how many pairs of claims of different articles two quantities have, from the article of each claim."""
    counts = Counter(others)
    return len(articles) * len(others) - sum(counts[article] for article in articles)


def _differ(number: Number, other: Number) -> bool:
    return number[0] is not None and other[0] is not None and number != other
