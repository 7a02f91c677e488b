"""Finds attributions by a noun: the ministry's estimate of 300 dead; reports that 40 died; its plan to cut 500 jobs."""

from collections.abc import Iterator

from extract.attribution.asides import without_known
from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.cue_words import can_speak, case_of, is_time, mark_of
from extract.attribution.name_phrases import is_people
from extract.attribution.spans import char_range, clause, edges, noun_phrase, passive_subject_of, subject_of, without
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Token

# Prepositions of the amounts by which, from which and to which a statement is changed.
_STEPS = frozenset({"by", "to", "from", "at"})
_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})


def noun_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions of nouns of saying, and of verbs mistagged as nouns."""
    providing, saying = words("cues", "providing"), words("cues", "nouns")
    for token in doc:
        if token.lower_ == "report" and token.tag_ in {"NN", "VBP"}:
            yield from _of_report(token)
        elif token.lower_ in {"show", "shows"} and token.pos_ == "NOUN":
            yield from _of_show(token)
        if token.dep_ in {"nsubj", "nsubj:pass"} and token.lemma_.lower() in providing:
            yield from _of_plan(token)
        if token.dep_ == "nsubj" and token.head.lemma_ == "come" and token.lemma_.lower() in _NUMBERS:
            yield from _of_origin(token)
        if _is_noun(token) and (token.lemma_.lower() in saying or _is_point(token)):
            yield from _of_noun(token)


def _is_noun(token: Token) -> bool:
    """Return True for a noun, also one that the tagger takes for a verb: `raised its forecast to 4 percent`."""
    return token.pos_ == "NOUN" or (token.dep_ == "obj" and any(c.dep_ == "nmod:poss" for c in token.lefts))


def _is_point(noun: Token) -> bool:
    """Return True if a noun has an owner and a `that` clause with what the owner says or thinks.

    `The letter does not touch Brandt's point, that 40 wells are dry.`
    """
    owners = [c for c in noun.lefts if c.dep_ == "nmod:poss" and c.pos_ != "PRON"]
    return bool(owners) and any(c.dep_ in _CLAUSES and _has_that(c) for c in noun.rights)


_CLAUSES = frozenset({"acl", "ccomp", "acl:relcl"})


def _has_that(clause_head: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause_head.lefts)


def _is_gerund_of(clause_head: Token) -> bool:
    """Return True for a gerund with its own subject after `of` or `about`: `her remark about 40 percent being idle`."""
    gerund = clause_head.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ in {"aux", "cop"} for c in clause_head.lefts)
    subject = any(c.dep_ in {"nsubj", "nsubj:pass"} for c in clause_head.lefts)
    return gerund and subject and mark_of(clause_head) in {"of", "about"}


def _of_report(verb: Token) -> Iterator[Attribution]:
    """Yield the attribution of a verb mistagged as a noun, recognised by its clause: `Police report 27 were hurt`."""
    speaker = next((c for c in verb.lefts if c.dep_ == "compound" and c.i == verb.i - 1), None)
    if speaker is None or not (speaker.tag_ == "NNS" or speaker.lemma_.lower() in words("names", "collective")):
        return
    clause_head = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    # The clause may be attached anywhere, but its subject is right after the verb.
    subjects = (t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.dep_ in {"nsubj", "nsubj:pass"})
    subject = next((t for t in subjects if t.left_edge.i == verb.i + 1), None)
    if clause_head is None and subject is not None and subject.head.i > subject.i:
        clause_head = subject.head
    if clause_head is not None:
        content = [(char_range(verb)[1], char_range(clause_head.right_edge)[1])]
        mention = char_range(noun_phrase(speaker))
        yield Attribution(Construction.VERB, char_range(verb), speaker, mention, content, anchor=verb.i)


def _of_show(verb: Token) -> Iterator[Attribution]:
    """Yield the attribution of `show` mistagged as a noun, recognised by its clause: `Papers show he lost $9`."""
    subject = verb.nbor(1) if verb.i + 1 < verb.sent.end else verb
    speaker = verb.head
    if subject.dep_ != "nsubj" or subject.lower_ not in _NOMINATIVE or subject.head.i < subject.i:
        return
    if not speaker.i < verb.i or speaker.lemma_.lower() not in words("cues", "documents"):
        return
    content = [(char_range(verb)[1], char_range(subject.head.right_edge)[1])]
    start, end = char_range(noun_phrase(speaker))
    mention = (start, min(end, verb.idx - 1))
    yield Attribution(Construction.VERB, char_range(verb), speaker, mention, content, anchor=verb.i)


# What comes from whoever gives it. Origin: English dictionaries' synonyms of `figure`.
_NUMBERS = frozenset({"number", "figure", "toll", "total", "count", "estimate", "tally"})


def _of_origin(number: Token) -> Iterator[Attribution]:
    """`The figure of 900 tonnes comes from the ministry`."""
    verb = number.head
    source = next((c for c in verb.rights if c.dep_ == "obl" and case_of(c) == "from" and can_speak(c)), None)
    if source is not None:
        mention = char_range(noun_phrase(source))
        cue = (verb.idx, mention[0] - 1)
        yield Attribution(Construction.ESTIMATE, cue, source, mention, [edges(number)], anchor=verb.i, ends_tail=False)


def _of_plan(plan: Token) -> Iterator[Attribution]:
    """Yield the attribution of what a plan provides for: `The bill would raise the levy to 9 percent`."""
    verb = plan.head
    if not any(c.lower_ == "would" and c.dep_ == "aux" for c in verb.lefts) or verb.i < plan.i:
        return
    owner = next((c for c in plan.lefts if c.dep_ == "nmod:poss"), None)
    source = owner if owner is not None and can_speak(owner) else plan
    content = [(edges(plan)[1], edges(verb)[1])]
    for other in (c for c in verb.rights if c.dep_ in {"conj", "parataxis"} and _is_of_another(c)):
        # The bill would raise the levy, and the mayor has read it 40 times.
        content = [r for part in content for r in without(part, edges(other))]
    mention = char_range(noun_phrase(source))
    yield Attribution(Construction.NOUN, char_range(plan), source, mention, content, anchor=plan.i, ends_tail=False)


def _listens(noun: Token) -> bool:
    """Return True for people as listeners: `made her case to 40 clerks`."""
    return is_people(noun) and can_speak(noun)


def _is_of_another(verb: Token) -> bool:
    """Return True if a clause does not go on to say what a plan would do: `and Rask has read it`, `but it is old`."""
    if verb.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "cop" for c in verb.lefts):
        return False
    subject = subject_of(verb) or passive_subject_of(verb)
    return subject is not None and not (subject.lower_ == "it" and any(c.lower_ == "would" for c in verb.lefts))


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
            elif case in {"of", "for", "about"} or (case in _STEPS and _is_changed(noun) and not _listens(child)):
                content += without_known(child, clause(child, less=_explained(child)))
        elif child.dep_ in _CLAUSES and child.i > noun.i:
            infinitive = child.dep_ != "acl:relcl" and child.tag_ == "VB"
            if (
                _has_that(child)
                or infinitive
                or _is_gerund_of(child)
                or (child.dep_ == "ccomp" and child.tag_ != "VBN")
            ):
                content += clause(child)
        elif child.dep_ == "compound" and child.ent_type_ in PEOPLE | {"ORG"} and source is None:
            source = child
    if source is None or source.pos_ == "PRON":
        # It raised its forecast: the subject of the verb has a full name more often than the possessive.
        source = _giver(noun) or source
    if source is not None and _is_changed(noun):
        # It raised its forecast by 0.1 points to 4.2 percent.
        steps = (t for t in noun.head.subtree if t.i > noun.i and t.dep_ in {"obl", "nmod"} and case_of(t) in _STEPS)
        content += [r for t in steps if _has_number(t) and not _listens(t) for r in clause(t)]
    if noun.dep_ in {"ROOT", "ccomp"} and any(c.dep_ == "cop" for c in noun.children):
        return
    placed = any(c.dep_ == "case" and c.lower_ not in {"at", "for"} for c in noun.head.lefts)
    if noun.dep_ == "nsubj" and not placed and any(c.dep_ == "cop" for c in noun.head.children) and source is not None:
        # The ministry's estimate is 300.
        start, end = edges(noun.head)
        content.append((max(start, edges(noun)[1]), end))
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in words("cues", "ranging"):
        # Her estimates of the crowd range from 300 to 500.
        content += [r for c in noun.head.rights if c.dep_ == "obl" for r in clause(c)]
    if not content or source is None or is_time(source) or _is_score(noun, source):
        return
    span = char_range(noun_phrase(source))
    counts = noun.lemma_.lower() in words("cues", "counting_nouns")
    construction = Construction.ESTIMATE if counts else Construction.NOUN
    yield Attribution(construction, char_range(noun), source, span, content, anchor=noun.i, ends_tail=False)


def _is_score(noun: Token, source: Token) -> bool:
    """Return True if a person's count is a score, not a statement: `Rask's delegate count was 699`."""
    counts = noun.lemma_.lower() in words("cues", "counting_nouns") and source.ent_type_ in PEOPLE
    return counts and source.dep_ == "nmod:poss" and any(c.dep_ == "compound" for c in noun.lefts)


def _has_number(noun: Token) -> bool:
    return noun.pos_ in {"NUM", "SYM"} or any(c.dep_ == "nummod" for c in noun.lefts)


def _explained(noun: Token) -> Token | None:
    """Return an apposition with a clause in which the narrator explains something: `a sum that takes $9 more`."""
    appositions = (t for t in noun.subtree if t.dep_ == "appos")
    return next((t for t in appositions if any(c.dep_ == "acl:relcl" for c in t.rights)), None)


def _giver(noun: Token) -> Token | None:
    """Return who makes the statement if the noun is an object: `The union repeated its demand to hire 300`."""
    return subject_of(noun.head) if _is_changed(noun) else None


def _is_changed(noun: Token) -> bool:
    """Return True if somebody makes or changes a statement: `raised its forecast to 4 percent`."""
    return noun.dep_ == "obj" and noun.head.lemma_.lower() in words("cues", "giving")
