"""Names the offices that titles stand for, `Sen.` for a senator, and those that a clause says somebody takes up."""

from extract.attribution.cue_words import case_of
from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token


def office_of(head: Token) -> str:
    """Return an office with the words that change its rank: `senior vice president`."""
    return offices(head.lemma_.lower(), head)[0]


def offices(office: str, token: Token) -> list[str]:
    """Return an office's names, fullest first: a `senior vice president` is a `vice president`, not a `president`."""
    office = load("titles")["short"].get(office.rstrip("."), office)
    names = [office]
    for before in reversed(token.doc[token.sent.start : token.i]):
        if before.lower_ not in words("titles", "ranks"):
            if before.text == "-":
                continue
            break
        if before.lower_ in words("titles", "lower"):
            names.clear()
        office = f"{before.lower_} {office}"
        names.insert(0, office)
    return names


def also_called(office: str) -> frozenset[str]:
    """Return an office and those that it may stand for: a lawmaker is a senator or a representative."""
    return frozenset({office, *load("titles")["general"].get(office, ())})


def taken_up(person: Token) -> set[str]:
    """Return the offices that a clause says a person takes up: `joined Rivo as director`, `was named head of Rivo`."""
    verb = person.head
    if verb.lemma_.lower() not in words("titles", "appointing") or person.dep_ not in {"nsubj", "nsubj:pass", "obj"}:
        return set()
    if person.dep_ == "nsubj" and any(c.dep_ == "obj" and c.ent_type_ in PEOPLE for c in verb.rights):
        # Rivo hired Tom Rask as director.
        return set()
    passes = {"as", "to"} if person.dep_ != "nsubj" else {"as"}
    roles = (c for c in verb.rights if c.dep_ == "xcomp" or (c.dep_ == "obl" and case_of(c) in passes))
    became = (c for c in verb.rights if c.dep_ == "obj" and verb.lemma_ == "become")
    # A role has no article: `as director`, unlike `as a favour`.
    bare = (c for c in (*roles, *became) if c.tag_ == "NN" and not any(k.dep_ == "det" for k in c.lefts))
    return {office for noun in bare for office in offices(noun.lemma_.lower(), noun)}
