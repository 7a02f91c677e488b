"""Resolves the mention of a source to the fullest name that the article gives it, with the chain that leads there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.attribution.antecedents import FIRST_PERSON, antecedent, speaker_around
from extract.attribution.cast import Cast, Person
from extract.attribution.spans import noun_phrase
from extract.claim import Mention, SourceKind
from extract.lexicon import words
from extract.names import fold, is_outlet, key_of
from extract.parsing.labels import ORGANIZATIONS, PEOPLE, PLACES

# A chain of pronouns and descriptions longer than this goes in a circle.
LONGEST_CHAIN = 6
# `The company` may be one that was named so many sentences before.
NEAR_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention stands for; chain: each step from the words to the name."""

    name: str
    kind: SourceKind
    chain: tuple[str, ...] = ()


class Sources:
    """The sources of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.cast = Cast(doc)

    def mention(self, head: Token) -> tuple[Mention, tuple[str, ...]]:
        """Return the source whose phrase has this head as a Mention, with the chain from its words to its name."""
        phrase = noun_phrase(head)
        if phrase[0].lower_ in {"per", "via"} and len(phrase) > 1:
            phrase = phrase[1:]
        found = self._resolve(head, frozenset())
        key = key_of(found.name)
        return Mention(phrase.start_char, phrase.end_char, phrase.text, found.name, key, found.kind), found.chain

    def _resolve(self, head: Token, seen: frozenset[int]) -> Resolved:
        if head.i in seen or len(seen) >= LONGEST_CHAIN:
            return Resolved(head.text, "other")
        phrase = noun_phrase(head)
        if head.pos_ == "PRON" or head.lower_ in {"he", "she", "they", "it", "who"}:
            return self._pronoun(head, phrase, seen | {head.i})
        found = self._person_in(phrase, head) or self._organization_in(phrase, head) or self._described(phrase, head)
        if found is None:
            return Resolved(_plain_name(phrase), _kind_of(head))
        if fold(phrase.text) == fold(found.name):
            return found
        return Resolved(found.name, found.kind, (f"{phrase.text} = {found.name}",))

    def _pronoun(self, head: Token, phrase: Span, seen: frozenset[int]) -> Resolved:
        if head.lower_ in FIRST_PERSON:
            speaker = speaker_around(self.doc, head)
            if speaker is None or speaker.head is None:
                return Resolved(phrase.text, "other")
            found = self._resolve(speaker.head, seen)
            step = f"{head.text}, inside the words of {found.name}"
            return Resolved(found.name, found.kind, (step, *found.chain))
        stands_for = antecedent(self.doc, self.cast, head)
        if stands_for is None:
            return Resolved(phrase.text, "other")
        if isinstance(stands_for, Person):
            return Resolved(stands_for.name, "person", (f"{head.text} = {stands_for.name}",))
        found = self._resolve(stands_for, seen)
        step = f"{head.text} = {noun_phrase(stands_for).text}"
        return Resolved(found.name, found.kind, (step, *found.chain))

    def _person_in(self, phrase: Span, head: Token) -> Resolved | None:
        """A person named in the phrase or beside it: `Governor Ana Brandt`, `the mayor, Agnes Toller,`."""
        if head.lemma_.lower() not in words("cues", "others_of_person"):
            named = [t for t in phrase if t.ent_type_ in PEOPLE and not _belongs_to_other(t, head)]
            if named and (person := self.cast.person_at(named[-1])):
                return Resolved(person.name, "person")
        if head.pos_ == "NOUN" and (name := _apposed_name(head)) and (person := self.cast.person_at(name)):
            return Resolved(person.name, "person")
        if head.pos_ == "PROPN" and not head.ent_type_ and (person := self.cast.person_called(head.text)):
            return Resolved(person.name, "person")
        return None

    def _organization_in(self, phrase: Span, head: Token) -> Resolved | None:
        """An organisation, an outlet or a place named in the phrase: `the USGS`, `Talvia's General Staff`, `Ketter`."""
        name = _plain_name(phrase)
        if head.pos_ == "NOUN" and head.i + 1 < len(self.doc) and head.nbor(1).pos_ == "PROPN":
            # The aid group Havenlight.
            beside = head.nbor(1)
            if beside.head == head or beside.is_ancestor(head):
                name = _plain_name(self.doc[beside.i : noun_phrase(beside).end])
                return Resolved(self.cast.whole(name), "outlet" if is_outlet(name) else "organization")
        if any(t.ent_type_ in ORGANIZATIONS and not _belongs_to_other(t, head) for t in phrase):
            name = self.cast.whole(name)
            return Resolved(name, "outlet" if is_outlet(name) else _kind_of(head, "organization"))
        if head.ent_type_ in PLACES:
            return Resolved(name, "organization")
        if head.pos_ == "PROPN":
            return Resolved(name, "outlet" if is_outlet(name) else "organization" if name.isupper() else "other")
        return None

    def _described(self, phrase: Span, head: Token) -> Resolved | None:
        """`the governor`, `the ministry`, `the poll`: whoever has that title, name or introduction in the article."""
        definite = phrase[0].lower_ in {"the", "this", "that", "his", "her", "its", "their"}
        lemma = head.lemma_.lower()
        if not definite or head.pos_ != "NOUN" or len(phrase) > 4:
            return None
        if lemma in words("cues", "documents"):
            fuller = self._introduction(head)
            return Resolved(_plain_name(fuller), "document") if fuller is not None else None
        titled = [p for p in self.cast.people if lemma in p.titles and p.last_before(head.idx) >= 0]
        if titled and head.tag_ == "NN":
            return Resolved(max(titled, key=lambda p: p.last_before(head.idx)).name, "person")
        names = (self._name_for(token) for token in (head, *self._told_before(head)))
        name = next((name for name in names if name), None)
        return Resolved(name, "outlet" if is_outlet(name) else "organization") if name else None

    def _name_for(self, head: Token) -> str | None:
        """Return the organisation that a description names in part or stands for: `the ministry`, `the company`."""
        name = self.cast.organization_with(head.lemma_.lower(), head.idx)
        if name is None and head.lemma_.lower() in words("cues", "companies") and len(noun_phrase(head)) == 2:
            name = self.cast.commonest_company(head.idx) or self._name_before(head)
        return name

    def _told_before(self, head: Token) -> Iterator[Token]:
        """Yield where the same description came before, the last first."""
        for token in reversed(self.doc[: head.i]):
            if token.lower_ == head.lower_ and any(child.lower_ == "the" for child in token.lefts):
                yield token

    def _name_before(self, head: Token) -> str | None:
        """Return the last name before a noun that is nobody's: `Shares in Orran Coal fell. The company said …`."""
        sentences = 0
        for token in reversed(self.doc[: head.i]):
            sentences += token.is_sent_start is True
            if sentences > NEAR_SENTENCES:
                return None
            if _ends_name(token) and token.ent_type_ not in PEOPLE and len(token) > 3 and token.dep_ != "compound":
                name = _plain_name(noun_phrase(token))
                dates = words("exclusions", "months") | words("exclusions", "weekdays")
                office = set(fold(name).split()) & words("cues", "offices")
                if name.lower() not in dates and not _is_whereabouts(token) and not office and not is_outlet(name):
                    return name
        return None

    def _introduction(self, head: Token) -> Span | None:
        """Return the phrase that introduced a document: `a poll by Meridian Research` for `the poll`."""
        best: Span | None = None
        for token in self.doc[: head.i]:
            if token.lemma_.lower() != head.lemma_.lower() or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            phrase = noun_phrase(token)
            maker = next((c for c in token.rights if c.dep_ == "nmod" and any(k.lower_ == "by" for k in c.lefts)), None)
            end = noun_phrase(maker).end if maker is not None and maker.left_edge.i == phrase.end else phrase.end
            fuller = self.doc[phrase.start : end]
            if any(t.ent_type_ or t.pos_ == "PROPN" for t in fuller) and (best is None or len(fuller) > len(best)):
                best = fuller
        return best


