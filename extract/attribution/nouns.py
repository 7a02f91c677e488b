"""Attributions by a noun: the ministry's estimate of 300 dead; reports that 40 died; its plan to cut 500 jobs."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.spans import char_range, clause, edges, noun_phrase, subject_of
from extract.attribution.verb_agents import can_speak, case_of, is_time
from extract.lexicon import words
from extract.parsing.labels import PEOPLE


def noun_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions that a noun of saying makes, or a verb that the tagger takes for one."""
    for token in doc:
        if token.lower_ == "report" and token.tag_ in {"NN", "VBP"}:
            yield from _of_report(token)
        if token.pos_ == "NOUN" and token.lemma_.lower() in words("cues", "nouns"):
            yield from _of_noun(token)


def _of_report(verb: Token) -> Iterator[Attribution]:
    """`Police report 27 people were hurt`: a verb that the tagger takes for a noun, as it has a clause of its own."""
    speaker = next((c for c in verb.lefts if c.dep_ == "compound" and c.i == verb.i - 1), None)
    if speaker is None or not (speaker.tag_ == "NNS" or speaker.lemma_.lower() in words("names", "collective")):
        return
    told = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    # The clause may hang anywhere, but its subject stands right behind the verb.
    subjects = (t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.dep_ in {"nsubj", "nsubj:pass"})
    subject = next((t for t in subjects if t.left_edge.i == verb.i + 1), None)
    if told is None and subject is not None and subject.head.i > subject.i:
        told = subject.head
    if told is not None:
        content = [(char_range(verb)[1], char_range(told.right_edge)[1])]
        mention = char_range(noun_phrase(speaker))
        yield Attribution(Construction.VERB, char_range(verb), speaker, mention, content, anchor=verb.i)


def _of_noun(noun: Token) -> Iterator[Attribution]:
    content: list[Range] = []
    source: Token | None = None
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            source = child
        elif child.dep_ in {"nmod", "obl"} and child.i > noun.i:
            case = case_of(child)
            if case in {"by", "from"} and can_speak(child):
                source = child
            elif case in {"of", "for", "about"}:
                content += clause(child)
        elif child.dep_ in {"acl", "ccomp"} and child.i > noun.i:
            that = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts)
            if that or child.tag_ == "VB" or (child.dep_ == "ccomp" and child.tag_ != "VBN"):
                content += clause(child)
        elif child.dep_ == "compound" and child.ent_type_ in PEOPLE | {"ORG"} and source is None:
            source = child
    if source is None or source.pos_ == "PRON":
        # It raised its forecast: who raised it stands there in full more often than whose it is.
        source = _giver(noun) or source
    if source is not None and noun.dep_ == "obj" and noun.head.lemma_.lower() in words("cues", "giving"):
        # It raised its forecast by 0.1 points to 4.2 percent.
        content += [r for c in noun.head.rights if c.dep_ == "obl" for r in clause(c)]
    if noun.dep_ in {"ROOT", "ccomp"} and any(c.dep_ == "cop" for c in noun.children):
        return
    placed = any(c.dep_ == "case" and c.lower_ not in {"at", "for"} for c in noun.head.lefts)
    if noun.dep_ == "nsubj" and not placed and any(c.dep_ == "cop" for c in noun.head.children) and source is not None:
        # The ministry's estimate is 300.
        start, end = edges(noun.head)
        content.append((max(start, edges(noun)[1]), end))
    if not content or source is None or is_time(source):
        return
    span = char_range(noun_phrase(source))
    counts = noun.lemma_.lower() in words("cues", "counting_nouns")
    construction = Construction.ESTIMATE if counts else Construction.NOUN
    yield Attribution(construction, char_range(noun), source, span, content, anchor=noun.i, ends_tail=False)


def _giver(noun: Token) -> Token | None:
    """Return who makes the statement where the noun is an object: The union repeated its demand to hire 300."""
    if noun.dep_ == "obj" and noun.head.lemma_.lower() in words("cues", "giving"):
        return subject_of(noun.head)
    return None
