"""Finds speakers next to their statement, and which part of the sentence is the statement: `40 died, she said`."""

from collections.abc import Iterator

from extract.attribution.asides import without_background
from extract.attribution.attribution import Range
from extract.attribution.cue_words import CLOSING, DASHES, OPENING, can_speak, is_of_time, mark_of
from extract.attribution.dashes import without_dashed
from extract.attribution.spans import char_range, edges, noun_phrase, subject_of, without
from extract.lexicon import words
from extract.parsing.tokens import Token


def is_beside(verb: Token, source: Token) -> bool:
    """Return True if a verb is attached to the clause that it reports: `40 died, she said`; `as she said, 40 died`."""
    if verb.head == verb or any(c.dep_ in {"ccomp", "obj"} for c in verb.rights):
        return False
    if verb.tag_ == "VB" and mark_of(verb) == "to":
        # The bank was given new powers: to advise the council on 40 loans.
        return False
    hangs = verb.dep_ in {"parataxis", "discourse"} or (
        verb.dep_ == "advcl"
        and verb.lemma_.lower() not in words("cues", "conversing")
        and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.lefts)
        and not any(c.dep_ == "xcomp" for c in verb.rights)
        and not (verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ in {"PRP$", "CD"})
    )
    # The parser may join `40 died, he said` as two clauses.
    joined = (
        verb.dep_ in {"conj", "dep"}
        and subject_of(verb) is not None
        and verb.right_edge.i - verb.left_edge.i <= 8
        and not any(c.dep_ == "cc" for c in verb.lefts)
        and not any(c.dep_ in {"obj", "xcomp"} for c in verb.rights)
    )
    # 40 pupils were ill, or so the rector told parents.
    joined = joined or (verb.dep_ == "conj" and {"or", "so"} <= {c.lower_ for c in verb.lefts})
    inserted = _conjunction_before(verb, source) is not None and verb.i + 1 < verb.sent.end and verb.nbor(1).text == ","
    return hangs or joined or inserted


def utters(verb: Token) -> frozenset[str]:
    """Return the class of speech verbs for any verb that follows a quotation together with its subject.

    Example: `“It took 22 years,” beamed Ana Brandt`.
    """
    statements = [c.i for c in verb.lefts if c.dep_ == "ccomp"]
    subject = subject_of(verb) if statements and verb.tag_ in {"VBD", "VBZ"} else None
    if subject is None or not can_speak(subject):
        return frozenset()
    if subject.lemma_.lower() in words("cues", "replies"):
        # `“40 homes,” came the reply`: a reply is not a speaker.
        return frozenset()
    first = min(verb.i, noun_phrase(subject).start)
    if first < 2 or verb.doc[first - 1].text not in CLOSING or verb.doc[first - 2].text not in {",", "!", "?"}:
        return frozenset()
    return frozenset({"speech"}) if statements[0] < first else frozenset()


def between_dashes(verb: Token, source: Token, ranges: list[Range]) -> list[Range]:
    """Return the part of the content in the aside that a speaker begins: `40 died — it said 12 drowned — in May`."""
    if verb.tag_ == "VBG" and source.i < verb.i and not any(c.dep_ == "aux" for c in verb.lefts):
        ranges = _of_participle(verb, ranges)
    elif verb.dep_ in {"advcl", "acl:relcl"} and source.i < verb.i:
        # `It sank after Rask said it would — 40 years ago`
        end = next(_dashes_behind(verb), verb.sent.end_char)
        ranges = [(a, min(b, end)) for a, b in ranges if a < end] or ranges
    first = min(verb.i, noun_phrase(source).start)
    if first > verb.sent.start and verb.doc[first - 1].text == "," and verb.i + 1 < verb.sent.end:
        opening = next((t for t in reversed(verb.doc[verb.sent.start : first]) if t.text in DASHES), None)
        if opening is not None and verb.nbor(1).text in DASHES:
            # `came late — tired, she said — and left`: only the aside is hers.
            return [(opening.idx + len(opening), verb.doc[first].idx)]
    if first == verb.sent.start or verb.doc[first - 1].text not in DASHES:
        return ranges
    closing = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.text in DASHES and t.whitespace_), None)
    start, end = verb.doc[first].idx, closing.idx if closing is not None else verb.sent.end_char
    inside = [(max(a, start), min(b, end)) for a, b in ranges if a < end and b > start]
    return inside or ranges


