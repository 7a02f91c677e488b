"""Makes the label of a count: who or what is counted, and what happened to them or what they do: `homes flooded`."""

import re

from extract.figures.figure_component import Figure
from extract.lexicon import class_by_word, words
from extract.parsing.tokens import Doc, Token
from extract.subject.count_clauses import NAMED, in_clause, relative
from extract.subject.event import is_either
from extract.subject.forms import participle, plural
from extract.subject.label_words import (
    complements,
    inside,
    is_empty,
    is_person,
    joined,
    named,
    stretch,
)

_OUTCOME_FORMS = frozenset({"VBN", "VBD", "JJ"})
_JOINED = frozenset({"nsubj", "nsubj:pass", "obj", "conj"})
# A place within a name, with its preposition.
_WHERE = re.compile(r" (?:in|at|on|near|from|inside|outside|under) .*")
_HYPHENS = frozenset("-‐‑")
# An outcome is at most so many words after its figure.
NEAR = 4


def count_text(
    doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None, before: Token | None, event: str
) -> str:
    """Return the label of a count, "" if neither its sentence nor an earlier one says what is counted.

    before: an earlier noun that it refers to; event: the class of what happened to the counted.
    """
    thing = _whole(noun, figure) if noun is not None else None
    while head.dep_ == "conj" and head.head.dep_ in _JOINED and head.head.pos_ == "NOUN":
        # `132 passengers and 8 crew`
        head = head.head
    fate = _fate(doc, figure, thing, head, verb)
    befallen = event in words("events", "outcomes")
    if (thing is not None and thing.lemma_ == "time") or _by_how_many(head, verb):
        return ""
    if thing is None and head.dep_ == "nmod" and head.head.pos_ == "NOUN" and not is_empty(head.head) and not befallen:
        # `a career high of 13`
        own = named(head.head, figure)
        return own if " " in own else ""
    stands_for = thing is None or is_empty(thing) or _is_outcome(thing)
    if thing is None or stands_for:
        thing, name = _stood_for(before, event, figure, _is_of_them(doc[figure.anchor], before))
    elif figure.noun is None and befallen and _outcome(thing):
        # `7 deaths and 52 wounded`: the deaths are not the wounded.
        thing, name = None, "people"
    else:
        part = _measured_part(thing, noun, figure)
        name, fate = (part, "") if part else (named(thing, figure), fate)
        if figure.noun is None and thing.i < figure.anchor:
            name = _WHERE.sub("", name)
        if name.endswith(thing.lower_) and (beside := _counted_with(thing)) is not None:
            name = f"{name} and {named(beside, figure, 0)}"
        if noun is not None and thing.dep_ == "conj" and thing.head == noun:
            name = joined(doc[noun.i : thing.i + 1])
        if " " not in name and not fate and head.dep_ != "nmod" and thing.lemma_.lower() in words("labels", "deadly"):
            thing, name, fate = None, "people", "killed"
    if not name:
        return ""
    anyone = name == "people" or (thing is not None and thing.lemma_.lower() in words("labels", "anyone"))
    if event == "kill" and anyone and (not fate or fate in words("labels", "deadly")):
        fate = "killed"
    if fate and is_either(doc, figure, noun, verb):
        # The first of `killed or injured` alone would say too much.
        fate = "killed or injured"
    if befallen and fate and not (thing is not None and thing.pos_ == "NOUN" and _outcome(thing)):
        base = named(thing, figure, 0) if thing is not None else name
        rest = name.removeprefix(base)
        apart = name.startswith(base) and not rest.startswith((" of", " and"))
        label = f"{base} {fate}{rest}" if apart else f"{name} {fate}"
    else:
        label = ""
        if stands_for and (clause := relative(doc[figure.anchor], figure)):
            label = f"{named(thing, figure, 0) if thing is not None else name} {clause}"
        elif len(name.split()) < NAMED:
            label = in_clause(figure, None if stands_for else thing, name, fate, head, verb)
        label = label or f"{name} {fate}".strip()
    unit = figure.unit.split(" per ")[-1] if figure.kind == "rate" and figure.unit else ""
    per = f" per {unit}" if unit and f" a {unit}" not in label else ""
    # A single word says too little; the caller uses the clause.
    return label + per if " " in label + per else ""


