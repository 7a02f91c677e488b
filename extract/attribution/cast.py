"""The people and organisations that an article names: each once, under its fullest name."""

import re
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.lexicon import load, words
from extract.names import fold
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.text import text_of


@dataclass(slots=True)
class Person:
    """A person of the article: the longest form of the name, where each mention starts, titles heard of them."""

    name: str
    mentions: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    def last_before(self, offset: int) -> int:
        """Return where the person was last named before offset, -1 where not."""
        return max((at for at in self.mentions if at < offset), default=-1)


class Cast:
    """Who is named in a Doc."""

    def __init__(self, doc: Doc) -> None:
        self.people: list[Person] = []
        self.organizations: dict[str, list[int]] = {}
        for entity in map(_whole_entity, doc.ents):
            name = bare_name(entity)
            if not name:
                continue
            if entity.label_ in PEOPLE:
                self._add_person(entity, name)
            elif entity.label_ in ORGANIZATIONS:
                self.organizations.setdefault(name, []).append(entity.start_char)
        self._add_surnames(doc)

    def _add_surnames(self, doc: Doc) -> None:
        """Count bare surnames as mentions also where they were not found to be names."""
        surnames = {fold(p.name).split()[-1]: p for p in self.people if len(p.name.split()) > 1}
        for token in doc:
            person = surnames.get(token.lower_) if token.pos_ == "PROPN" and token.is_title else None
            if person is not None and token.ent_type_ not in PEOPLE:
                person.mentions.append(token.idx)

    def _add_person(self, entity: Span, name: str) -> None:
        person = next((known for known in reversed(self.people) if _one_person(known.name, name)), None)
        if person is None:
            person = Person(name)
            self.people.append(person)
        elif len(fold(name).split()) > len(fold(person.name).split()):
            person.name = name
        person.mentions.append(entity.start_char)
        person.titles |= _titles(entity)
        for gender, group in (("m", "male"), ("f", "female")):
            if person.titles & words("titles", group):
                person.gender = gender
        person.gender = person.gender or _gender_of(name)

    def person_at(self, token: Token) -> Person | None:
        """Return the person whose name stands at token."""
        word = fold(token.text)
        return next(
            (
                person
                for person in reversed(self.people)
                if word in fold(person.name).split()
                and any(at <= token.idx < at + len(person.name) + 2 for at in person.mentions)
            ),
            None,
        )

    def person_called(self, surname: str) -> Person | None:
        """Return the person with that surname."""
        return next((p for p in self.people if fold(p.name).split()[-1:] == [fold(surname)]), None)

    def whole(self, name: str) -> str:
        """Return the longest name in the article that a short name or an acronym of an organisation stands for."""
        folded = fold(name)
        letters = folded.replace(".", "")
        best = name
        for known in self.organizations:
            initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", known) if word[0].isupper()).lower()
            contains = folded != fold(known) and f" {folded} " in f" {fold(known)} "
            if (contains or (2 < len(folded) <= 6 and letters == initials)) and len(known) > len(best):
                best = known
        return best

    def organization_with(self, word: str, before: int) -> str | None:
        """Return the organisation last named before an offset whose name has the word: `ministry`."""
        fitting = [
            (max(at for at in mentions if at < before), name)
            for name, mentions in self.organizations.items()
            if word in fold(name).split() and any(at < before for at in mentions)
        ]
        return max(fitting)[1] if fitting else None

    def commonest_company(self, before: int) -> str | None:
        """Return the organisation named most before an offset that is neither an office, a union nor an outlet."""
        counts: dict[str, int] = {}
        for name, mentions in self.organizations.items():
            if not set(fold(name).split()) & words("cues", "offices"):
                whole = self.whole(name)
                counts[whole] = counts.get(whole, 0) + sum(at < before for at in mentions)
        best = max(counts, key=lambda name: counts[name], default=None)
        return best if best is not None and counts[best] else None


def _one_person(known: str, name: str) -> bool:
    """Say whether two names can be one person's: the same surname, and given names that do not differ."""
    first, second = fold(known).split(), fold(name).split()
    if not first or not second or first[-1] != second[-1]:
        return False
    return len(first) == 1 or len(second) == 1 or first[0] == second[0]


@cache
def _given_names() -> dict[str, str]:
    table = load("given_names")
    return {name: letter for group, letter in (("female", "f"), ("male", "m")) for name in table[group]}


def _gender_of(name: str) -> str:
    parts = fold(name).split()
    return _given_names().get(parts[0], "") if len(parts) > 1 else ""


def _whole_entity(entity: Span) -> Span:
    """Return an entity with the capitalised nouns that it qualifies: `United` of `the United Metalworkers`."""
    doc, end = entity.doc, entity.end
    while end < len(doc) and doc[end].is_title and doc[end - 1].head == doc[end] and not doc[end].ent_type_:
        end += 1
    if end == entity.end or end == len(doc) or doc[end].is_title:
        return entity
    return Span(doc, entity.start, end, label=entity.label)


def bare_name(entity: Span) -> str:
    """Return a name without titles, articles and possessive."""
    tokens = [token for token in entity if not token.is_space]
    while tokens and (
        tokens[0].is_punct
        or tokens[0].lower_ in {"the", "per", "via"}
        or (len(tokens) > 1 and tokens[0].lower_ in words("titles", "titles"))
    ):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in {"'s", "’s"}):
        tokens = tokens[:-1]
    if not tokens:
        return ""
    return re.sub(r"\s+", " ", text_of(entity.doc)[tokens[0].idx : tokens[-1].idx + len(tokens[-1])])


def _titles(entity: Span) -> set[str]:
    """Return the titles around a name: before it, in an apposition, and in `X is the governor`."""
    root, doc, known = entity.root, entity.doc, words("titles", "titles")
    beside = [*doc[max(0, entity.start - 1) : entity.start], *entity[:-1]]
    titles = {token.lower_ for token in beside if token.lower_ in known}
    nouns = [
        token
        for token in doc[max(0, entity.start - 4) : entity.start]
        if token.head.ent_type_ in PEOPLE or token == root.head or root.head == token
    ]
    nouns += [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ in {"appos", "nsubj"}:
        nouns.append(root.head)
    documents = words("cues", "documents")
    return titles | {
        t.lemma_.lower() for t in nouns if t.pos_ in {"NOUN", "PROPN"} and t.lemma_.lower() not in documents
    }