def _dashes_behind(verb: Token) -> Iterator[int]:
    """Yield the offsets of the dashes after a verb, outside of quotations."""
    quoted = False
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.text in OPENING | CLOSING:
            quoted = not quoted
        elif token.text in DASHES and token.whitespace_ and not (quoted or _goes_on(token.nbor(1))):
            yield token.idx


def _goes_on(token: Token) -> bool:
    """Return True for a conjunction, and for a number of things named before: `found 40 shots — three in the wall`."""
    return token.dep_ == "cc" or (token.tag_ == "CD" and token.dep_ not in {"nummod", "compound"})


def _of_participle(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return the content before a dash or a contrasting clause, either of which ends a participle's phrase."""
    ends = (
        t.idx
        for t in verb.doc[verb.i + 1 : verb.sent.end]
        if (t.text in DASHES and t.whitespace_)
        or (t.lower_ in words("cues", "opposing") and t.dep_ == "mark" and t.nbor(-1).text == ",")
    )
    end = next(ends, verb.sent.end_char)
    return [(a, min(b, end)) for a, b in ranges if a < end] or ranges


def cue_of(verb: Token) -> Range:
    """Return the span of a verb with its particle: `pointed out`."""
    near = (c for c in verb.rights if c.dep_ == "compound:prt" and c.i <= verb.i + 2)
    particle = next(near, None) if verb.lemma_.lower() != "show" else None
    return verb.idx, char_range(particle)[1] if particle is not None else char_range(verb)[1]


def around(verb: Token, source: Token) -> list[Range]:
    """Return the clause that a verb is attached to, without the speaker and the verb.

    Example: `Work stood still, it found, and …`.

    After a conjunction it applies to what follows: `The road is shut and, it said, 40 cars are stuck`.
    """
    phrase = noun_phrase(source)
    first, last = min(verb.idx, phrase.start_char), max(cue_of(verb)[1], phrase.end_char)
    start, end = edges(_clause_quoted(verb))
    if (conjunction := _conjunction_before(verb, source)) is not None:
        start = max(start, conjunction.idx)
    ranges = without_background(_clause_quoted(verb), without((start, end), (first, last)))
    ranges = without_dashed(verb, ranges)
    for when in (c for c in verb.rights if c.i > source.i and _tells_when(c)):
        # `The bridge is shut, it said on Monday, two days after the flood`: the time of speaking is the narrator's.
        ranges = [left for part in ranges for left in without(part, edges(when))]
    return ranges


def _clause_quoted(verb: Token) -> Token:
    """Return the clause that a verb reports: the first of `40 boats sank, Rask was quoted as saying`."""
    above = verb.head
    quoted = mark_of(verb) == "as" and verb.tag_ == "VBG" and above.lemma_.lower() in words("cues", "passing_on")
    return above.head if quoted and above.dep_ in {"parataxis", "ccomp"} else above


def _tells_when(adjunct: Token) -> bool:
    """Return True if a phrase or clause after a verb says when it happened."""
    clause_of_time = adjunct.dep_ == "advcl" and mark_of(adjunct) in {"after", "before", "when", "while", "as"}
    return clause_of_time or (adjunct.dep_ in {"obl", "obl:unmarked"} and is_of_time(adjunct))


def _conjunction_before(verb: Token, source: Token) -> Token | None:
    """Return the conjunction that a comma separates from a speaker and the verb."""
    before = [t for t in verb.doc[verb.sent.start : min(verb.i, noun_phrase(source).start)] if not t.is_space][-2:]
    parted = len(before) == 2 and before[1].text == "," and before[0].pos_ in {"CCONJ", "SCONJ"}
    return before[0] if parted else None
