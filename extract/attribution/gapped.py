"""Finds the second speaker where the verb is left out: `The ministry says 70 people died, the rebels 90`."""

from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.cue_words import can_speak
from extract.attribution.name_phrases import is_people
from extract.attribution.relaying import is_document
from extract.attribution.spans import char_range, without
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.tokens import Doc, Span, Token

_NAMING = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS"})
# What may stand between a speaker and the number: `residents at 40`, `the rebels about $90`.
_BEFORE = frozenset({"at", "about", "around", "some", "nearly", "almost", "just", "only", "over", "$"})
# A clause of more words has a verb of its own.
_LONGEST = 4


def gapped(doc: Doc, attributions: list[Attribution]) -> list[Attribution]:
    """Return attributions to speakers without a verb, and remove what they say from the speakers before them."""
    others = []
    for a in attributions:
        if a.construction != Construction.VERB or a.quoted or a.head is None or not a.content or a.anchor < a.head.i:
            continue
        sentence = doc[a.anchor].sent
        for mark in doc[a.anchor + 1 : sentence.end - 1]:
            if mark.text not in {",", ";"} or is_document(a):
                continue
            behind = _second(Span(doc, mark.i + 1, sentence.end))
            if behind is None or not _is_alone(Span(doc, a.anchor + 1, mark.i), a.head):
                continue
            speaker, statement = behind
            phrase = char_range(Span(doc, mark.i + 1, speaker.i + 1))
            a.content = [left for part in a.content for left in without(part, (mark.idx, statement[1]))]
            others.append(Attribution(Construction.VERB, a.cue, speaker, phrase, [statement], anchor=a.anchor))
            break
    return others


def _second(rest: Span) -> tuple[Token, Range] | None:
    """Return the speaker that a clause without a verb begins with, and the range of what is said."""
    length = next((i for i, token in enumerate(rest) if token.tag_ not in _NAMING), len(rest))
    number = next((i for i in range(length, len(rest)) if rest[i].lower_ not in _BEFORE), len(rest))
    if not 0 < length < len(rest) or number == len(rest) or rest[number].tag_ != "CD":
        return None
    end = next((i for i in range(number, len(rest)) if rest[i].is_punct), len(rest))
    behind = rest[number:end]
    speaker = rest[length - 1]
    short = len(behind) <= _LONGEST and not any(token.pos_ in {"VERB", "AUX"} for token in behind)
    return (speaker, (rest[length].idx, char_range(rest[end - 1])[1])) if short and _speaks(speaker) else None


def _speaks(noun: Token) -> bool:
    """Return True for people and bodies, not for things or times."""
    named = noun.ent_type_ in PEOPLE | ORGANIZATIONS
    return named or (noun.pos_ == "NOUN" and can_speak(noun) and (is_people(noun) or noun.tag_ == "NN"))


def _is_alone(statement: Span, speaker: Token) -> bool:
    """Return True if a statement has a number, and nobody in it whose number might follow: `Rask has 40`."""
    numbers = any(token.tag_ == "CD" for token in statement)
    counted = (t for t in statement if _speaks(t) and not any(c.dep_ == "nummod" for c in t.lefts) and t != speaker)
    return numbers and next(counted, None) is None
