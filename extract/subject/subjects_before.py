"""Finds what a subject `they` or `it` stands for by the subjects before it, one of which it mostly continues."""

from extract.lexicon import class_by_word, words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURALS = frozenset({"NNS", "NNPS"})
_QUOTES = frozenset('"“”')

# Pronouns of one person or thing, which `they` can't stand for.
_SINGULAR = frozenset({"he", "she", "it", "i", "who", "which", "that", "this", "there", "what"})


def subject_before(pronoun: Token) -> Token | None:
    """Return the noun that `they` or `it` as a subject stands for; None if that is unsure."""
    verb = pronoun.head
    if pronoun.dep_ not in _SUBJECTS or pronoun.pos_ != "PRON" or verb.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    return _they(pronoun) if pronoun.lower_ == "they" else _it(pronoun)


def _they(pronoun: Token) -> Token | None:
    """Return the last plural subject before `they` in its sentence, else the one of the sentence before."""
    doc, verb = pronoun.doc, pronoun.head
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in words("cues", "speech"):
        # They are the speakers themselves.
        return None
    own = [token for token in doc[pronoun.sent.start : pronoun.i] if token.dep_ in _SUBJECTS and token.head != verb]
    before = _main_subjects_before(pronoun)
    around = [token for token in before[0].sent if token.dep_ in _SUBJECTS] if before else []
    for subjects in (own, before, around):
        last = next(
            (token for token in reversed(subjects) if _is_several(token) or token.pos_ in {"PRON", "NUM"}), None
        )
        if last is not None and last.lower_ not in _SINGULAR:
            return last if last.pos_ in _NOUNS else None
    return None


def _it(pronoun: Token) -> Token | None:
    """Return the subject of the sentence before for an `it` that begins a sentence."""
    opening = pronoun.doc[pronoun.sent.start : pronoun.i]
    verb = pronoun.head
    personal = verb.pos_ == "VERB" and verb.lemma_.lower() not in words("labels", "impersonal")
    connecting = words("labels", "connecting")
    if not personal or any(token.text != "," and token.lower_ not in connecting for token in opening):
        return None
    if any(child.dep_ in {"ccomp", "csubj"} for child in verb.children) or _is_impersonal(verb):
        return None
    subjects = _main_subjects_before(pronoun)
    thing = subjects[0] if len(subjects) == 1 else None
    if thing is None or thing.pos_ not in _NOUNS or not _is_thing(thing):
        return None
    # After `The county founded the mill.` it may be either.
    return thing if not any(c.dep_ == "obj" and c.pos_ in _NOUNS and _is_thing(c) for c in thing.head.rights) else None


def _is_impersonal(verb: Token) -> bool:
    """Return True if an infinitive after the verb is what `it` stands for: `it would cost $5 to travel`."""
    return any(child.dep_ == "advcl" and any(c.tag_ == "TO" for c in child.lefts) for child in verb.rights) and not any(
        child.dep_ in {"obj", "obl"} for child in verb.rights
    )


def _main_subjects_before(pronoun: Token) -> list[Token]:
    """Return the subjects of the main clauses of the sentence before; empty if either has quotation marks."""
    start = pronoun.sent.start
    if start == 0:
        return []
    before = pronoun.doc[start - 1].sent
    both = Span(pronoun.doc, before.start, pronoun.i)
    if _is_quoted(before) or _is_quoted(pronoun.sent) or "\n" in both.text.strip():
        return []
    root = before.root
    if root.lemma_.lower() in words("cues", "speech"):
        root = next((child for child in root.children if child.dep_ in {"ccomp", "parataxis"}), root)
    verbs = {root, *(child for child in root.children if child.dep_ == "conj")}
    return [token for token in before if token.dep_ in _SUBJECTS and token.head in verbs]


def _is_quoted(sentence: Span) -> bool:
    return any(token.text in _QUOTES for token in sentence)


def _is_several(token: Token) -> bool:
    joined = any(child.dep_ == "conj" and child.pos_ == token.pos_ for child in token.children)
    return (
        token.pos_ in _NOUNS
        and token.ent_type_ not in PEOPLE
        and (token.tag_ in _PLURALS or joined or token.lemma_.lower() in words("names", "collective"))
    )


def _is_thing(token: Token) -> bool:
    """Return True for a noun that means one thing or body, no person."""
    named = not token.ent_type_ or token.ent_type_ in ORGANIZATIONS
    person = token.ent_type_ in PEOPLE or token.lemma_.lower() in class_by_word("people")
    return token.tag_ in {"NN", "NNP"} and named and not person
