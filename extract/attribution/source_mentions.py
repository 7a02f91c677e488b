"""Resolves the mention of a source to its fullest name in the article, with the steps of the resolution."""

from dataclasses import dataclass, replace

from extract.attribution.body_nouns import is_definite
from extract.attribution.coreference import FIRST_PERSON, antecedent, speaker_around
from extract.attribution.described_people import of_age, person_described
from extract.attribution.descriptions import apposed_body, body_for
from extract.attribution.document_makers import maker_of
from extract.attribution.entities import Entities, Person
from extract.attribution.loose_subjects import is_bare_name
from extract.attribution.mention_words import (
    apposed_name,
    belongs_to_other,
    definite_nouns,
    introduction,
    is_acronym,
    joined,
    kind_of,
    of_person,
    repeats,
    spoken_for,
    with_country,
)
from extract.attribution.name_phrases import is_bare, is_day, is_people, is_person, named_in, plain_name
from extract.attribution.offices import office_of
from extract.attribution.spans import noun_phrase
from extract.claim import Mention, SourceKind
from extract.lexicon import any_words, load, words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE, PLACES
from extract.parsing.tokens import Doc, Span, Token
from extract.text.source_names import (
    bare_key,
    fold,
    is_generic,
    is_local,
    is_outlet,
    key_of,
    key_of_document,
    key_of_person,
    local,
)

