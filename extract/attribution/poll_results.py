"""Finds results of polls: shares of people who hold an opinion, which only those who asked them can know."""

import re
from collections.abc import Iterator

from extract.attribution.attribution import Range
from extract.lexicon import words
from extract.parsing.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_MARGIN = re.compile(r"\d ?%[-–]\d+ ?%")
_BY_MARGIN = re.compile(r"\bby (?:[a-z]+ ){0,3}\d+[-–]\d+\b")
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "SYM", "DET"})
# `Three times as many said it was safe`
_SOME = frozenset({"they", "many", "most", "more", "fewer"})
_ASKED = frozenset({"survey", "poll", "question", "interview", "ask"})


def has_result(sentence: Span) -> bool:
    """Return True if a sentence gives the share of people with an opinion, or the margin between two opinions."""
    text = sentence.text
    if _MARGIN.search(text):
        return True
    opinions = [token for token in sentence if token.lemma_.lower() in words("cues", "opinions")]
    if opinions and _BY_MARGIN.search(text):
        return True
    return any(_is_share(holder) for opinion in opinions for holder in _holders(opinion))


def is_poll(token: Token) -> bool:
    """Return True for the noun of a poll."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in words("cues", "polls")


def is_new(poll: Token) -> bool:
    """Return True if a phrase introduces a poll: `a Gazette poll`, unlike `the online survey` and `polls`."""
    return poll.doc[_first(poll)].lower_ in {"a", "an", "another"}


def name_of(poll: Token) -> Range:
    """Return the offsets of a poll's name, wherever the parser attached it: `a nationwide Gazette/Meridian Poll`."""
    return poll.doc[_first(poll)].idx, poll.idx + len(poll)


def _first(poll: Token) -> int:
    start = poll.i
    while start > poll.sent.start and poll.doc[start - 1].pos_ in _NAMING and poll.doc[start].pos_ != "DET":
        start -= 1
    return start


def is_asked(head: Token) -> bool:
    """Return True for people whose answers a poll counts: a share, those surveyed, voters in general."""
    asked = [head, *(child for child in head.rights if child.dep_ == "acl")]
    if _is_share(head) or head.lower_ in _SOME or any(t.lemma_ in _ASKED and t.pos_ == "VERB" for t in asked):
        return True
    return head.tag_ in {"NNS", "NNPS"} and not any(child.dep_ in {"det", "nmod:poss"} for child in head.lefts)


def _holders(opinion: Token) -> Iterator[Token]:
    """Yield those who hold an opinion: the subject of `say`, the share in `50 % support`."""
    if opinion.pos_ == "NOUN":
        yield from (child for child in opinion.lefts if child.dep_ in {"compound", "nmod", "nummod", "nmod:unmarked"})
    verb = opinion
    while verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.lefts):
        verb = verb.head
    yield from (child for child in verb.lefts if child.dep_ in _SUBJECTS)


def _is_share(token: Token) -> bool:
    """Return True for a share of people: `53 %`, `a third of them`, `a majority`, `one in ten`."""
    if token.text == "%" or token.lemma_.lower() in words("cues", "shares"):
        return True
    numbers = (child for child in token.rights if child.pos_ == "NUM")
    within = any(child.dep_ == "case" and child.lower_ in {"in", "of"} for number in numbers for child in number.lefts)
    return (token.pos_ == "NUM" and within) or any(child.text == "%" for child in token.lefts)
