"""Defines the spaCy component that finds what each figure measures.

It sets two lists parallel to `doc._.attribune_figures`: `doc._.attribune_subjects` of (label, Subject), and
`doc._.attribune_phrases` of the words from which the meaning vectors are made, which don't change when labels are
reworded.
"""

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from extract.claim import Subject
from extract.figures.figure_component import Figure
from extract.lexicon import class_by_word, load, words
from extract.parsing.conversion import doc_of
from extract.parsing.tokens import Doc, Token
from extract.subject.around import words_around
from extract.subject.event import event_of
from extract.subject.event_dates import dated
from extract.subject.grammar import clause_of, governor, phrase_head
from extract.subject.label import label_of
from extract.subject.omitted import as_before, counted_noun, counter_of, is_unit, parent_of, takes_up
from extract.subject.phrase import name_text
from extract.subject.referents import Referents
from extract.subject.scope import names_in, owner_of_share, place_of, places_of, scope_of, side_of, where_of, years_of
from extract.subject.topic import Topic, topic_of

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
TERMS = 12
# So many earlier figures may supply the noun that a figure leaves out.
REMEMBERED = 6
# Kinds of figures that are repeated in brackets, and the text between the two.
_RETOLD = (frozenset({"measure"}), frozenset({"money"}), frozenset({"percent", "ratio"}))
_OPENED = re.compile(r"\s?\(")
# `19 soldiers were killed, up from 14 on Sunday`: the second number is an earlier state of the first.
_UP_FROM = re.compile(r"[^.;:?!\n]*[\s,–—(](?:up|down) from (?:just |only |about |around |an? earlier )?")
_COUNTS = frozenset({"count", "other"})


@Language.factory(
    "attribune_subjects",
    assigns=["doc._.attribune_subjects", "doc._.attribune_phrases"],
    requires=["doc._.attribune_figures", "doc._.attribune_attributions"],
)
def make_subjects(nlp: Language, name: str) -> "Subjects":
    """Make the component; figures and attributions must be set before."""
    return Subjects()


class Subjects:
    """Sets what the figures of a Doc measure."""

    def __init__(self) -> None:
        for name in ("attribune_subjects", "attribune_phrases"):
            if not SpacyDoc.has_extension(name):
                SpacyDoc.set_extension(name, default=())

    def __call__(self, source: SpacyDoc) -> SpacyDoc:
        doc = doc_of(source)
        figures: list[Figure] = doc._.attribune_figures
        topic = topic_of(doc) if figures else Topic()
        referents = Referents(doc)
        subjects: list[tuple[Figure, Subject]] = []
        labels: list[str] = []
        phrases: list[str] = []
        for figure in figures:
            if subjects and _restates(doc, subjects[-1][0], figure):
                about, label, phrase = subjects[-1][1], labels[-1], phrases[-1]
            else:
                before = phrases[-1] if subjects and _was_before(doc, subjects[-1][0], figure) else ""
                about, label, phrase = _subject(doc, figure, topic, subjects, referents, before)
            subjects.append((figure, about))
            labels.append(label)
            phrases.append(phrase)
        doc._.attribune_subjects = [(label, about) for label, (_, about) in zip(labels, subjects, strict=True)]
        doc._.attribune_phrases = phrases
        return source


def _restates(doc: Doc, before: Figure, figure: Figure) -> bool:
    """Return True if a figure in brackets repeats the one before it in other units: `600 metres (2,000 feet)`."""
    return any({before.kind, figure.kind} <= kinds for kinds in _RETOLD) and bool(
        _OPENED.fullmatch(doc.text[before.end : figure.start])
    )


def _was_before(doc: Doc, now: Figure, figure: Figure) -> bool:
    """Return True if a bare number is the value of a count before it rose or fell: `19 …, up from 14 on Sunday`."""
    counts = now.kind in _COUNTS and figure.kind in _COUNTS and figure.noun is None
    return counts and bool(_UP_FROM.fullmatch(doc.text[now.end : figure.start]))


def _subject(
    doc: Doc, figure: Figure, topic: Topic, subjects: list[tuple[Figure, Subject]], referents: Referents, before: str
) -> tuple[Subject, str, str]:
    """Return a figure's subject, its label, and the phrase for its meaning vector.

    before: the phrase of the last figure if this one is an earlier state of it, else "".
    """
    head = phrase_head(doc, figure)
    verb = governor(head)
    noun = counted_noun(doc, figure, head, verb)
    thing = noun if noun is not None and not is_unit(noun, figure) else None
    counted = thing.lemma_.lower() if thing is not None else "child" if parent_of(head) is not None else ""
    clause = clause_of(head, verb)
    counter = counter_of(head, verb)
    toll = counter is not None and counter.lemma_.lower() == "toll"
    event = "kill" if toll else event_of(doc, figure, noun, head, verb)
    scope = scope_of(figure, noun, head, verb)
    goes_on = bool(subjects) and subjects[-1][1].event == event
    if event in words("events", "moving") and _counts_pronoun(doc, figure) and not goes_on:
        # `Thirty of them are injured` says how many are, `thirty of the injured` a part.
        scope = tuple(word for word in scope if word != "of them")
    about = Subject(
        counted=counted,
        people=_people_class(counted) or ("people" if counted and event in words("events", "personal") else ""),
        event=event,
        side=side_of(noun, verb) or (owner_of_share(head) if figure.kind == "percent" else ""),
        places=places_of(names_in(head.sent)),
        scope=scope,
        where=where_of(clause, noun),
        years=years_of(doc, clause),
        terms=_terms(figure, clause, thing),
        topic=topic.nouns,
        names=topic.names,
    )
    if before:
        now = subjects[-1][1]
        about = replace(about, counted=now.counted, people=now.people, event=now.event, side=now.side, scope=now.scope)
    elif not (counted and about.event) and takes_up(doc, figure, head, verb):
        about = as_before(about, figure, subjects, doc)
    earlier = [other for other, _ in subjects[-REMEMBERED:]]
    name = before or name_text(doc, figure, noun, head, verb, event, earlier)
    label = label_of(doc, figure, name, verb, event, about.where, referents)
    return dated(about, figure, clause, doc), label, name or words_around(doc, figure)


def _counts_pronoun(doc: Doc, figure: Figure) -> bool:
    """Return True if a pronoun stands for what is counted: `thirty of them`, `two of which`."""
    return figure.noun is not None and (doc[figure.noun].pos_ == "PRON" or figure.noun < figure.anchor)


def _people_class(counted: str) -> str:
    """Return the class of people that a noun means; a nationality means people of any kind."""
    peoples = load("places")["demonyms"]
    return class_by_word("people").get(counted, "people" if counted.removesuffix("s") in peoples else "")


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
