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
