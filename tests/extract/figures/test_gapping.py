"""Numbers whose unit is only in a parallel clause: `Voss scored 18 points, while Rask added 12`."""

import pytest

from tests.extract.fixture_types import Claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voss scored 18 points, while Rask added 12 for Oldmouth.", [(18, "point"), (12, "point")]),
        ("Hale rushed for 226 yards while Brand added 101.", [(226, "yard"), (101, "yard")]),
        ("The firm fell 3 percent and its rival lost 4.", [(3, "percent"), (4, "percent")]),
    ],
)
def test_a_parallel_clause_takes_the_unit_of_the_one_before(
    claims: Claims, text: str, expected: list[tuple[float, str]]
) -> None:
    assert [(claim.value, claim.unit) for claim in claims(text)] == expected


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Exports rose 3 percent while 40 ships waited.", "40"),
        ("The river rose 3 metres and the mayor was 12.", "12"),
        ("Rask paid $3 million while Voss gave 5.", "5"),
        ("Voss scored 18 points. Rask met 12 on Monday.", "12"),
    ],
)
def test_a_clause_of_another_structure_lends_no_unit(claims: Claims, text: str, figure: str) -> None:
    units = {claim.text: claim.unit for claim in claims(text)}
    assert units.get(figure) in {None, "ship"}
