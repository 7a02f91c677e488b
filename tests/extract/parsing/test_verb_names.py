"""Surnames that are also words for something else: who said what is under the person's full name."""

import pytest

from tests.extract.attribution.test_descriptions import name_of
from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mill's guard, Karim Said, came at dawn with a lamp. Said said 40 looms were idle.", "Karim Said"),
        ("Mayor Nora Said came home. Said added that 40 homes were dark.", "Nora Said"),
        ("Edward Said was a critic. Said warned that 40 books were banned.", "Edward Said"),
        ("Omar Said's boats are old. Said told the Gazette that 40 of them leak.", "Omar Said"),
        ("The baker, Julia Price, was glad. Price said 40 ovens had been sold.", "Julia Price"),
        ("The warden, Tom Hope, left early. Hope said 40 cells were wet.", "Tom Hope"),
        # No name without a given name before it, and a verb before its subject.
        ("The mayor was angry. Said the mayor: 40 homes were dark.", "mayor"),
        ("Karim Said runs the port. Said Tom Rask, 40 boats were late.", "Tom Rask"),
        ("Tom Price left. Hope said 40 men were there.", "Hope"),
    ],
)
def test_a_surname_is_no_verb(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    "text",
    [
        "Brandt Said, in Letter, That Mill Lost 40 Looms",
        "Tom Price left in May. Price rises hit 40 shops.",
    ],
)
def test_a_verb_in_a_headline_and_a_common_noun_are_no_surnames(claim: Find, text: str) -> None:
    source = claim(text, "40").source
    assert source is None or source.name in {"Brandt", "Brandt Said"}
