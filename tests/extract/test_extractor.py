"""Extraction of many texts: the same results one by one and in a batch, and no growing memory."""

import pytest

from extract.extractor import AT_ONCE, Extractor

TEXT = "The ministry said {} people had left the valley of {}."


def test_many_texts_give_what_each_gives_alone(extractor: Extractor) -> None:
    texts = [TEXT.format(number, "Merrow") for number in range(2, 12)]
    assert list(extractor.stream(texts)) == [extractor.claims(text) for text in texts]


def test_claims_come_in_the_order_of_their_texts(extractor: Extractor) -> None:
    results = extractor.stream(TEXT.format(number, "Merrow") for number in range(2, AT_ONCE + 12))
    assert [claim.value for claims in results for claim in claims] == list(range(2, AT_ONCE + 12))


@pytest.mark.parametrize(
    ("text", "figure", "quoted"),
    [
        ("“More than 220 homes were flooded,” Governor Ana Brandt said.", "More than 220", True),
        ("“40 people left,” Governor Ana Brandt said.", "40", True),
        ("Governor Ana Brandt said “the water took at least 40”.", "at least 40", True),
        ("Governor Ana Brandt “counted” 220 homes that were flooded.", "220", False),
        ("Governor Ana Brandt said “we left” and that 220 homes were flooded.", "220", False),
        ("220 homes were flooded “in the night”, Governor Ana Brandt said.", "220", False),
    ],
)
def test_a_figure_is_quoted_from_the_first_to_the_last_character_of_a_quotation(
    extractor: Extractor, text: str, figure: str, quoted: bool
) -> None:
    assert [(claim.text, claim.quoted) for claim in extractor.claims(text)] == [(figure, quoted)]


def test_new_words_are_freed_with_their_texts_once_many_are_known(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.extractor.KEPT_WORDS", len(extractor.nlp.vocab) - 1)
    strings = extractor.nlp.vocab.strings
    extractor.claims(TEXT.format(5, "Orrandal"))
    before = len(strings)
    for number in range(20):
        extractor.claims(TEXT.format(5, f"Xylo{'abcdefghijklmnopqrst'[number]}ford"))
    assert len(strings) == before
    assert "Xyloaford" not in strings


def test_the_first_new_words_are_kept(extractor: Extractor) -> None:
    extractor.claims(TEXT.format(5, "Zyloford"))
    assert "Zyloford" in extractor.nlp.vocab.strings
