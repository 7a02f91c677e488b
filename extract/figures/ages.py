"""Recognises ages by a noun in their clause: `raise the retirement age from 62 to 64 years`, `the draft age is 18`."""

from extract.figures.quantity import Quantity
from extract.lexicon import class_by_word, words
from extract.parsing.tokens import Token

OLDEST = 115
# A difference or a change of ages is a length of time: `the age gap`, `raised the pension age by two years`.
_DIFFERENCES = frozenset({"gap", "difference", "change", "increase", "rise"})
# How an age is joined to its clause; `over 10 years`, `for a year` and `in two years` are times.
_JOINING = frozenset(
    {"from", "to", "at", "of", "between", "under", "above", "below", "beyond", "past", "instead", "than"}
)
_JOINING |= {"rather", "with", "until", "up"}
_PHRASE = frozenset({"nummod", "nmod", "conj", "appos", "compound", "nmod:unmarked"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_OBJECTS = frozenset({"obj", *_SUBJECTS})


def is_age(quantity: Quantity, anchor: Token, noun: Token | None) -> bool:
    """Return True if a number of years, or a bare one, is an age according to its clause; noun: what it counts."""
    years = quantity.measure is not None and quantity.measure.name == "year"
    bare = quantity.measure is None and noun is None and quantity.form in {"digits", "words"}
    most = quantity.high if quantity.value is None else quantity.value
    if not (years or bare) or quantity.per or most is None or not 0 < most <= OLDEST:
        return False
    top = anchor
    while top.dep_ in _PHRASE and top.head != top:
        if names_age(top.head):
            return True
        if not _joins(top):
            return False
        top = top.head
    if names_age(top) or not _joins(top):
        return names_age(top)
    verb = top if any(child.dep_ == "cop" for child in top.children) else top.head
    if top != verb and top.dep_ not in {"obl", "obj", "xcomp"}:
        return False
    return any(names_age(child) and (child.dep_ in _OBJECTS or _is_in(child)) for child in verb.children)


_VAGUE = frozenset({"people", "persons"})
_LIMITS = frozenset({"over", "under", "above", "below", "between"})


def limits_age(quantity: Quantity, anchor: Token, noun: Token | None) -> bool:
    """Return True if a bare number limits the age of people: `voters under 30`, `men between 18 and 60`."""
    most = quantity.high if quantity.value is None else quantity.value
    if quantity.measure is not None or noun is not None or most is None or not 0 < most <= OLDEST:
        return False
    if anchor.doc.text[quantity.start : quantity.number_start].lower() in {"older than ", "younger than "}:
        return True
    before = anchor.doc[anchor.i - 1] if anchor.i else anchor
    if (
        quantity.bound == "range"
        and before.lower_ in words("exclusions", "people_of_age")
        and before.lower_ not in _VAGUE
    ):
        # `voters 18 to 29`
        return True
    limit = next((c for c in anchor.lefts if c.dep_ in {"case", "advmod"} and c.lower_ in _LIMITS), None)
    if limit is None or limit.i == limit.sent.start:
        return False
    whose = limit.nbor(-1)
    if limit.dep_ == "advmod" and whose.lower_ != "those":
        return False
    if whose.dep_ == "cop" and whose.head == anchor:
        # `Five were under 10.`
        whose = next((c for c in anchor.lefts if c.dep_ == "nsubj"), whose)
        if whose.pos_ == "NUM":
            return True
    return whose.lower_ in words("exclusions", "people_of_age") or whose.lemma_.lower() in class_by_word("people")


def names_age(noun: Token) -> bool:
    """Return True for an age, or for a range, group or limit of ages."""
    if noun.pos_ != "NOUN":
        return False
    if noun.lemma_.lower() == "age":
        return True
    by_age = any(child.dep_ == "compound" and child.lemma_.lower() == "age" for child in noun.lefts)
    return by_age and noun.lemma_.lower() not in _DIFFERENCES


def _joins(token: Token) -> bool:
    """Return True if a word has no preposition, or one that an age may have."""
    cases = {child.lower_ for child in token.lefts if child.dep_ == "case"}
    return cases <= _JOINING


def _is_in(noun: Token) -> bool:
    """Return True for `range in age from 21 to 30 years`."""
    return any(child.dep_ == "case" and child.lower_ == "in" for child in noun.lefts)
