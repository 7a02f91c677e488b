"""Two numbers of one article that seem to contradict each other, and a count with its earlier value."""

import pytest

from extract.extractor import Extractor
from extract.matching.earlier_state import earlier_states
from extract.matching.placed import Placed
from extract.matching.within_article import relate_within
from extract.text.excerpt import sentence


def read(extractor: Extractor, text: str) -> list[Placed]:
    claims = extractor.claims(text, published="2026-05-04T10:00")
    return [
        Placed(claim, "ostrel.txt", "", "2026-05-04T10:00", sentence(text, claim.start, claim.end)) for claim in claims
    ]


def relation(extractor: Extractor, text: str, first: str, second: str) -> str | None:
    placed = {each.claim.text: each for each in read(extractor, text)}
    related = relate_within(placed[first], placed[second])
    return related.name if related else None


UP_FROM = "The ministry said on Tuesday that 19 soldiers had been killed in Ostrel, up from 14 on Sunday."


def test_a_count_updates_its_earlier_value(extractor: Extractor) -> None:
    assert relation(extractor, UP_FROM, "19", "14") == "updates"
    assert earlier_states(read(extractor, UP_FROM)) == [(0, 1)]


def test_an_earlier_value_counts_the_same_things(extractor: Extractor) -> None:
    now, before = read(extractor, UP_FROM)
    assert before.claim.about.counted == now.claim.about.counted == "soldier"
    assert before.claim.subject.startswith("soldiers killed")
    assert "Sunday" in before.claim.subject


def test_the_rate_of_another_month_is_no_earlier_state(extractor: Extractor) -> None:
    text = "Unemployment in Ostrel stood at 5.1 percent in May, up from 4.8 percent in April."
    assert earlier_states(read(extractor, text)) == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Two clerks were killed at each office in Ostrel.\n\nAbe Rask said the four clerks killed in Ostrel might "
            "have been saved.",
            "Two",
            "four",
        ),
        (
            "Abe Rask said 12 people were killed in Thursday's raid on Ostrel.\n\nThe raids on Velm a day before drew "
            "protests.\n\nThe president said seven people were killed in those raids.",
            "12",
            "seven",
        ),
        (
            "Three walkers were killed and some 260 were hurt at the fair.\n\nIt was hard on the families of "
            "the nine walkers who were killed.",
            "Three",
            "nine",
        ),
        (
            "Ana Lee said there were a million messages in 10 hours.\n\nShe said there were a million messages in 24 "
            "hours.",
            "10 hours",
            "24 hours",
        ),
    ],
)
def test_numbers_of_two_things_have_no_relation(extractor: Extractor, text: str, first: str, second: str) -> None:
    assert relation(extractor, text, first, second) is None


def test_two_sources_that_say_nothing_else_contradict(extractor: Extractor) -> None:
    text = "Eighteen men were still missing, the ministry said.\n\nVera Orr said 21 men were missing."
    assert relation(extractor, text, "Eighteen", "21") == "differs"


def test_denying_that_it_was_at_once_denies_no_number(extractor: Extractor) -> None:
    text = "With 52 boats sunk, the port is closed, Ana Lee said.\n\n“It wasn't 52 boats in one night,” Abe Rask said."
    assert [each.claim.stance for each in read(extractor, text)][:2] == ["asserted", "asserted"]
