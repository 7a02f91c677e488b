"""Quotations over several paragraphs: whoever is named at the end is the speaker from the beginning."""

import pytest

from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    "text",
    [
        "“The water came fast and 12 boats sank.\n\n“Nobody slept, and 40 people left,” Abe Rask said.",
        '"The water came fast and 12 boats sank.\n\nNobody slept, and 40 people left," Abe Rask said.',
        "“The water came fast and 12 boats sank.\n\n“Nobody slept.\n\n“Then 40 people left,” Abe Rask said.",
    ],
)
@pytest.mark.parametrize("figure", ["12", "40"])
def test_each_paragraph_is_by_whoever_is_named_at_the_end(claim: Find, text: str, figure: str) -> None:
    source = claim(text, figure).source
    assert source
    assert source.key == "abe rask"


def test_a_quotation_separated_from_the_next_by_a_sentence_has_no_speaker(claim: Find) -> None:
    text = "“The water came and 12 boats sank.\n\nThe mayor came. “Nobody slept, and 40 people left,” Abe Rask said."
    assert claim(text, "12").source is None
