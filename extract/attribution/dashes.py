"""Finds what the narrator adds to a statement between dashes or after one."""

from collections.abc import Iterator

from extract.attribution.attribution import Range
from extract.attribution.cue_words import DASHES, OPENING, classes_of, is_of_time
from extract.attribution.spans import without
from extract.parsing.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
# Prepositions that compare two amounts. Origin: English dictionaries.
_COMPARING = frozenset({"below", "under", "above", "over", "beyond", "past", "than"})
# A comparison is within the first so many words after a dash: `a high sum, but still below the $90 spent in May`.
_START = 9


def without_dashed(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of what a verb reports without what the narrator adds after a dash.

    That is an independent clause between two dashes, and a comparison with a known number: `— below the $90 spent in
    May`.
    """
    text = verb.sent.text
    if not ranges or not any(mark in text for mark in DASHES):
        return ranges
    for aside, closed in _asides(verb.sent):
        continues = aside[0].dep_ == "cc" or aside[0].text in OPENING or aside.start <= verb.i < aside.end
        if not continues and ((closed and _is_clause(aside)) or _compares(aside)):
            ranges = [left for part in ranges for left in without(part, (aside.start_char, aside.end_char))]
    return ranges


def _asides(sentence: Span) -> Iterator[tuple[Span, bool]]:
    """Yield what follows every other dash up to the next or the sentence's end, and whether there is a next."""
    doc, opened = sentence.doc, -1
    for token in sentence:
        if token.text not in DASHES or not _is_spaced(token):
            continue
        if opened >= 0 and token.i > opened:
            yield Span(doc, opened, token.i), True
            opened = -1
        elif token.i + 1 < sentence.end:
            opened = token.i + 1
    if 0 <= opened < sentence.end:
        yield Span(doc, opened, sentence.end), False


def _is_spaced(dash: Token) -> bool:
    """Return True for a dash between words, not for a hyphen in one; of two in a row, for the second."""
    before = dash.nbor(-1) if dash.i else dash
    doubled = dash.i + 1 < len(dash.doc) and dash.nbor(1).text in DASHES
    return not doubled and (dash.text in {"—", "--", "―"} or bool(before.whitespace_ and dash.whitespace_))


def _is_clause(aside: Span) -> bool:
    """Return True for a main clause in which nobody speaks: `— there are two in each town —`."""
    for token in aside:
        subjects = [c for c in token.lefts if c.dep_ in _SUBJECTS and c.i >= aside.start]
        finite = any(t.tag_ in _FINITE for t in (token, *token.lefts))
        inside = aside.start <= token.head.i < aside.end and token.head != token
        if not subjects or not finite or inside or any(t.tag_ in _RELATIVE for c in subjects for t in c.subtree):
            continue
        if token.dep_ in {"acl", "advcl"} or aside[0].tag_ in _RELATIVE or aside[0].lower_ == "that":
            return False
        return "speech" not in classes_of(token.lemma_.lower())
    return False


def _compares(aside: Span) -> bool:
    """Return True if an aside begins by comparing a number with a known one: `just under the limit of 9 percent`."""
    for token in aside[:_START]:
        amount = token.head
        if token.lower_ not in _COMPARING or token.dep_ != "case" or amount.i < token.i or is_of_time(amount):
            continue
        known = any(c.dep_ == "nmod:poss" or c.lower_ in {"the", "its", "their"} for c in amount.lefts)
        if known and any(t.pos_ == "NUM" for t in amount.subtree):
            return True
    return False
