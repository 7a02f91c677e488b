"""Resolves pronouns in a clause, and finds the names that an article is about, for labels."""

import re
from collections import Counter
from functools import cached_property

from extract.attribution.coreference import FIRST_PERSON
from extract.attribution.entity_names import bare_name
from extract.attribution.name_phrases import plain_name
from extract.attribution.source_mentions import Sources, shared_sources
from extract.attribution.spans import noun_phrase
from extract.lexicon import load, words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.tokens import Doc, Span, Token
from extract.subject.subjects_before import subject_before
from extract.text.source_names import is_outlet

# Pronouns that a name can replace; the referents of `it` and `they` are too uncertain.
_THIRD = frozenset({"he", "him", "his", "she", "her", "hers"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})

# Relations within a clause.
_INNER = frozenset(
    {"obl", "nmod", "obj", "advmod", "amod", "conj", "nmod:unmarked", "obl:unmarked", "nmod:poss", "xcomp"}
)
_NAMING = frozenset({"compound", "amod", "flat"})
# An article says in its first so many words what it is about; a name there, and in the title, counts so many times.
LEAD, EARLY, TITLED = 90, 3, 4
_WORD = re.compile(r"[\w.-]+")
_OPENING = re.compile(r"[\"“”‘(]| ['’]")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.?$")
# The most words of a noun phrase that replaces a pronoun; a name has fewer.
LONG = 6
# A pronoun does not stand for anybody named this many times less often than the main person.
MINOR = 3


class Referents:
    """The people and things that a Doc names."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        # A clause's words are looked up for each of its figures.
        self._names_of: dict[int, str] = {}

    @cached_property
    def _sources(self) -> Sources:
        return shared_sources(self._doc)

    def name_of(self, pronoun: Token) -> str:
        """Return the name that a third-person pronoun stands for; "" for any other word."""
        if pronoun.lower_ in {"it", "they"}:
            return _in_brackets(pronoun) or _sayer(pronoun) or _subject_before(pronoun)
        if pronoun.lower_ not in _THIRD or pronoun.pos_ != "PRON":
            return ""
        name = self._name(pronoun)
        if name and any(self.speaker_of(token) == name for token in _first_persons(pronoun)):
            # Whoever says `I` means somebody else by `him`.
            return ""
        return f"{name}’s" if name and pronoun.tag_ == "PRP$" else name

    def speaker_of(self, pronoun: Token) -> str:
        """Return who says `I` or `we`; "" if unknown."""
        return self._name(pronoun) if pronoun.lower_ in FIRST_PERSON else ""

    def _name(self, pronoun: Token) -> str:
        if pronoun.i not in self._names_of:
            self._names_of[pronoun.i] = self._resolved(pronoun)
        return self._names_of[pronoun.i]

    def _resolved(self, pronoun: Token) -> str:
        name = self._sources.mention(pronoun)[0].name
        # Somebody who is hardly named in the article is usually a wrong guess.
        known = pronoun.lower_ not in _THIRD or self._mentions[_key(name)] * MINOR >= max(self._mentions.values())
        return (
            name if known and name[:1].isupper() and len(name.split()) <= 5 and name.lower() not in FIRST_PERSON else ""
        )

    @cached_property
    def _names(self) -> list[tuple[Span, str, str]]:
        """Each name of the Doc with its form for an event, and the word shared by all its forms."""
        names = ((entity, _plain(entity)) for entity in self._doc.ents)
        return [(entity, name, _key(name)) for entity, name in names]

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often each person is named, by the last word of the name."""
        named = Counter(key for entity, _, key in self._names if entity.label_ in PEOPLE)
        return named or Counter({"": 1})

    @cached_property
    def _wholes(self) -> dict[str, tuple[str, bool]]:
        """Each name by its last word, a person's in its longest form, and whether it is mostly a person's."""
        forms: dict[str, Counter[str]] = {}
        persons: Counter[str] = Counter()
        for entity, name, key in self._names:
            if name:
                forms.setdefault(key, Counter())[name] += 1
                persons[key] += 1 if entity.label_ in PEOPLE else -1
        return {
            key: (
                max(counts, key=lambda name: (len(name) if persons[key] > 0 else counts[name], not name.isupper())),
                persons[key] > 0,
            )
            for key, counts in forms.items()
        }

    def kinds_in(self, label: str) -> set[bool]:
        """Return the kinds of the names in a label: True for a person's, False for any other; empty if none."""
        capitals = (word.lower() for word in _WORD.findall(label) if word[0].isupper())
        return {self._wholes[word][1] for word in capitals if word in self._wholes}

    @cached_property
    def event_names(self) -> tuple[tuple[str, bool], ...]:
        """The names in the article's title and first lines, each with whether it is a person's.

        Most frequent first; mentions as a speaker don't count.
        """
        titled = {word.lower() for word in _WORD.findall(str(self._doc.user_data.get("title", "")))}
        speakers = {
            attribution.head.i for attribution in self._doc._.attribune_attributions if attribution.head is not None
        }
        counts: Counter[str] = Counter()
        for entity, _, key in self._names:
            if key and not any(token.i in speakers for token in entity):
                early = entity.start < LEAD
                counts[key] += (EARLY if early else 1) + (TITLED if key in titled and not counts[key] else 0)
        leading = {key for entity, _, key in self._names if entity.start < LEAD} | titled
        kept: list[tuple[str, bool]] = []
        for key, count in counts.most_common():
            often = not kept or count > EARLY
            name = self._wholes[key][0].lower().split()
            if often and key in leading and not any({*name} & {*other.lower().split()} for other, _ in kept):
                kept.append(self._wholes[key])
        return tuple(kept)


