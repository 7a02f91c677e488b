"""Weighs the content words of a sentence by how few sentences of the article have them.

A word in most sentences of an article says little about which of its figures is meant (inverse document frequency,
Spärck Jones 1972). Weights are whole sixteenths, so that sums of their products are exact, in any order.
"""

from collections import Counter
from collections.abc import Sequence

from extract.matching.content_words import content

_STEPS = 16
# The least product of two weights.
LEAST = 1 / _STEPS**2

Weighed = dict[str, float]


def weighed(sentences: Sequence[str]) -> list[Weighed]:
    """Return the content words of each of an article's sentences, which may repeat, with their weights."""
    contents = {sentence: content(sentence) for sentence in sentences}
    uses = Counter(word for words in contents.values() for word in words)
    weight = {word: round(_STEPS / number**0.5) / _STEPS for word, number in uses.items()}
    return [{word: weight[word] for word in contents[sentence]} for sentence in sentences]
