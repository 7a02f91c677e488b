"""Computes the chance that two claims of one group state one quantity, once all claims are grouped.

The pair's own chance is only part of the evidence: a claim that fits all others of a large quantity is more certain
than one that fits a single other, and so is a pair next to another matching pair. A logistic regression, fitted by
`python -m extract.training fit`.
"""

import math
from collections.abc import Mapping
from functools import cache

from extract.matching.features import likeness, one_event
from extract.matching.grouping import Membership
from extract.matching.placed import Placed
from extract.matching.rows import SMALL, digits_of
from extract.matching.sameness import shipped
from extract.values import Comparison

# The results of comparing values, besides equal ones.
_STANDING = ("rounded", "compatible", "about", "conflict")

# More extreme chances carry no more evidence.
_LEAST, _MOST = 0.02, 0.98


def link_features(
    a: Placed, b: Placed, standing: Comparison, chance: float | None, both: Membership, *, aligned: bool = False
) -> dict[str, float]:
    """Return the features of a link between two claims that were grouped into one quantity.

    standing: how their values compare; chance: that of the two by themselves, None if unknown; both: their joint
    membership; aligned: see `extract.matching.alignment`.
    """
    small = standing == "equal" and a.claim.value is not None and 0 <= a.claim.value <= SMALL
    return {
        "chance": _odds(chance or 0.0),
        "certainty": both.certainty,
        "members": both.doublings,
        "event": _odds(one_event(a.claim, b.claim)),
        "aligned": aligned,
        "small": small,
        # Two players and two games are hardly one quantity, 900 players and 900 men may be.
        "small_unlike": small and a.claim.unit != b.claim.unit and None not in {a.claim.unit, b.claim.unit},
        # Two numbers of several digits are hardly equal by chance.
        "digits": min(digits_of(a.claim), digits_of(b.claim)) if standing in {"equal", "rounded"} else 0,
        "words": likeness(a.text, b.text),
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
    """Return the chance, from 0 to 1, that two claims of one group state one quantity.

    standing, chance, both, aligned: as for `link_features`. weights: by default the shipped ones.
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
