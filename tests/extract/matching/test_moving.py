"""Changing quantities, of which another value may be a later state, and fixed ones, which it contradicts."""

import pytest

from extract.extractor import Extractor
from extract.matching.placed import Placed
from extract.matching.relation import relate
from extract.text.excerpt import sentence

SURE = 0.95


def placed(extractor: Extractor, text: str, day: str) -> Placed:
    """Return the last claim of a text that was published on a day of May 2026."""
    published = f"2026-05-{day}T10:00"
    claim = extractor.claims(text, published=published)[-1]
    return Placed(claim, day, day, published, sentence(text, claim.start, claim.end))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("The flood in Ostrel killed 58 people.", "The flood in Ostrel killed 61 people."),
        ("The flood destroyed 120 houses in Ostrel.", "The flood destroyed 190 houses in Ostrel."),
        ("The barrier at Ostrel will cost $800 million.", "The barrier at Ostrel will cost $1.2 billion."),
        ("A column of 4,000 migrants left Ostrel.", "A column of 7,000 migrants left Ostrel."),
        ("Lee has 31,000 votes so far in Ostrel.", "Lee has 52,000 votes so far in Ostrel."),
    ],
)
def test_a_later_value_of_a_changing_quantity_is_an_update(extractor: Extractor, first: str, later: str) -> None:
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "07"), SURE).name == "updates"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Ada Lee of Ostrel was a mother of 12.", "The court in Ostrel heard of Ada Lee, a mother of 13."),
        ("Gunmen in Ostrel killed Ada Lee, a mother of 12.", "Gunmen in Ostrel killed Ada Lee, a mother of 13."),
        ("Ostrel has 12 bridges.", "Ostrel has 14 bridges."),
        ("The plane dropped four bombs on Ostrel.", "The plane dropped five bombs on Ostrel."),
        ("Lee won 31,000 votes in Ostrel.", "Lee won 52,000 votes in Ostrel."),
        ("Havenlight paid $310 million for Ostrel Mills.", "Havenlight paid $340 million for Ostrel Mills."),
    ],
)
def test_another_value_of_a_fixed_quantity_contradicts_however_late(
    extractor: Extractor, first: str, later: str
) -> None:
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "07"), SURE).name == "differs"


def test_a_collected_number_differs_on_another_day(extractor: Extractor) -> None:
    first, later = (f"Ada Lee of Ostrel has {count} delegates." for count in (151, 163))
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "11"), SURE).name == "updates"


def test_the_toll_of_a_neighbouring_place_is_no_later_state(extractor: Extractor) -> None:
    first = "The quake in Ostrel killed at least five people."
    later = "In neighbouring Velm, the quake killed 10 people."
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "05"), SURE).name == "perhaps"


def test_the_toll_of_a_state_is_no_later_state_of_the_country(extractor: Extractor) -> None:
    first = "The fever has killed more than 1,000 people in Talland."
    later = "Abe Rask, the governor, said his state has 1,550 deaths from the fever."
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "07"), SURE).name == "perhaps"


@pytest.mark.parametrize(
    "later",
    [
        "In Velm seven people were killed in an air strike.",
        "The president condemned the bombing of a market in Velm, which killed seven people.",
        "The planes have also bombed the town of Velm, killing at least seven people.",
    ],
)
def test_the_toll_of_a_place_that_the_other_article_does_not_name_is_another(extractor: Extractor, later: str) -> None:
    first = "At least 12 people were killed in an air strike on the camp at Ostrel, an official said."
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "05"), SURE).name == "perhaps"


def test_a_place_that_the_other_article_names_elsewhere_does_not_part_two_tolls(extractor: Extractor) -> None:
    first = "The fire in Velm killed 12 people."
    later = "A mill in Velm burned down. At least 14 people died, the mayor said."
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "05"), SURE).name == "updates"


def test_a_source_may_correct_its_value_of_a_fixed_quantity(extractor: Extractor) -> None:
    first, later = (f"The city of Ostrel has {count} bridges, Ana Brandt said." for count in (12, 14))
    assert relate(placed(extractor, first, "04"), placed(extractor, later, "07"), SURE).name == "updates"
