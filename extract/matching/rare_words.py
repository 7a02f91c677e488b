"""Weighs the content words of a sentence by how few sentences of the article have them, and compares two sentences.

What most sentences of an article name says little about which of its figures is meant (inverse document frequency,
Spärck Jones 1972). Weights are whole sixteenths, so that sums are exact, in any order.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from extract.matching.content_words import content
from extract.matching.forest import Matrix

_STEPS = 16

Weighed = dict[str, float]


def weighed(sentences: Sequence[str]) -> list[Weighed]:
    """Return the content words of each of an article's sentences, which may repeat, with their weights."""
    contents = {sentence: content(sentence) for sentence in sentences}
    uses = Counter(word for words in contents.values() for word in words)
    weight = {word: round(_STEPS / number**0.5) / _STEPS for word, number in uses.items()}
    return [{word: weight[word] for word in contents[sentence]} for sentence in sentences]


def rarity(a: Sequence[Weighed], b: Sequence[Weighed]) -> tuple[Matrix, Matrix]:
    """Return how much rare words weigh that two sentences share, and as a share of the lighter sentence, (a, b)."""
    columns = {word: column for column, word in enumerate(set().union(*a) & set().union(*b))}
    here, there = (np.zeros((len(sentences), len(columns)), dtype=np.float32) for sentences in (a, b))
    for table, sentences in ((here, a), (there, b)):
        for row, weights in enumerate(sentences):
            shared = [word for word in weights if word in columns]
            table[row, [columns[word] for word in shared]] = [weights[word] for word in shared]
    whole = [
        np.array([sum([weight * weight for weight in weights.values()]) for weights in sentences], dtype=np.float32)
        for sentences in (a, b)
    ]
    both = here @ there.T
    return both, both / np.maximum(np.minimum(whole[0][:, None], whole[1][None, :]), 1 / _STEPS**2)
