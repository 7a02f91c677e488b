"""Finds the people and organisations that an article names, each under its fullest name."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.attribution.affiliations import bodies_of, key_of_body
from extract.attribution.body_nouns import called_bodies
from extract.attribution.entity_names import bare_name, is_initial, whole_entity
from extract.attribution.loose_subjects import is_bare_name
from extract.attribution.name_phrases import is_bare, is_people
from extract.attribution.offices import offices, taken_up
from extract.attribution.organisations import Bodies
from extract.lexicon import load, words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE, PLACES
from extract.parsing.tokens import Doc, Span, Token
from extract.text.source_names import fold, generation_of, is_outlet, parts_of

# Surnames of at least so many letters, of which one has a letter more, are one person's within an article.
LONG_NAME = 7


@dataclass(slots=True)
class Person:
    """A person in the article: the longest form of the name, the start of each mention, and titles.

    styles: the titles right before the name, unchanged: `prime minister`. taken_up: the offices that the person takes
    up in the article. bodies: the names of the bodies that the person speaks for, each as often as the article says so.
    """

    name: str
    mentions: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    taken_up: set[str] = field(default_factory=set)
    bodies: list[str] = field(default_factory=list)
    gender: str = ""

    def last_before(self, offset: int) -> int:
        """Return the offset of the person's last mention before an offset, -1 if there is none."""
        return max((at for at in self.mentions if at < offset), default=-1)


