"""Finds the speaker of a verb that the parser left without its subject."""

from itertools import takewhile

from extract.attribution.cue_words import CLOSING, DASHES, can_speak, classes_of, is_of_time, is_time
from extract.attribution.spans import subject_of
from extract.lexicon import words
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Token

# A number has at most so many words before its verb: `Nearly 60 of them, say the foresters`.
LONGEST_NUMBER = 6


def behind_quotation(verb: Token) -> Token | None:
    """Return the noun after a verb of saying that closes a quotation, if the tree is broken: `…,” said a clerk`."""
    if verb.i == 0 or verb.nbor(-1).text not in CLOSING or "speech" not in classes_of(verb.lemma_.lower()):
        return None
    if verb.i + 1 >= verb.sent.end:
        return None
    noun = verb.nbor(1)
    while noun.head.i > noun.i and noun.head.i < verb.sent.end:
        noun = noun.head
    named = noun.pos_ in {"NOUN", "PROPN"} and not is_time(noun)
    return noun if named and noun.left_edge.i == verb.i + 1 else None


def noun_before(verb: Token) -> Token | None:
    """Return the noun phrase right before a verb, after a comma or dash, if the sentence ends or `that` follows.

    `…, an analysis of records shows.`, `…, two men who saw it told the Gazette.`, `— a report of May estimated that …`
    """
    clausal = verb.i + 1 < verb.sent.end and verb.nbor(1).lower_ == "that" and verb.nbor(1).tag_ == "IN"
    if not clausal and (verb.i - verb.sent.start < 4 or not closes(verb)):
        return None
    noun = verb.doc[verb.i - 1]
    if is_of_time(noun) and noun.head == verb:
        # A report released last year estimated that …
        noun = verb.doc[max(verb.sent.start, noun.left_edge.i - 1)]
    while not _opens(noun) and verb.sent.start < noun.head.i < noun.i:
        noun = noun.head
    if not _opens(noun) or (noun.dep_ in {"nsubj", "nsubj:pass"} and noun.head.i > noun.i):
        return None
    return noun if noun.right_edge.i < verb.i and can_speak(noun) else None


def _opens(noun: Token) -> bool:
    """Return True if a comma or a dash is before a noun phrase."""
    first = noun.left_edge
    # The parser may attach the comma to the noun.
    mark = first if first.is_punct or first.i == noun.sent.start else first.nbor(-1)
    return noun.pos_ in {"NOUN", "PROPN"} and mark.text in {",", *DASHES}


def closes(verb: Token) -> bool:
    """Return True if nothing but the listener and the day is between a verb and the end of its sentence."""
    listener = [
        c
        for c in verb.rights
        if c.dep_ in {"obj", "iobj", "nsubj"} and verb.lemma_.lower() in words("cues", "addressing")
    ]
    rest = takewhile(lambda t: t.lower_ != "according", verb.doc[verb.i + 1 : verb.sent.end])
    behind = (
        t
        for t in rest
        if not (t.is_space or t.is_punct or is_time(t) or (t.lower_ in {"late", "early"} and is_time(t.nbor())))
    )
    return all(any(c == t or c.is_ancestor(t) for c in listener) for t in behind)


def speaker_before(verb: Token) -> Token | None:
    """Return the speaker right before a participle: `…, she said, adding that …`, `…, said Rask, adding …`."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    before = verb.nbor(-2)
    if before.tag_ in {"VBD", "VBZ", "VBP"} and "speech" in classes_of(before.lemma_.lower()):
        return subject_of(before)
    while before.dep_ in {"flat", "compound", "nmod", "conj", "appos"} and before.head.i < before.i:
        before = before.head
    behind = before.dep_ == "nsubj" and before.head.i < before.i
    return before if behind and "speech" in classes_of(before.head.lemma_.lower()) else None


def named_before(verb: Token) -> Token | None:
    """Return the name right before a finite verb that the parser left without a subject: `…, Orran Coal, says`."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].text == ",":
        i -= 1
    token = verb.doc[max(0, i)]
    while token.dep_ in {"flat", "compound"} and token.head.pos_ == "PROPN":
        token = token.head
    if verb.doc[verb.i - 1].text == ",":
        # A description is between the name and the comma: `author Lena Pagan, a scientist at the institute, said`.
        above, described = token, False
        while (
            above.dep_ in {"nmod", "appos", "flat", "compound", "conj"}
            and verb.sent.start <= above.head.i < above.i
            and above.head.pos_ in {"NOUN", "PROPN"}
            and not (described or above.ent_type_ in PEOPLE)
        ):
            # Whoever is called an official has a name, even if it was not recognised as one.
            described = above.dep_ == "appos" and above.lemma_.lower() in words("cues", "speakers")
            described = described and above.head.pos_ == "PROPN"
            above = above.head
        if above != token and (described or above.ent_type_ in PEOPLE):
            return above
    return token if token.pos_ == "PROPN" and token.i >= verb.sent.start and token.i != verb.i else None


def behind_dateline(subject: Token, verb: Token) -> Token | None:
    """Return the noun after a dateline that the parser takes for a subject: `PARIS, France — Officials said`."""
    if subject.pos_ != "PROPN" or not subject.sent.start <= subject.i < subject.sent.start + 2:
        return None
    dash = next((t for t in verb.doc[subject.i + 1 : min(verb.i, subject.i + 8)] if t.text in DASHES), None)
    if dash is None or not (subject.text.isupper() or subject.ent_type_ in PLACES):
        return None
    if (before := noun_before(verb)) is not None:
        # LISSA (Wire) — Smelters will cut 40 tonnes, two clerks told the Wire.
        return before
    nouns = (t for t in verb.doc[dash.i + 1 : verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"})
    return next((t for t in nouns if t.dep_ not in {"compound", "flat", "nmod:poss"}), None)


def is_bare_name(noun: Token) -> bool:
    """Return True for a noun in the singular that begins a sentence and has nothing before it: `Shield expects …`.

    A countable common noun would have a word before it, and an uncountable one wants or expects nothing.
    """
    opens = noun.is_sent_start and noun.is_title and noun.dep_ == "nsubj"
    return bool(opens) and noun.tag_ in {"NN", "NNP", "NNPS", "NNS", "JJ"} and noun.pos_ != "PRON"


def behind_number(verb: Token) -> Token | None:
    """Return the speaker after a verb that a number precedes: the foresters of `Sixty, say the foresters`."""
    if verb.i == 0 or verb.nbor(-1).text != "," or verb.i + 1 >= verb.sent.end:
        return None
    before = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_space]
    if len(before) > LONGEST_NUMBER or not any(t.pos_ in {"NUM", "SYM"} for t in before):
        return None
    return next((c for c in verb.rights if c.dep_ in {"obj", "nsubj"} and can_speak(c)), None)


def name_for_auxiliary(verb: Token) -> Token | None:
    """Return the name before a verb that the parser takes for its auxiliary: `Haven said`."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None or before.dep_ != "aux" or not before.is_title or not before.is_sent_start:
        return None
    return None if before.lower_ in words("function_words", "auxiliaries") else before
