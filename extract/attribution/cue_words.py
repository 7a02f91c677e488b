"""Classifies words: what can be a cue, speak or name a time; and finds what introduces a phrase or a clause."""

from functools import cache

from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token

_THINGS = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "which",
        "what",
        "there",
        "something",
        "nothing",
        "anything",
        "everything",
        "much",
        "anyone",
        "anybody",
        "nobody",
    }
)
OPENING = frozenset({"“", '"', "``", "‘‘"})
CLOSING = frozenset({"”", '"', "''", "’’"})
DASHES = frozenset({"—", "–", "―", "--", "-"})
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_CLASSES = (
    "speech",
    "report",
    "attitude",
    "deny",
    "objects",
    "objects_of_documents",
    "objects_of_offices",
    "objects_of_witnesses",
    "charging",
    "quoting",
)


def classes_of(lemma: str) -> frozenset[str]:
    """Return the classes of `cues.toml` that a verb's lemma is in."""
    return _classes().get(lemma, frozenset())


@cache
def _classes() -> dict[str, frozenset[str]]:
    lemmas = frozenset[str]().union(*(words("cues", name) for name in _CLASSES))
    return {lemma: frozenset(name for name in _CLASSES if lemma in words("cues", name)) for lemma in lemmas}


def names_saying(lemma: str) -> bool:
    """Return True if a noun means a statement or a document."""
    return lemma in words("cues", "nouns") or lemma in words("cues", "documents")


def can_speak(token: Token) -> bool:
    """Return True if a noun phrase's head can be a source: a person, an office, a document."""
    if token.pos_ == "PRON":
        return token.lower_ not in _THINGS
    if is_time(token):
        return False
    if token.ent_type_ or token.pos_ == "PROPN":
        return True
    lemma = token.lemma_.lower()
    return lemma in words("cues", "speakers") or names_saying(lemma) or lemma.endswith(_speaker_endings())


@cache
def _speaker_endings() -> tuple[str, ...]:
    return tuple(words("cues", "speaker_endings"))


def is_time(token: Token) -> bool:
    """Return True if a word names a day, which can't say anything: `today's offer`."""
    word = token.lower_
    if word in _DAYS and token.pos_ == "PROPN" and any(c.dep_ == "compound" for c in token.lefts):
        # USA Today is a newspaper.
        return False
    if token.ent_type_ in PEOPLE and word in words("exclusions", "months"):
        # May said so, and April agreed.
        return False
    return word in _DAYS or word in words("exclusions", "weekdays", "months")


def is_of_time(noun: Token) -> bool:
    """Return True if a noun is a unit of time or a day: `two days later`, `on Monday`."""
    unit = load("units")["unit"].get(noun.lemma_.lower())
    return is_time(noun) or (unit is not None and unit["dimension"] == "time" and noun.pos_ == "NOUN")


def is_stretch(noun: Token) -> bool:
    """Return True if a phrase is a length of time: `for 20 years`."""
    unit = load("units")["unit"].get(noun.lemma_.lower())
    return unit is not None and unit["dimension"] == "time" and noun.tag_ in {"NN", "NNS"}


def case_of(token: Token) -> str:
    """Return the preposition before a phrase."""
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def mark_of(verb: Token) -> str:
    """Return the word that subordinates a clause: that, as, for, of."""
    return next((c.lower_ for c in verb.lefts if c.dep_ in {"mark", "case"}), "")
