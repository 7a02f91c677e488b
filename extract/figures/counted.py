"""Finds what a number counts: its noun in the tree, and the words for it."""

from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.figures.measured_numerals import Quantity
from extract.lexicon import load, words
from extract.parsing.doc_text import text_of

# Pronouns with which a clause refers to some of the things before it.
RELATIVE = frozenset({"which", "whom"})


def counted(doc: Doc, quantity: Quantity, span: Span) -> Token | None:
    """Return the noun that the number counts: `90 enemy soldiers`, `two of the bombs`, `dozens of people`."""
    anchor = span.root
    if quantity.measure is not None:
        unit = doc.char_span(quantity.measure.start, quantity.measure.end, alignment_mode="expand")
        holder = unit.root if unit is not None and quantity.measure.end > quantity.measure.start else anchor
        if quantity.measure.attributive or quantity.measure.name == "magnitude":
            head = holder.head if holder.head.i >= holder.i else anchor.head
            return head if head.pos_ in {"NOUN", "PROPN"} else None
        for base in (holder, anchor):
            if of := _of(base):
                return of
            if (
                base.dep_ in {"nummod", "compound", "nmod", "nmod:unmarked", "amod"}
                and base.head.pos_ == "NOUN"
                and base.head.i > base.i
            ):
                return base.head
        return None
    for token in span:
        if (of := _of(token)) and of.i >= span.end:
            return _antecedent(of, anchor) or of
    if span.start >= 3 and doc[span.start - 1].lower_ == "or" and doc[span.start - 3].lower_ in {"a", "an", "another"}:
        # `a boat or two`
        return doc[span.start - 2] if doc[span.start - 2].pos_ == "NOUN" else None
    if (
        anchor.dep_ in {"nummod", "amod", "compound", "det", "nmod", "nmod:unmarked", "advmod", "det:predet"}
        and anchor.head.pos_ in {"NOUN", "PROPN", "SYM", "ADJ"}
        and anchor.head.i > anchor.i
    ):
        return anchor.head
    following = doc[span.end] if span.end < len(doc) else None
    if (
        following is not None
        and following.pos_ == "NOUN"
        and following.sent.start == anchor.sent.start
        and following.head == anchor
    ):
        return following
    # The parser took the number for the head of its noun phrase.
    if following is not None and following.tag_ == "NNS" and text_of(doc)[span.end_char : following.idx] == " ":
        return following
    # `a 400-room hotel`
    hyphen = following is not None and following.text in {"-", "‐", "‑"} and not following.whitespace_
    if hyphen and span.end + 1 < len(doc) and doc[span.end + 1].pos_ == "NOUN":
        return doc[span.end + 1]
    return None


@cache
def _harms() -> frozenset[str]:
    events = load("events")
    return frozenset(word for name in ("kill", "injure", "arrest", "rescue") for word in events["classes"][name])


def befalls_people(number: Token) -> bool:
    """Return True if a bare number counts people: `wounded more than 500`, `12 were killed`."""
    verb = number.head
    if verb.pos_ not in {"VERB", "ADJ"} or verb.lemma_.lower() not in _harms():
        return False
    passive = number.dep_ == "nsubj:pass" or (
        number.dep_ == "nsubj" and verb.lemma_ in {"die", "perish", "drown", "dead"}
    )
    # `wounded more than 500`: the parser takes a bound number for an adverbial.
    bare = number.dep_ == "obl" and not any(child.dep_ == "case" for child in number.lefts)
    return passive or (number.i > verb.i and (number.dep_ == "obj" or bare))


def state_left(number: Token, end: int) -> Token | None:
    """Return the word after a number, which ends at offset end, for a resulting state: `left 50 dead`."""
    state = next((token for token in number.doc[number.i + 1 : number.i + 5] if token.idx >= end), None)
    return state if state is not None and state.lower_ in words("events", "states") else None


def _of(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ in {"nmod", "obl"} and (child.pos_ in {"NOUN", "PROPN", "PRON"} or _stands_for_people(child)):
            case = next((c.lower_ for c in child.lefts if c.dep_ == "case"), "")
            if case == "of":
                return child
    return None


def _stands_for_people(word: Token) -> bool:
    """Return True if an adjective or a participle with an article is a noun: `the dead`, `the 31 wounded`."""
    return word.tag_ in {"JJ", "VBN"} and any(child.dep_ == "det" for child in word.lefts)


def _antecedent(pronoun: Token, number: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: the bridges of `seven bridges, two of which fell`."""
    if pronoun.lower_ not in RELATIVE:
        return None
    before = pronoun.doc[number.sent.start : number.left_edge.i]
    return next((token for token in reversed(before) if token.tag_ == "NNS" or token.lower_ == "people"), None)


def counted_phrase(noun: Token, anchor: Token) -> str:
    """Return a counted noun with words for its kind (`heart transplants`), not for whose it is (`enemy soldiers`)."""
    first = noun.i
    places = load("places")["demonyms"]
    for child in reversed(list(noun.lefts)):
        sorts = (
            child.dep_ in {"amod", "compound"}
            and child.i > anchor.i
            and child.right_edge.i == first - 1
            and child.lower_ not in {"enemy", "own", "other", "more", "such"}
        )
        if not sorts or child.lower_ in places or child.ent_type_:
            break
        first = child.left_edge.i
    if first <= anchor.i:
        first = noun.i
    return noun.doc[first : noun.i + 1].text
