"""Two texts are merged word by word."""

import random

import pytest

from store.library.word_diff import Piece, merged

OLD = "The mayor said that 40 homes were flooded.\nThe city will rebuild.\n"


def test_a_changed_figure_is_the_only_change() -> None:
    assert merged(OLD, OLD.replace("40", "1,100")) == [
        Piece("same", "The mayor said that "),
        Piece("removed", "40"),
        Piece("added", "1,100"),
        Piece("same", " homes were flooded.\nThe city will rebuild.\n"),
    ]


def test_a_new_paragraph_is_added_and_the_rest_stays() -> None:
    assert [piece.kind for piece in merged(OLD, OLD + "Nobody was hurt.\n")] == ["same", "added"]


def test_the_same_text_has_no_changes() -> None:
    assert merged(OLD, OLD) == [Piece("same", OLD)]
    assert merged("", "") == []


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_rebuilt(seed: int) -> None:
    chance = random.Random(seed)
    words = ["flood", "1,100", "said", "the", "\n", "\n\n", ",", "don’t", "—", "café", "  "]
    old = " ".join(chance.choices(words, k=60))
    new = " ".join(chance.choices(words, k=60)) if seed % 2 else old.replace("flood", "storm", seed)
    pieces = merged(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old


def test_long_texts_that_have_nothing_in_common_are_not_compared_word_by_word() -> None:
    old, new = "a " * 20_000, "b " * 20_000
    assert [piece.kind for piece in merged(old, new)] == ["removed", "added"]
