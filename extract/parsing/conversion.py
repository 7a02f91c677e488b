"""Makes the rules' own Doc of a spaCy Doc."""

from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc as SpacyDoc

from extract.parsing.tokens import Doc, Span, Token

_KEY = "attribune_doc"
_STRINGS = [attrs.ORTH, attrs.TAG, attrs.POS, attrs.DEP, attrs.LEMMA, attrs.ENT_TYPE]
_NUMBERS = [attrs.ENT_IOB, attrs.SPACY, attrs.IS_SPACE, attrs.IS_PUNCT, attrs.LIKE_NUM]
_PLACES = [attrs.IDX, attrs.HEAD, attrs.SENT_START]
_IOB = ("", "I", "O", "B")
_SPACES = ("", " ")
_FLAGS = (False, True)


def doc_of(source: SpacyDoc) -> Doc:
    """Return a parsed spaCy Doc as plain objects, made once."""
    doc: Doc | None = source.user_data.get(_KEY)
    if doc is None:
        doc = source.user_data[_KEY] = _read(source)
    return doc


def release(source: SpacyDoc) -> None:
    """Free the objects made of a parsed text."""
    doc: Doc | None = source.user_data.pop(_KEY, None)
    if doc is not None:
        doc.clear()


def _read(source: SpacyDoc) -> Doc:
    doc = Doc(source)
    if len(source):
        _add_tokens(doc, source)
    doc.ents = tuple(Span(doc, ent.start, ent.end, ent.label_) for ent in source.ents)
    return doc


class _Lowered(dict[str, str]):
    """Words in lower case, each made once."""

    def __missing__(self, word: str) -> str:
        self[word] = lower = word.lower()
        return lower


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their numbers, each decoded once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__({0: ""})
        self._store = store

    def __missing__(self, number: int) -> str:
        self[number] = text = self._store[number]
        return text


def _add_tokens(doc: Doc, source: SpacyDoc) -> None:
    rows = source.to_array([*_STRINGS, *_NUMBERS, *_PLACES]).T
    offsets, steps, starts = rows[-len(_PLACES) :].astype(np.int64)
    numbers = rows[: -len(_PLACES)].tolist()
    strings = _Strings(source.vocab.strings)
    texts, *columns = [list(map(strings.__getitem__, column)) for column in numbers[: len(_STRINGS)]]
    iobs, spaces, *flags = numbers[len(_STRINGS) :]
    gaps = [_SPACES[space] for space in spaces]
    doc.text = "".join([part for pair in zip(texts, gaps, strict=True) for part in pair])
    doc.starts = offsets.tolist()
    doc += map(
        Token,
        repeat(doc),
        count(),
        doc.starts,
        texts,
        map(_Lowered().__getitem__, texts),
        *columns,
        map(_IOB.__getitem__, iobs),
        gaps,
        *(map(_FLAGS.__getitem__, flag) for flag in flags),
    )
    _set_tree(doc, steps)
    _set_sentences(doc, starts)


def _set_tree(tokens: Doc, steps: NDArray[np.int64]) -> None:
    """Set the tokens' heads, which are some steps away, and the tokens below each."""
    below = np.flatnonzero(steps)
    heads = below + steps[below]
    order = np.argsort(heads, kind="stable")
    below, heads = below[order], heads[order]
    firsts = np.flatnonzero(np.diff(heads, prepend=-1))
    children = tuple([tokens[i] for i in below.tolist()])
    for child, head in zip(children, heads.tolist(), strict=True):
        child.head = tokens[head]
    if not children:
        return
    middles = firsts + np.add.reduceat(below < heads, firsts, dtype=np.int64)
    ends = [*firsts[1:].tolist(), len(children)]
    for place, first, middle, end in zip(heads[firsts].tolist(), firsts.tolist(), middles.tolist(), ends, strict=True):
        head = tokens[place]
        head.children = own = children[first:end]
        head.lefts, head.rights = own[: middle - first], own[middle - first :]


def _set_sentences(doc: Doc, starts: NDArray[np.int64]) -> None:
    """Set the sentences, and that of each token."""
    firsts = [0, *(np.flatnonzero(starts[1:] == 1) + 1).tolist()]
    doc.sents = tuple(Span(doc, start, end) for start, end in zip(firsts, [*firsts[1:], len(doc)], strict=True))
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
