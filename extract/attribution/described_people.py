"""Finds the person that a description stands for where no title beside a name says so."""

import re

from extract.attribution.coreference import whole_of
from extract.attribution.entities import Entities, Person
from extract.attribution.mention_words import introduced_unnamed
from extract.attribution.name_phrases import is_people
from extract.attribution.offices import also_called
from extract.attribution.spans import noun_phrase
from extract.lexicon import any_words, load, words
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Span, Token
from extract.text.source_names import key_of_person

# `The 54-year-old` means a person named at most so many sentences before.
SENTENCES = 2
# The place in `the Torland senator` is named at most so many characters before the senator's name.
BESIDE = 40
# `The president` means the holder of the office who is named so many times more often than any other.
MORE_OFTEN = 3


def person_described(entities: Entities, office: str, head: Token) -> Person | None:
    """Return the person that a description stands for: the holder of the office, or whoever was just named."""
    return (
        titled(entities, office, head)
        or office_holder(entities, office, head)
        or named_later(entities, head)
        or acting_before(entities, head)
    )


def titled(entities: Entities, office: str, head: Token) -> Person | None:
    """Return the person named last before a description who has that title: `the lawmaker` may be a senator."""
    names, places = also_called(office), [t for t in noun_phrase(head) if t != head and t.pos_ == "PROPN"]
    new = any(c.lower_ in {"new", "incoming"} for c in head.lefts)
    named = [p for p in entities.people if p.last_before(head.idx) >= 0]
    # The new director is not the one who left.
    holders = [p for p in named if names & (p.taken_up if new else p.titles | p.styles)]
    if places:
        holders = [person for person in holders if _is_of(head, person, places[-1])]
    return max(holders, key=lambda p: p.last_before(head.idx), default=None)


def _is_of(head: Token, person: Person, place: Token) -> bool:
    """Return True if a place is named beside a person: `Senator Clara Nys of Torland` is `the Torland senator`."""
    text, where = head.doc.text, re.escape(place.text)
    before = re.compile(rf"\b{where}(?:['’]s)? (?:[A-Z][\w.]* ){{0,2}}$")
    behind = re.compile(rf"(?: \([RDI]-|,? (?:of|from|an?|the) (?:\w+ ){{0,2}}){where}\b")
    return any(
        before.search(text, max(0, at - BESIDE), at) or behind.match(text, at + len(person.name))
        for at in person.mentions
        if at < head.idx
    )


def acting_before(entities: Entities, head: Token) -> Person | None:
    """Return who acted or spoke in the sentence before, for a description that only a person just named can have.

    `Clara Nys won. The 34-year-old said …`, `The former goalkeeper said …`, `The Ohio Democrat said …`,
    `The Norwegian diver said …`.
    """
    foreign = _is_countryman(head)
    if not (foreign or _varies(head)) or introduced_unnamed(head.doc).get(head.lemma_.lower(), head.i) < head.i:
        return None
    if foreign and sum(person.last_before(head.idx) >= 0 for person in entities.people) > 1:
        # Either of two people named may be the Norwegian diver.
        return None
    doc, end = head.doc, head.sent.start
    for _ in range(SENTENCES):
        if end == 0:
            return None
        before = doc[end - 1].sent
        named = [t for t in before if t.ent_type_ in PEOPLE and not _is_modifier(t)]
        people = {person.name: person for t in named if (person := entities.person_at(t)) is not None}
        if people:
            # Her title may be the first word of her name: `Keeper Clara Nys won`.
            # Somebody else may speak of a person to whom something was done: `Rask was held. The Danish lawyer said …`
            roles = {"nsubj"} if foreign else {"nsubj", "nsubj:pass"}
            acting = [t for t in named if whole_of(t).dep_ in roles]
            person = next(iter(people.values()))
            gendered = words("titles", "female" if person.gender == "m" else "male") if person.gender else frozenset()
            return person if len(people) == 1 and acting and head.lemma_.lower() not in gendered else None
        end = before.start
    return None


def _is_modifier(name: Token) -> bool:
    """Return True if a name only modifies another noun: `the Rask campaign`, `Rask's mill`."""
    while name.dep_ == "flat":
        name = name.head
    return name.dep_ in {"compound", "nmod:poss"} and name.head.ent_type_ not in PEOPLE


def _varies(head: Token) -> bool:
    """Return True for a description by age, party, calling or past, which news uses in place of a name just given."""
    aged = head.lower_.endswith("old") and _AGED.search(Span(head.doc, max(0, head.i - 5), head.i + 1).text) is not None
    # The Torland senator: a title with a place.
    placed = any(c.ent_type_ in PLACES for c in head.lefts) and head.lemma_.lower() in words("titles", "titles")
    past = any(c.lower_ in {"former", "retired", "veteran"} for c in head.lefts)
    return aged or past or placed or head.lemma_.lower() in any_words("names.partisans", "names.callings")


def _is_countryman(head: Token) -> bool:
    """Return True for a nationality and an occupation: `the Norwegian diver`.

    Officials, and those who work for somebody, may be others who have no name in the article: `the Danish judge`.
    """
    if head.tag_ != "NN" or not any(c.lower_ in load("places")["demonyms"] for c in head.lefts):
        return False
    offices = any_words("titles.titles", "names.heading", "names.staff", "names.speaking", "cues.unnamed")
    others = offices | any_words("cues.others_of_person", "cues.societies", "cues.companies")
    return is_people(head) and head.lemma_.lower() not in others


def office_holder(entities: Entities, office: str, head: Token) -> Person | None:
    """Return the known holder of an office whom the article names before the description: for `the president`."""
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
    """Return the person named with an age, for `the 54-year-old`: Rask, if the text has `Tom Rask, 54,`."""
    if not head.lower_.endswith("old"):
        return None
    before = Span(head.doc, max(0, head.i - 5), head.i + 1)
    if (aged := _AGED.search(before.text)) is None:
        return None
    behind = re.compile(rf"[^,.;\n]{{0,40}},? (?:aged? )?{aged['age']}\b(?!-)")
    text = head.doc.text
    aged_so = [p for p in entities.people if any(behind.match(text, at) for at in p.mentions if at < before.start_char)]
    return aged_so[0] if len(aged_so) == 1 else None if aged_so else acting_before(entities, head)


def named_later(entities: Entities, head: Token) -> Person | None:
    """Return who was named right after the description: `A former clerk said …. Tom Rask said …`, for `the clerk`.

    News often says first what somebody is, and gives the name in the next sentence.
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
