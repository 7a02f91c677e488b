"""The spaCy component that says what each figure measures.

Sets `doc._.subjects`, a list parallel to `doc._.figures` of (text, Subject).
"""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.claim import Subject
from extract.figures.component import Figure
from extract.lexicon import load, words
from extract.subject.event import event_of
from extract.subject.grammar import clause_of, governor, phrase_head
from extract.subject.phrase import subject_text
from extract.subject.scope import place_of, places_of, scope_of, side_of, where_of, years_of
from extract.subject.topic import Topic, topic_of

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
TERMS = 12


@Language.factory("attribune_subjects", assigns=["doc._.subjects"], requires=["doc._.figures"])
def make_subjects(nlp: Language, name: str) -> "Subjects":
    """Make the component; figures must have been found before."""
    return Subjects()


class Subjects:
    """Finds what the figures of a Doc measure."""

    def __init__(self) -> None:
        if not Doc.has_extension("subjects"):
            Doc.set_extension("subjects", default=())

    def __call__(self, doc: Doc) -> Doc:
        figures: list[Figure] = doc._.figures
        topic = topic_of(doc) if figures else Topic()
        doc._.subjects = [_subject(doc, figure, topic) for figure in figures]
        return doc


@cache
def _people() -> dict[str, str]:
    return {word: name for name, group in load("people")["classes"].items() for word in group}


def _subject(doc: Doc, figure: Figure, topic: Topic) -> tuple[str, Subject]:
    head = phrase_head(doc, figure)
    verb = governor(head)
    noun = doc[figure.noun] if figure.noun is not None and doc[figure.noun].pos_ != "PRON" else None
    counted = noun.lemma_.lower() if noun is not None and figure.kind not in {"measure", "duration"} else ""
    clause = clause_of(head, verb)
    about = Subject(
        counted=counted,
        people=_people().get(counted, ""),
        event=event_of(doc, figure, head, verb),
        side=side_of(noun, verb),
        places=places_of(head.sent.ents),
        scope=scope_of(figure, noun, head.sent),
        where=where_of(clause, noun),
        years=years_of(doc, clause),
        terms=_terms(figure, clause, noun),
        topic=topic.nouns,
        names=topic.names,
    )
    return subject_text(doc, figure, head, verb), about


def _terms(figure: Figure, clause: Token, noun: Token | None) -> tuple[str, ...]:
    """Return the lemmas of the clause around the figure, nearest first."""
    distance: dict[str, int] = {}
    empty = words("events", "empty")
    for token in clause.subtree:
        inside = figure.start <= token.idx < figure.end
        if inside or token.pos_ not in _CONTENT or token.like_num or len(token) < 3:
            continue
        lemma = place_of(token.text) if token.pos_ == "PROPN" else token.lemma_.lower()
        if lemma not in empty:
            distance[lemma] = min(abs(token.i - figure.anchor), distance.get(lemma, 999))
    if noun is not None:
        distance[noun.lemma_.lower()] = 0
    return tuple(sorted(distance, key=lambda lemma: distance[lemma])[:TERMS])
