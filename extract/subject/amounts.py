"""Makes the label of an amount from its role and its thing: `cost of the barrier`, `depth of the quake`."""

import re

from extract.figures.figure_component import Figure
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Token
from extract.subject.clause_words import NEGATIONS
from extract.subject.durations import duration_text, rest_of_clause, since_or_until
from extract.subject.forms import done_to
from extract.subject.label_words import (
    LONGEST,
    agent,
    bearer,
    complements,
    inside,
    is_empty,
    is_person,
    joined,
    named,
    stretch,
    subject_noun,
)
from extract.subject.roles import bearer_of, is_unit_word, role_of, way_of, with_role

_NOUNS = frozenset({"NOUN", "PROPN"})
_SHARES = frozenset({"percent", "ratio"})
# Votes for and against, which are not a share: `240-186`.
_VOTES = re.compile(r"\d[-–]\d")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PLACING = frozenset({"in", "on", "at", "for", "to", "from", "with", "against"})
# Verbs of change whose object is the amount itself, not the change: `raised $5 million`.
_CAUSED = frozenset({"cut", "increase", "growth"})
# Complements of a verb are cut after so many words.
_REST = 6
# A purpose is cut after so many words behind its verb.
AIM = 6


def amount_text(
    doc: Doc, figure: Figure, noun: Token | None, head: Token, verb: Token | None, before: Token | None
) -> str:
    """Return the label of an amount, "" if neither its sentence nor an earlier one says what it is of.

    noun: its owner according to the tree; head, verb: of its noun phrase; before: an earlier noun that it refers to.
    """
    if verb is None and any(child.dep_ in _SUBJECTS for child in head.children):
        verb = head
    if (whole := _included_in(head)) is not None:
        return f"amount in {bearer(whole, figure)} {' '.join(_extras(head, figure))}".strip()
    role = role_of(doc, figure)
    if role and (owner := bearer_of(doc, figure, role)) is not None:
        return f"{role} of {named(owner, figure)}"
    if figure.kind == "measure" and role in {"length", "distance"} and (way := way_of(doc, figure)):
        return f"distance {way}"
    if before is not None and figure.noun is not None and figure.kind in _SHARES:
        return f"share of {named(before, figure, 3)}"
    bare = figure.noun is None or inside(doc[figure.noun], figure)
    acting = head.dep_ == "nsubj" or (
        # A verb without a subject has the share before it.
        head.dep_ == "obl:unmarked" and verb is not None and not any(c.dep_ in _SUBJECTS for c in verb.children)
    )
    if figure.kind in _SHARES and acting and head.i < (verb or head).i and bare:
        return f"share {_who(verb, head, figure, True)}" if verb is not None and verb.pos_ == "VERB" else ""
    if figure.kind == "duration" and (since := since_or_until(doc, figure, head, verb)):
        return since
    if figure.noun is not None and (thing := doc[figure.noun]).pos_ in _NOUNS and not is_unit_word(thing, figure):
        return _of_noun(figure, thing, head, verb, role)
    if head.pos_ in _NOUNS and head != verb and head.i != figure.anchor and not is_unit_word(head, figure):
        return with_role("duration" if figure.kind == "duration" else role, head, figure)
    if figure.kind == "duration":
        return duration_text(doc, figure, head, verb)
    by_much = any(c.dep_ == "case" and c.lower_ == "by" for c in head.lefts)
    if by_much and head.dep_ == "nmod" and (change := load("labels")["changes"].get(head.head.head.lemma_.lower())):
        return f"{change} in {named(head.head, figure)}"
    if head.dep_ in {"nmod", "nmod:unmarked", "appos"} and head.head.pos_ in _NOUNS and not inside(head.head, figure):
        return with_role(role, head.head, figure)
    if role and figure.kind == "measure" and head.dep_ in {"amod", "obl:unmarked"} and head.head.pos_ in _NOUNS:
        return with_role(role, head.head, figure)
    if of := _in_what(doc, figure):
        if verb is None or verb.pos_ != "VERB" or head.dep_ not in {"obj", "nsubj:pass"}:
            return named(of, figure)
        if verb.lemma_.lower() in load("labels")["of"]:
            # `the delay would cost the port $9 million in fees`
            return ""
        done = done_to(verb) if verb.lemma_.lower() not in words("events", "empty") else ""
        by = agent(verb, head, figure)
        return _short(named(of, figure), done, by) if by else named(of, figure)
    if verb is None or verb.pos_ not in {"VERB", "ADJ", "NOUN", "AUX", "PROPN", "SYM", "ADV", "NUM"}:
        return ""
    return _by_verb(figure, head, verb, role, noun)


