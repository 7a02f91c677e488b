"""What `they` and `it` stand for in a label."""

import pytest

from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "The miners left the pit in May. They had signed a two-year contract with the owners.",
            "two-year",
            "the miners",
        ),
        (
            "The Rovers had a bad spring. In April alone, they lost nine of their matches on muddy fields.",
            "nine",
            "the Rovers",
        ),
        (
            "The harbour plan was published in March. It calls for spending $40 million on cranes.",
            "$40 million",
            "the harbour plan",
        ),
    ],
)
def test_a_pronoun_takes_the_subject_before_it(claim: Find, text: str, figure: str, label: str) -> None:
    assert label in claim(text, figure).subject


def test_the_agent_is_named_after_what_happened(claim: Find) -> None:
    text = "The fever was first seen in Ketter. It killed 40 people in Selm."
    assert claim(text, "40").subject.startswith("people killed · the fever")


@pytest.mark.parametrize(
    ("text", "figure", "wrong"),
    [
        # the thing founded is as likely
        ("The county founded the mill. It lasted nine years.", "nine years", "county"),
        # nothing stands there
        ("The bridge was closed. It took two hours to clear the road.", "two hours", "bridge"),
        # those asked speak of themselves
        ("Voters of two towns saw the film. A third of them said they would pay $9.", "$9", "towns would"),
        # `I` means another by `him`
        (
            "“I won nine votes more than him,” Ana Brandt said. Ivar Holm had lost. Ana Brandt smiled.",
            "nine",
            "Brandt had",
        ),
    ],
)
def test_an_unsure_pronoun_is_not_replaced(claim: Find, text: str, figure: str, wrong: str) -> None:
    assert wrong not in claim(text, figure).subject
