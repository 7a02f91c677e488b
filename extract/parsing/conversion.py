"""Converts a spaCy Doc into the Doc that the rules read."""

from functools import lru_cache
from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc as SpacyDoc

from extract.parsing.tokens import Doc, Form, Span, Token

_KEY = "attribune_doc"
_STRINGS = [attrs.ORTH, attrs.TAG, attrs.POS, attrs.DEP, attrs.LEMMA, attrs.ENT_TYPE]
_NUMBERS = [attrs.ENT_IOB, attrs.SPACY, attrs.IDX, attrs.HEAD, attrs.SENT_START]
_IOB = ("", "I", "O", "B")
_SPACES = ("", " ")


def doc_of(source: SpacyDoc) -> Doc:
    """Return a parsed spaCy Doc as plain objects, created on first use."""
    doc: Doc | None = source.user_data.get(_KEY)
    if doc is None:
        doc = source.user_data[_KEY] = _read(source)
    return doc


def release(source: SpacyDoc) -> None:
    """Free the objects that `doc_of` created."""
    doc: Doc | None = source.user_data.pop(_KEY, None)
    if doc is not None:
        doc.clear()


def _read(source: SpacyDoc) -> Doc:
    doc = Doc(source)
    if len(source):
        _add_tokens(doc, source)
    doc.ents = tuple(Span(doc, ent.start, ent.end, ent.label_) for ent in source.ents)
    return doc


def _add_tokens(doc: Doc, source: SpacyDoc) -> None:
    rows = source.to_array([*_STRINGS, *_NUMBERS]).T
    strings = rows[: len(_STRINGS)].tolist()
    iobs, spaces, offsets, steps, starts = rows[len(_STRINGS) :].astype(np.int64)
    store = source.vocab.strings
    names = {number: store[number] if number else "" for number in set().union(*strings)}
    texts, *columns = [[names[number] for number in column] for column in strings]
    forms = {text: _form(text) for text in set(texts)}
    gaps = [_SPACES[space] for space in spaces.tolist()]
    doc.text = "".join([text + gap for text, gap in zip(texts, gaps, strict=True)])
    doc.starts = offsets.tolist()
    known = [forms[text] for text in texts]
    entities = [_IOB[iob] for iob in iobs.tolist()]
    doc += map(Token, repeat(doc), count(), doc.starts, texts, known, *columns, entities, gaps)
    _set_tree(doc, steps.tolist())
    _set_sentences(doc, starts)


@lru_cache(maxsize=20_000)
def _form(text: str) -> Form:
    return text.lower(), text.isspace(), is_punct(text), bool(like_num(text))  # type: ignore[no-untyped-call]


def _set_tree(tokens: Doc, steps: list[int]) -> None:
    """Set each token's head and children; steps: the distance in tokens from each to its head."""
    for place, (token, step) in enumerate(zip(tokens, steps, strict=True)):
        if step > 0:
            token.head = head = tokens[place + step]
            head.lefts += (token,)
        elif step < 0:
            token.head = head = tokens[place + step]
            head.rights += (token,)
    for token in tokens:
        if token.lefts or token.rights:
            token.children = token.lefts + token.rights


def _set_sentences(doc: Doc, starts: NDArray[np.int64]) -> None:
    """Set the sentences, and each token's sentence; starts: 1 at the first token of a sentence."""
    firsts = [0, *(np.flatnonzero(starts[1:] == 1) + 1).tolist()]
    doc.sents = tuple(Span(doc, start, end) for start, end in zip(firsts, [*firsts[1:], len(doc)], strict=True))
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
