"""Resolves the mention of a source to the fullest name that the article gives it, and to a key that is one across articles."""

import re
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.attribution.attribution import Attribution
from extract.attribution.spans import noun_phrase
from extract.claim import Mention, SourceKind
from extract.lexicon import load
from extract.names import fold, is_outlet, key_of

PEOPLE, ORGANIZATIONS = {"PER", "PERSON"}, {"ORG", "NORP"}
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our"})


@cache
def _titles_of(group: str) -> frozenset[str]:
    return frozenset(load("titles")[group])


@cache
def _given_names() -> dict[str, str]:
    table = load("given_names")
    return {name: letter for group, letter in (("female", "f"), ("male", "m")) for name in table[group]}


def _gender_of(name: str) -> str:
    words = fold(name).split()
    return _given_names().get(words[0], "") if len(words) > 1 else ""


@dataclass(slots=True)
class Person:
    """A person of the article: the longest form of the name, where each mention stands, titles heard of them."""

    name: str
    mentions: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str = ""


@cache
def _word_class(name: str) -> frozenset[str]:
    return frozenset(load("cues")[name])


class Sources:
    """The sources of one Doc: its people and organisations, and the resolution of mentions to them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people: list[Person] = []
        self.organizations: dict[str, list[int]] = {}
        self._collect()

    def _collect(self) -> None:
        for entity in self.doc.ents:
            text = _bare(entity)
            if not text:
                continue
            if entity.label_ in PEOPLE:
                self._add_person(entity, text)
            elif entity.label_ in ORGANIZATIONS:
                self.organizations.setdefault(text, []).append(entity.start_char)

    def _add_person(self, entity: Span, text: str) -> None:
        words = fold(text).split()
        person = None
        for known in reversed(self.people):
            folded = fold(known.name).split()
            if folded == words or (len(words) < len(folded) and (words[-1] == folded[-1] and (len(words) == 1 or words[0] == folded[0]))):
                person = known
                break
            if len(words) > len(folded) and words[-1] == folded[-1] and (len(folded) == 1 or folded[0] == words[0]):
                known.name = text
                person = known
                break
        if person is None:
            person = Person(text)
            self.people.append(person)
        person.mentions.append(entity.start_char)
        if not person.gender:
            person.gender = _gender_of(text)
        for title in _titles(entity):
            person.titles.add(title)
            if title in _titles_of("male"):
                person.gender = "m"
            elif title in _titles_of("female"):
                person.gender = "f"

    def mention(self, head: Token) -> tuple[Mention, tuple[str, ...]]:
        """Return the source whose phrase has this head as a Mention, with the chain from its words to its name."""
        phrase = noun_phrase(head)
        name, kind, chain = self._resolve(head, set())
        return Mention(phrase.start_char, phrase.end_char, phrase.text, name, key_of(name), kind), chain

    def _resolve(self, head: Token, seen: set[int]) -> tuple[str, SourceKind, tuple[str, ...]]:
        if head.i in seen or len(seen) > 6:
            return head.text, "other", ()
        seen = seen | {head.i}
        phrase = noun_phrase(head)
        if head.pos_ == "PRON" or head.lower_ in {"he", "she", "they", "it", "who"}:
            return self._pronoun(head, phrase, seen)
        named = self._named(phrase, head)
        if named is not None:
            name, kind = named
            chain = (f"{phrase.text} = {name}",) if fold(phrase.text) != fold(name) else ()
            return name, kind, chain
        described = self._described(head, phrase)
        if described is not None:
            name, kind = described
            return name, kind, (f"{phrase.text} = {name}",)
        return _plain_name(phrase), _kind_of(head), ()

    def _named(self, phrase: Span, head: Token) -> tuple[str, SourceKind] | None:
        """A name in the phrase itself, made whole: `Mr Zelensky`, `the USGS`, `Governor Ana Brandt`."""
        tokens = list(phrase)
        people = [t for t in tokens if t.ent_type_ in PEOPLE and not _belongs_to_other(t, head)]
        if people:
            person = self._person_at(people[-1])
            if person is not None and head.lemma_.lower() not in {"campaign", "lawyer", "attorney", "administration", "office", "team", "spokesman", "spokeswoman", "staff", "aide", "adviser", "advisor", "family", "government", "plan", "letter", "group", "foundation", "estate", "doctor", "report", "speech"}:
                return person.name, "person"
        beside = next((c for c in head.rights if c.dep_ == "appos" and c.i - head.right_edge.i <= 0 and _names_person(c)), None)
        if beside is None and head.dep_ == "appos" and head.head.ent_type_ in PEOPLE and head.pos_ == "NOUN":
            beside = head.head
        if beside is not None and head.pos_ == "NOUN":
            named = [t for t in beside.subtree if t.ent_type_ in PEOPLE and t.i - beside.i < 6]
            person = self._person_at(named[-1]) if named else None
            if person is not None:
                return person.name, "person"
        whole = _plain_name(phrase)
        if head.ent_type_ in ORGANIZATIONS or any(t.ent_type_ in ORGANIZATIONS and not _belongs_to_other(t, head) for t in tokens):
            name = self._whole_organization(whole)
            lemma = head.lemma_.lower()
            kind: SourceKind = "outlet" if is_outlet(name) else "document" if lemma in _word_class("documents") and head.pos_ == "NOUN" else "unnamed" if _unnamed(head) else "organization"
            return name, kind
        if head.pos_ == "PROPN" and head.ent_type_ not in {"LOC", "GPE"}:
            for person in self.people:
                if fold(person.name).split()[-1] == fold(head.text):
                    return person.name, "person"
            return whole, "outlet" if is_outlet(whole) else "organization" if len(whole) > 1 and whole.isupper() else "other"
        if head.ent_type_ in {"LOC", "GPE"}:
            return whole, "organization"
        return None

    def _person_at(self, token: Token) -> Person | None:
        """Return the person that the name at token belongs to."""
        start = token.idx
        best = None
        for person in self.people:
            if any(mention <= start < mention + len(person.name) + 2 for mention in person.mentions) and fold(token.text) in fold(person.name).split():
                best = person
        return best

    def _whole_organization(self, name: str) -> str:
        """Return the longest name in the article that a short one or an acronym stands for."""
        folded = fold(name)
        best = name
        for known in self.organizations:
            initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", known) if word[0].isupper()).lower()
            contains = folded != fold(known) and f" {fold(known)} ".find(f" {folded} ") >= 0
            if (contains or (2 < len(folded) <= 6 and folded.replace(".", "") == initials)) and len(known) > len(best):
                best = known
        return best

    def _pronoun(self, head: Token, phrase: Span, seen: set[int]) -> tuple[str, SourceKind, tuple[str, ...]]:
        lower = head.lower_
        if lower in _FIRST_PERSON:
            speaker = self._speaker_around(head)
            if speaker is not None and speaker.head is not None:
                name, kind, chain = self._resolve(speaker.head, seen)
                return name, kind, (f"{head.text}, inside the words of {name}", *chain)
            return phrase.text, "other", ()
        antecedent = self._antecedent(head)
        if antecedent is None:
            return phrase.text, "other", ()
        if isinstance(antecedent, Person):
            return antecedent.name, "person", (f"{head.text} = {antecedent.name}",)
        name, kind, chain = self._resolve(antecedent, seen)
        return name, kind, (f"{head.text} = {noun_phrase(antecedent).text}", *chain)

    def _speaker_around(self, head: Token) -> Attribution | None:
        around = [a for a in self.doc._.attributions if a.quoted and a.holds(head.idx, head.idx + 1) and a.head is not None and a.head != head]
        return min(around, key=lambda a: a.size, default=None)

    def _antecedent(self, head: Token) -> Person | Token | None:
        """Return who a third-person pronoun stands for: the last fitting speaker, then the last fitting subject."""
        wants_person = head.lower_ in {"he", "she", "him", "her", "his", "hers"}
        gender = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}.get(head.lower_, "")
        paragraph = self.doc.text.rfind("\n\n", 0, head.idx)
        floor = self.doc.text.rfind("\n\n", 0, max(0, paragraph)) if paragraph > 0 else 0
        floor = self.doc.text.rfind("\n\n", 0, max(0, floor)) if floor > 0 else 0
        candidates: list[tuple[int, int, Person | Token]] = []
        if wants_person:
            for person in self.people:
                if gender and person.gender and person.gender != gender:
                    continue
                before = [m for m in person.mentions if floor <= m < head.idx]
                if before:
                    at = before[-1]
                    token = self.doc.char_span(at, at + 1, alignment_mode="expand")
                    weight = self._prominence(token.root if token is not None else head)
                    candidates.append((at, weight, person))
        else:
            for token in self.doc[max(0, head.i - 120) : head.i]:
                if token.idx < floor or token.pos_ not in {"NOUN", "PROPN"}:
                    continue
                plural = token.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in token.children)
                if head.lower_ == "it" and (plural or token.ent_type_ in PEOPLE):
                    continue
                if head.lower_ == "they" and not plural and token.ent_type_ not in ORGANIZATIONS:
                    continue
                weight = self._prominence(token)
                if weight >= 2 and (token.ent_type_ or _speaks(token) or token.lemma_.lower() in _word_class("documents")):
                    candidates.append((token.idx, weight, token))
        if not candidates:
            return None

        def rank(candidate: tuple[int, int, Person | Token]) -> float:
            at, weight, _ = candidate
            distance = self.doc.text.count("\n", at, head.idx) * 2 + len(re.findall(r"[.!?] ", self.doc.text[at : head.idx]))
            return weight - distance * 0.9 + at * 1e-7

        best = max(candidates, key=rank)[2]
        if isinstance(best, Person) and gender and not best.gender:
            best.gender = gender
        return best

    def _prominence(self, token: Token) -> int:
        """Weigh how likely a word is taken up by a pronoun: speakers first, then subjects."""
        top = token
        while top.dep_ in {"flat", "compound", "nmod:poss", "appos", "conj"} and top.dep_ != "nmod:poss" and top.head != top:
            top = top.head
        weight = 3 if top.dep_ in {"nsubj", "nsubj:pass"} else 1 if top.dep_ in {"obl:agent", "obl", "obj"} else 0
        if any(a.head is not None and (a.head == top or a.head == token) for a in self.doc._.attributions):
            weight += 2
        return weight

    def _company(self, head: Token) -> tuple[str, SourceKind] | None:
        """Return the organisation that `the company` stands for: the one named most before, no office or union."""
        counts: dict[str, int] = {}
        for name, at in self.organizations.items():
            if not set(fold(name).split()) & _word_class("offices") and not is_outlet(name):
                counts[self._whole_organization(name)] = counts.get(self._whole_organization(name), 0) + sum(m < head.idx for m in at)
        best = max(counts, key=lambda name: counts[name], default=None)
        return (best, "organization") if best is not None and counts[best] else None

    def _introduced(self, head: Token) -> Span | None:
        """Return the phrase that introduced a document: `a poll by Meridian Research` for `the poll`."""
        best: Span | None = None
        for token in self.doc[: head.i]:
            if token.lemma_.lower() != head.lemma_.lower() or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            phrase = noun_phrase(token)
            by = next((c for c in token.rights if c.dep_ == "nmod" and any(k.lower_ == "by" for k in c.lefts)), None)
            end = noun_phrase(by).end if by is not None and by.left_edge.i == phrase.end else phrase.end
            fuller = self.doc[phrase.start : end]
            if any(t.ent_type_ or t.pos_ == "PROPN" for t in fuller) and (best is None or len(fuller) > len(best)):
                best = fuller
        return best

    def _described(self, head: Token, phrase: Span) -> tuple[str, SourceKind] | None:
        """`the governor`, `the ministry`: the person with that title, the organisation with that word in its name."""
        if not any(t.lower_ in {"the", "this", "that", "his", "her", "its"} for t in phrase[:1]) or head.pos_ != "NOUN":
            return None
        lemma = head.lemma_.lower()
        if lemma in _word_class("documents") and len(phrase) <= 3:
            fuller = self._introduced(head)
            return (_plain_name(fuller), "document") if fuller is not None else None
        before = [p for p in self.people if lemma in p.titles and any(m < head.idx for m in p.mentions)]
        if before and len(phrase) <= 4 and head.tag_ == "NN":
            return max(before, key=lambda p: max(m for m in p.mentions if m < head.idx)).name, "person"
        if len(phrase) > 3:
            return None
        fitting = [(max(m for m in at if m < head.idx), name) for name, at in self.organizations.items() if lemma in fold(name).split() and any(m < head.idx for m in at)]
        if fitting:
            name = max(fitting)[1]
            return name, "outlet" if is_outlet(name) else "organization"
        if lemma in _word_class("companies"):
            return self._company(head)
        return None


def _bare(entity: Span) -> str:
    tokens = [t for t in entity if not t.is_space]
    while tokens and ((tokens[0].lower_ in _titles_of("titles") and len(tokens) > 1) or tokens[0].lower_ == "the" or tokens[0].is_punct):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in {"'s", "’s"}):
        tokens = tokens[:-1]
    if not tokens:
        return ""
    return re.sub(r"\s+", " ", entity.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])])


def _titles(entity: Span) -> set[str]:
    """Return the titles around a name: before it, in an apposition, and in `X is the governor`."""
    titles = set()
    for token in entity.doc[max(0, entity.start - 4) : entity.start]:
        if token.pos_ in {"NOUN", "PROPN"} and (token.head.ent_type_ in PEOPLE or token == entity.root.head or entity.root.head == token or token.head == entity.root):
            titles.add(token.lemma_.lower())
    known = _titles_of("titles")
    if entity.start and entity.doc[entity.start - 1].lower_ in known:
        titles.add(entity.doc[entity.start - 1].lower_)
    titles |= {token.lower_ for token in entity[:-1] if token.lower_ in known}
    for child in entity.root.children:
        if child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"} and child.lemma_.lower() not in _word_class("documents"):
            titles.add(child.lemma_.lower())
    if entity.root.dep_ == "appos" and entity.root.head.pos_ in {"NOUN", "PROPN"} and entity.root.head.lemma_.lower() not in _word_class("documents"):
        titles.add(entity.root.head.lemma_.lower())
    if entity.root.dep_ == "nsubj" and entity.root.head.pos_ == "NOUN":
        titles.add(entity.root.head.lemma_.lower())
    return titles


def _names_person(token: Token) -> bool:
    return token.ent_type_ in PEOPLE or any(t.ent_type_ in PEOPLE for t in noun_phrase(token))


def _belongs_to_other(token: Token, head: Token) -> bool:
    """Say whether a name in a phrase is not its head's but an owner's or a place's: `Trump's campaign`."""
    while token != head and token.head != token:
        if token.dep_ in {"nmod:poss", "nmod"}:
            return True
        token = token.head
    return False


def _plain_name(phrase: Span) -> str:
    text = re.sub(r"\s+", " ", phrase.text).strip(" ,;:“”\"'‘’")
    text = re.sub(r"^(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?=\S)", "", text)
    return re.sub(r"(?:'s|’s)$", "", text)


def _unnamed(head: Token) -> bool:
    return head.pos_ != "PROPN" and head.lemma_.lower() in _word_class("unnamed")


def _speaks(head: Token) -> bool:
    return head.lemma_.lower() in _word_class("speakers")


def _kind_of(head: Token) -> SourceKind:
    lemma = head.lemma_.lower()
    if _unnamed(head):
        return "unnamed"
    if lemma in _word_class("documents"):
        return "document"
    return "other"
