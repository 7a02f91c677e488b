"""Finds the person that a description stands for where no title beside a name says so."""

import re

from extract.attribution.entities import Entities, Person
from extract.lexicon import load, words
from extract.parsing.doc_text import text_of
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token
from extract.text.source_names import key_of_person

# So many times more often than any other holder of the office is the one named that `the president` means.
MORE_OFTEN = 3


def office_holder(entities: Entities, office: str, head: Token) -> Person | None:
    """Return the known holder of an office whom the article names before: for `the president`, who was one."""
    holders = set(load("names")["holders"].get(office, {}).values())
    if not holders:
        return None
    named = [
        (sum(at < head.idx for at in person.mentions), person.name, person)
        for person in entities.people
        if key_of_person(person.name, person.styles) in holders and person.last_before(head.idx) >= 0
    ]
    if not named:
        return None
    (most, _, person), *others = sorted(named, key=lambda row: -row[0])
    return person if all(most >= MORE_OFTEN * count for count, _, _ in others) else None


_AGED = re.compile(r"\bthe (?P<age>\d{1,3})[-‐–]years?[-‐–]old$", re.IGNORECASE)


def of_age(entities: Entities, head: Token) -> Person | None:
    """Return who was named with an age, for `the 54-year-old`: the one of whom the text says `Tom Rask, 54,`."""
    if not head.lower_.endswith("old"):
        return None
    before = head.doc[max(0, head.i - 5) : head.i + 1]
    if (aged := _AGED.search(before.text)) is None:
        return None
    behind = re.compile(rf"[^,.;\n]{{0,40}},? (?:aged? )?{aged['age']}\b(?!-)")
    text = text_of(head.doc)
    aged_so = [p for p in entities.people if any(behind.match(text, at) for at in p.mentions if at < before.start_char)]
    return aged_so[0] if len(aged_so) == 1 else None


def named_later(entities: Entities, head: Token) -> Person | None:
    """Return who was named right after the description: `A former clerk said …. Tom Rask said …`, for `the clerk`.

    News tells first what somebody is, and the name in the sentence that follows.
    """
    for noun in reversed(head.doc.with_lemma(head.lemma_)):
        if noun.i >= head.i or noun.dep_ != "nsubj" or not _speaks(noun):
            continue
        if not any(child.lower_ in {"a", "an", "one"} for child in noun.lefts):
            continue
        end = noun.sent.end
        while end < len(head.doc) and head.doc[end].is_space:
            end += 1
        following = head.doc[end].sent if end < head.i else ()
        name = next((t for t in following if t.dep_ == "nsubj" and t.ent_type_ in PEOPLE and _speaks(t)), None)
        person = entities.person_at(name) if name is not None else None
        if person is not None and name is not None and person.last_before(end) < 0 and name.i - end < 3:
            return person
    return None


def _speaks(noun: Token) -> bool:
    return noun.head.lemma_.lower() in words("cues", "speech")
