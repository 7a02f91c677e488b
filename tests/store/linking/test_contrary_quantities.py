"""Two quantities that are one with different values: all who give one value are linked to all who give the other."""

import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from extract.matching.contrary import chance_of_other_value, pairs_between
from store.library import trash
from store.library.connection import open_writer
from store.linking import verdicts
from tests.store.linking.figures_by_value import pair, tell
from tests.store.stored_links import links_in, one_sided, stored_claim

Table = dict[frozenset[float | None], float]
# 90 and 91 are one quantity; 91 resembles 95, but 90 does not.
PARTED = {pair(90, 91): 0.9, pair(91, 95): 0.6, pair(90, 95): 0.0}


def changes(conn: sqlite3.Connection) -> set[tuple[float | None, ...]]:
    """Return the values that others give with another value, lowest first."""
    return {
        tuple(sorted(stored_claim(conn, end).value or 0.0 for end in (claim, other)))
        for claim, other, relation, _ in links_in(conn)
        if relation in {"updates", "differs"}
    }


def test_two_claims_alike_link_all_of_their_quantities(conn: sqlite3.Connection, table: Table) -> None:
    table.update(PARTED)
    for number in (90, 91, 95):
        tell(conn, number)
    assert changes(conn) == {(90, 91), (90, 95), (91, 95)}
    assert one_sided(conn) == []


def test_the_order_of_adding_does_not_matter(tmp_path: Path, table: Table) -> None:
    table.update(PARTED | {pair(90, 96): 0.3, pair(91, 96): 0.3, pair(95, 96): 0.9})
    results = []
    for number, order in enumerate(permutations((90, 91, 95, 96))):
        with closing(open_writer(tmp_path / f"{number}.db")) as conn:
            for value in order:
                tell(conn, value)
            results.append(changes(conn))
    assert all(result == results[0] for result in results)
    assert (90, 96) in results[0]


def test_quantities_part_when_the_claim_that_resembles_both_is_deleted(conn: sqlite3.Connection, table: Table) -> None:
    table.update(PARTED)
    ids = {number: tell(conn, number) for number in (90, 91, 95)}
    trash.delete(conn, [ids[91]])
    assert changes(conn) == set()


def test_quantities_part_when_too_few_claims_resemble_each_other(conn: sqlite3.Connection, table: Table) -> None:
    table.update(PARTED | {pair(number, other): 0.9 for number in (92, 93, 94) for other in (90, 91, 92, 93, 94)})
    for number in (90, 91, 95):
        tell(conn, number)
    assert (90, 95) in changes(conn)
    for number in (92, 93, 94):
        tell(conn, number)
    assert not {(90, 95), (91, 95)} & changes(conn)


def test_a_verdict_parts_the_quantities_too(conn: sqlite3.Connection, table: Table) -> None:
    table.update(PARTED)
    for number in (90, 91, 95):
        tell(conn, number)
    verdicts.say(conn, 2, 3, "not")
    assert changes(conn) == {(90, 91)}
    verdicts.take_back(conn, 2, 3)
    assert changes(conn) == {(90, 91), (90, 95), (91, 95)}


@pytest.mark.parametrize(
    ("chances", "pairs", "chance"),
    [
        ([0.6, 0.2], 2, 0.6),
        ([0.6, 0.2], 8, 0.0),
        ([0.4, 0.4], 2, 0.0),
        ([], 1, 0.0),
    ],
)
def test_the_likeliest_pair_decides_if_the_mean_is_not_too_low(chances: list[float], pairs: int, chance: float) -> None:
    known = [((90.0, None, None), (95.0, None, None), each) for each in chances]
    assert chance_of_other_value(known, pairs) == chance


def test_equal_numbers_and_vague_ones_are_no_other_values() -> None:
    known = [((90.0, None, None), (90.0, None, None), 0.9), ((90.0, None, None), (None, 24.0, 99.0), 0.9)]
    assert chance_of_other_value(known, 2) == 0.0


def test_pairs_of_claims_in_one_article_do_not_count() -> None:
    assert pairs_between([1, 1, 2], [1, 3]) == 4
