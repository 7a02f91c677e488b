"""Runs of characters without a space are read in linear time, letter for letter."""

import pytest
from spacy.lang.en import English

from extract.parsing.long_runs import LONGEST, RunTokenizer
from tests.timing import check_growth

_WITHIN = English().tokenizer


@pytest.mark.parametrize("unit", [",", '"', "$", "%", "(", "[", "~", "=", "‹", "…", "½", "🌊", "a.", "1,"])
def test_a_run_is_linear_and_no_letter_is_lost(unit: str) -> None:
    tokenize = RunTokenizer(_WITHIN)
    texts = [f"At least 40 homes flooded. {unit * (size // len(unit))} She said so." for size in (16_000, 64_000)]
    assert [tokenize(text).text for text in texts] == texts
    # Four times the text; its square would take sixteen times.
    check_growth(tokenize, texts, 10, 0.05)


def test_a_text_without_long_runs_has_the_usual_tokens() -> None:
    text = "Mayor Ana Brandt didn't say, at https://example.org/" + "a" * (LONGEST - 60) + ", that $2m was lost."
    assert [token.text_with_ws for token in RunTokenizer(_WITHIN)(text)] == [
        token.text_with_ws for token in _WITHIN(text)
    ]


def test_words_around_a_cut_keep_their_norms() -> None:
    doc = RunTokenizer(_WITHIN)(f"It didn't. {'x' * 3 * LONGEST} They can't.")
    assert [token.norm_ for token in doc if token.text == "n't"] == ["not", "not"]
