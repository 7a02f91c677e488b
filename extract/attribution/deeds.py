"""Recognises verbs of saying that express a deed: `claimed 59 lives`, `reported nine pupils to the police`."""

from extract.attribution.cue_words import can_speak, case_of
from extract.attribution.placing import is_share
from extract.attribution.spans import subject_of
from extract.lexicon import any_words, class_by_word, words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Token

# The classes of `people.toml` whose words all mean persons: a patient may be counted as a case, a worker as a job.
_PERSONS = frozenset({"civilian", "military", "police", "child", "student", "protester", "prisoner"})


def claims_lives(verb: Token) -> bool:
    """Return True if something is taken and not asserted: `claimed 59 lives`, `claimed nine seats`.

    A thing that claims a number of people asserts nothing: `The ridge has claimed 40 hikers`.
    """
    taken = [c for c in verb.rights if c.dep_ == "obj"]
    if any(t.lemma_.lower() in words("cues", "claimed", "won") for c in taken for t in (c, *c.rights)):
        return True
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON" or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.rights):
        return False
    counted = [c for c in taken if c.tag_ == "NNS" and any(k.dep_ == "nummod" for k in c.lefts) and not is_share(c)]
    if subject.ent_type_ in PLACES:
        return any(map(_are_people, counted))
    return bool(counted) and not can_speak(subject)


def hands_over(verb: Token) -> bool:
    """Return True if people are reported to somebody: `reported nine pupils to the police`; not `nine deaths`."""
    if verb.lemma_.lower() != "report":
        return False
    people = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and _are_people(c)]
    to = (c for t in (verb, *people) for c in t.rights if c.i > verb.i and case_of(c) == "to")
    return bool(people) and any(map(can_speak, to))


def _are_people(noun: Token) -> bool:
    """Return True for a noun for persons: `pupils`, `hikers`."""
    lemma = noun.lemma_.lower()
    persons = any_words("cues.unnamed", "titles.titles", "people.single", "names.persons")
    return lemma in persons or class_by_word("people").get(lemma) in _PERSONS or can_speak(noun)
