"""Finds what a figure counts if its own phrase leaves it out: `the number of homes is 340`, `35 captured`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.claim import Subject
from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token

_SHARES = frozenset({"percent", "points"})
_OF_UNITS = frozenset({"measure", "duration"}) | _SHARES
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FROM, _TO = re.compile(r"\bfrom $", re.IGNORECASE), re.compile(r" to ")
# A figure may refer to what an earlier one counted at most so many sentences before.
BACK = 3
# The starting point of a distance is at most so many words after it.
LANDMARK = 10


def counted_noun(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> Token | None:
    """Return the noun that the figure counts or, for an amount, its owner; None if its sentence does not say."""
    noun = doc[figure.noun] if figure.noun is not None else None
    if noun is not None and not is_unit(noun, figure):
        return noun if noun.pos_ != "PRON" else None
    if noun is not None and figure.kind in _SHARES:
        holder = _holder(head, verb)
        return holder if holder is not None and not is_unit(holder, figure) else noun
    if counter := counter_of(head, verb):
        # The toll of a shelling is of people.
        return _of(counter) if counter.lemma_.lower() != "toll" else None
    if figure.kind == "measure" and figure.unit != "magnitude":
        return _landmark(doc, figure)
    if figure.kind in {"count", "other"}:
        return _numbered(head, verb) or _end_of_range(doc, figure) or _shared(head, verb)
    return _holder(head, verb) if figure.kind != "duration" else None


def is_unit(noun: Token, figure: Figure) -> bool:
    """Return True if a noun is the figure's unit, not what is counted: the percent of `46 percent`."""
    return figure.kind in _OF_UNITS and noun.lower_ in (figure.unit_text or "").lower()


def parent_of(head: Token) -> Token | None:
    """Return the parent whose children a number counts: `a mother of 12`; None for any other number."""
    parent = head.dep_ == "nmod" and head.head.lemma_.lower() in words("events", "parents")
    return head.head if parent and any(c.lower_ == "of" for c in head.lefts) else None


