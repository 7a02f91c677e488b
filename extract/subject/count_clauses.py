"""Adds to a count's label what its clause says: who did it, what they do, where: `homes lost by the town`."""

from collections.abc import Iterable

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Token
from extract.subject.forms import done_to, gerund
from extract.subject.label_words import (
    LONGEST,
    agent,
    bearer,
    complements,
    inside,
    is_empty,
    joined,
    named,
    stretch,
    subject_noun,
)

# A name with this many words needs nothing from its clause.
NAMED = 3


def in_clause(figure: Figure, thing: Token | None, name: str, fate: str, head: Token, verb: Token | None) -> str:
    """Return a name with what its clause adds: who did it, what they do, where, or what it is a part of."""
    if thing is not None and (clause := relative(thing, figure)):
        return f"{name} {clause}"
    among = next(
        (c for c in head.lefts if c.dep_ in {"nmod", "obl"} and any(t.lower_ == "among" for t in c.lefts)), None
    )
    if among is not None and among.i < figure.anchor:
        return f"{name} {stretch(among, figure).replace('Among', 'among')}"
    if head.dep_ == "nmod" and head.head.pos_ == "NOUN" and not is_empty(head.head) and not fate:
        case = next((c.lower_ for c in head.lefts if c.dep_ == "case"), "")
        several = head.head.tag_ == "NNS" and not head.head.ent_type_
        supposed = head.head.lemma_.lower() in words("labels", "supposing")
        whole = named(head.head, figure, 0) if not (several or supposed) else ""
        return (
            f"{whole} {case} {name}"
            if case in {"of", "by", "for", "against", "among"} and whole not in {"", name}
            else ""
        )
    if verb is None or verb.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
        return ""
    lemma = verb.lemma_.lower()
    if lemma in words("cues", "speech") or (head.dep_ == "nsubj" and lemma in {"do", "say"}):
        return ""
    if lemma == "have" and head.dep_ == "obj" and (owner := subject_noun(verb, head)) is not None:
        return f"{name} {'in' if owner.ent_type_ in PLACES else 'of'} {bearer(owner, figure)}"
    if head.dep_ in {"obj", "nsubj:pass"}:
        idle = lemma in words("labels", "idle")
        if not fate and not idle:
            fate = done_to(verb)
        by = agent(verb, head, figure)
        empty = lemma in words("events", "empty")
        if (empty and not by) or (not fate and (empty or idle)):
            # `the lab has seen six strains`
            return ""
        parts = [fate, by, *complements(verb, head, figure)[:1]]
        return _fitted(name, parts)
    if head.dep_ == "obl:agent" and verb.pos_ == "VERB":
        # `hit by seven bullets`, `a fire set by three teenagers`
        befell = verb.head if verb.dep_ in {"acl", "acl:relcl"} else subject_noun(verb, head)
        whom = stretch(befell, figure, 4) or named(befell, figure, 0) if befell is not None else ""
        return _fitted(name, [f"{gerund(verb)} {whom}"]) if whom else ""
    if head.dep_ == "nsubj" and lemma == "be":
        return _fitted(name, complements(verb, head, figure)[:1])
    if head.dep_ == "nsubj" and verb.pos_ == "VERB":
        particle = [c.lower_ for c in verb.rights if c.dep_ == "compound:prt"]
        wording = fate or " ".join([gerund(verb), *particle])
        behind = complements(verb, head, figure)[:2]
        if " " not in name and not (fate or behind or particle) and lemma in words("labels", "amounting"):
            # `eight have come since May`
            return ""
        return _fitted(name, [wording, *behind])
    if head.dep_ == "nsubj" and verb.pos_ in {"NOUN", "ADJ"}:
        case_word = next((c for c in verb.lefts if c.dep_ == "case"), None)
        where = joined(verb.doc[case_word.i : verb.i + 1]) if case_word is not None else ""
        where = where[:1].lower() + where[1:]
        return f"{name} {where}".strip() if len(where.split()) < LONGEST - NAMED else ""
    added = any(child.lower_ in words("labels", "adding") for child in head.lefts)
    if head.dep_ in {"obl", "obl:unmarked"} and verb.pos_ == "VERB" and not added:
        case = next((c.lower_ for c in head.lefts if c.dep_ == "case"), "")
        if case == "with" and any(c.dep_ == "obj" for c in verb.rights):
            # `ended the match with 12 saves`: the clause says it better.
            return ""
        does = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubj:pass"}), None)
        if does is not None and does.pos_ in {"NOUN", "PROPN"} and (who := stretch(does, figure, 4)):
            done = complements(verb, head, figure)[:1] if any(c.dep_ == "obj" for c in verb.rights) else []
            return _fitted(name, [" ".join([who, _finite(verb), *done, case]).strip()])
    return ""


def _finite(verb: Token) -> str:
    helpers = [c.text for c in verb.lefts if c.dep_ in {"aux", "aux:pass"}]
    return " ".join([*helpers, verb.text])


def relative(thing: Token, figure: Figure) -> str:
    """Return a short relative clause that restricts the counted: `who fled the valley`."""
    clause = next((c for c in thing.rights if c.dep_ == "acl:relcl" or (c.dep_ == "acl" and c.tag_ == "VBG")), None)
    if clause is None or clause.lower_ == "according" or clause.lemma_.lower() in words("cues", "speech"):
        return ""
    if clause.left_edge.i == 0 or clause.doc[clause.left_edge.i - 1].is_punct:
        return ""
    kept = clause.doc[clause.left_edge.i : clause.i + 1]
    behind = complements(clause, thing, figure)[:1]
    if len(kept) > 5 or any(t.is_punct or inside(t, figure) for t in kept):
        return ""
    return " ".join([joined(kept), *behind])


def _fitted(name: str, parts: Iterable[str]) -> str:
    """Return a name with as many of the parts as fit into a label, in order."""
    label = name
    for part in parts:
        if part and len(f"{label} {part}".split()) <= LONGEST:
            label = f"{label} {part}"
    return label if label != name else ""