def _counted_with(thing: Token) -> Token | None:
    """Return the noun that shares a number: the crew of `all 176 passengers and crew members`."""
    for child in thing.rights if thing.tag_ == "NNS" else ():
        bare = child.tag_ == "NNS" and all(part.dep_ in {"cc", "compound", "amod"} for part in child.lefts)
        if (
            child.dep_ == "conj"
            and bare
            and not is_empty(child)
            and child.left_edge.i == thing.i + 1
            and child.left_edge.lower_ == "and"
        ):
            return child
    return None


def _by_how_many(head: Token, verb: Token | None) -> bool:
    """Return True for the margin by which one is ahead: `Voss leads Rask by 20 seats`."""
    by = any(child.dep_ == "case" and child.lower_ == "by" for child in head.lefts)
    return by and verb is not None and verb.pos_ == "VERB" and any(child.dep_ == "nsubj" for child in verb.lefts)


def _whole(noun: Token, figure: Figure) -> Token:
    """Return the counted noun if the number precedes the first word of its name: `three gun laws`."""
    whole = next((c for c in noun.rights if c.dep_ == "conj" and c.tag_ == "NNS" and noun.tag_ == "NN"), None)
    if whole is not None and noun.doc[figure.anchor].tag_ == "NNS":
        # `hundreds of government and private buildings`
        return whole
    whole = _compound_of(noun)
    joined_to = _gap(noun, figure) in _HYPHENS
    return whole if whole.tag_ == "NNS" and noun.tag_ == "NN" and not joined_to else noun


def _gap(noun: Token, figure: Figure) -> str:
    """Return the text between a figure and the noun after it, "" if the noun comes first."""
    return noun.doc.text[figure.end : noun.idx]


def _compound_of(noun: Token) -> Token:
    """Return the last word of the compound that a noun begins: the bills of `gun debate bills`."""
    while noun.dep_ in {"compound", "amod", "nmod:unmarked"} and noun.head.i > noun.i and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _measured_part(thing: Token, noun: Token | None, figure: Figure) -> str:
    """Return `storeys of the structure` for the number of a `three-storey structure`; "" for any other."""
    whole = _compound_of(thing)
    if thing != noun or whole == thing or thing.tag_ != "NN" or _gap(thing, figure) not in {" ", *_HYPHENS}:
        return ""
    name = joined(whole.doc[thing.i + 1 : whole.i + 1]).strip("-‐‑ ")
    return f"{plural(thing.lower_)} of the {name}"


def _is_of_them(anchor: Token, before: Token | None) -> bool:
    """Return True if a number is part of a count in its sentence: `nine barns burned, two of them in May`."""
    if before is None or before.sent != anchor.sent or not any(c.dep_ == "nummod" for c in before.lefts):
        return False
    return any(child.dep_ == "nmod" and child.lower_ in {"them", "these", "those"} for child in anchor.rights)


def _stood_for(before: Token | None, event: str, figure: Figure, surely: bool) -> tuple[Token | None, str]:
    """Return the noun that a bare number, `others` or `them` stands for, and its name.

    surely: the sentence itself says that it is the noun before.
    """
    people = not surely and (event in words("events", "moving") or event in words("events", "personal"))
    if before is not None and _is_outcome(before):
        return before, f"people {before.lower_}"
    if before is not None and not (people and (figure.noun is None or not is_person(before))):
        name = named(before, figure)
        # `40 homes in Ketter and 12 in Orran`: the place of the others applies only to them.
        return before, name if figure.noun is not None else _WHERE.sub("", name)
    return (None, "people") if people else (None, "")


