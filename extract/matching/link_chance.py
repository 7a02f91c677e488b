"""How sure it is that two claims of one quantity state it, once all claims are grouped.

What the pair alone says is one witness more: a claim that fits all others of a large quantity is surer of it than one
that fits a single other; so it is where the claims next to both are of one quantity, too. A logistic regression, fitted
by `python -m extract.training fit`.
"""

import math
from collections.abc import Mapping
from functools import cache

from extract.matching.features import one_event
from extract.matching.grouping import Membership
from extract.matching.placed import Placed
from extract.matching.sameness import shipped
from extract.values import Comparison

# How values can stand to each other, beside equal ones.
_STANDING = ("rounded", "compatible", "about", "conflict")
# Two of many things are two; few are 2,129.
_SMALL = 12
# Chances beyond these say no more.
_LEAST, _MOST = 0.02, 0.98


def link_features(
    a: Placed, b: Placed, standing: Comparison, chance: float | None, both: Membership, *, aligned: bool = False
) -> dict[str, float]:
    """Return the features of a link between two claims that were grouped into one quantity.

    standing: how their values stand to each other; chance: that of the two by themselves, None where it is not known;
    both: their joint membership; aligned: whether they stand next to others that may be one, as
    `extract.matching.alignment` has it.
    """
    return {
        "chance": _odds(chance or 0.0),
        "certainty": both.certainty,
        "members": both.doublings,
        "event": _odds(one_event(a.claim, b.claim)),
        "aligned": aligned,
        "small": standing == "equal" and a.claim.value is not None and 0 <= a.claim.value <= _SMALL,
        "vague": "vague" in {a.claim.bound, b.claim.bound},
        **{name: standing == name for name in _STANDING},
    }


def link_chance(
    a: Placed,
    b: Placed,
    standing: Comparison,
    chance: float | None,
    both: Membership,
    weights: Mapping[str, float] | None = None,
    *,
    aligned: bool = False,
) -> float:
    """Return how sure it is, from 0 to 1, that two claims of one quantity state it.

    standing, chance, both, aligned: as for `link_features`. weights: by default those that are shipped.
    """
    weights = weights or _weights()
    features = link_features(a, b, standing, chance, both, aligned=aligned)
    total = weights["bias"] + sum([weights[name] * value for name, value in features.items() if value])
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> Mapping[str, float]:
    return shipped().link


def _odds(chance: float) -> float:
    bounded = min(max(chance, _LEAST), _MOST)
    return math.log(bounded / (1 - bounded))
