"""Makes the rules' own Doc of a spaCy Doc."""

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc as SpacyDoc

from extract.parsing.tokens import Doc, Form, Span, Token

_KEY = "attribune_doc"
_STRINGS = [ORTH, TAG, POS, DEP, LEMMA, ENT_TYPE]
_NUMBERS = [ENT_IOB, SENT_START, IDX, SPACY, HEAD]


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
    doc.tokens = _tokens(doc, source)
    doc.text = "".join([token.text + token.whitespace_ for token in doc.tokens])
    doc.ents = tuple(Span(doc, ent.start, ent.end, ent.label_) for ent in source.ents)
    doc.sents = _with_sentences(doc)
    return doc


def _tokens(doc: Doc, source: SpacyDoc) -> list[Token]:
    if not len(source):
        return []
    rows = source.to_array([*_STRINGS, *_NUMBERS]).T
    store = source.vocab.strings
    names = {number: store[number] if number else "" for number in np.unique(rows[1 : len(_STRINGS)]).tolist()}
    forms = {number: _form(store[number]) for number in np.unique(rows[0]).tolist()}
    words, *columns = rows[: len(_STRINGS)].tolist()
    iobs, starts, offsets, spaces, steps = rows[len(_STRINGS) :].astype(np.int64).tolist()
    tokens = [
        Token(doc, i, idx, forms[word], iob, start, names[tag], names[pos], names[dep], names[lemma], names[ent])
        for i, (idx, word, iob, start, tag, pos, dep, lemma, ent) in enumerate(
            zip(offsets, words, iobs, starts, *columns, strict=True)
        )
    ]
    for token, step, space in zip(tokens, steps, spaces, strict=True):
        if space:
            token.whitespace_ = " "
        token.head = head = tokens[token.i + step]
        if step > 0:
            head.lefts += (token,)
        elif step < 0:
            head.rights += (token,)
        else:
            continue
        head.children += (token,)
    return tokens


def _form(word: str) -> Form:
    return word, word.lower(), word.isspace(), is_punct(word)


def _with_sentences(doc: Doc) -> tuple[Span, ...]:
    """Set the sentence of each token, and return them all."""
    tokens = doc.tokens
    if not tokens:
        return ()
    starts = [i for i, token in enumerate(tokens) if i == 0 or token.is_sent_start]
    sentences = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        sentence = Span(doc, start, end)
        sentences.append(sentence)
        for token in tokens[start:end]:
            token.sent = sentence
    return tuple(sentences)
