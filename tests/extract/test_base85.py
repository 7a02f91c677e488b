"""Vectors are packed as `base64.b85encode` packs bytes, and unpacked to what they were."""

import base64

import numpy as np
import pytest

from extract.base85 import pack, unpack

VECTORS = np.random.default_rng(1).integers(-128, 128, (50, 16), dtype=np.int8)


def test_vectors_are_packed_as_base64_packs_their_bytes() -> None:
    assert pack(VECTORS) == [base64.b85encode(vector.tobytes()).decode() for vector in VECTORS]


def test_packed_vectors_are_unpacked_and_an_empty_text_is_a_vector_of_zeros() -> None:
    texts = pack(VECTORS)
    assert (unpack(texts, 16) == VECTORS).all()
    assert (unpack(["", texts[3]], 16) == [[0] * 16, VECTORS[3]]).all()


@pytest.mark.parametrize("text", ["0" * 19, "0" * 21, '"' + "0" * 19, "~" * 20, "é" + "0" * 18])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not packed vectors"):
        unpack([text], 16)
