"""Finds the tokens of a Doc by an attribute, without creating an object for every token."""

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Token


def tokens_with(doc: Doc, attribute: int, values: Iterable[str]) -> Iterator[Token]:
    """Yield the tokens that have one of some values of an attribute, in order.

    attribute: one of spaCy's whose values are strings, POS, TAG, LOWER, LEMMA.
    """
    wanted = np.array([doc.vocab.strings[value] for value in values], dtype=np.uint64)
    for place in np.flatnonzero(np.isin(doc.to_array(attribute), wanted)):
        yield doc[int(place)]
