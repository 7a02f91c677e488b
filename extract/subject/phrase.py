"""Says in a few words what a figure measures: `homes flooded in the night`, `barrier cost`, `support among women`."""

import re
from itertools import pairwise

from spacy.tokens import Doc, Token

from extract.figures.component import Figure
from extract.lexicon import load, words
from extract.subject.event import event_words

_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "flat"})
_CASES = frozenset({"of", "in", "for", "from", "on", "at", "among", "between"})
# A noun's phrase is cut after so many words behind it: it names, it does not tell.
REACH = 8


def subject_text(doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None) -> str:
    """Return what the figure measures, "" where its sentence does not say; noun: what it counts, or what has it."""
    if noun is not None:
        amount = figure.noun is None and figure.kind not in {"count", "other"}
        told = _amount_of(noun, verb) if amount else _fate(doc[figure.anchor], noun, head, verb)
        described = _described(noun, figure)
        return " ".join(filter(None, (described, told if told != described else "")))
    if figure.noun is None and figure.kind == "count" and figure.unit_text:
        return figure.unit_text
    if verb is None or verb.pos_ not in {"VERB", "ADJ", "NOUN"}:
        holder = head.head if head.dep_ == "nmod" and head.head.pos_ in {"NOUN", "PROPN"} else None
        return _described(holder, figure) if holder is not None else ""
    return _by_verb(figure, head, verb)


def _amount_of(noun: Token, verb: Token | None) -> str:
    """What of a thing the amount is: the `cost` of a barrier that will cost so much."""
    owns = verb is not None and noun.head == verb and noun.dep_ == "nsubj" and verb.lemma_.lower() in event_words()
    return verb.lemma_.lower() if verb is not None and owns else ""


def _by_verb(figure: Figure, head: Token, verb: Token) -> str:
    """A bare number or an amount: what is said to have it."""
    thing = next((c for c in verb.children if c.dep_ == "obj" and c != head), None)
    owner = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c != head), None)
    if head.dep_ == "nmod" and head.head.pos_ in {"NOUN", "PROPN"}:
        return _described(head.head, figure)
    if head.dep_ in {"obl", "obl:unmarked", "xcomp", "advmod"} and thing is not None:
        return _described(thing, figure)
    if head.dep_ == "nsubj:pass" or (head.dep_ == "obj" and verb.lemma_.lower() in event_words()):
        return _participle(verb)
    if head.dep_ == "nsubj":
        return _participle(verb) if verb.lemma_.lower() in words("events", "intransitive") else verb.lower_
    said = verb.lemma_.lower() if verb.pos_ == "VERB" and verb.lemma_.lower() not in words("events", "empty") else ""
    if owner is None or owner.pos_ == "PRON":
        return said
    return f"{_described(owner, figure)} {said}".strip()


def _fate(anchor: Token, noun: Token, head: Token, verb: Token | None) -> str:
    """What happened to the counted: `killed`, `flooded`, `missing`."""
    for holder in (noun, head, anchor):
        said = next((c for c in holder.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i > noun.i), None)
        if said is not None:
            return said.lower_
    if verb is None:
        return ""
    lemma = verb.lemma_.lower()
    if verb.pos_ == "ADJ" and head.dep_ in {"nsubj", "appos"}:
        return verb.lower_
    if verb.pos_ != "VERB":
        return ""
    beside = head.dep_ == "appos"
    befallen = head.dep_ == "nsubj:pass" or (beside and any(child.dep_ == "aux:pass" for child in verb.children))
    if befallen or (head.dep_ == "obj" and lemma in event_words()):
        return _participle(verb)
    acting = beside or head.dep_ == "nsubj"
    return _participle(verb) if acting and lemma in words("events", "intransitive") else ""


def _participle(verb: Token) -> str:
    """Return the past participle of a verb: `killed`, `lost`."""
    lemma = verb.lemma_.lower()
    irregular = load("events")["participles"].get(lemma)
    if irregular is not None:
        return str(irregular)
    if verb.tag_ in {"VBN", "VBD", "JJ"}:
        return verb.lower_
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"


def _described(noun: Token, figure: Figure) -> str:
    """Return a noun with its modifiers, without articles and numbers: `homes in the old town`."""
    kept: list[Token] = []
    for token in noun.subtree:
        if token.is_space or figure.start <= token.idx < figure.end:
            continue
        branch = token
        while branch not in (noun, branch.head) and branch.head != noun:
            branch = branch.head
        if token != noun and not _names(token, branch, noun):
            continue
        if kept and token.i > noun.i and token.i - kept[-1].i > 1:
            break
        kept.append(token)
    text = "".join(t.text_with_ws if after.i == t.i + 1 else f"{t.text} " for t, after in pairwise(kept))
    return re.sub(r"\s+", " ", text + (kept[-1].text if kept else "")).strip(" ,;:–—-")


def _names(token: Token, branch: Token, noun: Token) -> bool:
    """Say whether a word of a noun's subtree belongs to its name."""
    if branch.i < noun.i:
        return branch.dep_ in _MODIFIERS and not any(t.like_num for t in branch.subtree)
    if branch.dep_ == "flat":
        return True
    cased = any(child.dep_ == "case" and child.lower_ in _CASES for child in branch.lefts)
    told = any(child.dep_ in {"acl:relcl", "appos"} for child in branch.subtree)
    return branch.dep_ == "nmod" and cased and not told and token.i - noun.i <= REACH
