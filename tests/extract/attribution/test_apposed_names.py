"""Names in apposition to a description: whom or what the description means."""

import pytest

from tests.extract.attribution.test_descriptions import name_of
from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Its successor, Moor & Lanner of Ketter, said 40 shops would close.", "Moor & Lanner of Ketter"),
        ("The law firm, Adler & Quist, said 40 clients had paid.", "Adler & Quist"),
        ("Its rival, Marsh & Tully, said on Monday that 40 vans were lost.", "Marsh & Tully"),
        ("The town's oldest baker, Foss & Hale, told the Gazette that 40 ovens were cold.", "Foss & Hale"),
        # Two people are no firm.
        ("Its owners, Tom Rask and Ana Brandt, said 40 shops would close.", "Tom Rask"),
    ],
)
def test_names_joined_by_an_ampersand_are_one_body(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name
