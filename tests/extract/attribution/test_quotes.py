"""Quotations are found whole, across paragraphs and with marks missing."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from extract.attribution.quotes import quotations


def texts(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


def test_plain_and_typographic_marks_enclose_a_quotation() -> None:
    assert texts('"We left," she said. “Nobody stayed.”') == ["We left,", "Nobody stayed."]


def test_doubled_single_marks_enclose_a_quotation() -> None:
    assert texts("''We left,'' she said. ``Nobody stayed.''") == ["We left,", "Nobody stayed."]


def test_an_apostrophe_opens_nothing() -> None:
    assert texts("The city's homes and its people’s boats") == []


def test_an_unclosed_quotation_continues_in_the_next_paragraph() -> None:
    spans = quotations('"We left in the night.\n\n"We had no light," she said.')
    assert [q.continued for q in spans] == [True, False]


def test_a_missing_opening_mark_is_at_the_start_of_the_paragraph() -> None:
    assert texts('They should keep the law, "he told reporters.') == ["They should keep the law, "]


def test_a_single_mark_after_a_full_stop_closes_a_double_one() -> None:
    assert texts("“We can end it.’ Brandt came.") == ["We can end it."]
    assert texts("“Is it late?’ The crew left.") == ["Is it late?"]
    assert texts("“He said, ‘We left.’ Nobody stayed,” she said.") == ["He said, ‘We left.’ Nobody stayed,"]


@given(st.text(alphabet=st.sampled_from("ab .,\"'“”‘’``\n«»"), max_size=60))
def test_any_marks_give_quotations_in_order_that_do_not_overlap(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
