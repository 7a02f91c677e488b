"""Finds a figure's place in its sentence's tree: its noun phrase, the verb that governs it, its clause."""

from extract.figures.counted import RELATIVE
from extract.figures.figure_component import Figure
from extract.parsing.tokens import Doc, Token

_INSIDE = frozenset(
    {"nummod", "compound", "flat", "det", "fixed", "nmod:unmarked", "amod", "goeswith", "advmod", "dep", "obl:unmarked"}
)
_ARGUMENTS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "obl:unmarked", "xcomp", "advmod", "nsubj:outer"}
)
_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "advcl:relcl", "xcomp"})
_BESIDE = frozenset({"conj", "appos", "nmod", "nmod:unmarked", "parataxis", "list"})


def phrase_head(doc: Doc, figure: Figure) -> Token:
    """Return the head of the figure's noun phrase."""
    top = doc[figure.anchor]
    for _ in range(4):
        if top.dep_ not in _INSIDE or top.head == top or top.head.pos_ in {"VERB", "AUX", "ADP"}:
            break
        top = top.head
    return top


def part_of_which(clause: Token) -> Token | None:
    """Return the number of the part that a relative clause is about: the two of `seven bridges, two of which fell`."""
    if clause.dep_ != "acl:relcl":
        return None
    beside = (child for child in clause.head.rights if child.dep_ == "appos" and child.i < clause.i)
    before = (*clause.lefts, *beside)
    return next((child for child in before if any(c.lower_ in RELATIVE for c in child.children)), None)


def governor(head: Token) -> Token | None:
    """Return the verb or predicate that a noun phrase depends on."""
    if head.dep_ == "appos" and (clause := next((c for c in head.head.rights if part_of_which(c) == head), None)):
        return clause
    top = head
    for _ in range(5):
        if top.dep_ in _ARGUMENTS:
            return top.head
        if top.dep_ not in _BESIDE or top.head == top:
            break
        if top.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubj:pass", "obj"} for child in top.children):
            break
        top = top.head
    return top if top.pos_ == "VERB" else None


def clause_of(head: Token, verb: Token | None) -> Token:
    """Return the head of the smallest clause around a noun phrase, within a limit."""
    base = verb if verb is not None else head
    return base if base.right_edge.i - base.left_edge.i < 60 else head


def clause_head(token: Token) -> Token:
    """Return the head of the smallest clause around a word."""
    while token.head != token and token.dep_ not in _CLAUSES:
        token = token.head
    return token