def takes_up(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> bool:
    """Return True if a figure refers to what was counted before: `thirty of them`, `the number is 300`, `the 90`."""
    if figure.kind not in {"count", "other"}:
        return False
    if figure.noun is not None:
        return doc[figure.noun].pos_ == "PRON" or _is_expletive(verb)
    counter = counter_of(head, verb)
    if counter is not None:
        return _of(counter) is None and counter.lemma_.lower() != "toll"
    determined = any(child.lower_ in {"the", "those", "these"} for child in doc[figure.anchor].lefts)
    return determined or (verb is not None and head.dep_ in {"obj", "obl", "xcomp", "conj"})


def as_before(about: Subject, figure: Figure, earlier: Sequence[tuple[Figure, Subject]], doc: Doc) -> Subject:
    """Return a subject completed from an earlier figure: one with the same value, else the last."""
    sentence = doc[figure.anchor].sent
    equal = [pair for pair in earlier if pair[0].value is not None and pair[0].value == figure.value]
    for other, before in (*reversed(equal), *reversed(earlier)):
        gap = doc.text[other.end : sentence.start_char].count(". ")
        if gap > BACK and (other, before) not in equal:
            break
        same = not about.counted or about.counted == before.counted
        if other.kind in {"count", "other"} and before.counted and same and (before.event or not about.counted):
            return replace(
                about,
                counted=before.counted,
                people=before.people,
                event=about.event or ("" if _has_own_event(doc[figure.anchor]) else before.event),
                side=about.side or before.side,
            )
    return about


def _has_own_event(token: Token) -> bool:
    """Return True for the object of a joined verb that counts nothing: `killed five and drove 1,150 from the town`."""
    verb = token.head
    joined = token.dep_ == "obj" and verb.dep_ == "conj" and verb.pos_ == "VERB"
    return joined and verb.lemma_.lower() not in words("events", "tallying")


def counter_of(head: Token, verb: Token | None) -> Token | None:
    """Return the noun for a number that a figure specifies: `the number of homes is 340`, `the toll rose to 22`."""
    counters = words("events", "counters")
    if head.dep_ == "nmod" and head.head.lemma_.lower() in counters:
        return head.head
    # In `the number is 340` the figure itself is the predicate.
    children: list[Token] = [*(verb.children if verb is not None else ()), *head.children]
    for child in children:
        if child != head and child.dep_ in {*_SUBJECTS, "obj"} and child.lemma_.lower() in counters:
            return child
    before = head.doc[max(0, head.left_edge.i - 1)]
    if "at" in {before.lower_, head.left_edge.lower_}:
        # `Puts the number of homes flooded on 12 March at 340`: the figure's preposition belongs to the verb far ahead.
        for place in range(head.sent.start, head.i):
            token = head.doc[place]
            if token.dep_ == "obj" and token.lemma_.lower() in counters:
                return token if token.head.lemma_.lower() in words("events", "placing") else None
    return None


def _of(counter: Token) -> Token | None:
    for child in counter.rights:
        if child.dep_ == "nmod" and child.pos_ == "NOUN" and any(c.lower_ == "of" for c in child.lefts):
            return child
    return None


def _landmark(doc: Doc, figure: Figure) -> Token | None:
    """Return the starting point of a distance: `10 miles (15 km) south of the border`, `55 km from Ketter`."""
    for token in doc[figure.anchor + 1 : min(figure.anchor + LANDMARK, doc[figure.anchor].sent.end)]:
        if token.lower_ in {"from", "of"} and token.dep_ == "case" and token.head.pos_ in {"NOUN", "PROPN"}:
            return token.head
    return None


def _numbered(head: Token, verb: Token | None) -> Token | None:
    """Return the noun counted by the verb `number`: `the miners, thought to number 300`."""
    clause = verb if verb is not None and verb.lemma_.lower() == "number" and head.dep_ in {"obj", "obl"} else None
    while clause is not None:
        subject = next((child for child in clause.lefts if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return _member(subject)
        if clause.dep_ in {"acl", "acl:relcl"}:
            return _member(clause.head)
        clause = clause.head if clause.dep_ in {"xcomp", "conj"} else None
    return None


def _member(noun: Token) -> Token | None:
    """Return the boats of `a fleet of boats`; any other noun itself, None for a name or pronoun."""
    return (_of(noun) if noun.tag_ == "NN" else None) or (noun if noun.pos_ == "NOUN" else None)


def _end_of_range(doc: Doc, figure: Figure) -> Token | None:
    """Return the noun that both ends of a range count, though only the upper has it: `from 700 to 1,400 people`."""
    text = doc.text
    to = _TO.match(text, figure.end)
    if figure.noun is not None or to is None or not _FROM.search(text, max(0, figure.start - 10), figure.start):
        return None
    upper = next((other for other in doc._.attribune_figures if other.start == to.end()), None)
    return doc[upper.noun] if upper is not None and upper.noun is not None and upper.kind == "count" else None


def _shared(head: Token, verb: Token | None) -> Token | None:
    """Return the noun that a coordinated clause shares: `60 soldiers had been killed and 35 captured`."""
    for top in (head, verb):
        if top is None or top.dep_ != "conj":
            continue
        first = top.head
        if first.pos_ == "NOUN" and any(child.dep_ == "nummod" for child in first.children):
            return first
        for child in first.children:
            if child.dep_ in _SUBJECTS and child.pos_ == "NOUN" and any(c.dep_ == "nummod" for c in child.children):
                return child
    return None


def _holder(head: Token, verb: Token | None) -> Token | None:
    """Return the noun that has an amount: `the barrier will cost $2.1 billion`, `put the gap at $71 million`."""
    if head.dep_ == "nmod" and head.head.pos_ == "NOUN" and head.head.lemma_.lower() not in words("events", "parents"):
        return head.head
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    if lemma in words("events", "placing") and head.dep_ in {"obl", "xcomp"}:
        thing = next((c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN"), None)
        related = verb.head if verb.dep_ == "acl:relcl" and verb.head.pos_ == "NOUN" else None
        return thing or related
    if lemma in words("events", "having") or head == verb:
        return next((c for c in verb.children if c.dep_ in _SUBJECTS and c.pos_ == "NOUN" and c != head), None)
    return None


def _is_expletive(verb: Token | None) -> bool:
    """Return True if a clause only corrects a number: `It was 1,150 people and not 1,500`."""
    return verb is not None and any(c.lower_ == "it" and c.dep_ in {*_SUBJECTS, "expl"} for c in verb.children)
