"""Trees: one root and no cycle, whatever the scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from extract.parsing.trees import best_tree


def is_tree(heads: list[int]) -> bool:
    def reaches_root(word: int) -> bool:
        for _ in heads:
            word = heads[word - 1]
            if word == 0:
                return True
        return False

    return heads.count(0) == 1 and all(reaches_root(word) for word in range(1, len(heads) + 1))


@given(
    st.integers(1, 12).flatmap(lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32)))
)
def test_any_scores_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


def test_the_best_heads_are_kept_where_they_make_a_tree() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 2], scores[1, 0], scores[2, 2] = 5, 5, 5
    assert best_tree(scores) == [2, 0, 2]


def test_a_cycle_is_broken_at_its_cheapest_arc() -> None:
    scores = np.full((3, 4), -50, dtype=np.float32)
    scores[0, 0], scores[1, 3], scores[2, 2], scores[1, 1], scores[2, 1] = 5, 9, 9, 4, 1
    assert best_tree(scores) == [0, 1, 2]