class Entities:
    """The people and organisations named in a Doc."""

    def __init__(self, doc: Doc) -> None:
        self.people: list[Person] = []
        # People by surname: a text of many people has each of them many times.
        self._families: dict[tuple[str, ...], list[Person]] = {}
        self.organizations: dict[str, list[int]] = {}
        whole = list(dict.fromkeys(whole_entity(entity) for entity in doc.ents))
        full = [fold(bare_name(entity)).split() for entity in whole if entity.label_ in PEOPLE]
        self._surnames = surnames = {name[-1] for name in full if len(name) > 1}
        called = called_bodies(doc) - surnames
        placed = Counter(entity.text for entity in doc.ents if entity.label_ in PLACES)
        people = Counter(entity.text for entity in doc.ents if entity.label_ in PEOPLE)
        for entity in whole:
            name = bare_name(entity)
            if entity.start > 0 and entity[0].nbor(-1).text == "&":
                continue
            if entity.label_ in PEOPLE and placed[entity.text] > people[entity.text]:
                # A name that is mostly a place in the article is a place.
                continue
            if not name or fold(name) in words("names", "suffixes") or (is_bare(name) and fold(name) not in surnames):
                continue
            named_so = fold(name) in called and fold(name) not in surnames
            if (entity.label_ in PEOPLE and not (named_so or _is_thing(entity, name))) or _is_called_person(
                entity, name
            ):
                self._add_person(entity, name)
            elif entity.label_ in PEOPLE | ORGANIZATIONS:
                self.organizations.setdefault(name, []).append(entity.start_char)
        self.bodies = Bodies(doc.text, self.organizations)
        self._add_surnames(doc)
        # Indices of people by the offsets of their mentions, and by each word of their names.
        self._mentioned = {at: number for number, person in enumerate(self.people) for at in person.mentions}
        self._named: dict[str, list[int]] = {}
        for number, person in enumerate(self.people):
            person.mentions.sort()
            for word in set(re.split(r"[ ‐–-]", fold(person.name))):
                self._named.setdefault(word, []).append(number)

    def _add_surnames(self, doc: Doc) -> None:
        """Count bare surnames as mentions even if they were not recognised as names."""
        surnames = {parts_of(p.name)[-1]: p for p in self.people if len(parts_of(p.name)) > 1}
        for token in doc.with_lower(surnames):
            if (token.pos_ == "PROPN" or is_bare_name(token)) and token.is_title and token.ent_type_ not in PEOPLE:
                surnames[token.lower_].mentions.append(token.idx)

    def _add_person(self, entity: Span, name: str) -> None:
        titles = _titles(entity)
        gender = _gender_by_title(titles) or _gender_of(name)
        family = self._families.setdefault(parts_of(name)[-1:], [])
        fitting = [p for p in family if _one_person(p.name, name) and not (gender and p.gender and gender != p.gender)]
        if not fitting and len(parts_of(name)) == 1 and fold(name) not in self._surnames:
            fitting = [p for p in self.people if _is_misspelled(parts_of(p.name), fold(name))]
        if len(parts_of(name)) == 1 and _are_equal(fitting):
            # Tom Rask and Odo Rask spoke. Rask said …: nothing tells which of them.
            return
        person = max(fitting, key=lambda p: (len(p.mentions), _has_office(p), p.mentions[-1]), default=None)
        if person is None:
            person = Person(name)
            self.people.append(person)
            family.append(person)
        elif len(parts_of(name)) > len(parts_of(person.name)):
            person.name = name
        person.mentions.append(max(entity.start_char, entity.doc.text.find(name, entity.start_char, entity.end_char)))
        person.taken_up |= taken_up(entity.root)
        person.titles |= titles | person.taken_up
        person.bodies += bodies_of(entity)
        if style := _style(entity):
            person.styles.add(style)
        person.gender = _gender_by_title(titles) or person.gender or gender

    def person_at(self, token: Token) -> Person | None:
        """Return the person whose name is at token."""
        last = self._mentioned.get(token.idx, -1)
        for number in self._named.get(fold(token.text), ()):
            person = self.people[number]
            before = bisect_right(person.mentions, token.idx)
            if number > last and before and token.idx < person.mentions[before - 1] + len(person.name) + 2:
                last = number
        return self.people[last] if last >= 0 else None

    def person_called(self, surname: str) -> Person | None:
        """Return the person with that surname."""
        return next((p for p in self.people if parts_of(p.name)[-1:] == (fold(surname),)), None)

    def body_of(self, name: str) -> str:
        """Return the key of the body that the person with that name speaks for, "" if the article names none."""
        names = next((person.bodies for person in self.people if person.name == name), [])
        return key_of_body(names, self.bodies)

    def whole(self, name: str) -> str:
        """Return the longest name in the article for an organisation's short name or acronym."""
        return self.bodies.whole(name)

    def organization_with(self, word: str, before: int) -> str | None:
        """Return the organisation last named before an offset whose name has the word: `ministry`."""
        fitting = [
            (max(at for at in mentions if at < before), name)
            for name, mentions in self.organizations.items()
            if word in fold(name).split() and any(at < before for at in mentions)
        ]
        return max(fitting)[1] if fitting else None

    def commonest_company(self, before: int) -> str | None:
        """Return the company named most often before an offset."""
        counts = self.companies(before)
        return max(counts, key=lambda name: counts[name], default=None)

    def companies(self, before: int) -> dict[str, int]:
        """Return how often each organisation is named before an offset; offices, unions and outlets don't count."""
        counts: dict[str, int] = {}
        for name, mentions in self.organizations.items():
            person = self.person_called(name)
            if name.islower() or (person is not None and len(person.mentions) > len(mentions)):
                continue
            if not set(fold(name).split()) & words("cues", "offices") and not is_outlet(name):
                whole = self.whole(name)
                counts[whole] = counts.get(whole, 0) + sum(at < before for at in mentions)
        return {name: count for name, count in counts.items() if count}


def _one_person(known: str, name: str) -> bool:
    """Return True if two names may be one person's: the same surname, and compatible given names."""
    first, second = parts_of(known), parts_of(name)
    if not first or not second or first[-1] != second[-1]:
        return False
    full = len(first) > 1 and len(second) > 1
    if (full or generation_of(name)) and generation_of(known) != generation_of(name):
        # Tom Rask Jr. is not Tom Rask Sr., nor is Rask Jr.
        return False
    given = sorted((first[0], second[0]), key=len)
    return len(first) == 1 or len(second) == 1 or given[0] in {given[1], given[1][0]}


