"""Names of bodies: completed where the recogniser tears them, and told from people by the noun before them."""

import pytest

from tests.extract.attribution.test_descriptions import name_of
from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selm Foods and its smaller rival Quillon sell soup. On Thursday the company said 40 would go.", "Selm Foods"),
        ("Kestrel Foods and Montaner both sell soup. On Thursday the company added that 40 would go.", "Kestrel Foods"),
        ("Bramble Foods and its rival Quillon sell jam. It rained. The company said 40 would go.", "Bramble Foods"),
        # A title is no part of the name.
        ("Carmaker Tessaro is closing a plant. The company said 40 would go.", "Tessaro"),
    ],
)
def test_a_torn_name_is_completed_by_the_word_before(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Selm Foods fears its smaller rival Quillon. Quillon said in May it would stay. The company said 40 left.",
            "Quillon",
        ),
        (
            "Orran Coal and its supplier Vantor share a yard. Vantor said it was late. The firm added 40 had left.",
            "Vantor",
        ),
        ("Bramble Foods may buy the chain Aldane. Aldane said in May it was glad. The company said 40 left.", "Aldane"),
        (
            "Norvik Games sued its parent Tressel. Tressel said it was sad. Later the company said 40 had left.",
            "Tressel",
        ),
        # A builder, a rival and a chairman are people where the name is a person's.
        ("Selm Foods hired the builder Tom Rask. Rask said it was late. The company said 40 left.", "Selm Foods"),
        ("Selm Foods fears its rival Ana Brandt. Brandt said it was late. The company said 40 left.", "Selm Foods"),
        ("Selm Foods hired the builder Tom Rask. Tom said it was late. The company said 40 left.", "Selm Foods"),
        ("Selm Foods praised its chairman Rask. Rask said it was late. The company said 40 left.", "Selm Foods"),
    ],
)
def test_the_company_is_the_body_that_spoke_last(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name
