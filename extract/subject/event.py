"""The class of what happened to the counted: kill, injure, flood, cost, …"""

from functools import cache

from spacy.tokens import Doc, Token

from extract.figures.component import Figure
from extract.lexicon import load, words

_SAID_OF = frozenset({"acl", "amod", "acl:relcl", "xcomp"})
_GOVERNED = frozenset({"obj", "nsubj:pass", "nsubj", "obl", "obl:unmarked", "iobj", "conj", "xcomp", "advmod"})
# Words further from the figure than this are said of something else.
NEAR = 8


@cache
def _classes() -> dict[str, str]:
    return {word: name for name, group in load("events")["classes"].items() for word in group}


def event_of(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> str:
    """Return the event class: what is said of the counted first, then the verb they depend on, "" if neither tells."""
    anchor = doc[figure.anchor]
    noun = doc[figure.noun] if figure.noun is not None else None
    outcomes = words("events", "outcomes")

    for holder in (noun, head, anchor):
        for child in holder.children if holder is not None else ():
            if child.dep_ in _SAID_OF and child.i != figure.anchor and (found := _class_of(child)):
                return found
    if noun is not None and noun.pos_ in {"NOUN", "ADJ"} and (found := _class_of(noun)) in outcomes:
        return found
    if verb is not None:
        if verb.lemma_.lower() == "leave" and head.dep_ == "nsubj":
            # 1,500 people left; a storm left 40 dead is another verb.
            return "displace"
        if head.dep_ in _GOVERNED and (found := _class_of(verb)):
            return found
        for child in verb.children:
            near = abs(child.i - figure.anchor) < NEAR and child.i != figure.anchor
            if near and child.dep_ in {"xcomp", "advcl", "ccomp", "acl"} and (found := _class_of(child)) in outcomes:
                return found
    for above in (head.head, head.head.head):
        if above != head and above.pos_ in {"NOUN", "ADJ", "VERB"} and (found := _class_of(above)):
            return found
    # `300 others injured`: the parser took the number for a modifier of what was said of it.
    if anchor.head.pos_ in {"ADJ", "VERB"} and (found := _class_of(anchor.head)):
        return found
    return _class_of(noun) if noun is not None else ""


def _class_of(token: Token) -> str:
    return _classes().get(token.lemma_.lower()) or _classes().get(token.lower_) or ""
