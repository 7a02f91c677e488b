"""Finds a verb's source: its subject, a relative's antecedent, or the subject of the clause it is attached to."""

from extract.attribution.cue_words import can_speak, case_of, classes_of, mark_of, names_saying
from extract.attribution.loose_subjects import (
    behind_dateline,
    behind_number,
    behind_quotation,
    name_for_auxiliary,
    named_before,
    noun_before,
    speaker_before,
)
from extract.attribution.name_phrases import is_people
from extract.attribution.placing import placed_by
from extract.attribution.spans import passive_subject_of, subject_of
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_HANGING = frozenset({"advcl", "xcomp", "parataxis", "ccomp", "dep"})
_PERSONS = frozenset({"him", "her", "them", "me", "us"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
# How a noun is attached to the noun whose phrase it is in.
_IN_PHRASE = frozenset({"nmod", "conj", "appos", "compound", "flat"})


def source_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that is a verb's source, or None."""
    subject = subject_of(verb)
    if (other := quoted_by(verb) or behind_number(verb) or name_for_auxiliary(verb) or placed_by(verb)) is not None:
        return other
    if subject is not None:
        if (behind := behind_dateline(subject, verb)) is not None:
            return behind
        if subject.lower_ == "which" and verb.head.text in {"%", "percent"}:
            # `97 % are at risk, which implies …`: the whole sentence does.
            return None
        thing = not can_speak(verb.head) or names_saying(verb.head.lemma_.lower())
        if subject.lower_ == "who" and thing and (named := _before_who(subject)) is not None:
            return named
        relative = subject.lower_ in _RELATIVE or any(c.lower_ == "whom" for c in subject.rights)
        if relative and verb.dep_ in {"acl:relcl", "acl"}:
            return _issuer(verb.head) or _of_whom(verb.head)
        return subject
    if (other := quoted_as(verb) or _blamed_for(verb) or _briefed(verb)) is not None:
        return other
    if verb.dep_ == "acl" and verb.tag_ == "VB" and (owner := _owner_of(verb.head)) is not None:
        return owner
    if verb.dep_ in {"acl:relcl", "acl"}:
        if verb.dep_ == "acl" and verb.tag_ in {"VBN", "TO"}:
            return None
        before = noun_before(verb) if verb.tag_ in _FINITE else speaker_before(verb)
        if (speaking := before or _of_clause(verb)) is not None:
            return speaking
        return _issuer(verb.head) or _speaker_in(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        above = verb.head
        if verb.tag_ == "VBP" and above.tag_ == "VBZ" and above.head.pos_ == "VERB":
            # `They complain when she leaves and hope …`: one person does not hope.
            above = above.head
        # `Two men were freed and said …`
        freed = passive_subject_of(above)
        return freed if freed is not None else source_of(above)
    if verb.tag_ in _FINITE:
        if (inverted := behind_quotation(verb)) is not None:
            return inverted
        if (before := noun_before(verb)) is not None:
            return before
        if (named := named_before(verb)) is not None:
            return named
    if verb.dep_ in _HANGING and verb.tag_ in {"VBG", "VB", "VBN"} and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return _above(verb)
    return None


def _briefed(verb: Token) -> Token | None:
    """Return the noun before a participle that the parser takes for its subject: `Men briefed on it put it at 40`."""
    briefed = next((c for c in verb.lefts if c.dep_ == "advcl" and c.tag_ in {"VBN", "VBD"}), None)
    if verb.tag_ not in _FINITE or briefed is None or subject_of(verb) is not None:
        return None
    people = subject_of(briefed) if not any(c.dep_ in {"mark", "aux"} for c in briefed.lefts) else None
    return people if people is not None and people.i == briefed.i - 1 and can_speak(people) else None


def quoted_as(verb: Token) -> Token | None:
    """Return who is quoted by somebody else: the driver of `quoted a driver as saying 40 were stuck`."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or mark_of(verb) != "as":
        return None
    whom = {"obj"} if subject_of(verb.head) is None else {"obj", "nsubj"}
    return next((c for c in verb.head.rights if c.dep_ in whom and c.i < verb.i and can_speak(c)), None)


def quoted_by(verb: Token) -> Token | None:
    """Return whose words somebody quotes: the clerk of `“It took 40 days,” Rask quoted one clerk`."""
    if verb.lemma_.lower() != "quote" or subject_of(verb) is None:
        return None
    whom = (c for c in verb.rights if c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN"})
    # Quoted a driver saying that 40 came: his own verb has his words.
    speaking = (c for c in whom if not any(k.dep_ in {"acl", "acl:relcl"} for k in c.rights))
    return next((c for c in speaking if can_speak(c) and not names_saying(c.lemma_.lower())), None)


def _blamed_for(verb: Token) -> Token | None:
    """Return who is blamed or thanked for saying something: Rask of `Brandt mocked Rask for claiming …`."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "xcomp", "acl"} or mark_of(verb) not in {"for", "of", "over"}:
        return None
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    blamed = next((c for c in above.rights if c.dep_ in {"obj", "iobj"} and c.i < verb.i), None)
    if blamed is None or above.pos_ != "VERB":
        return None
    person = blamed.ent_type_ in PEOPLE or blamed.lower_ in _PERSONS or is_people(blamed)
    return blamed if person or (blamed.ent_type_ and can_speak(blamed)) else None


def _of_clause(verb: Token) -> Token | None:
    """Return the clause's subject for a participle of saying after a comma, which seldom belongs to the last noun.

    `She closed two of the wards, saying that 40 nurses had left`; the parser may attach it to the wards.
    """
    noun = verb.head
    speech = "speech" in classes_of(verb.lemma_.lower()) and verb.lemma_.lower() not in words("cues", "evident")
    if verb.tag_ != "VBG" or not speech or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    while noun.dep_ in _IN_PHRASE and noun.head != noun:
        noun = noun.head
    agent = noun.dep_ == "obl:agent" or case_of(noun) in {"by", "from", "to"}
    if agent or noun.dep_ not in {"obj", "obl", "iobj"} or noun.lemma_.lower() in words("cues", "utterances"):
        return None
    subject = source_of(noun.head) if noun.head.pos_ == "VERB" else None
    return subject if subject is not None and can_speak(subject) else None


def _issuer(noun: Token) -> Token | None:
    """Return who issues a text of their own: the council of `the council issued a statement that says …`.

    Also of `filed a lawsuit alleging …` and `placed ads calling …`.
    """
    deed, text = noun.head.lemma_.lower(), noun.lemma_.lower()
    stated = deed in words("cues", "giving", "writing") and text in words("cues", "utterances")
    submitted = deed in words("cues", "submitting") and text in words("cues", "submissions")
    if noun.dep_ != "obj" or not (stated or submitted):
        return None
    if any(c.dep_ == "nmod:poss" or case_of(c) in {"from", "by"} for c in noun.children):
        # A letter from somebody else.
        return None
    author = subject_of(noun.head) or (source_of(noun.head) if noun.head.dep_ == "conj" else None)
    return author if author is not None and can_speak(author) and author.lower_ not in _RELATIVE else None


def _owner_of(noun: Token) -> Token | None:
    """Return the owner of a plan.

    The mayor of `the mayor's plan to announce it` and of `the mayor, whose plan to …`.
    """
    owner = next((c for c in noun.lefts if c.dep_ == "nmod:poss"), None)
    if owner is None or owner.lower_ != "whose":
        return owner
    while noun.dep_ != "acl:relcl" and noun.head != noun:
        noun = noun.head
    return noun.head if noun.dep_ == "acl:relcl" else None


def _before_who(pronoun: Token) -> Token | None:
    """Return the person right before `who`, if the parser attaches the clause to an earlier thing."""
    i = pronoun.i - 1 - (pronoun.i > 0 and pronoun.nbor(-1).text == ",")
    if i <= pronoun.sent.start:
        return None
    token = pronoun.doc[i]
    while token.dep_ in {"flat", "compound"} and token.head.pos_ == "PROPN":
        token = token.head
    return token if token.ent_type_ in PEOPLE else None


def _speaker_in(noun: Token) -> Token:
    """Return who speaks in a noun's phrase: in `footage of the mayor asking` the mayor, else the noun itself."""
    if can_speak(noun):
        return noun
    return next((c for c in noun.rights if c.dep_ == "nmod" and (c.ent_type_ or can_speak(c))), noun)


def _above(verb: Token) -> Token | None:
    """Return the nearest subject above that can speak: `…, explaining that this was all` is the chairman's."""
    subject = speaker_before(verb)
    if subject is not None:
        return subject
    if "speech" in classes_of(verb.lemma_.lower()) and (beside := _speaker_before(verb)) is not None:
        return beside
    for _ in range(3):
        verb = verb.head
        own = passive_subject_of(verb)
        if own is not None and verb.dep_ == "parataxis" and can_speak(own):
            # 40 boats sank, Rask was quoted as saying.
            return own
        subject = source_of(verb) if subject_of(verb) is not None or verb.head != verb else None
        subject = subject if subject is not None else passive_subject_of(verb)
        if subject is not None and subject.lower_ == "it" and verb.pos_ == "NOUN" and can_speak(verb):
            # `It was the union, hoping to sway them`
            return verb
        if subject is None or can_speak(subject) or verb.head == verb:
            break
    return subject


def _of_whom(noun: Token) -> Token:
    """Return who a noun describes: the mayor of `The mayor is a liar who pledged to hire 300`, else the noun."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "ADJ"}:
        first = first.head
    predicate = any(c.dep_ == "cop" for c in first.lefts) and first.pos_ == "NOUN" and noun.tag_ in {"NN", "JJ"}
    subject = subject_of(first) if predicate else None
    if predicate and subject is None and first.dep_ == "conj":
        # She runs a mill and is a miller who …
        subject = source_of(first.head)
    return subject if subject is not None and can_speak(subject) and subject.pos_ != "PRON" else noun


def _speaker_before(verb: Token) -> Token | None:
    """Return the speaker of the statement that a participle continues.

    Example: `The dam broke, said Ana Brandt, adding that …`.
    """
    above = verb.head
    beside = [t for t in above.children if t.dep_ == "parataxis"] + ([above.head] if above.dep_ == "ccomp" else [])
    between = (t for t in beside if above.i < t.i < verb.i)
    return next((subject_of(t) for t in between if "speech" in classes_of(t.lemma_.lower())), None)


def relative_pronoun(verb: Token, *only: str) -> Token | None:
    """Return the relative pronoun that is a verb's subject, one of `only` if given: `the police, who said`."""
    if verb.dep_ not in {"acl:relcl", "acl"}:
        return None
    subject = subject_of(verb)
    return subject if subject is not None and subject.lower_ in (only or _RELATIVE) else None
