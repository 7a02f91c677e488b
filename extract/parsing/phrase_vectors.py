"""Turns phrases and clauses into short vectors whose cosine is their similarity in meaning.

They are distilled from the plain sentence encoder (all-MiniLM-L6-v2): a phrase is a weighted mean of its subwords'
vectors, a clause one of its words as the parser's encoder reads them in context. `python -m extract.training meaning`
fits them.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.parsing.matrix_product import on_grid, on_grid_product, product

Vector = NDArray[np.floating[Any]]
Split = Callable[[str], tuple[tuple[int, ...], int]]

# Numbers in a vector; and the first so many subwords of a phrase and words of a clause, which make it.
WIDTH = 64
PHRASE, CLAUSE = 24, 40


class Meaning:
    """The two heads over the encoder: vectors of phrases, and of clauses."""

    def __init__(self, weights: dict[str, Vector], split: Split, subwords: Vector) -> None:
        self._weights = weights
        self._of_word = on_grid(np.vstack([weights["clause_state"], weights["weight_state"]]).T)
        self._of_word_alone = on_grid(np.vstack([weights["clause_alone"], weights["weight_alone"]]))
        self._of_subword = on_grid(weights["phrase"].T)
        self._weight_of_subword = on_grid(weights["phrase_weight"])
        self._nearness = -_softplus(weights["nearness"])
        self._split = split
        self._subwords = subwords
        self.phrase = lru_cache(maxsize=20_000)(self._phrase)
        self._static = lru_cache(maxsize=20_000)(self._share_alone)

    @classmethod
    def from_disk(cls, path: Path, split: Split, subwords: Vector) -> "Meaning":
        """Load the weights; split and subwords: how words become subwords, and the subwords' vectors."""
        with np.load(path) as stored:
            return cls({name: stored[name].astype(np.float32) for name in stored.files}, split, subwords)

    @property
    def columns(self) -> int:
        """The number of columns that `shares` returns."""
        return WIDTH + 1

    def shares(self, states: Vector) -> Vector:
        """Return each word's share of its clause's vector and the score of its weight, (words, WIDTH + 1).

        states: the encoder's output for the words, (words, 384).
        """
        return on_grid_product(on_grid(states), self._of_word)

    def clause(self, shares: Vector, words: Sequence[str], distance: Vector) -> Vector:
        """Return the vector of a clause, (WIDTH,), of length 1, zeros if it has no words.

        shares: the rows of its words, from `shares`; distance: each word's distance from the figure in words.
        """
        if not len(words):
            return np.zeros(WIDTH, dtype=np.float32)
        weights = self._weights
        whole = shares + np.array([self._static(word) for word in words])
        near = np.exp(self._nearness * distance / 4)
        weight = _softplus(whole[:, WIDTH] + weights["weight_bias"]) * near
        return _unit(product(weight, whole[:, :WIDTH]))

    def _phrase(self, text: str) -> Vector:
        """Return the vector of a phrase, (WIDTH,), of length 1."""
        numbers = [number for word in text.split() for number in self._split(word)[0]][:PHRASE] or [0]
        rows = on_grid(self._subwords[numbers])
        weight = _softplus(on_grid_product(rows, self._weight_of_subword) + self._weights["phrase_bias"])
        return _unit(product(weight, on_grid_product(rows, self._of_subword)))

    def _share_alone(self, word: str) -> Vector:
        mean = self._subwords[list(self._split(word)[0]) or [0]].mean(0)
        return on_grid_product(self._of_word_alone, on_grid(mean))


def _softplus(x: Vector) -> Vector:
    return np.logaddexp(0, x)


def _unit(vector: Vector) -> Vector:
    return (vector / max(float(np.linalg.norm(vector)), 1e-6)).astype(np.float32)
