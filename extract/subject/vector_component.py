"""Defines the spaCy component that gives each figure short vectors of what it measures.

It sets `doc._.attribune_meanings`, a list parallel to `doc._.attribune_figures`: the phrase's vector and the clause's,
64 int8 numbers each, in base 85; empty strings with another pipeline than the shipped one.
"""

import re
from bisect import bisect_left, bisect_right

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from extract.base85 import pack
from extract.figures.figure_component import Figure
from extract.parsing.conversion import doc_of
from extract.parsing.encoder import EncoderParser
from extract.parsing.phrase_vectors import CLAUSE, Meaning, Vector
from extract.parsing.tokens import Doc, Token

# So many characters on each side of a figure are its clause, up to a full stop or comma.
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
        if not SpacyDoc.has_extension("attribune_meanings"):
            SpacyDoc.set_extension("attribune_meanings", default=())

    def __call__(self, source: SpacyDoc) -> SpacyDoc:
        doc = doc_of(source)
        parser = next((pipe for _, pipe in self._nlp.pipeline if isinstance(pipe, EncoderParser)), None)
        figures: list[Figure] = doc._.attribune_figures
        if parser is None or not figures:
            doc._.attribune_meanings = [""] * len(figures)
            return source
        clauses, meaning = Clauses(doc), parser.meaning
        vectors = [
            (meaning.phrase(_phrase(phrase, figure)), _clause(clauses, figure, meaning, source.tensor))
            for figure, phrase in zip(figures, doc._.attribune_phrases, strict=True)
        ]
        steps = np.round(np.array(vectors).reshape(len(figures), -1) * 127)
        doc._.attribune_meanings = pack(np.clip(steps, -127, 127).astype(np.int8))
        return source


def _phrase(words: str, figure: Figure) -> str:
    return f"{words} {figure.unit_text or ''}".strip() or "thing"


class Clauses:
    """Finds the clause around a span of a text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def around(self, start: int, end: int) -> tuple[list[Token], Vector, str, str]:
        """Return the clause around text[start:end] without that span: words, their distances, text before and after."""
        tokens, text, starts = self._doc, self._doc.text, self._doc.starts
        left = _BREAK.split(text[max(0, start - REACH) : start])[-1]
        right = _BREAK.split(text[end : end + REACH])[0]
        first = bisect_left(starts, start - len(left) - 1)
        last = bisect_right(tokens, end + len(right) + 1, key=_end)
        own_first, own_last = bisect_right(tokens, start, key=_end), bisect_left(starts, end) - 1
        near = [t for t in (*tokens[first:own_first], *tokens[own_last + 1 : last]) if not t.is_space][:CLAUSE]
        distance = np.array([min(abs(t.i - own_first), abs(t.i - own_last)) for t in near], dtype=np.float32)
        return near, distance, left, right


def _end(token: Token) -> int:
    return token.idx + len(token.text)


def _clause(clauses: Clauses, figure: Figure, meaning: Meaning, shares: Vector) -> Vector:
    """Return the vector of the words around a figure, without its own; shares: a row for each token of the Doc."""
    near, distance, _, _ = clauses.around(figure.start, figure.end)
    return meaning.clause(shares[[token.i for token in near]], [token.text for token in near], distance)
