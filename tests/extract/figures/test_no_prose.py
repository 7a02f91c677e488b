"""Text that is not prose: tables, menus, results, references, clock times, and the figures in it."""

import pytest

from extract.extractor import Extractor
from extract.parsing.tables import Cells
from tests.extract.fixture_types import Claims

LEAD = "The harbour board published the losses of the storm.\n"


@pytest.mark.parametrize(
    ("table", "labels"),
    [
        (
            "| Port | Boats lost | Cost |\n|---|---|---|\n| Ketter | 12 | $1.2 million |\n| Lissa | 29 | $3 million |",
            {
                "12": "Boats lost, Ketter",
                "$1.2 million": "Cost, Ketter",
                "29": "Boats lost, Lissa",
                "$3 million": "Cost, Lissa",
            },
        ),
        (
            "Year\tHerring\tCod\n2019\t40 tons\t7 tons\n2020\t38 tons\t9 tons",
            {"40 tons": "Herring, 2019", "9 tons": "Cod, 2020"},
        ),
        ("Adults | $12\nChildren | $5\nDogs | $2", {"$12": "Adults", "$5": "Children", "$2": "Dogs"}),
    ],
)
def test_a_cell_is_named_by_its_headings(extractor: Extractor, table: str, labels: dict[str, str]) -> None:
    subjects = {claim.text: claim.subject for claim in extractor.claims(f"{LEAD}{table}\n")}
    assert {figure: subjects.get(figure) for figure in labels} == labels


@pytest.mark.parametrize(
    "before",
    [
        "The ministry said the storm sank boats.",
        "“It was bad,” Ana Brandt said.",
        "According to the union, the toll rose.",
    ],
)
def test_a_number_in_a_table_has_no_source(claims: Claims, before: str) -> None:
    text = f"{before}\n| Port | Boats |\n|---|---|\n| Ketter | 12 |\n| Lissa | 29 |\nThe union says 90 jobs will go."
    assert [(claim.text, claim.source and claim.source.name) for claim in claims(text)] == [
        ("12", None),
        ("29", None),
        ("90", "union"),
    ]


def test_the_numbers_of_the_rows_are_no_figures(claims: Claims) -> None:
    text = f"{LEAD}No\tTeam\tWins\n1\tOrsk\t12\n2\tVelm\t9\n3\tTolmin\t4\n"
    assert [claim.text for claim in claims(text)] == ["12", "9", "4"]


def test_a_sentence_with_a_bar_is_no_table() -> None:
    text = "Forty boats lost in the storm | Harbour Post"
    assert Cells(text).at(0) is None


@pytest.mark.parametrize("line", ["Slideshow (2 Images)", "Page 3 of 4", "14 photos", "Home | News | Top 10 | Video"])
def test_a_line_of_a_menu_has_no_figure(claims: Claims, line: str) -> None:
    assert claims(f"{LEAD}{line}\nThe board met on Friday.") == []


@pytest.mark.parametrize(
    ("line", "figure"),
    [("Dead: 12", "12"), ("- 40 boats", "40"), ("12 drowned in Ketter", "12"), ("It took 30 days.", "30 days")],
)
def test_a_short_line_with_a_statement_has_a_figure(claims: Claims, line: str, figure: str) -> None:
    assert [claim.text for claim in claims(f"{LEAD}{line}\nThe board met on Friday.")] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Orsk (9-4) plays at home.",
        "Velm fell to 2-6 at home.",
        "The hosts tied the game at 13-13 late on.",
        "Tolmin, down 14-0, went on a 19-4 run.",
        "They have a 2-14 record.",
        "Ivar Stenmark (14-3-2) is a boxer.",
        "The goal came with 4: 08 to play.",
        "Posted on Friday, 5: 03p",
        "It begins at 18: 30.",
        "A man called 9-1-1 from the pier.",
        "The flaw is known as CVE-2013-3893.",
        "Nils Berg, a 6-foot-7 guard, left.",
        "It runs on Navigator 6, 7 and 8.",
        "It runs on KV6 to 10 as well.",
        "The guard held a .45-caliber gun.",
        "They drove along the U.S. 271 corridor.",
        "It rained on day two, three and four.",
        "At one point it rained.",
        "The village of GÃ1⁄4len is old.",
        "People are robbed when they're 55.",
        "They met at the Three Pines inn to talk.",
        "Ana Brandt, Tides, Harbour Review 12(3), 45-67.",
        "See Lanner, pp. 12-15.",
    ],
)
def test_results_clock_times_versions_and_pages_are_no_figures(claims: Claims, text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The jury deadlocked at 9-3.", "9-3"),
        ("The house passed the bill late on Friday, 52-48.", "52-48"),
        ("A 6-6 deadlock kept the mayor in office.", "6-6"),
        ("Voters back the dam by more than 2-1.", "more than 2-1"),
        ("The trip takes 5-10 hours.", "5-10 hours"),
        ("Each boat holds 20-30 people.", "20-30"),
        ("He slept for 3 1/2 quarters.", "3 1/2"),
        ("“We have 8 [thousand] men,” Rask said.", "8 [thousand]"),
        ("It has more than half-a-dozen versions.", "more than half-a-dozen"),
        ("The state could need aid topping $4 billion.", "topping $4 billion"),
    ],
)
def test_the_sides_of_a_vote_and_a_range_are_one_figure(claims: Claims, text: str, figure: str) -> None:
    assert [claim.text for claim in claims(text)] == [figure]