def _of_noun(figure: Figure, thing: Token, head: Token, verb: Token | None, role: str) -> str:
    """Return the label of an amount next to a noun: `5 % of voters`, `a $250 million deal`."""
    of = any(c.lower_ == "of" and c.dep_ == "case" and c.i >= figure.anchor for c in thing.lefts)
    votes = figure.kind == "ratio" and _VOTES.search(figure.text)
    share = figure.kind in _SHARES and figure.unit != "times" and (of or figure.kind == "ratio") and not votes
    if share:
        fate = ""
        # `51% of the mill and 20% of the port`
        first = head
        while first.dep_ == "conj" and first.head.text == head.text:
            first = first.head
        if verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() != "be":
            if head.dep_ == "nsubj:pass":
                fate = " ".join([done_to(verb), *complements(verb, head, figure)[:1]])
            elif first.dep_ == "obj":
                if verb.lemma_ in words("labels", "holding"):
                    return ""
                fate = " ".join(filter(None, [done_to(verb), agent(verb, first, figure)]))
            elif head.dep_ == "nsubj":
                fate = _who(verb, head, figure, is_person(thing) or thing.tag_ == "NNPS")
        whole = _short(f"share of {named(thing, figure)}", fate)
        # A share of people means nothing without what they do.
        return whole if whole.endswith(fate) else ""
    if figure.kind == "duration":
        return with_role("duration", thing, figure) if not is_person(thing) else ""
    if figure.kind == "measure":
        return with_role(role or "size", thing, figure)
    name = named(thing, figure)
    if len(name.split()) > 2 or verb is None or verb.pos_ != "VERB" or thing not in (head, *head.children):
        return name
    lemma = verb.lemma_.lower()
    if head.dep_ in {"obj", "nsubj:pass"} and lemma not in words("events", "empty"):
        return _short(name, done_to(verb), agent(verb, head, figure), *complements(verb, head, figure)[:1])
    if lemma == "have" and head.dep_ == "obj":
        # Only the clause says whether it is owned or owed.
        return ""
    by = agent(verb, head, figure) if head.dep_ == "obj" else ""
    return _short(name, by, *complements(verb, head, figure, _PLACING)[:1])


def _who(verb: Token, head: Token, figure: Figure, persons: bool) -> str:
    """Return what a share does: `who support the plan`."""
    behind = complements(verb, head, figure)[:1]
    if not behind or len(verb.doc[verb.i : verb.right_edge.i]) <= _REST:
        behind = [joined(verb.doc[verb.i + 1 : min(verb.right_edge.i, verb.i + _REST) + 1]).rstrip(".?! ")]
    return " ".join(["who" if persons else "that", verb.text, *behind]).strip()


def _in_what(doc: Doc, figure: Figure) -> Token | None:
    """Return the noun that money is an amount of: the damage of `$1 million in damage`."""
    behind = next((t for t in doc[figure.anchor : figure.anchor + 6] if t.idx >= figure.end), None)
    if figure.kind not in {"money", "rate"} or behind is None or behind.lower_ not in {"in", "of"}:
        return None
    thing = behind.head
    plain = behind.dep_ == "case" and thing.pos_ == "NOUN" and not any(c.dep_ == "det" for c in thing.lefts)
    return thing if plain and thing.lemma_.lower() not in words("exclusions", "months") else None


