"""Texts that are not English have no claims; doubtful texts count as English."""

import pytest

from extract.extractor import Extractor
from extract.text.language import foreign

OTHERS = {
    "de": "2 Millionen Menschen leben in der Stadt, sagte der Minister am Montag.",
    "fr": "Le maire a dit que 12 personnes étaient mortes dans la nuit.",
    "es": "El gobierno dijo que 300 familias perdieron sus casas en la tormenta.",
    "it": "Il sindaco ha detto che 40 case sono state distrutte dal fiume.",
    "nl": "De minister zei dat 700 huizen van de stad zonder stroom zaten.",
    "pl": "Minister powiedział, że 300 rodzin straciło w nocy swoje domy.",
    "ja": "警察によると、この事故で12人が死亡し、30人が負傷したという。市長は会見で説明した。",
}
ENGLISH = [
    "",
    "12",
    "Key figures: 12 dead, 40 hurt.",
    "Five dead as boat sinks: police",
    "Orsk Rovers 3-2 Velm United\nTolmin 1-0 Ketter",
    "Bauer, Müller and Łukasz Wiśniewski paid €40 for six pairs of skis in Garmisch-Partenkirchen.",
    "Chancellor Brandt’s Bundesrepublik spent 12 billion euros on Deutsche Bahn last year.",
]


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_in_another_language_is_reported(code: str) -> None:
    assert foreign(OTHERS[code]) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_what_may_be_english_is_english(text: str) -> None:
    assert foreign(text) == ""


def test_an_english_article_that_quotes_another_language_is_english() -> None:
    quote = "“Wir haben 12 Tote gezählt und suchen weiter nach den Vermissten”"
    text = f"{quote}, the mayor said on Monday. The boats of the town had been out for two days."
    assert foreign(text) == ""


def test_only_the_texts_in_english_have_claims(extractor: Extractor) -> None:
    english = "The ministry said 41 boats had sunk."
    streamed = list(extractor.stream([OTHERS["de"], english, OTHERS["fr"], english]))
    assert [len(claims) for claims in streamed] == [0, 1, 0, 1]
    assert extractor.claims(OTHERS["de"]) == []
