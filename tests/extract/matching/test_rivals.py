"""If several claims have one number, their sentences decide which of them another article means."""

import numpy as np

from extract.matching.margin import UNRIVALLED, lead
from extract.matching.overlaps import rarity
from extract.matching.rare_words import weighed
from extract.matching.sameness import event_features
from tests.extract.matching.sides import side_of
from tests.store.handmade_claims import GOVERNOR

SENTENCES = [
    "The council of Yorvale sent two boats to the mill.",
    "The council of Yorvale closed two schools.",
    "The council of Yorvale met for two hours.",
]


def test_a_claim_leads_by_its_similarity_over_another_with_its_number() -> None:
    alike = np.array([[0.9, 0.4, 0.7]], dtype=np.float32)
    twins = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=bool)
    assert np.allclose(lead(alike, twins), [[0.5, -0.5, UNRIVALLED]])


def test_an_article_without_claims_has_no_leads() -> None:
    assert lead(np.zeros((3, 0), dtype=np.float32), np.zeros((0, 0), dtype=bool)).shape == (3, 0)


def test_words_that_few_sentences_of_an_article_have_weigh_more() -> None:
    words = weighed(SENTENCES)[0]
    assert words["mill"] == 1 > words["council"] > 0


def test_a_repeated_sentence_counts_once() -> None:
    assert weighed([SENTENCES[0]] * 3) == [weighed(SENTENCES[:1])[0]] * 3


def test_sentences_that_share_a_rare_word_are_nearer_than_those_that_share_common_ones() -> None:
    there = weighed(
        ["The council of Yorvale said that two boats had reached the mill.", "Yorvale and its council wait."]
    )
    both, share = rarity(weighed(SENTENCES), there)
    assert both[0, 0] == both.max() > both[1, 0] > 0
    assert share.max() <= 1


def test_a_pair_of_sentences_is_as_near_alone_as_among_many() -> None:
    here, there = weighed(SENTENCES), weighed([*SENTENCES[1:], "A mill burnt down."])
    both, share = rarity(here, there)
    for row in range(3):
        for column in range(3):
            alone = rarity(here[row : row + 1], there[column : column + 1])
            assert (alone[0][0, 0], alone[1][0, 0]) == (both[row, column], share[row, column])


def test_shared_numbers_of_several_digits_suggest_one_event() -> None:
    counted = GOVERNOR.replace("220", "223")
    assert event_features(side_of(counted), side_of(counted))["numbers"] > 0


def test_shared_round_numbers_do_not_suggest_one_event() -> None:
    assert event_features(side_of(GOVERNOR), side_of(GOVERNOR))["numbers"] == 0