# A longer chain of pronouns is a cycle; a longer phrase is no description: `the London-based human rights group`.
LONGEST_CHAIN, LONGEST_DESCRIPTION, LONGEST_OF_DOCUMENT = 6, 7, 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention refers to; key: the same for all its mentions; chain: the steps from the words to the name."""

    name: str
    kind: SourceKind
    key: str
    chain: tuple[str, ...] = ()


def _nobody(name: str) -> Resolved:
    return Resolved(name, "other", local(name))


def _person(person: Person, *chain: str) -> Resolved:
    return Resolved(person.name, "person", key_of_person(person.name, person.styles), chain)


# The key under which a Doc's sources are cached.
_KEPT = "attribune_sources"


class Sources:
    """The sources of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities = Entities(doc)
        self._definite = definite_nouns(doc)
        # In a long text the same description is looked up hundreds of times.
        self._bodies_described: dict[int, str | None] = {}
        self._bodies_by_noun: dict[str, dict[str, str]] = {}

    def mention(self, head: Token) -> tuple[Mention, tuple[str, ...]]:
        """Return the source whose phrase has this head as a Mention, with the chain from its words to its name."""
        phrase = noun_phrase(head)
        if phrase[0].lower_ in {"per", "via"} and len(phrase) > 1:
            phrase = Span(self.doc, phrase.start + 1, phrase.end)
        source = self._resolve(head, frozenset())
        body = self.entities.body_of(source.name) if source.kind == "person" else ""
        mention = Mention(phrase.start_char, phrase.end_char, phrase.text, source.name, source.key, source.kind, body)
        return mention, source.chain

    def _resolve(self, head: Token, seen: frozenset[int]) -> Resolved:
        if head.i in seen or len(seen) >= LONGEST_CHAIN:
            return _nobody(head.text)
        phrase = noun_phrase(head)
        if (head.pos_ == "PRON" or head.lower_ in {"he", "she", "they", "it", "who"}) and not is_acronym(head):
            return self._pronoun(head, phrase, seen | {head.i})
        source = (
            self._person_in(phrase, head)
            or (self._described(phrase, head) if is_bare(head.text) and len(phrase) == 2 else None)
            or self._organization_in(phrase, head)
            or self._described(phrase, head)
            or self._fuller_mention(phrase, head)
        )
        if source is None:
            name, kind = plain_name(phrase), kind_of(head)
            if maker := maker_of(head):
                return Resolved(f"{maker} {head.lower_}", kind, self.entities.bodies.key(self.entities.whole(maker)))
            return Resolved(name, kind, self._key_of_phrase(phrase, head, name))
        if fold(phrase.text) == fold(source.name):
            return source
        return replace(source, chain=(f"{phrase.text} = {source.name}",))

    def _pronoun(self, head: Token, phrase: Span, seen: frozenset[int]) -> Resolved:
        if head.lower_ in FIRST_PERSON:
            speaker = speaker_around(self.doc, head)
            if speaker is None or speaker.head is None:
                return _nobody(phrase.text)
            source = self._resolve(speaker.head, seen)
            return replace(source, chain=(f"{head.text}, inside the words of {source.name}", *source.chain))
        stands_for = antecedent(self.doc, self.entities, head)
        if stands_for is None:
            return _nobody(phrase.text)
        if isinstance(stands_for, Person):
            return _person(stands_for, f"{head.text} = {stands_for.name}")
        source = self._resolve(stands_for, seen)
        return replace(source, chain=(f"{head.text} = {noun_phrase(stands_for).text}", *source.chain))

    def _person_in(self, phrase: Span, head: Token) -> Resolved | None:
        """Return a person named in the phrase or next to it: `Governor Ana Brandt`, `the mayor, Agnes Toller,`."""
        if head.lemma_.lower() not in words("cues", "others_of_person"):
            named = [token for token in phrase if token.ent_type_ in PEOPLE and not belongs_to_other(token, head)]
            tied = any(token.text == "&" for token in phrase)
            people = filter(None, map(self.entities.person_at, reversed(named)))
            if not tied and (person := next(people, None)):
                return _person(person)
        if head.pos_ in {"NOUN", "NUM"} and (name := apposed_name(head)) and (person := self.entities.person_at(name)):
            return _person(person)
        capital = (head.pos_ == "PROPN" or is_bare_name(head)) and not (head.text.islower() or head.ent_type_)
        if person := of_age(self.entities, head) or (self.entities.person_called(head.text) if capital else None):
            return _person(person)
        return None

    def _organization_in(self, phrase: Span, head: Token) -> Resolved | None:
        """Return an organisation, an outlet or a place named in the phrase: `the USGS`, `Talvia's General Staff`."""
        name = plain_name(phrase)
        if head.pos_ == "NOUN" and head.i + 1 < len(self.doc) and head.nbor(1).pos_ == "PROPN":
            # The aid group Havenlight.
            beside = head.nbor(1)
            if (beside.head == head or beside.is_ancestor(head)) and not is_day(beside):
                if is_person(head):
                    # The agency official Fauzi.
                    person = plain_name(Span(self.doc, beside.i, noun_phrase(beside).end))
                    return Resolved(person, "person", key_of_person(person))
                return self._body(plain_name(Span(self.doc, beside.i, noun_phrase(beside).end)))
        if (first := self._introduced(phrase, head)) is not None:
            # The official behind, as `Agency official Fauzi` with its name for head.
            person = plain_name(Span(self.doc, first.i, phrase.end))
            return Resolved(person, "person", key_of_person(person))
        if any(t.ent_type_ in ORGANIZATIONS and not belongs_to_other(t, head) for t in phrase):
            body = self._body(name, kind_of(head, "organization"))
            if head.pos_ == "PROPN" and not is_people(head):
                return body
            return replace(body, key=self._key_of_phrase(phrase, head, body.name))
        if head.ent_type_ in PLACES:
            named = head.pos_ == "PROPN" or named_in(phrase)
            return Resolved(name, "organization", key_of(name) if named else local(name))
        if head.pos_ == "PROPN" or is_acronym(head) or (head.text.isupper() and len(head) > 1 and head.pos_ == "NOUN"):
            body = self._body(name, "organization" if name.isupper() or "&" in name else "other")
            return replace(body, key=local(name)) if is_people(head) else body
        return None

    def _introduced(self, phrase: Span, head: Token) -> Token | None:
        """Return the first word of a name right after a noun for a person; None for any other phrase."""
        first = head.i
        while first > phrase.start and self.doc[first - 1].pos_ == "PROPN":
            first -= 1
        before = self.doc[first - 1] if first > phrase.start else None
        introduces = before is not None and before.pos_ == "NOUN" and before.text.islower() and is_person(before)
        return self.doc[first] if introduces and head.pos_ == "PROPN" else None

    def _body(self, name: str, kind: SourceKind = "organization") -> Resolved:
        name = self.entities.bodies.whole(name)
        key = self.entities.bodies.key(name)
        if is_bare(name) or is_bare(key) or name.islower() or is_generic(name):
            # A name has a capital, and says more than what sort of body it is.
            key = local(name)
        return Resolved(name, "outlet" if is_outlet(name) else kind, key)

    def _key_of_phrase(self, phrase: Span, head: Token, name: str) -> str:
        """Return the key of a common noun combined with names: the `Oldmouth police`, a `Delta poll`."""
        named, demonyms = named_in(phrase), load("places")["demonyms"]
        makers = [t for t in named if t.ent_type_ in ORGANIZATIONS or t.lower_ not in demonyms]
        bodies = [t for t in makers if t.ent_type_ not in PLACES]
        lemma = head.lemma_.lower()
        if lemma in words("names", "speaking") and not named:
            body = next((c for c in head.lefts if c.lemma_.lower() in words("names", "collective")), None)
            described = self._fuller_mention(Span(self.doc, body.i, body.i + 1), body) if body is not None else None
            return described.key if described else local(body.text if body is not None else name)
        if not named or head.pos_ == "PRON":
            return local(name)
        if person := self._owner(phrase, head):
            # The office of Tom Rask, the Rask campaign.
            styles = person.styles | ({"president"} if lemma == "administration" else set())
            key = key_of_person(person.name, styles)
            own = f"{bare_key(key)} {lemma}"
            return local(own) if is_local(key) or is_people(head) else own
        if lemma in words("names", "speaking"):
            whose = spoken_for(head) or bodies
            return self.entities.bodies.key(joined(whose)) if whose and not of_person(whose) else local(name)
        if lemma in words("names", "inquiries"):
            maker = self.entities.bodies.whole(joined(with_country(bodies, named)))
            return self.entities.bodies.key(maker) if bodies and not of_person(bodies) else local(name)
        company = lemma in words("cues", "companies") and not bodies
        placed = not bodies and lemma not in any_words("cues.offices", "names.bodies")
        generic = lemma in words("names", "passing") or (placed and lemma not in words("names", "collective"))
        if is_people(head) or is_bare(name) or company or generic or is_generic(name) or phrase[0].lower_ == "another":
            # Another event has a Norbury jury or Torland court records of its own.
            return local(name)
        return key_of_document(name) if lemma in words("cues", "documents") else self.entities.bodies.key(name)

    def _described(self, phrase: Span, head: Token) -> Resolved | None:
        """Return who or what has that title, name or introduction in the article: `the governor`, `the poll`."""
        lemma = head.lemma_.lower()
        if lemma in words("titles", "titles") and any(t.dep_ == "nmod:poss" and t.ent_type_ in PLACES for t in phrase):
            # South Talland's president is whoever has that title, if only one has it.
            holders = [person for person in self.entities.people if office_of(head) in person.titles]
            return _person(holders[0]) if len(holders) == 1 else None
        if (
            not is_definite(phrase)
            or (head.pos_ != "NOUN" and not is_bare(head.text))
            or len(phrase) > LONGEST_DESCRIPTION
        ):
            return None
        if lemma in words("cues", "documents"):
            if len(phrase) > LONGEST_OF_DOCUMENT or (fuller := introduction(head)) is None:
                return None
            document = plain_name(fuller)
            own = {fold(t.text) for t in phrase if t != head and (t.ent_type_ or t.pos_ == "PROPN")}
            if not own <= set(fold(document).split()):
                # The Post's poll is not the Wire's.
                return None
            return Resolved(document, "document", self._key_of_phrase(fuller, fuller.root, document))
        if head.tag_ in {"NN", "NNP", "JJ"} and (known := person_described(self.entities, office_of(head), head)):
            return _person(known)
        own = {fold(token.text) for token in phrase if token != head and token.pos_ in {"ADJ", "NOUN", "PROPN"}}
        # The same description, last first.
        earlier = (token for token in reversed(self._definite.get(head.lower_, ())) if token.i < head.i)
        names = ((token, self._body_described(token)) for token in (head, *earlier))
        name = next(
            (n for t, n in names if n and (t == head or own <= set(fold(n).split()) or repeats(t, phrase))), None
        )
        return self._body(name) if name else None

    def _owner(self, phrase: Span, head: Token) -> Person | None:
        """Return the person who owns a body or has a spokesman: `Rask's office`, `a spokesman for Rask`."""
        if head.lemma_.lower() not in words("cues", "others_of_person") - words("cues", "documents"):
            return None
        named = (token for token in phrase if token != head and (token.ent_type_ in PEOPLE or token.pos_ == "PROPN"))
        people = [self.entities.person_at(token) or self.entities.person_called(token.text) for token in named]
        return next((person for person in reversed(people) if person), None)

    def _fuller_mention(self, phrase: Span, head: Token) -> Resolved | None:
        """Return the only body of the article that a bare noun can mean: `police` are the `Oldmouth police`."""
        lemma = head.lemma_.lower()
        bare = all(token == head or token.pos_ in {"DET", "PUNCT"} for token in phrase)
        if not bare or lemma not in words("names", "collective"):
            return None
        if lemma not in self._bodies_by_noun:
            self._bodies_by_noun[lemma] = self._bodies_with(lemma)
        (key, name), *others = self._bodies_by_noun[lemma].items() or [("", "")]
        return Resolved(name, kind_of(head, "organization"), key) if key and not others else None

    def _bodies_with(self, lemma: str) -> dict[str, str]:
        """Return the names of the article's bodies that have this noun, by key: the `Oldmouth police`."""
        bodies: dict[str, str] = {}
        for token in self.doc:
            if token.lemma_.lower() == lemma and token.pos_ in {"NOUN", "PROPN"} and named_in(noun_phrase(token)):
                name = self.entities.bodies.whole(plain_name(noun_phrase(token)))
                bodies.setdefault(self._key_of_phrase(noun_phrase(token), token, name), name)
        return bodies

    def _body_described(self, token: Token) -> str | None:
        """Return the name of the body that a description stands for or is in apposition to."""
        if token.i not in self._bodies_described:
            self._bodies_described[token.i] = apposed_body(token) or body_for(self.entities, token)
        return self._bodies_described[token.i]


def shared_sources(doc: Doc) -> Sources:
    """Return the sources of a Doc, created on first use and cached for other components."""
    sources = doc.user_data.get(_KEPT)
    if not isinstance(sources, Sources):
        sources = doc.user_data[_KEPT] = Sources(doc)
    return sources


def drop_sources(doc: Doc) -> None:
    """Drop the cached sources of a Doc, which keep it in memory."""
    doc.user_data.pop(_KEPT, None)
