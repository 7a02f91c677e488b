"""Decides which of two attributions around a figure gives way to the other, and which only relays the other."""

from extract.attribution.asides import is_behind_comma
from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import can_speak, mark_of
from extract.attribution.name_phrases import is_people, is_person
from extract.attribution.placing import placed_by
from extract.attribution.poll_results import is_poll
from extract.attribution.relaying import is_document, is_of_outlet
from extract.attribution.spans import noun_phrase, subject_of
from extract.attribution.verb_agents import relative_pronoun
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Token

# Constructions for what a source thinks or contains; a speaker around them takes precedence.
WEAK = frozenset(
    {
        Construction.ATTITUDE,
        Construction.NOUN,
        Construction.IN_DOCUMENT,
        Construction.UNDER_DOCUMENT,
        Construction.POLL_TAIL,
    }
)
_PERSONAL = frozenset({
    "i", "we", "my", "our", "you", "he", "she", "they", "it", "its", "who", "this", "that", "which", "there", "these",
    "those", "one",
})  # fmt: skip


def is_around(attribution: Attribution, others: list[Attribution]) -> bool:
    """Return True for the outer one of two that contain each other's cue: an outlet passes on whoever it names.

    `The Gazette reports that 40 had come, according to the mayor`; `Rask said that 40 had come, according to aides`.
    """
    if is_phrase(attribution) and not is_of_outlet(attribution):
        return any(attribution.holds(*b.cue) and not is_of_outlet(b) for b in others)
    if is_phrase(attribution):
        return any(attribution.holds(*b.cue) for b in others)
    return is_of_outlet(attribution) and any(
        is_phrase(b) and not is_of_outlet(b) and b.holds(*attribution.cue) for b in others
    )


def is_phrase(attribution: Attribution) -> bool:
    """Return True for `according to` and `per`."""
    return attribution.construction in {Construction.ACCORDING_TO, Construction.PER}


def gives_way(inner: Attribution, outer: Attribution) -> bool:
    """Return True if a pronoun in somebody's words refers to that person: `she said she had counted 90`.

    `Per BBC, he said …` is different: the outlet relays him.
    """
    if outer.head is not None and inner.head is None:
        return True
    if inner.construction == Construction.ATTITUDE and outer.construction == Construction.NOUN:
        # Rask's claim that the council wants 40 boats is Rask's.
        return outer.holds(*inner.cue)
    if (
        (outer.construction in {Construction.PER, Construction.ACCORDING_TO} or _passes_clause(outer, inner))
        and inner.head is not None
        and inner.head.lower_ in {"he", "she", "they"}
    ):
        return False
    if inner.head is None or outer.head is None or inner.source == outer.source or outer.construction in WEAK:
        return False
    cue = inner.head.doc[inner.anchor]
    if mark_of(cue) in words("cues", "opposing") and subject_of(cue) is not None:
        # The union says …, while the company puts the number at 400.
        return False
    if is_apart(inner) or placed_by(cue) is not None:
        return False
    if inner.head.lower_ in _PERSONAL:
        # “He told me that 40 had come,” Rask said: he is not Rask.
        return not (outer.quoted and inner.head.lower_ in {"he", "she"} and _tells_me(cue))
    person = is_people(inner.head) or is_person(inner.head) or relative_pronoun(cue, "who") is not None
    if outer.holds(*inner.cue) and not (person or can_speak(inner.head)):
        # “The hall tells us that 90 had come,” Rask said: the hall speaks only in his words.
        return True
    if is_phrase(outer) and inner.head.lemma_.lower() in words("cues", "unnamed"):
        # Officials estimated that 40 had come, according to the Lissa Mail.
        return False
    plain = inner.head.pos_ == "NOUN" or inner.nominal
    # The union noted that the mayor had found 40 wells dry: so says the mayor.
    plain = plain and inner.head.lemma_.lower() not in words("titles", "titles")
    return inner.evidence and not outer.evidence and plain and (not is_document(inner) or _is_unnamed_by(inner, outer))


def _is_unnamed_by(inner: Attribution, outer: Attribution) -> bool:
    """Return True for a document without a name, which is the body's own: `Tests found lead, the office said`.

    Polls have a pollster of their own, and what a person speaks of may be anybody's.
    """
    assert inner.head is not None
    assert outer.head is not None
    if is_poll(inner.head) or is_document(outer) or is_people(outer.head) or outer.head.ent_type_ in PEOPLE:
        return False
    if outer.head.lower_ in _PERSONAL or is_of_outlet(outer):
        return False
    phrase = noun_phrase(inner.head)
    whose = [t for t in phrase if t.dep_ in {"det", "nmod:poss", "nummod"}]
    theirs = all(t.lower_ in {"its", "their"} for t in whose)
    return theirs and not any(t.pos_ == "PROPN" or t.ent_type_ for t in phrase)


def _follows_semicolon(verb: Token) -> bool:
    """Return True for a verb with a subject of its own behind a semicolon."""
    first, subject = verb.left_edge, subject_of(verb)
    parted = first.i > verb.sent.start and ";" in {first.text, first.nbor(-1).text}
    return parted and subject is not None and subject.lower_ not in _PERSONAL


def _tells_me(verb: Token) -> bool:
    return any(c.dep_ in {"obj", "iobj"} and c.lower_ in {"me", "us"} for c in verb.rights)


def _passes_clause(outer: Attribution, inner: Attribution) -> bool:
    """Return True if an outlet passes on that somebody said something: `The Gazette says he put it at 40`."""
    return is_of_outlet(outer) and inner.head is not None and inner.head.doc[inner.anchor].dep_ == "ccomp"


def is_apart(attribution: Attribution) -> bool:
    """Return True for a statement in a clause of its own, which is no part of another's statement.

    Examples: `Rask warned the town as the union announced …`, `The club said …; police counted nine`.
    """
    if attribution.head is None or attribution.construction == Construction.BESIDE:
        return False
    verb = attribution.head.doc[attribution.anchor]
    if _follows_semicolon(verb):
        return True
    return mark_of(verb) == "as" and verb.dep_ == "advcl" and subject_of(verb) is not None


def is_of_addition(doc: Doc, attribution: Attribution) -> bool:
    """Return True for a phrase that applies to an added clause only: `…, which stood at 40, according to the wire`."""
    if not is_phrase(attribution) or not attribution.content:
        return False
    start, end = attribution.content[0]
    part = doc.char_span(start, end, alignment_mode="expand")
    return part is not None and any(is_behind_comma(t) and t.left_edge.i == part.start for t in part)


def relays(outer: Attribution, inner: Attribution) -> bool:
    """Return True if one attribution only relays another: `…, the office said, according to the wire`."""
    if outer.head is None or outer.construction not in {Construction.PER, Construction.ACCORDING_TO}:
        return False
    if outer.head.head.i != inner.anchor or not outer.holds(*inner.cue):
        # `He says he can close the gap, which stood at 40, according to the wire`: the wire reports only the gap.
        return False
    return is_of_outlet(outer) or not is_of_outlet(inner)