def _by_verb(figure: Figure, head: Token, verb: Token, role: str, noun: Token | None) -> str:
    """Return the role that a verb gives an amount, with the thing that has it."""
    lemma = verb.lemma_.lower()
    owner = subject_noun(verb, head)
    passive = any(c.dep_ == "nsubj:pass" for c in verb.children)
    thing = next((c for c in verb.children if c.dep_ == "obj" and c != head and c.pos_ in _NOUNS), None)
    if thing is None and passive:
        thing = owner
    case = next((c.lower_ for c in head.lefts if c.dep_ == "case"), "")
    change = load("labels")["changes"].get(lemma)
    sold = lemma in words("labels", "selling") and case in {"for", "at"}
    if sold:
        thing = thing or owner
    if (sold or lemma in words("labels", "buying")) and thing is not None:
        by = "" if sold or (passive and thing == owner) else agent(verb, head, figure)
        return _short(f"paid for {stretch(thing, figure, 5) or named(thing, figure)}", by)
    if figure.kind == "measure" and role in {"length", "distance"} and lemma == "fall" and owner is not None:
        return f"distance {rest_of_clause(verb, head, figure, 0)}"
    caused = verb.dep_ == "xcomp" and verb.tag_ == "VBN"
    # What falls four points short of a mark does not fall.
    short = verb.doc.text.startswith(" short", figure.end)
    first = head
    while first.dep_ == "conj" and first.head != verb:
        # `raised $5 million in May and $3 million in June`
        first = first.head
    if (
        change
        and not (caused or short)
        and head.dep_ != "nsubj"
        and not (first.dep_ == "obj" and (figure.kind == "money" or change in _CAUSED))
    ):
        changed = thing if head.dep_ != "obj" else owner
        if changed is None or any(c.like_num for c in changed.lefts):
            changed = owner
        if changed is not None and any(child.tag_ == "POS" for child in changed.rights):
            # `Rask's fell by 2 points`: what Rask has was named before.
            return ""
        if changed is not None and changed.lemma_.lower() != change and not is_empty(changed):
            return named(changed, figure) if case in {"to", "at", "from"} else f"{change} in {named(changed, figure)}"
    if figure.unit == "point" and (case == "by" or short):
        # The margin by which one beats another is not an amount of either.
        return ""
    if figure.unit == "point" and owner is not None and head != verb and lemma not in words("labels", "amounting"):
        scored = head.dep_ == "obj" and lemma not in words("events", "empty")
        by = f"{done_to(verb)} {agent(verb, head, figure)}".strip()
        return f"points {by}" if scored else f"points of {named(owner, figure)}"
    if lemma in words("events", "placing") and thing is not None:
        return _named_or_role(thing, role, figure)
    if head == verb or lemma in {*words("labels", "amounting"), *words("events", "having")}:
        subject = owner if owner is not None else noun
        if subject is not None and not is_empty(subject) and not is_unit_word(subject, figure):
            of = (role if lemma == "measure" else "") or load("labels")["of"].get(lemma, "")
            return f"{of} of {named(subject, figure)}" if of else _named_or_role(subject, role, figure)
    if of := (role if lemma == "measure" else "") or load("labels")["of"].get(lemma):
        return f"{of} of {named(owner, figure)}" if owner is not None else ""
    if head.dep_ in {"nsubj:pass", "obj"} and lemma not in {"be", "have"}:
        complements_kept = [*_extras(head, figure), *complements(verb, head, figure)]
        by = agent(verb, head, figure)
        if complements_kept or by or role:
            done = "amount" if lemma in words("labels", "holding") else done_to(verb)
            label = _short(f"{role} {done}".strip(), *complements_kept[:1], by, *complements_kept[1:2])
            return f"{label} {_purpose(head, verb, figure)}".strip()
    if head.dep_ in {"obl", "obl:unmarked", "advmod", "xcomp"} and thing is not None and thing.pos_ == "NOUN":
        done = done_to(verb) if lemma not in words("events", "empty") else ""
        return _short(role and f"{role} of", named(thing, figure), done)
    if owner is not None and lemma == "have":
        return named(owner, figure)
    return ""


def _purpose(head: Token, verb: Token, figure: Figure) -> str:
    """Return the purpose of money right before an infinitive: `$3 million to help farmers in replacing their pumps`."""
    if figure.kind != "money":
        return ""
    for aim in (*head.rights, *verb.rights):
        mark = aim.left_edge
        if aim.tag_ != "VB" or mark.tag_ != "TO" or mark.head != aim or mark.idx - figure.end not in {0, 1}:
            continue
        kept: list[Token] = []
        for token in head.doc[mark.i : min(aim.right_edge.i, aim.i + AIM) + 1]:
            if token.is_punct or token.like_num:
                break
            if token.tag_ != "PRP$":
                kept.append(token)
        while kept and kept[-1].pos_ not in _NOUNS:
            kept.pop()
        return joined(kept)
    return ""


def _included_in(head: Token) -> Token | None:
    """Return the whole that an amount is included in: `Also included in the city plan are $4 million for boats`."""
    for part in head.lefts:
        first = part.left_edge
        turned = part.dep_ in {"advcl", "csubj"} and part.tag_ == "VBN" and part.lemma_ in words("labels", "holding")
        if turned and part.i - first.i < 2 and first.lower_ not in NEGATIONS:
            return next((c for c in part.rights if c.dep_ in {"obj", "obl"} and c.pos_ in _NOUNS), None)
    return None


def _extras(head: Token, figure: Figure) -> list[str]:
    """Return what modifies an amount itself: `for small firms`."""
    kept = (c for c in head.rights if c.dep_ == "nmod" and any(t.lower_ in _PLACING for t in c.lefts))
    return [text for text in (stretch(child, figure) for child in kept) if text][:1]


def _named_or_role(thing: Token, role: str, figure: Figure) -> str:
    return with_role(role, thing, figure) if role else named(thing, figure)


def _short(*parts: str) -> str:
    """Return the parts as one label, without those that make it too long."""
    label = ""
    for part in parts:
        if part and len(f"{label} {part}".split()) <= LONGEST + 1:
            label = f"{label} {part}".strip()
    return label
