"""Claims that can't be of one quantity whatever their words."""

from dataclasses import replace

import pytest

from extract.claim import Claim, Subject
from extract.matching.exclusion import excluded
from extract.matching.placed import Placed

CAMP = "Some 20,000 refugees live in the tents of Yorvale."


def placed(line: str, figure: str, value: float) -> Placed:
    """Return a count of people in a line."""
    at = line.index(figure)
    claim = Claim(at, at + len(figure), figure, "count", value, unit="refugee", unit_text="refugees", in_line=at)
    return Placed(claim, line, "", "2026-05-04", line)


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("The depot at Yorvale stocks enough supplies for 15,000 refugees.", "15,000"),
        ("The new tents have room for 15,000 refugees.", "15,000"),
        ("They brought sufficient flour and oil for 15,000 refugees.", "15,000"),
    ],
)
def test_supplies_for_people_do_not_count_them(line: str, figure: str) -> None:
    assert excluded(placed(line, figure, 15_000), placed(CAMP, "20,000", 20_000))
    assert excluded(placed(CAMP, "20,000", 20_000), placed(line, figure, 15_000))


def test_two_counts_of_supplies_may_be_one_quantity() -> None:
    first, second = (placed(f"It has room for {figure} refugees.", figure, 15_000) for figure in ("15,000", "15 000"))
    assert not excluded(first, second)


def test_those_whom_somebody_cares_for_are_counted() -> None:
    assert not excluded(
        placed("The nurses care for 15,000 refugees.", "15,000", 15_000), placed(CAMP, "20,000", 20_000)
    )


def scored(line: str, figure: str) -> Placed:
    """Return the points in a line of a report on a game of Quell, Ostrow and Varden."""
    at = line.index(figure)
    names = ("quell", "ostrow", "varden")
    claim = Claim(at, at + len(figure), figure, "points", int(figure), unit="point", unit_text="points", in_line=at)
    return Placed(replace(claim, about=Subject(names=names)), line, "", "2026-05-04", line)


def test_points_of_one_player_are_one_number_whoever_else_each_report_names() -> None:
    assert not excluded(
        scored("Quell scored 24 points to end the hopes of Ostrow.", "24"),
        scored("Varden applauded the 24 points of Quell.", "24"),
    )


@pytest.mark.parametrize(
    ("line", "figure"),
    [("Varden had 24 points.", "24"), ("Varden applauded the 27 points of Quell.", "27")],
)
def test_points_of_another_player_and_another_number_of_points_are_apart(line: str, figure: str) -> None:
    assert excluded(scored("Quell scored 24 points to end the hopes of Ostrow.", "24"), scored(line, figure))


def test_a_distance_is_one_whoever_walks_it() -> None:
    walked = (
        replace(placed(line, "900", 900), claim=replace(placed(line, "900", 900).claim, kind="measure", about=about))
        for line, about in (
            ("The migrants walked 900 miles.", Subject(people="migrant")),
            ("The soldiers saw them walk 900 miles.", Subject(people="soldier")),
        )
    )
    assert not excluded(*walked)
