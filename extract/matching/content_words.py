"""Reduces a sentence to its content words."""

import re
from functools import cache, lru_cache

from extract.lexicon import load

# Endings that change with number and tense, removed if this many letters are left.
_ENDINGS, _LEFT = ("ing", "ed", "es", "s"), 4
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


# Claims of one sentence are compared one after the other, and articles on one event share sentences.
@lru_cache(maxsize=256)
def content(sentence: str) -> frozenset[str]:
    """Return a sentence's words without function words and numbers, in lower case and without endings."""
    words = _WORD.findall(sentence.casefold())
    return frozenset(_stem(word) for word in words if len(word) >= _SHORTEST and word not in _function_words())


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word.removesuffix(ending)
    return word


@cache
def _function_words() -> frozenset[str]:
    numbers = load("numbers")
    closed = (word for group in load("function_words").values() for word in group)
    return frozenset([*closed, *numbers["cardinals"], *numbers["scales"]])