def _in_brackets(pronoun: Token) -> str:
    """Return an editor's gloss after a pronoun: `the Velm River` for `It (the Velm River) is rising`."""
    behind = pronoun.doc[pronoun.i + 1 : pronoun.i + 9]
    end = next((at for at, token in enumerate(behind) if token.text == ")"), 0)
    if end < 2 or behind[0].text != "(" or behind[end - 1].pos_ not in {"NOUN", "PROPN"}:
        return ""
    return Span(pronoun.doc, behind[1].i, behind[end].i).text


def _sayer(pronoun: Token) -> str:
    """Return the speaker if a clause is about the speaker: `police` for the `they` of `police said they made …`."""
    verb = pronoun.head
    if pronoun.dep_ not in _SUBJECTS or verb.dep_ != "ccomp" or pronoun.pos_ != "PRON":
        return ""
    sayer = next((child for child in verb.head.children if child.dep_ == "nsubj"), None)
    if sayer is None or sayer.pos_ not in {"NOUN", "PROPN"} or sayer.ent_type_ in PEOPLE:
        return ""
    several = sayer.tag_ in {"NNS", "NNPS"} or sayer.lemma_.lower() in words("names", "collective")
    fits = several or sayer.ent_type_ in ORGANIZATIONS if pronoun.lower_ == "they" else not several
    return plain_name(noun_phrase(sayer)) if fits else ""


def _first_persons(pronoun: Token) -> list[Token]:
    """Return the `I` of a pronoun's own clause, whose speaker the pronoun can't be."""
    verb = pronoun.head
    while verb.dep_ in _INNER and verb.head != verb:
        verb = verb.head
    return [child for child in verb.children if child.lower_ == "i"]


def _subject_before(pronoun: Token) -> str:
    """Return the noun that `they` or `it` stands for by the subjects before it, with its article; "" if unsure."""
    noun = subject_before(pronoun) if pronoun.whitespace_ else None
    if noun is None:
        return ""
    name = _with_article(noun)
    for child in noun.rights:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            name += f" and {_with_article(child)}"
    return name if len(name.split()) <= LONG else ""


def _with_article(noun: Token) -> str:
    phrase = noun_phrase(noun)
    name = plain_name(phrase)
    if phrase[0].is_sent_start and name == phrase.text and phrase[0].pos_ != "PROPN" and not phrase[0].ent_type_:
        name = name[:1].lower() + name[1:]
    return f"the {name}" if phrase[0].pos_ in {"DET", "PRON"} and phrase[0].lower_ != "all" else name


def _key(name: str) -> str:
    """Return the word shared by all forms of a name."""
    return _JUNIOR.sub("", name).rpartition(" ")[2].lower()


def _whole(entity: Span) -> Span:
    """Return a name with the words in front that belong to it: `New York` if only `York` was recognised."""
    first = entity.start
    while first:
        before = entity.doc[first - 1]
        part = before.tag_ == "NNP" and before.dep_ in _NAMING and before.head in entity and not before.ent_type_
        if not part or not before.is_title or before.lower_.rstrip(".") in words("titles", "titles"):
            break
        first -= 1
    return Span(entity.doc, first, entity.end, entity.label_)


def _plain(entity: Span) -> str:
    """Return a name that can identify an event; "" for an outlet, title, people or day."""
    name = _OPENING.split(" ".join(bare_name(_whole(entity)).split()))[0].strip()
    name = _JUNIOR.sub("", name)
    days = words("exclusions", "weekdays", "months")
    lone = (
        name.lower() in words("titles", "titles") or name.lower() in days or name.lower() in load("places")["demonyms"]
    )
    proper = any(token.pos_ == "PROPN" for token in entity)
    return "" if sum(map(str.isalpha, name)) < 2 or name[0].islower() or not proper or lone or is_outlet(name) else name
