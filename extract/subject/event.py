"""Finds the class of what happened to the counted: kill, injure, flood, cost, …"""

from collections.abc import Iterator
from functools import cache

from extract.figures.figure_component import Figure
from extract.lexicon import class_by_word, load, words
from extract.parsing.tokens import Doc, Token
from extract.subject.grammar import part_of_which

_MODIFYING = frozenset({"acl", "amod", "acl:relcl", "xcomp"})
_GOVERNED = frozenset({"obj", "nsubj:pass", "nsubj", "obl", "obl:unmarked", "iobj", "conj", "xcomp", "advmod"})
# So many words before and after a measure say what it measures.
BEFORE, BEHIND = 4, 5
# Words further from the figure than this refer to something else.
NEAR = 8


@cache
def _together() -> dict[str, str]:
    return {pair: name for name, pairs in load("events")["together"].items() for pair in pairs}


def event_of(doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None) -> str:
    """Return the event class from the words next to the figure, else from the counted noun, else from the verb above.

    "" if none of them has one; `harm` if people are `killed or injured`.
    """
    if figure.unit == "magnitude":
        return "measure"
    if figure.kind == "measure" and (dimension := dimension_of(doc, figure)):
        return dimension
    event = _beside(doc, figure) or _of_phrase(doc, figure, noun, head) or _of_verb(doc, figure, noun, head, verb)
    if event in {"kill", "injure"} and is_either(doc, figure, noun, verb):
        return "harm"
    return event


def dimension_of(doc: Doc, figure: Figure) -> str:
    """Return a measure's dimension according to the words around it: `10 miles (15 km) south`, `3 metres deep`.

    Brackets after an amount contain its conversion; words beyond another number belong to that number.
    """
    around = {*_words_before(doc, figure), *_words_behind(doc, figure)}
    return next((name for name, signs in load("events")["dimensions"].items() if around & set(signs)), "")


def _words_behind(doc: Doc, figure: Figure) -> Iterator[str]:
    inside, count = False, 0
    for token in doc[figure.anchor + 1 : figure.anchor + 2 * NEAR]:
        if token.idx < figure.end or token.text in "()":
            inside = token.text == "(" or (inside and token.text != ")")
        elif not inside:
            count += 1
            if token.like_num or count > BEHIND:
                return
            yield token.lower_


def _words_before(doc: Doc, figure: Figure) -> Iterator[str]:
    converted, count = False, 0
    for token in reversed(doc[max(0, figure.anchor - 2 * NEAR) : figure.anchor]):
        if token.idx >= figure.start:
            continue
        if token.text == "(":
            converted = True
        elif token.like_num and not converted:
            return
        elif token.like_num:
            converted = False
        elif not converted:
            count += 1
            if count > BEFORE:
                return
            yield token.lower_


def _beside(doc: Doc, figure: Figure) -> str:
    """Return the outcome right before or after a figure: `injuring dozens`, `50 reported dead`."""
    first = next(
        (token for token in doc[max(0, figure.anchor - NEAR) : figure.anchor + 1] if token.idx >= figure.start), None
    )
    if first is not None and first.i > first.sent.start:
        before = first.nbor(-1)
        if before.tag_ in {"VBG", "VBD", "VB"} and (event := _class_of(before)) in words("events", "outcomes"):
            return event
    for token in doc[figure.anchor + 1 : figure.anchor + NEAR]:
        if token.idx < figure.end:
            continue
        if token.lower_ == "without" and token.head.lemma_.lower() in words("events", "supplies"):
            return "lack"
        if token.pos_ in {"ADJ", "VERB", "NOUN"} and (event := _class_of(token)) in words("events", "outcomes"):
            return event if token.tag_ in {"VBN", "JJ", "VBD", "NN"} else ""
        if token.i != figure.noun and token.lemma_.lower() not in words("events", "between"):
            return ""
    return ""


def _of_phrase(doc: Doc, figure: Figure, noun: Token | None, head: Token) -> str:
    """Return the class of what the noun phrase expresses: `33 injured miners`, `homes flooded in the night`."""
    counter = noun.head if noun is not None and noun.head.lemma_.lower() in words("events", "counters") else None
    for holder in (noun, counter, head, doc[figure.anchor]):
        for child in holder.children if holder is not None else ():
            part = part_of_which(child)
            if part is not None and part.i != figure.anchor:
                continue
            if child.dep_ in _MODIFYING and child.i != figure.anchor and (event := _class_of(child)):
                return event
    if noun is not None and noun.pos_ in {"NOUN", "ADJ"} and (event := _class_of(noun)):
        # `Five days of rioting` measure the rioting, whatever sparked it.
        return event if figure.kind == "duration" or event in words("events", "outcomes") else ""
    return ""


def _of_verb(doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None) -> str:
    anchor, outcomes = doc[figure.anchor], words("events", "outcomes")
    if verb is not None:
        if verb.lemma_.lower() == "leave" and head.dep_ == "nsubj":
            # `1,500 people left`; `a storm left 40 dead` has another meaning.
            return "displace"
        if noun is not None and (event := _class_together(noun, verb)):
            return event
        if head.dep_ in _GOVERNED and (event := _class_of(verb)):
            return event
        for child in verb.children:
            near = abs(child.i - figure.anchor) < NEAR and child.i != figure.anchor
            complement = child.dep_ in {"xcomp", "advcl", "ccomp", "acl"} or (
                child.dep_ == "obj" and head.dep_ in {"nsubj", "conj"}
            )
            if near and complement and (event := _class_of(child)) in outcomes:
                return event
    # A subject has its own verb; the verb of an outer clause is about others: `nine died and that 140 were on board`.
    # So has the object of a joined clause: `Lee was hurt and missed nine games`.
    joined = head.dep_ == "obj" and head.head.dep_ == "conj"
    own = head.dep_ in {"nsubj", "nsubj:pass"} or joined
    for above in (head.head,) if own else (head.head, head.head.head):
        if above != head and above.pos_ in {"NOUN", "ADJ", "VERB"} and (event := _class_of(above)):
            return event
    # `300 others injured`: the parser took the number for a modifier of its participle.
    if anchor.head.pos_ in {"ADJ", "VERB"} and (event := _class_of(anchor.head)):
        return event
    return _class_of(noun) if noun is not None else ""


def _class_together(noun: Token, verb: Token) -> str:
    near = (verb, *(child for child in (*verb.children, *noun.children) if child.dep_ in {"obl", "nmod", "obj"}))
    pairs = (f"{noun.lemma_.lower()} {word.lemma_.lower()}" for word in near)
    return next((_together()[pair] for pair in pairs if pair in _together()), "")


def is_either(doc: Doc, figure: Figure, noun: Token | None, verb: Token | None) -> bool:
    """Return True if the count includes both killed and injured: `66 people were killed or injured`."""
    for holder in (verb, noun, doc[figure.anchor]):
        for word in (holder, *holder.children) if holder is not None else ():
            for other in word.children:
                both = {_class_of(word), _class_of(other)} == {"kill", "injure"}
                own = any(child.dep_ in {"obj", "nsubj", "nsubj:pass", "nummod", "obl"} for child in other.children)
                numbered = any(token.like_num for token in doc[word.i : other.i])
                if both and other.dep_ == "conj" and not own and not numbered:
                    return True
    return False


def _class_of(token: Token) -> str:
    classes = class_by_word("events")
    return classes.get(token.lemma_.lower()) or classes.get(token.lower_) or ""
