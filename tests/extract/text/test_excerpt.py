"""The line of a figure, and the figure's position in it, even if its characters also occur earlier."""

import pytest

from extract.claim import Claim, Kind
from extract.matching.conflict import is_further, supposed
from extract.matching.exclusion import excluded
from extract.matching.placed import Placed
from extract.text.excerpt import placed_line

TEXTS = [
    "In 2012 some 12 boats sank.",
    "One.\n\n12 boats sank in\n2012, and  12 more in May.",
    "“12 boats,” he said. " + "The harbour of Orrandal has 12 piers, " * 20 + "and 12 boats sank.",
    "They paid ($12) for 12 nets",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_figure_stands_in_its_line_where_it_is_said_to(text: str) -> None:
    at = -1
    while (at := text.find("12", at + 1)) >= 0:
        line, place = placed_line(text, at, at + 2)
        assert line[place : place + 2] == "12"
        after = " ".join(text[at : at + 12].splitlines()[0].split())
        assert line[place:].startswith(after.partition(".")[0])


def _placed(text: str, figure: str, nth: int, kind: Kind = "count") -> Placed:
    start = -1
    for _ in range(nth):
        start = text.index(figure, start + 1)
    line, place = placed_line(text, start, start + len(figure))
    claim = Claim(start, start + len(figure), figure, kind, float(figure), in_line=place)
    return Placed(claim, text, "", "", line)


@pytest.mark.parametrize(
    "text",
    [
        "In 2012 the town lost many boats, and the harbour board fears 12 more may sink.",
        "Room 12 of the port office, where they met, heard that 12 boats could sink.",
        "The 12th fleet sailed from Merrow at dawn and is expected to lose 12 of its boats.",
    ],
)
def test_what_is_feared_is_named_by_the_words_around_the_figure(text: str) -> None:
    last = text.count("12")
    assert supposed(_placed(text, "12", last))
    assert not supposed(_placed(text, "12", 1))


def test_a_count_that_adds_to_another_is_named_by_the_word_before_it() -> None:
    text = "On the 12 boats from Orrandal were nets, and another 12 carried coal."
    assert [is_further(_placed(text, "12", nth)) for nth in (1, 2)] == [False, True]


def test_the_period_of_a_rate_is_read_beside_it() -> None:
    text = "In 2012 the yard built 40 boats in all, and then 12 a month."
    first, second = _placed(text, "12", 2), _placed("The yard built 12 a month.", "12", 1)
    assert not excluded(first, second)


def test_a_claim_without_a_place_is_looked_for() -> None:
    claim = Claim(0, 2, "12", "count", 12.0)
    assert Placed(claim, "", "", "", "In May 12 boats sank.").around == ("In May ", " boats sank.")
