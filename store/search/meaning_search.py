"""Finds the claims whose meaning is nearest to a sentence; heavy, so run it in a worker process.

The sentence is read like an article, and the vectors of its figures are compared with those of stored claims.
"""

import heapq
import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from extract.claim import Claim
from extract.matching.meanings import WIDTH, Meanings
from extract.parsing.encoder import EncoderParser
from store.ingest.extracting import extractor_of
from store.library import claim_bodies
from store.library.connection import open_reader

Vectors = NDArray[np.floating[Any]]

# How many blocks of claims are searched, newest first: some four hundred thousand claims.
_BLOCKS = 8_400
# What is counted weighs more than the clause around it; an equal value adds half of the similarity.
_COUNTED, _CLAUSE, _VALUE = 0.6, 0.4, 0.5
# Below this, two phrases are hardly more similar than any two.
_LEAST = 0.5


class _Stored(msgspec.Struct):
    """What the search needs of a stored claim."""

    meaning: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None


_STORED = msgspec.json.Decoder(_Stored)


def nearest_ids(library: Path, pipeline: Path | None, text: str, limit: int) -> list[int]:
    """Return the ids of the claims nearest in meaning to a sentence, nearest first; [] if none is near.

    pipeline: a spaCy pipeline instead of the shipped one. Raises NoExtractorError, LibraryError.
    """
    vectors, values = _searched_for(pipeline, text)
    if vectors is None:
        return []
    with closing(open_reader(library)) as conn:
        best = heapq.nlargest(limit, _scored(conn, vectors, values))
    return [number for score, number in best if score >= _LEAST]


def _searched_for(pipeline: Path | None, text: str) -> tuple[Vectors | None, list[Claim | None]]:
    """Return the vectors of what a sentence's figures measure, (figures, 2, WIDTH), and the figures.

    Without figures, use the sentence's words; return None if the pipeline has no vectors.
    """
    extractor = extractor_of(pipeline)
    claims = [claim for claim in extractor.claims(text) if claim.meaning]
    # Next to a number, a word such as `doubled` is not what is searched for.
    claims = [claim for claim in claims if claim.value is not None] or claims
    if claims:
        return np.stack(Meanings.unpacked([claim.meaning for claim in claims]).units, axis=1), [*claims]
    parser = next((pipe for _, pipe in extractor.nlp.pipeline if isinstance(pipe, EncoderParser)), None)
    if parser is None:
        return None, []
    words = np.asarray(parser.meaning.phrase(" ".join(text.split())))
    return np.stack([words, np.zeros(WIDTH)])[None], [None]


def _scored(conn: sqlite3.Connection, vectors: Vectors, figures: list[Claim | None]) -> Iterator[tuple[float, int]]:
    """Yield the score of each claim in newest versions, with its id."""
    newest = {claim for (claim,) in conn.execute("SELECT claim FROM members")}
    blocks = conn.execute("SELECT claims FROM bodies ORDER BY id DESC LIMIT ?", (_BLOCKS,))
    for (block,) in blocks:
        bodies = claim_bodies.unpack(block)
        numbers, stored = [], []
        for number, body in bodies.items():
            if number in newest and (claim := _STORED.decode(body.packed)).meaning:
                numbers.append(number)
                stored.append(claim)
        if not numbers:
            continue
        counts, clauses = Meanings.unpacked([claim.meaning for claim in stored]).units
        # (claims, figures of the sentence)
        counted, clause = counts @ vectors[:, 0].T, clauses @ vectors[:, 1].T
        near = np.where(vectors[:, 1].any(axis=1), _COUNTED * counted + _CLAUSE * clause, counted)
        for number, claim, row in zip(numbers, stored, near, strict=True):
            # A value counts only if the rest is near: equal numbers alone say little.
            scores = (
                float(score) * (1 + _VALUE * _same(claim, figure)) for score, figure in zip(row, figures, strict=True)
            )
            yield max(scores), number


def _same(stored: _Stored, figure: Claim | None) -> bool:
    """Return True if a claim has the value of a figure, or a range that contains it."""
    if figure is None or figure.value is None:
        return False
    if stored.value is not None:
        return math.isclose(stored.value, figure.value, rel_tol=1e-9)
    return stored.low is not None and stored.high is not None and stored.low <= figure.value <= stored.high
