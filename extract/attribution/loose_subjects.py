"""Finds the speaker of a verb that the parser left without its subject."""

from spacy.tokens import Token

from extract.attribution.cue_words import CLOSING, DASHES, can_speak, classes_of, is_time
from extract.parsing.labels import PEOPLE, PLACES


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


def closing(verb: Token) -> Token | None:
    """Return the noun phrase between a comma and the verb that ends the sentence: `…, an analysis of records shows.`"""
    behind = (t for t in verb.doc[verb.i + 1 : verb.sent.end] if not t.is_space)
    if verb.i - verb.sent.start < 4 or not all(t.is_punct for t in behind):
        return None
    noun = verb.doc[verb.i - 1]
    while noun.head.i != noun.i and verb.sent.start < noun.head.i < verb.i and noun.head.pos_ in {"NOUN", "PROPN"}:
        if noun.doc[noun.left_edge.i - 1].text == ",":
            break
        noun = noun.head
    opens = noun.left_edge.i > verb.sent.start and noun.doc[noun.left_edge.i - 1].text == ","
    return noun if opens and noun.right_edge.i < verb.i and can_speak(noun) else None


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
        above = token
        while (
            above.dep_ in {"nmod", "appos", "flat", "compound", "conj"}
            and verb.sent.start <= above.head.i < above.i
            and above.head.pos_ in {"NOUN", "PROPN"}
            and above.ent_type_ not in PEOPLE
        ):
            above = above.head
        if above != token and above.ent_type_ in PEOPLE:
            return above
    return token if token.pos_ == "PROPN" and token.i >= verb.sent.start and token.i != verb.i else None


def behind_dateline(subject: Token, verb: Token) -> Token | None:
    """Return the noun after a dateline that the parser takes for a subject: `PARIS, France — Officials said`."""
    if subject.pos_ != "PROPN" or not subject.sent.start <= subject.i < subject.sent.start + 2:
        return None
    dash = next((t for t in verb.doc[subject.i + 1 : min(verb.i, subject.i + 8)] if t.text in DASHES), None)
    if dash is None or not (subject.text.isupper() or subject.ent_type_ in PLACES):
        return None
    nouns = (t for t in verb.doc[dash.i + 1 : verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"})
    return next((t for t in nouns if t.dep_ not in {"compound", "flat", "nmod:poss"}), None)
