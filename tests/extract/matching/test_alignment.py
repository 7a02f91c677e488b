"""Which claims of two articles are next to others that may be one quantity."""

import numpy as np

from extract.matching.alignment import aligned


def test_a_pair_is_aligned_where_the_claims_next_to_both_may_be_one() -> None:
    likely = np.array([[0.9, 0, 0], [0, 0, 0], [0, 0, 0]], dtype=np.float32)
    assert np.argwhere(aligned(likely)).tolist() == [[1, 1]]


def test_the_other_order_counts_as_well() -> None:
    likely = np.array([[0, 0, 0.9], [0, 0, 0], [0, 0, 0]], dtype=np.float32)
    assert np.argwhere(aligned(likely)).tolist() == [[1, 1]]


def test_neighbours_that_are_hardly_one_say_nothing() -> None:
    assert not aligned(np.full((3, 3), 0.3, dtype=np.float32)).any()


def test_articles_with_a_single_claim_have_no_neighbours() -> None:
    assert not aligned(np.ones((1, 1), dtype=np.float32)).any()
