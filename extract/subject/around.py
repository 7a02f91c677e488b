"""Finds the words next to a figure, from which its vectors are made if it has no name of its own."""

from collections.abc import Iterable
from itertools import dropwhile

from extract.figures.figure_component import Figure
from extract.parsing.tokens import Doc, Token
from extract.subject.grammar import clause_head
from extract.subject.label_words import joined, line, named, subject_noun

# The most words kept before the figure, and in all.
BEFORE, LONGEST = 7, 10
# Marks at which a clause is cut.
_STOPS = frozenset(';:“”"()[]—–|')
_QUOTES = frozenset('“”"')
_OPENING = frozenset({"cc", "punct", "mark", "det", "case"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_KINDS = {"money": "amount of money", "percent": "share", "points": "points", "duration": "time", "measure": "measure"}


def words_around(doc: Doc, figure: Figure) -> str:
    """Return the words next to a figure, an ellipsis in its place; never empty."""
    anchor = doc[figure.anchor]
    sentence, clause = anchor.sent, _clause(anchor)
    spans = ((clause.left_edge.i, clause.right_edge.i + 1, _STOPS), (sentence.start, sentence.end, _STOPS))
    for first, last, stops in (*spans, (0, len(doc), frozenset(".?!"))):
        lefts = [t for t in doc[max(first, anchor.i - 3 * BEFORE) : anchor.i] if t.idx < figure.start]
        rights = [t for t in doc[anchor.i : min(last, anchor.i + 3 * LONGEST)] if t.idx >= figure.end]
        if rights and rights[0].text == "(":
            rights = list(dropwhile(lambda token: token.text != ")", rights))[1:]
        if not any(token.pos_ in _TELLING for token in lefts):
            rights = list(dropwhile(lambda token: token.is_punct, rights))
        before = _kept(lefts[::-1], BEFORE, stops - {"("})[::-1]
        commas = [n for n, token in enumerate(before, 1) if token.text == ","]
        near = _kept(rights, LONGEST, stops | {",", "."})
        if commas and BEFORE == len(before) > commas[-1] + (0 if len(near) > LONGEST // 2 else 2):
            before = before[commas[-1] :]
        elif commas and any(token.pos_ in {"VERB", "AUX"} for token in before[commas[-1] :]):
            # `in July alone, they lost …`
            before = before[commas[-1] :]
        before = list(dropwhile(lambda token: token.dep_ in _OPENING, before))
        behind = _kept(rights, LONGEST - len(before), stops | {",", "."})
        while behind and (behind[-1].pos_ in {"DET", "ADP", "CCONJ", "PART", "SCONJ"} or _is_cut(behind[-1])):
            del behind[-1]
        enough = len(before) + len(behind) > 2 or last == len(doc)
        if enough and any(token.pos_ in _TELLING and token.lemma_ != "be" for token in (*before, *behind)):
            owner = subject_noun(clause, anchor)
            far = owner is not None and before and owner.i < before[0].i and before[-1].i - before[0].i < BEFORE
            opening = named(owner, figure, 3) if far and owner is not None else ""
            return " ".join(filter(None, (opening, line(before).strip(), "…", joined(behind)))).strip(" ,")
    # A title describes the article, not a figure that nothing around it names: `It was $90 million.`
    whole = " ".join(filter(None, (line(before).strip(), "…", joined(behind)))).strip(" ,")
    return whole if any(letter.isalpha() for letter in whole) else _KINDS.get(figure.kind, figure.unit_text or "number")


def _is_cut(verb: Token) -> bool:
    """Return True for a further predicate before its object: the `caught` of `had nine yards and caught two passes`."""
    return verb.dep_ == "conj" and verb.pos_ == "VERB" and any(child.dep_ == "obj" for child in verb.rights)


def _clause(token: Token) -> Token:
    """Return the head of the smallest clause around a word, which may be coordinated by `and`."""
    top = clause_head(token)
    while token != top:
        if token.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubj:pass"} for child in token.children):
            return token
        token = token.head
    return top


def _kept(tokens: Iterable[Token], limit: int, stops: frozenset[str]) -> list[Token]:
    """Return the words next to the figure, up to a stop."""
    kept: list[Token] = []
    for token in tokens:
        if token.text in stops or "\n" in token.text or len(kept) == limit:
            if kept or token.text not in _QUOTES:
                break
        elif not token.is_space:
            kept.append(token)
    return kept
