"""The spaCy component that gives each figure a short vector of what it measures.

Sets `doc._.attribune_meanings`, a list parallel to `doc._.attribune_figures`: the phrase's vector and the clause's, 64
int8 numbers each, in base 85; empty texts in other pipelines than ours.
"""

import base64
import re

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

from extract.figures.figure_component import Figure
from extract.parsing.doc_text import text_of
from extract.parsing.encoder import EncoderParser
from extract.parsing.phrase_vectors import CLAUSE, Meaning, Vector

# How many characters on each side of a figure are its clause, up to a full stop or comma.
REACH = 60
_BREAK = re.compile(r"[.;\n]|, ")


@Language.factory(
    "attribune_meanings",
    assigns=["doc._.attribune_meanings"],
    requires=["doc._.attribune_figures", "doc._.attribune_phrases"],
)
def make_meanings(nlp: Language, name: str) -> "Meanings":
    """Make the component; figures and subjects must be set before."""
    return Meanings(nlp)


class Meanings:
    """Sets the vectors of what the figures of a Doc measure."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        if not Doc.has_extension("attribune_meanings"):
            Doc.set_extension("attribune_meanings", default=())

    def __call__(self, doc: Doc) -> Doc:
        parser = next((pipe for _, pipe in self._nlp.pipeline if isinstance(pipe, EncoderParser)), None)
        figures: list[Figure] = doc._.attribune_figures
        if parser is None:
            doc._.attribune_meanings = [""] * len(figures)
            return doc
        starts, lengths = doc.to_array([IDX, LENGTH]).astype(np.int64).reshape(-1, 2).T
        ends = starts + lengths
        doc._.attribune_meanings = [
            _packed(parser.meaning.phrase(_phrase(words, figure)), _clause(doc, figure, parser.meaning, starts, ends))
            for figure, words in zip(figures, doc._.attribune_phrases, strict=True)
        ]
        return doc


def _phrase(words: str, figure: Figure) -> str:
    return f"{words} {figure.unit_text or ''}".strip() or "thing"


def around(
    doc: Doc, start: int, end: int, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[list[int], Vector, str, str]:
    """Return the clause around text[start:end] without that span: tokens, their distances, text before and after.

    starts, ends: where the tokens are in the text.
    """
    text = text_of(doc)
    left = _BREAK.split(text[max(0, start - REACH) : start])[-1]
    right = _BREAK.split(text[end : end + REACH])[0]
    first = np.searchsorted(starts, start - len(left) - 1)
    last = np.searchsorted(ends, end + len(right) + 1, "right")
    own_first, own_last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end) - 1
    near = [*range(int(first), int(own_first)), *range(int(own_last) + 1, int(last))]
    places = [place for place in near if not doc[place].is_space][:CLAUSE]
    distance = np.array([min(abs(place - own_first), abs(place - own_last)) for place in places], dtype=np.float32)
    return places, distance, left, right


def _clause(doc: Doc, figure: Figure, meaning: Meaning, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Vector:
    """Return the vector of the words around a figure, without the figure's own."""
    places, distance, _, _ = around(doc, figure.start, figure.end, starts, ends)
    return meaning.clause(doc.tensor[places], [doc[place].text for place in places], distance)


def _packed(label: Vector, clause: Vector) -> str:
    steps = np.clip(np.round(np.concatenate([label, clause]) * 127), -127, 127).astype(np.int8)
    return base64.b85encode(steps.tobytes()).decode()
