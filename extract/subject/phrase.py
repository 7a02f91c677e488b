"""Makes the name of what a figure measures, in a few words: `homes flooded in the night`, `cost of the barrier`."""

import re

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token
from extract.subject.amounts import amount_text
from extract.subject.counts import count_text
from extract.subject.label_words import is_empty
from extract.subject.omitted import parent_of

# A number without a noun may refer to one at most so many words before.
BACK = 60
_PART = re.compile(r" of (?:(?:the|those|these) )?(\d[\d,]*) ")
_TAKEN_UP = frozenset({"nsubj", "nsubj:pass", "obj"})
_PLURALS = frozenset({"NNS", "NNPS"})


def name_text(
    doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None, event: str, earlier: list[Figure]
) -> str:
    """Return what the figure measures; "" if it has no name.

    noun: what it counts, or its owner; event: the class of what happened to the counted; earlier: the figures before.
    """
    adrift = head.dep_ == "obl" and any(c.lower_ in {"at", "in"} for c in head.lefts)
    unsaid = noun is None or is_empty(noun) or (figure.noun is not None and doc[figure.noun].pos_ == "PRON")
    before = _noun_referred_to(doc, figure, earlier) if unsaid and not adrift else None
    text = doc.text
    if figure.kind == "percent" and text[figure.start - 1 : figure.start] == "(" and text.startswith(")", figure.end):
        # The share is of what comes before the bracket.
        return ""
    is_count = figure.kind in {"count", "other"} or (figure.kind == "rate" and figure.noun is not None)
    if is_count and (parent := parent_of(head)) is not None:
        return f"children of the {parent.lower_}"
    if is_count:
        label = count_text(doc, figure, noun, head, verb, before, event)
    else:
        label = amount_text(doc, figure, noun, head, verb, before)
    return label if _tells(label) else ""


def _noun_referred_to(doc: Doc, figure: Figure, earlier: list[Figure]) -> Token | None:
    """Return the noun that a bare number refers to: the last one that was counted, else the last plural."""
    anchor = doc[figure.anchor]
    if parted := _PART.match(doc.text, figure.end):
        # `178 of 369 punches`
        whole = doc.char_span(parted.start(1), parted.end(1), alignment_mode="expand")
        behind = doc[whole.end : whole.end + 3] if whole is not None else ()
        return next((token for token in behind if token.tag_ in {*_PLURALS, "VBN", "JJ"}), None)
    nouns = [doc[other.noun] for other in reversed(earlier) if other.noun is not None and _counts(other, anchor)]
    nouns = [noun for noun in nouns if anchor.i - noun.i < BACK and noun.tag_ in _PLURALS and not is_empty(noun)]
    # The one that the same verb had before, else the last; a subject or object is preferred to a place.
    if nouns:
        alike = (n for n in nouns if (n.dep_, n.head.lemma_) == (anchor.dep_, anchor.head.lemma_) and _stands(n.head))
        if (parallel := next(alike, None)) is not None and anchor.head.pos_ == "VERB":
            return parallel
        near = (noun for noun in nouns if noun.dep_ in _TAKEN_UP and noun.sent.start == nouns[0].sent.start)
        return next(near, nouns[0])
    for token in reversed(doc[max(0, anchor.i - BACK // 2) : max(0, anchor.left_edge.i)]):
        part = token.dep_ == "nmod" and is_empty(token.head)
        if token.head in {anchor.head, anchor.head.head} and not part:
            continue
        if token.tag_ == "NNS" and (part or token.dep_ in _TAKEN_UP) and not is_empty(token):
            return token
    return None


def _counts(other: Figure, anchor: Token) -> bool:
    """Return True for an earlier count, or for points in the same sentence: `Voss had 16 points and Holm had 14`."""
    if other.kind == "count" or other.unit != "point" or other.noun is None:
        return other.kind == "count"
    own = any(child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"} for child in anchor.head.lefts)
    return anchor.dep_ == "obj" and own and anchor.doc[other.noun].sent.start == anchor.sent.start


def _stands(verb: Token) -> bool:
    return verb.dep_ not in {"acl:relcl", "acl"}


def _tells(label: str) -> bool:
    """Return True if a label means something by itself: not a lone name, pronoun, or relational noun."""
    plain = re.sub(r"[^\w ]", "", label).strip().lower()
    lone = " " not in plain
    return bool(plain) and not (lone and (label[0].isupper() or plain in words("labels", "relational")))
