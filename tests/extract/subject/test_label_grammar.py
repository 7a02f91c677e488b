"""Labels stay grammatical when they are cut, and are the clause if a name says too little."""

import pytest

from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        # an apposition names its own noun
        (
            "The warning reached some growers in Selmet, a village of 900 set along the Ketter river.",
            "900",
            "Selmet, a village of … set along the Ketter river",
        ),
        (
            "Clerks spoke to Rask, a three-time rowing champion, about the missing boats.",
            "three",
            "Rask, a …-time rowing champion",
        ),
        # a comma before a participle, none between two verbs of one subject
        (
            "The crew worked through the long wet night without any rest to get the old ferry home before the storm "
            "came in over the islands, hauling 60 crates.",
            "60",
            ", hauling … crates",
        ),
        # a coordinated infinitive keeps what both share
        (
            "The bill would pay for village schools through the next winter but give the port a budget of $9 million.",
            "$9 million",
            "would give the port a budget of …",
        ),
        # `proud of`, `let … use`
        ("A friend let Rask use the boat for five weeks.", "five weeks", "A friend let Rask use the boat for …"),
    ],
)
def test_a_clause_is_cut_between_whole_phrases(claim: Find, text: str, figure: str, label: str) -> None:
    assert label in claim(text, figure).subject


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        # a share without its predicate
        ("One-fifth of the rowers are children.", "One-fifth", "… of the rowers are children"),
        (
            "Some 59 percent of registered farmers view the old harbour board unfavourably in all towns of the valley.",
            "Some 59 percent",
            "… of registered farmers view the old harbour board unfavourably",
        ),
        # owned or owed
        (
            "The old mill has had $2 million damage done to it.",
            "$2 million",
            "The old mill has had … damage done to it",
        ),
        # what the others had
        (
            "Rask's standing rose by two points while Voss's fell by three points.",
            "three points",
            "while Voss's fell by …",
        ),
        # where they stayed
        ("Three older men remained inside.", "Three", "… older men remained inside"),
        ("Some 300 migrants made it into Torland.", "Some 300", "… migrants made it into Torland"),
        # which of several
        ("Rask was chosen with one of the last 11 picks.", "11", "Rask was chosen with one of the last … picks"),
        # not the boats of the streets
        ("Students marched through the streets of nine valley towns.", "nine", "streets of … valley towns"),
        # the idea of a thing is not counted
        ("The notion of 900 deaths is frightening.", "900", "The notion of … deaths is frightening"),
        # raised, in one month and in another
        (
            "The club raised $6 million in May and $5 million in June.",
            "$5 million",
            "The club raised $6 million in May and … in June",
        ),
        # a distance away
        ("The fair was held three miles away.", "three miles", "The fair was held … away"),
    ],
)
def test_the_clause_says_what_a_name_leaves_out(claim: Find, text: str, figure: str, label: str) -> None:
    assert label in claim(text, figure).subject


@pytest.mark.parametrize(
    ("text", "figure", "wrong"),
    [
        # of the whole, where its part came from
        (
            "Of more than 300 people stopped on the ice, fewer than 90 came from islands in the Sound.",
            "more than 300",
            " · from islands",
        ),
        # of the families, when they were met
        ("The mayor on Thursday met relatives of the 12 people killed.", "12", "Thursday"),
        # a day cut off from what it is counted from
        ("In the days since the flood 40 people were injured.", "40", "in the days ·"),
        # a fine is not paid in jail
        ("Rask faces up to nine years in prison and a $500 fine.", "$500", "fine in prison"),
    ],
)
def test_a_label_takes_nothing_that_belongs_to_something_else(claim: Find, text: str, figure: str, wrong: str) -> None:
    assert wrong not in claim(text, figure).subject


def test_a_bare_number_counts_the_points_of_its_own_sentence(claim: Find) -> None:
    text = "The guards won again. Ivo Lam scored 16 points for the Rovers, while Tom Rask had 14."
    assert claim(text, "14").phrase.startswith("points")
