"""Measures how processor time grows with an input, on machines of any speed and however busy they are."""

import math
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

_T = TypeVar("_T")

# How often growth that seems too steep is measured again.
_ROUNDS = 12


def check_growth(run: Callable[[_T], object], inputs: Sequence[_T], most: float, noise: float) -> None:
    """Assert that the last input takes at most so many times as long as the first; least of several runs in turn.

    A busy machine slows single runs down; what grows too fast does so in every run. noise: processor seconds below
    which clock and caches are measured.
    """
    least = [math.inf] * len(inputs)
    for measured in range(_ROUNDS):
        for place, given in enumerate(inputs):
            began = time.thread_time()
            run(given)
            least[place] = min(least[place], time.thread_time() - began)
        if measured and least[-1] <= max(noise, most * least[0]):
            return
    raise AssertionError(f"takes {least} seconds")
