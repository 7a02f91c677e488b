"""Grouping by the chances of pairs: average linkage, which ignores unknown pairs and obeys the reader's verdicts."""

import random
from collections.abc import Iterable, Mapping
from itertools import combinations

import pytest

from extract.matching.grouping import CUT, group

Pair = tuple[int, int]


def groups(
    items: Iterable[int],
    chances: Mapping[Pair, float],
    unknown: Iterable[Pair] = (),
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[tuple[int, ...]]:
    blank = {frozenset(pair) for pair in unknown}
    grouped = group(items, chances, unknown=lambda a, b: frozenset((a, b)) in blank, same=same, apart=apart)
    return [each_group.members for each_group in grouped]


def test_two_items_are_joined_from_the_cut_on() -> None:
    assert groups([1, 2], {(1, 2): CUT}) == [(1, 2)]
    assert groups([1, 2], {(1, 2): CUT - 0.01}) == [(1,), (2,)]
    assert groups([1, 2], {}) == [(1,), (2,)]


def test_one_likely_pair_does_not_join_two_groups_that_are_otherwise_unlike() -> None:
    chances = {(1, 2): 0.9, (3, 4): 0.9, (2, 3): 0.8}
    assert groups([1, 2, 3, 4], chances) == [(1, 2), (3, 4)]


def test_pairs_that_were_not_compared_are_left_out_of_the_mean() -> None:
    chances = {(1, 2): 0.9, (2, 3): 0.7}
    assert groups([1, 2, 3], chances) == [(1, 2), (3,)]
    assert groups([1, 2, 3], chances, unknown=[(1, 3)]) == [(1, 2, 3)]


def test_the_likeliest_join_first() -> None:
    assert groups([1, 2, 3], {(1, 2): 0.7, (2, 3): 0.9}) == [(1,), (2, 3)]


def test_among_equal_chances_the_smallest_items_join_first() -> None:
    assert groups([3, 2, 1], {(2, 3): 0.7, (1, 2): 0.7}) == [(1, 2), (3,)]


def test_items_declared_the_same_are_joined_whatever_the_chances() -> None:
    assert groups([1, 2], {}, same=[(2, 1)]) == [(1, 2)]
    assert groups([1, 2, 3], {}, same=[(1, 2), (2, 3)]) == [(1, 2, 3)]


def test_items_declared_different_are_never_joined() -> None:
    chances = dict.fromkeys(combinations(range(4), 2), 0.95)
    for members in groups(range(4), chances, apart=[(3, 0)]):
        assert not {0, 3} <= set(members)


def test_apart_overrides_a_chain_of_same() -> None:
    for members in groups([1, 2, 3], {}, same=[(1, 2), (2, 3)], apart=[(1, 3)]):
        assert not {1, 3} <= set(members)


def test_a_members_certainty_is_its_mean_chance_with_compared_members() -> None:
    chances = {(1, 2): 0.9, (1, 3): 0.7, (2, 3): 0.8}
    (cluster,) = group([1, 2, 3], chances, unknown=lambda a, b: False)
    assert cluster.certainty == pytest.approx({1: 0.8, 2: 0.85, 3: 0.75})
    (alone,) = group([7], {}, unknown=lambda a, b: False)
    assert alone.certainty == {7: 1.0}


def test_the_order_of_items_changes_nothing() -> None:
    chance = random.Random(3)
    for _ in range(20):
        items = list(range(30))
        pairs = list(combinations(items, 2))
        chances = {pair: round(chance.random(), 1) for pair in chance.sample(pairs, 200)}
        unknown, apart, same = (chance.sample(pairs, number) for number in (80, 6, 4))
        first = groups(items, chances, unknown, same, apart)
        shuffled = list(chances.items())
        for some in (items, shuffled, apart, same):
            chance.shuffle(some)
        turned = {(right, left): value for (left, right), value in shuffled}
        assert groups(items, turned, unknown, same, apart) == first
        assert sorted(item for members in first for item in members) == list(range(30))
