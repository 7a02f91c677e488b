"""A parsed text as plain objects agrees with the spaCy Doc that it was made from."""

import gc
import weakref
from typing import Literal

import pytest
from spacy.tokens import Doc as SpacyDoc

from extract.extractor import Extractor
from extract.parsing.conversion import doc_of, release
from extract.parsing.tokens import Doc, Span

TEXTS = (
    "Nine barns burned on Monday, the fire chief said, two of them near the mill.",
    "  “We counted 40 boats,” said Ana Brandt of the Harbour Office in Norbury.\n\nShe did not say who owns them.",
    "The vote (held in May) drew 3,100 people — the most since 1998! Who came? Nobody knows.",
    "WHO put the toll at 12; İzmir's own count was 13.",
    "",
    "One",
)
ATTRIBUTES = [
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "pos_",
    "tag_",
    "dep_",
    "ent_type_",
    "ent_iob_",
    "whitespace_",
    "is_space",
    "is_punct",
    "is_alpha",
    "is_upper",
    "is_lower",
    "is_title",
    "is_bracket",
    "is_sent_start",
    "like_num",
]


@pytest.fixture(scope="module")
def docs(extractor: Extractor) -> list[tuple[SpacyDoc, Doc]]:
    return [(source, doc_of(source)) for source in map(extractor.nlp, TEXTS)]


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_token_has_spacys_attributes(docs: list[tuple[SpacyDoc, Doc]], attribute: str) -> None:
    for source, doc in docs:
        assert [getattr(t, attribute) for t in doc] == [getattr(t, attribute) for t in source]


def test_the_tree_is_spacys(docs: list[tuple[SpacyDoc, Doc]]) -> None:
    for source, doc in docs:
        for token, theirs in zip(doc, source, strict=True):
            assert token.head.i == theirs.head.i
            assert (token.left_edge.i, token.right_edge.i) == (theirs.left_edge.i, theirs.right_edge.i)
            for name in ("lefts", "rights", "children", "ancestors", "subtree"):
                assert [t.i for t in getattr(token, name)] == [t.i for t in getattr(theirs, name)]


def test_a_token_is_an_ancestor_of_its_descendants_but_not_of_itself(docs: list[tuple[SpacyDoc, Doc]]) -> None:
    source, doc = docs[0]
    for token in doc:
        below = {t.i for t in source[token.i].subtree} - {token.i}
        assert {t.i for t in doc if token.is_ancestor(t)} == below


def test_sentences_names_and_text_are_spacys(docs: list[tuple[SpacyDoc, Doc]]) -> None:
    for source, doc in docs:
        assert doc.text == source.text
        assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in source.sents if len(source)]
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in source.ents]
        assert [t.sent.start for t in doc] == [t.sent.start for t in source]


def test_every_span_has_spacys_text_place_and_root(docs: list[tuple[SpacyDoc, Doc]]) -> None:
    for source, doc in docs:
        for start in range(len(doc)):
            for end in range(start + 1, len(doc) + 1):
                span, theirs = Span(doc, start, end), source[start:end]
                assert (span.text, span.start_char, span.end_char) == (theirs.text, theirs.start_char, theirs.end_char)
                assert span.root.i == theirs.root.i


@pytest.mark.parametrize("place", [0, 2, -1])
def test_a_spans_tokens_are_counted_from_its_start_or_end(docs: list[tuple[SpacyDoc, Doc]], place: int) -> None:
    _, doc = docs[0]
    assert Span(doc, 2, 9)[place] is list(doc)[2:9][place]


@pytest.mark.parametrize("part", [slice(1, 3), slice(-3, None), slice(5, 2), slice(None)])
def test_a_part_of_a_span_is_a_list_of_tokens(docs: list[tuple[SpacyDoc, Doc]], part: slice) -> None:
    _, doc = docs[0]
    assert Span(doc, 2, 9)[part] == list(doc)[2:9][part]


@pytest.mark.parametrize("mode", ["expand", "contract"])
def test_characters_give_spacys_span(docs: list[tuple[SpacyDoc, Doc]], mode: Literal["expand", "contract"]) -> None:
    source, doc = docs[1]
    for start in range(0, len(doc.text), 3):
        for end in range(start + 1, min(start + 30, len(doc.text)), 4):
            ours = doc.char_span(start, end, alignment_mode=mode)
            theirs = source.char_span(start, end, alignment_mode=mode)
            ends = [None if span is None else (span.start, span.end) for span in (ours, theirs)]
            assert ends[0] == ends[1]


def test_there_is_no_token_before_the_first_or_after_the_last(docs: list[tuple[SpacyDoc, Doc]]) -> None:
    _, doc = docs[0]
    assert doc[1].nbor(-1) is doc[0]
    for token, step in ((doc[0], -1), (doc[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_the_objects_are_made_once_and_freed_without_the_garbage_collector(extractor: Extractor) -> None:
    source = extractor.nlp(TEXTS[1])
    doc, again = doc_of(source), doc_of(source)
    assert doc is again
    gone: list[weakref.ref[Doc] | weakref.ref[SpacyDoc]] = [weakref.ref(doc), weakref.ref(source)]
    gc.disable()
    try:
        release(source)
        del doc, again, source
        assert [ref() for ref in gone] == [None, None]
    finally:
        gc.enable()
