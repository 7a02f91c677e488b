"""Finds whom a pronoun refers to: the last fitting speaker, then the last fitting subject."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.attribution.attribution import Attribution, Range
from extract.attribution.cue_words import can_speak, case_of
from extract.attribution.entities import Entities, Person
from extract.attribution.spans import noun_phrase
from extract.lexicon import words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.tokens import Doc, Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our"})
# Mean whoever is spoken to, or nobody: the `Which?` of a question, or of a name, has no antecedent.
_UNREFERRING = frozenset({"you", "your", "one", "which", "what"})
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# How many paragraphs a pronoun looks back, and how far in words for things.
PARAGRAPHS, WORDS = 3, 120
# Weights of prominence, set by hand: a speaker before a subject, a subject before an object.
SUBJECT, OTHER, SPEAKER, PER_SENTENCE = 3.0, 1.0, 2.0, 0.9
# An earlier speaker called by the same pronoun outweighs whoever acted since, even from a little further back.
GOING_ON = 5.5
# A speaking pronoun means whoever spoke before, rather than whoever was only mentioned: the chief, not the gunman.
HAS_SPOKEN = 1.5
# A person whose gender is known fits better than one whose gender is unknown, a woman more so: news has fewer of them.
# KNOWN_WOMAN, HAS_SPOKEN and GOING_ON are tuned on 612 names in news articles, each replaced by a pronoun.
KNOWN = 0.8
KNOWN_WOMAN = 2.4
_KEY, _SPEAKING = "attribune_speakers", "attribune_speaking"
# Where a pronoun's antecedent may stand, its prominence, and who it is.
Candidate = tuple[int, float, Person | Token]


def speaker_around(doc: Doc, pronoun: Token) -> Attribution | None:
    """Return the speaker of the quotation with a first-person pronoun."""
    around = [
        a
        for a in doc._.attribune_attributions
        if a.quoted and a.head is not None and a.head != pronoun and a.holds(pronoun.idx, pronoun.idx + 1)
    ]
    return min(around, key=lambda a: a.size, default=None)


def antecedent(doc: Doc, entities: Entities, pronoun: Token) -> Person | Token | None:
    """Return the person, or the head of the noun phrase, that a third-person pronoun refers to."""
    floor = _floor(doc, pronoun)
    if pronoun.lower_ in _UNREFERRING:
        return None
    own = _own_words(doc, pronoun)
    candidates = (_people if pronoun.lower_ in _GENDERS else _things)(doc, entities, pronoun, floor, own)
    if not candidates:
        return None

    def rank(candidate: Candidate) -> float:
        at, weight, _ = candidate
        between = doc.text[at : pronoun.idx]
        sentences = between.count("\n") * 2 + len(re.findall(r"[.!?] ", between))
        return weight - sentences * PER_SENTENCE + at * 1e-7

    best, *others = (candidate[2] for candidate in sorted(candidates, key=rank, reverse=True))
    second = others[0] if others else None
    if isinstance(best, Person) and isinstance(second, Person) and not best.gender and _tells_other(pronoun):
        # Rask met Moor. She told him …: only a name that tells a woman from a man says which of the two.
        if not second.gender:
            return None
        best = second
    if isinstance(best, Token) and best.lower_ == pronoun.lower_:
        return antecedent(doc, entities, best)
    if isinstance(best, Person) and not best.gender:
        best.gender = _GENDERS[pronoun.lower_]
    return best


def _tells_other(pronoun: Token) -> bool:
    """Return True if a pronoun tells somebody of the other gender something: `She told him`."""
    listening = {_GENDERS.get(c.lower_) for c in pronoun.head.rights if c.dep_ in {"obj", "iobj"}}
    other = {"m", "f"} - {_GENDERS.get(pronoun.lower_)}
    return pronoun.dep_ == "nsubj" and not listening.isdisjoint(other)


def _own_words(doc: Doc, pronoun: Token) -> list[Range]:
    """Return the quotations that are a pronoun's own: `“Rask will pay for it,” he said` names another.

    Speakers call themselves `I` in a quotation; but in `Rask will pay for it, he said` the two can be one.
    """
    mine = (a for a in doc._.attribune_attributions if a.head == pronoun and a.quoted)
    return [part for a in mine for part in a.content]


def _speaker_of(doc: Doc, entities: Entities, pronoun: Token) -> Person | Token | None:
    """Return who says the quotation with a pronoun; None for a pronoun outside of one."""
    around = speaker_around(doc, pronoun)
    if around is None or around.head is None:
        return None
    if around.head.lower_ in _GENDERS and speaker_around(doc, around.head) is None:
        return antecedent(doc, entities, around.head)
    return entities.person_at(around.head)


def _objects(pronoun: Token) -> Iterator[Token]:
    """Yield the words of the objects of a verb whose subject is a pronoun.

    After a quotation, the parser may take the listener for a second subject.
    """
    if pronoun.dep_ in {"nsubj", "nsubj:pass"} and pronoun.i < pronoun.head.i:
        for child in pronoun.head.rights:
            if child.dep_ in {"obj", "iobj", "obl", "obl:agent", "nsubj"}:
                yield from noun_phrase(child)


def _is_within(offset: int, ranges: list[Range]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _floor(doc: Doc, pronoun: Token) -> int:
    floor = pronoun.idx
    for _ in range(PARAGRAPHS):
        floor = doc.text.rfind("\n\n", 0, max(0, floor))
        if floor <= 0:
            return 0
    return floor


def _people(doc: Doc, entities: Entities, pronoun: Token, floor: int, own: list[Range]) -> list[Candidate]:
    gender = _GENDERS[pronoun.lower_]
    known = KNOWN_WOMAN if gender == "f" else KNOWN
    candidates: list[Candidate] = []
    others: list[Candidate] = []
    speaker, speaking = _speaker_of(doc, entities, pronoun), _first_words(doc, entities)
    speaks = pronoun.i in speakers(doc)
    listeners = [entities.person_at(name) for name in _objects(pronoun) if name.ent_type_ in PEOPLE]
    for person in entities.people:
        if person is speaker or person in listeners:
            # Speakers call themselves `I` in a quotation; whoever tells Rask something is not Rask.
            continue
        at = person.last_before(pronoun.idx)
        quoted = any(_is_within(mention, own) for mention in person.mentions)
        if quoted or at < floor or (person.gender and person.gender != gender):
            continue
        name = doc.char_span(at, at + 1, alignment_mode="expand")
        if name is not None and whole_of(name.root).dep_ != "nmod" and not _modifies(name.root):
            # A district called Rask is not a person, nor is the Rask administration.
            weight = _prominence(name.root) + (known if person.gender else 0)
            weight += HAS_SPOKEN if speaks and speaking.get(person.name, pronoun.idx) < pronoun.idx else 0
            candidates.append((at, weight, person))
        elif name is not None and case_of(whole_of(name.root)) == "of":
            # Only if there is nobody else: `He sought the advice of Tom Rask.`
            others.append((at, OTHER, person))
    before = (t for t in doc[max(0, pronoun.i - WORDS) : pronoun.i] if t.lower_ == pronoun.lower_ and t.idx >= floor)
    # In a quotation of Rask's, `he` is not the current speaker, who is Rask.
    outside = speaker_around(doc, pronoun) is None
    going_on = [t for t in before if outside and t.i in speakers(doc) and speaker_around(doc, t) is None]
    # He tweeted at Rask. Of the flood he wrote: the same man.
    # He said …, he said: within a sentence, too.
    candidates += [(t.idx, GOING_ON + (SPEAKER if t.sent == pronoun.sent else 0), t) for t in going_on[-1:]]
    titled = {title: person for person in entities.people if person.gender in {"", gender} for title in person.titles}
    for token in doc[max(0, pronoun.i - WORDS) : pronoun.i]:
        if own and _is_within(token.idx, own):
            continue
        # The governor blamed the firm. “…,” she said.
        holder = titled.get(token.lemma_.lower())
        definite = any(child.lower_ in {"the", "his", "her", "its"} for child in token.lefts)
        definite = definite and not any(child.pos_ == "PROPN" for child in token.lefts)
        named = holder is not None and holder.last_before(pronoun.idx) >= 0
        if holder is not None and named and definite and token.idx >= floor and token.pos_ == "NOUN":
            candidates.append((token.idx, _prominence(token) + (known if holder.gender else 0), holder))
        elif token.idx >= floor and _is_nameless_person(token, gender) and (token.i in speakers(doc) or _is_kin(token)):
            # A spokeswoman said 60 had been held. “…,” she said. His wife waited. “…,” she said.
            candidates.append((token.idx, _prominence(token) + (KNOWN if _is_kin(token) else 0), token))
        elif token.idx >= floor and token.pos_ == "PROPN" and entities.person_at(token) is None:
            # A surname that two people share means the one who was named first.
            others += [(token.idx, OTHER, p) for p in [entities.person_called(token.text)] if p is not None]
    return candidates or others


def _is_nameless_person(token: Token, gender: str) -> bool:
    """Return True if a noun means one unnamed person, who may have that gender."""
    lemma = token.lemma_.lower()
    if token.tag_ != "NN" or any(t.ent_type_ in PEOPLE for t in (*token.lefts, *token.rights)):
        return False
    other = words("titles", "female" if gender == "m" else "male")
    person = lemma in words("titles", "titles") or lemma.endswith(tuple(words("cues", "speaker_endings")))
    return (person or lemma in words("people", "single")) and lemma not in other


def _is_kin(noun: Token) -> bool:
    """Return True for a subject that reveals a gender: `his wife`, `the actress`."""
    return noun.dep_ in {"nsubj", "nsubj:pass"} and noun.lemma_.lower() in words("titles", "female", "male")


def _things(doc: Doc, _: Entities, pronoun: Token, floor: int, own: list[Range]) -> list[Candidate]:
    candidates: list[Candidate] = []
    for token in doc[max(0, pronoun.i - WORDS) : pronoun.i]:
        if token.idx < floor or token.pos_ not in {"NOUN", "PROPN"} or _is_within(token.idx, own):
            continue
        plural = token.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in token.children)
        plural = plural or _is_joined(token)
        if pronoun.lower_ in {"it", "its"} and (plural or token.ent_type_ in PEOPLE):
            continue
        if pronoun.lower_ in {"they", "their"} and not plural and token.ent_type_ not in ORGANIZATIONS:
            continue
        lemma = token.lemma_.lower()
        named = bool(token.ent_type_) or lemma in words("cues", "speakers") or lemma in words("cues", "documents")
        named = named or (pronoun.lower_ == "they" and can_speak(token))
        # `Norbury television reported …. It quoted …`: whoever has just spoken can speak.
        speaks = named or token.i in speakers(doc)
        weight = _prominence(token)
        if speaks and weight >= SPEAKER:
            candidates.append((token.idx, weight, token))
    return candidates


def _is_joined(name: Token) -> bool:
    """Return True for somebody who acts together with others: `Brandt, along with Rask, wrote a study`."""
    behind = [t.lower_ for t in name.doc[name.i + 1 : name.i + 5]] if name.dep_ == "nsubj" else []
    return any(pair in {("along", "with"), ("together", "with")} for pair in pairwise(behind))


def _modifies(name: Token) -> bool:
    """Return True if a name only says whose, or what kind of thing, something is: `the Rask administration`."""
    return name.dep_ == "compound" and name.head.pos_ == "NOUN" and name.head.ent_type_ not in PEOPLE


def whole_of(token: Token) -> Token:
    """Return the head of the noun phrase that contains a word of a name."""
    while token.head != token and (token.dep_ in {"flat", "compound", "appos", "conj"} or _ends_title(token)):
        token = token.head
    return token


def _ends_title(word: Token) -> bool:
    """Return True for a word of a title that the parser takes for the name: of `Secretary of State Tom Rask`."""
    title = word.dep_ == "nmod" and word.ent_type_ in PEOPLE and word.i > 0 and word.nbor(-1).lower_ == "of"
    return title and word.head.lemma_.lower() in words("titles", "titles")


def _prominence(token: Token) -> float:
    """Weigh how likely a pronoun refers to a word."""
    top = whole_of(token)
    weight = 0.0
    if top.dep_ in {"nsubj", "nsubj:pass"} or (
        token.ent_type_ in PEOPLE and any(c.dep_ == "cop" for c in (*top.lefts, *token.lefts))
    ):
        # `The reason was Rask` is about him.
        weight = SUBJECT - (top.head.dep_ == "acl:relcl")
    elif top.dep_ in {"obl:agent", "obl", "obj"}:
        weight = OTHER
    if {top.i, token.i} & speakers(token.doc):
        weight += SPEAKER
    return weight


def speakers(doc: Doc) -> frozenset[int]:
    """Return the indices of the words that are sources of attributions."""
    speakers: frozenset[int] | None = doc.user_data.get(_KEY)
    if speakers is None:
        speakers = doc.user_data[_KEY] = frozenset(a.head.i for a in doc._.attribune_attributions if a.head is not None)
    return speakers


def _first_words(doc: Doc, entities: Entities) -> dict[str, int]:
    """Return where each person, by their name, is first named as the source of something."""
    first: dict[str, int] | None = doc.user_data.get(_SPEAKING)
    if first is None:
        first = doc.user_data[_SPEAKING] = {}
        for name in (doc[place] for place in sorted(speakers(doc)) if doc[place].pos_ == "PROPN"):
            if (person := entities.person_at(name)) is not None:
                first.setdefault(person.name, name.idx)
    return first
