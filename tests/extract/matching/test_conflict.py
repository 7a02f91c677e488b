"""When two values of one quantity contradict each other."""

import pytest

from extract.extractor import Extractor
from extract.matching.placed import Placed
from extract.matching.relation import relate, relate_across
from extract.text.excerpt import sentence

SURE = 0.95


def toll(extractor: Extractor, text: str, outlet: str) -> Placed:
    claim = extractor.claims(text, published="2026-05-04T10:00")[0]
    return Placed(claim, outlet, outlet, "2026-05-04T10:00", sentence(text, claim.start, claim.end))


def relation(extractor: Extractor, text: str, other: str) -> str:
    """Return the relation of the first claims of two texts of one hour, if they surely state one quantity."""
    return relate(toll(extractor, text, "Ostrel Post"), toll(extractor, other, "Coast Wire"), SURE).name


@pytest.mark.parametrize(
    "text",
    [
        "The man killed 58 people and himself at the fair in Ostrel, the sheriff said.",
        "The attack at the fair in Ostrel killed 58 people, not counting the gunman, the sheriff said.",
        "The fire killed 58 people besides the bomber at the fair in Ostrel, the sheriff said.",
    ],
)
def test_tolls_with_and_without_the_attacker_do_not_contradict(extractor: Extractor, text: str) -> None:
    other = "At least 59 people were killed at the fair in Ostrel, hospitals said."
    assert relation(extractor, text, other) == "perhaps"


def test_tolls_that_do_not_mention_the_attacker_contradict(extractor: Extractor) -> None:
    text = "The attack killed 58 people at the fair in Ostrel, the sheriff said."
    other = "The attack killed 61 people at the fair in Ostrel, hospitals said."
    assert relation(extractor, text, other) == "differs"


@pytest.mark.parametrize(
    "text",
    [
        "In neighbouring Velm, 10 people were killed, the sheriff said.",
        "In the nearby town of Velm the attack killed 10 people, the sheriff said.",
        "The attack at the fair in Velm killed 10 people, the sheriff said.",
    ],
)
def test_the_toll_of_another_place_does_not_contradict(extractor: Extractor, text: str) -> None:
    other = "The attack killed 24 people at the fair in Ostrel, hospitals said."
    assert relation(extractor, text, other) == "perhaps"


def test_denials_of_two_numbers_do_not_contradict(extractor: Extractor) -> None:
    text = "The ministry denied that 450 jobs would be cut at the Ostrel mill."
    assert relation(extractor, text, "The firm denied that 300 jobs would be cut at the Ostrel mill.") == "perhaps"
    assert relation(extractor, text, "The firm denied that 450 jobs would be cut at the Ostrel mill.") == "agrees"


def test_claims_of_quantities_that_are_one_with_other_values_contradict(extractor: Extractor) -> None:
    first = toll(extractor, "The attack killed 58 people at the fair in Ostrel, the sheriff said.", "Ostrel Post")
    second = toll(extractor, "The attack killed 61 people at the fair in Ostrel, hospitals said.", "Coast Wire")
    likely, unlikely = (relate_across(first, second, 0.3, contrary) for contrary in (0.6, 0.0))
    assert likely is not None
    assert unlikely is not None
    assert (likely.name, unlikely.name) == ("differs", "perhaps")


def test_claims_of_one_value_that_were_not_grouped_do_not_agree(extractor: Extractor) -> None:
    first = toll(extractor, "The attack killed 58 people at the fair in Ostrel, the sheriff said.", "Ostrel Post")
    second = toll(extractor, "The attack killed 58 people at the fair in Ostrel, hospitals said.", "Coast Wire")
    relation = relate_across(first, second, 0.6, 0.6)
    assert relation is not None
    assert relation.name == "perhaps"


@pytest.mark.parametrize(
    "text",
    [
        "Police in Ostrel made 50 arrests over four nights of protests, the mayor said.",
        "In Ostrel 61 people were arrested in the past three weeks, the mayor said.",
        "The mayor said 70 people had been arrested in Ostrel during the first five days of the strike.",
    ],
)
def test_the_count_of_one_night_does_not_contradict_that_of_several(extractor: Extractor, text: str) -> None:
    assert relation(extractor, text, "On Monday night 46 people were arrested in Ostrel, police said.") == "perhaps"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ada Lee needed 11 points to break Maud Orr's record of 2,106.", "Ada Lee has scored 2,117 points."),
        ("With a free throw Ada Lee reached 2,117 points.", "Ada Lee now has 2,129 points."),
        ("He has 548 points this season.", "Since May, Ada Lee has scored 498 points."),
    ],
)
def test_the_tallies_of_two_people_or_two_moments_do_not_contradict(
    extractor: Extractor, text: str, other: str
) -> None:
    first, second = (
        Placed(claim, name, name, "", line)
        for name, line in (("Ostrel Post", text), ("Coast Wire", other))
        for claim in extractor.claims(line)[-1:]
    )
    assert relate(first, second, SURE).name == "perhaps"


def test_two_tallies_of_one_moment_contradict(extractor: Extractor) -> None:
    first, second = (
        Placed(claim, name, name, "", line)
        for name, line in (("Ostrel Post", "Ada Lee now has 2,301 points."), ("Wire", "Ada Lee now has 2,302 points."))
        for claim in extractor.claims(line)
    )
    assert relate(first, second, SURE).name == "differs"


@pytest.mark.parametrize(
    "text",
    [
        "The mill at Ostrel will shed 40 jobs, the owner said.",
        "Will 40 jobs go at the mill in Ostrel, the owner asked?",
        "As many as 40 jobs could go at the mill in Ostrel, the owner said.",
    ],
)
def test_a_forecast_does_not_contradict_a_result(extractor: Extractor, text: str) -> None:
    assert relation(extractor, text, "The mill at Ostrel has shed 65 jobs, the union said.") == "perhaps"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will 40 jobs go at the mill in Ostrel, the owner asked?", "perhaps"),
        ("The mill at Ostrel will shed 40 jobs, the owner said.", "differs"),
    ],
)
def test_a_forecast_is_contradicted_by_another_but_by_no_question(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert relation(extractor, text, "The mill at Ostrel will shed 65 jobs, the union said.") == expected
