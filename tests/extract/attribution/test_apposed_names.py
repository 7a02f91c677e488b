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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The harbour of Orran's chief pilot, Clara Nys, said 40 boats were late.", "Clara Nys"),
        ("The village of Sarn's head teacher, Ana Brandt, said 40 children were ill.", "Ana Brandt"),
        ("The city of Lissa's police chief, Tom Rask, said 40 men were held.", "Tom Rask"),
        ("The diocese of Ketter's bishop, Odo Lanner, told reporters that 40 bells were cracked.", "Odo Lanner"),
        # Whoever or whatever can speak by itself is not the one that is named.
        ("The family of Lissa's mayor, Tom Rask, said 40 letters had come.", "family of Lissa's mayor"),
        ("The firm of Lissa's mayor, Tom Rask, said 40 men had left.", "firm of Lissa's mayor"),
        ("The mother of Orran's best striker, Tom Rask, said 40 letters had come.", "mother of Orran's best striker"),
        ("The port of Orran's fire service said 40 boats had burnt.", "port of Orran's fire service"),
    ],
)
def test_who_is_named_beside_a_place_and_an_office_holds_the_office(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name
