"""Repairs trees in which a surname was taken for a verb: `Karim Said, the guard, left. Said said he was late`."""

from collections.abc import Iterator

from spacy.attrs import TAG
from spacy.tokens import Doc, Token

from extract.parsing.lookup import tokens_with

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BEHIND_NAME = frozenset({",", "'s", "’s"})


def repair_names(doc: Doc) -> None:
    """Make names of capitalised verbs behind a given name, and of the same words before another verb."""
    surnames = set()
    for verb in _capitalised(doc):
        if _ends_name(verb) and _join(verb.nbor(-1), verb):
            surnames.add(verb.lower_)
    if surnames:
        for verb in _capitalised(doc):
            if verb.lower_ in surnames and _is_finite(verb.nbor()):
                # No two finite verbs are side by side: `Said said`.
                _replace(verb, verb.nbor())
                _make_name(verb, verb.nbor(), "nsubj")


def _capitalised(doc: Doc) -> Iterator[Token]:
    return (verb for verb in tokens_with(doc, TAG, _FINITE) if verb.is_title and verb.i + 1 < len(doc))


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in {*_FINITE, "MD"} and verb.is_lower


def _ends_name(verb: Token) -> bool:
    """Return True for a capital within a sentence, behind a name, and before a comma, an apostrophe or a verb."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    named = before != verb and before.pos_ == "PROPN" and before.is_title and bool(before.whitespace_)
    if not named or not (verb.nbor().text in _BEHIND_NAME or _is_finite(verb.nbor())):
        return False
    # In a headline, every verb has a capital.
    return any(_is_finite(token) for token in verb.sent)


def _join(first: Token, surname: Token) -> bool:
    """Make a verb the last word of a name, and return True, if another clause can take its place in the tree."""
    clause = next((child for child in surname.rights if child.tag_ in _FINITE or child.dep_ == "ccomp"), None)
    if clause is not None:
        _replace(surname, clause)
    elif surname.head == surname:
        return False
    elif first.head == surname:
        first.head, first.dep_ = surname.head, surname.dep_
    _make_name(surname, first, "flat")
    return True


def _replace(verb: Token, other: Token) -> None:
    """Give a verb's place in the tree, and its dependents, to another below it."""
    if not verb.is_ancestor(other):
        return
    other.dep_ = verb.dep_
    other.head = other if verb.head == verb else verb.head
    for child in [child for child in verb.children if child != other]:
        child.head = other


def _make_name(word: Token, head: Token, relation: str) -> None:
    for child in list(word.children):
        child.head = head
    word.head, word.dep_ = head, relation
    word.tag_, word.pos_, word.lemma_ = "NNP", "PROPN", word.text