def _is_outcome(thing: Token) -> bool:
    """Return True if the outcome stands for the counted: `12 dead`, `the 31 wounded`."""
    return thing.tag_ in _OUTCOME_FORMS and _outcome(thing)


def _fate(doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None) -> str:
    """Return what happened to the counted: `killed`, `flooded`, `missing`."""
    if wording := _outcome_behind(doc, figure) or _condition(doc, figure):
        return wording
    anchor = doc[figure.anchor]
    for holder in (noun, head, anchor) if noun is not None else (head, anchor):
        last = max(noun.i if noun is not None else 0, figure.anchor)
        acl = next((c for c in holder.children if _is_done_to(c) and c.i > last), None)
        if acl is not None:
            with_it = complements(acl, head, figure)[:1] if acl.lemma_.lower() not in class_by_word("events") else []
            return " ".join([acl.lower_, *with_it])
    behind = next((token for token in doc[figure.anchor : figure.anchor + NEAR] if token.idx >= figure.end), None)
    if noun is None and behind is not None and behind.tag_ == "VBN":
        # `saw 40 taken to hospital`
        return " ".join([behind.lower_, *complements(behind, head, figure)[:1]])
    if verb is None:
        return ""
    lemma = verb.lemma_.lower()
    outcome = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > figure.anchor and _outcome(c)), None)
    if head.dep_ == "obj" and outcome is not None:
        return participle(outcome) if outcome.pos_ == "VERB" else outcome.lower_
    if verb.pos_ == "ADJ" and head.dep_ in {"nsubj", "appos"}:
        return verb.lower_
    if verb.pos_ != "VERB":
        return ""
    beside = head.dep_ == "appos"
    befallen = head.dep_ == "nsubj:pass" or (beside and any(child.dep_ == "aux:pass" for child in verb.children))
    deeper = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBN"), None)
    if befallen and deeper is not None:
        # `are known to have been infected`
        return deeper.lower_
    idle = words("events", "empty", "counters") | {"leave"}
    if befallen or (head.dep_ == "obj" and lemma not in idle):
        return " ".join([participle(verb), *(c.lower_ for c in verb.rights if c.dep_ == "compound:prt")])
    acting = beside or head.dep_ == "nsubj"
    return participle(verb) if acting and lemma in words("events", "intransitive") else ""


def _is_done_to(clause: Token) -> bool:
    """Return True for a participle that says what happened to its noun: not `cases of a gun being fired`."""
    own = any(child.dep_ in {"mark", "nsubj", "nsubj:pass"} for child in clause.lefts)
    return clause.dep_ == "acl" and clause.tag_ == "VBN" and not own


def _outcome_behind(doc: Doc, figure: Figure) -> str:
    """Return the outcome right after a figure: the `wounded` of `52 wounded`, `dead` of `50 reported dead`."""
    for token in doc[figure.anchor + 1 : figure.anchor + 1 + NEAR]:
        if inside(token, figure) or token.i == figure.noun:
            continue
        if token.tag_ in _OUTCOME_FORMS and _outcome(token):
            return token.lower_
        if token.lemma_.lower() not in words("events", "between"):
            break
    return ""


def _condition(doc: Doc, figure: Figure) -> str:
    """Return the state right after a number without a noun: `six in critical condition`."""
    behind = next((token for token in doc[figure.anchor : figure.anchor + NEAR] if token.idx >= figure.end), None)
    if figure.noun is not None or behind is None or behind.lower_ != "in" or behind.dep_ != "case":
        return ""
    return stretch(behind.head, figure) if behind.head.lemma_.lower() == "condition" else ""


def _outcome(token: Token) -> bool:
    names = class_by_word("events").get(token.lemma_.lower()), class_by_word("events").get(token.lower_)
    return any(name in words("events", "outcomes") for name in names if name)