def _ends_name(token: Token) -> bool:
    """Say whether a word is a name's, be it one that is also a noun: `Orran Coal`."""
    if token.pos_ != "NOUN" or not token.is_title or token.i == 0:
        return token.pos_ == "PROPN"
    return token.nbor(-1).tag_ == "NNP" and token.nbor(-1).head == token


def _is_whereabouts(name: Token) -> bool:
    """Say whether a name says where something is: `a mine in Orran`, not `shares in Orran Coal`."""
    held = name.head.lemma_.lower() in words("cues", "holdings")
    return name.ent_type_ in PLACES and not held and any(c.dep_ == "case" and c.lower_ != "of" for c in name.lefts)


def _apposed_name(head: Token) -> Token | None:
    """Return the last word of the person's name that stands beside a noun: `the clerk, Clara Nys`."""
    beside = [c for c in head.rights if c.dep_ == "appos"]
    if head.dep_ == "appos" and head.head.ent_type_ in PEOPLE:
        beside.append(head.head)
    for token in beside:
        named = [t for t in noun_phrase(token) if t.ent_type_ in PEOPLE]
        if named:
            return named[-1]
    return None


def _belongs_to_other(token: Token, head: Token) -> bool:
    """Say whether a name in a phrase is not its head's but an owner's or a place's: `Rask's office`."""
    while token not in (head, token.head):
        if token.dep_ in {"nmod:poss", "nmod"}:
            return True
        token = token.head
    return False


def _plain_name(phrase: Span) -> str:
    text = re.sub(r"\s+", " ", phrase.text).strip(" ,;:“”\"'‘’")
    text = re.sub(r"^(?:per |via )?(?:(?:the|an?|this|that|its|his|her|their) )?(?=\S)", "", text, flags=re.IGNORECASE)
    return re.sub(r"(?:'s|’s)$", "", text)


def _kind_of(head: Token, otherwise: SourceKind = "other") -> SourceKind:
    lemma = head.lemma_.lower()
    if head.pos_ == "PROPN":
        return otherwise
    if lemma in words("cues", "unnamed"):
        return "unnamed"
    return "document" if lemma in words("cues", "documents") else otherwise