def _are_equal(people: list[Person]) -> bool:
    """Return True if a surname that people share may mean any of those named most: none has an office."""
    most = max((len(person.mentions) for person in people), default=0)
    named_most = [person for person in people if len(person.mentions) == most]
    return len(named_most) > 1 and not any(map(_has_office, named_most))


def _has_office(person: Person) -> bool:
    return bool(person.titles & (words("titles", "titles") - words("titles", "address", "female", "male")))


def _is_misspelled(name: Sequence[str], surname: str) -> bool:
    """Return True if a surname is the last word of a full name with one letter added or left out: `Hendriksen`."""
    short, long = sorted((name[-1], surname), key=len) if len(name) > 1 else ("", "")
    telling = len(short) >= LONG_NAME and short[0] == long[0] and short[-1] == long[-1] and len(long) == len(short) + 1
    return telling and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


@cache
def _given_names() -> dict[str, str]:
    table = load("given_names")
    return {name: letter for group, letter in (("female", "f"), ("male", "m")) for name in table[group]}


def _gender_by_title(titles: set[str]) -> str:
    return next((g for g, group in (("m", "male"), ("f", "female")) if titles & words("titles", group)), "")


def _is_thing(entity: Span, name: str) -> bool:
    """Return True if a supposed person is a thing: `the Hill`, or an outlet."""
    article = {token.lower_ for token in entity.doc[max(0, entity.start - 1) : entity.start + 1]} & {"the"}
    return is_outlet(name) or (bool(article) and len(name.split()) == 1)


def _is_called_person(entity: Span, name: str) -> bool:
    """Return True if a name that was recognised as something else is a person's by its first word and its apposition.

    Example: `Ines Moll, a biologist, led the count`, where the given name may also be a place's.
    """
    if not _gender_of(name) or entity.label_ in PEOPLE:
        return False
    beside = (c for c in entity.root.rights if c.dep_ == "appos" and c.tag_ == "NN" and c.i >= entity.end)
    return any(is_people(c) and any(k.lower_ in {"a", "an"} for k in c.lefts) for c in beside)


def _style(entity: Span) -> str:
    """Return the titles right before a name, in or before its entity: `prime minister` of `Prime Minister Blair`."""
    tokens = [*entity.doc[max(0, entity.start - 2) : entity.start], *entity[:-1]]
    style: list[str] = []
    for token in reversed(tokens):
        if token.lower_ not in words("titles", "titles") or not token.is_title:
            break
        style.insert(0, token.lower_)
    return " ".join(word for word in style if word not in {"former", "then", "ex", "late"})


def _gender_of(name: str) -> str:
    parts = fold(name).split()
    return _given_names().get(parts[0], "") if len(parts) > 1 else ""


def _titles(entity: Span) -> set[str]:
    """Return the titles around a name: before it, in an apposition, and in `X is the governor`."""
    root, doc, known = entity.root, entity.doc, words("titles", "titles")
    beside = [*doc[max(0, entity.start - 1) : entity.start], *entity[:-1]]
    titles = {office for token in beside if token.lower_ in known for office in offices(token.lower_, token)}
    nouns = [
        token
        for token in doc[max(0, entity.start - 4) : entity.start]
        if entity.start <= token.head.i < entity.end or (token == root.head and root.dep_ != "nmod")
    ]
    nouns += [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ in {"appos", "nsubj"}:
        nouns.append(root.head)
    if root.dep_ == "nsubj" and entity.start > root.sent.start and doc[entity.start - 1].head == root.head:
        # Biologist Clara Nys left: the parser may take both for subjects.
        nouns.append(doc[entity.start - 1])
    documents = words("cues", "documents")
    named = [
        token
        for token in nouns
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() not in documents and not is_initial(token)
    ]
    return titles | {office for token in named for office in offices(token.lemma_.lower(), token)}
