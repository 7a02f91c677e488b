"""Ties: what one column stores, and what a change preserves."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from store.linking.ties import RELATIONS, Tie, Ties, code_of, ties_of
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, put

THOUSANDTHS = st.integers(0, 1000).map(lambda number: number / 1000)
TIES = st.builds(
    Tie, st.sampled_from(RELATIONS), THOUSANDTHS, THOUSANDTHS, st.sampled_from([None, "same", "not"]), st.booleans()
)


@given(st.lists(TIES, min_size=2, max_size=2, unique=True))
def test_different_ties_are_stored_as_different_numbers(ties: list[Tie]) -> None:
    first, second = map(code_of, ties)
    assert first != second
    assert max(first, second) < 1 << 32


def test_rewriting_a_link_keeps_the_result_of_the_comparison(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, FIRE_SERVICE, "b.txt")
    ties = Ties(conn)
    ties.weigh(1, 2, 0.7, aligned=True)
    ties.link(1, 2, "agrees", 0.8)
    ties.save()
    assert ties_of(conn, [1, 2]) == {claim: {3 - claim: Tie("agrees", 0.8, 0.7, None, True)} for claim in (1, 2)}
    ties.unlink(1, 2)
    ties.save()
    assert ties_of(conn, [1])[1][2] == Tie("", 0.0, 0.7, None, True)
    ties.weigh(1, 2, 0.4)
    ties.save()
    assert ties_of(conn, [2])[2][1] == Tie("", 0.0, 0.4, None, False)
