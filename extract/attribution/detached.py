"""Finds what a verb's source says where the tree does not attach it to the verb: `…, the harbour office said.`"""

from extract.attribution.asides import without_background, without_brackets
from extract.attribution.attribution import Range
from extract.attribution.cue_words import OPENING, mark_of
from extract.attribution.loose_subjects import behind_number
from extract.attribution.spans import clause, noun_phrase
from extract.lexicon import words
from extract.parsing.tokens import Token


def sentence_before(verb: Token, source: Token) -> list[Range]:
    """Return what comes before a comma and a speaker at the sentence's end: `…, the harbour office said.`"""
    sentence = verb.sent
    first = min(noun_phrase(source).start, verb.i)
    number = behind_number(verb) == source
    if (
        (first - sentence.start < 4 and not number)
        or source.i < first
        or verb.doc[first - 1].text not in {",", "”", '"', "''"}
    ):
        return []
    listens = verb.lemma_.lower() in words("cues", "addressing")
    complements = {"ccomp", "xcomp"} if listens else {"obj", "ccomp", "xcomp"}
    if sentence.end - max(verb.i, source.i) > 14 or any(c.dep_ in complements and c != source for c in verb.rights):
        return []
    if verb.dep_ == "conj" and source.head == verb.head:
        # Meeting 40 guards, she smiled and promised help.
        return []
    ranges = without_brackets(sentence, [(sentence.start_char, verb.doc[first - 1].idx)])
    # Where the tree is broken, the statement is the sentence's own clause.
    statement = sentence.root if sentence.root != verb else next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    return ranges if statement is None else without_background(statement, ranges)


def before_insertion(verb: Token, source: Token) -> list[Range]:
    """Return what comes before a speaker inserted between two commas: `In two years, she said, it grew by 40.`"""
    sentence, phrase = verb.sent, noun_phrase(source)
    first, last = min(phrase.start, verb.i), max(phrase.end - 1, verb.i)
    if first <= sentence.start + 1 or last + 2 >= sentence.end or verb.head != verb:
        return []
    before, after, behind = verb.doc[first - 1], verb.doc[last + 1], verb.doc[last + 2]
    if before.text != "," or after.text != "," or behind.text in OPENING or behind.tag_ == "``":
        # Speaking to 90 nurses, she said, “It grew.”
        return []
    return [(sentence.start_char, before.idx)] if any(c.dep_ == "ccomp" and c.i > last for c in verb.rights) else []


def clause_behind_that(verb: Token) -> list[Range]:
    """Return the rest of the sentence after `found that`, `said on Sunday that`, if the tree has no such clause."""
    sentence = verb.sent
    for token in verb.doc[verb.i + 1 : min(verb.i + 4, sentence.end)]:
        if token.lower_ == "that" and token.tag_ == "IN" and not _acts(token):
            return [(token.idx, sentence.end_char)]
        if token.is_punct or token.tag_.startswith("VB"):
            break
    # Said in a statement carried by the wire that 40 people were held: the parser gives the clause to the statement.
    texts = (c for c in verb.rights if c.dep_ == "obl" and c.lemma_.lower() in words("cues", "utterances", "documents"))
    stated = (c for text in texts for c in text.rights if c.dep_ in {"acl", "ccomp"} and mark_of(c) == "that")
    return next((clause(c) for c in stated), [])


def _acts(that: Token) -> bool:
    """Return True if `that` is a subject itself: `a threat that led to 3 points`."""
    return that.i + 1 < that.sent.end and that.nbor(1).tag_ in {"VBD", "VBZ", "VBP", "MD"}


def closes_sentence(verb: Token) -> bool:
    """Return True if a verb attached to a noun after a comma ends the sentence: `…, a poll by the firm found.`"""
    has_complement = any(c.dep_ in {"obj", "ccomp", "xcomp", "obl", "obl:agent"} for c in verb.children)
    if verb.dep_ != "acl" or verb.head.i > verb.i or has_complement:
        return False
    behind = [t for t in verb.doc[verb.right_edge.i + 1 : verb.sent.end] if not t.is_space]
    start = noun_phrase(verb.head).start
    return all(t.is_punct for t in behind) and start > verb.sent.start + 3 and verb.doc[start - 1].text == ","


def clause_to(listener: Token) -> list[Range]:
    """Return a statement that the parser attaches to the listener: `told an agent he had sold 40 guns`."""
    told_clauses = (c for c in listener.rights if c.dep_ == "acl:relcl" and any(o.dep_ == "obj" for o in c.rights))
    nominative = (c for c in told_clauses if c.left_edge.lower_ in {"he", "she", "they", "it", "we", "i"})
    # Told a full hearing that 40 guns had been sold.
    stated = (c for c in listener.rights if c.dep_ == "acl" and mark_of(c) == "that")
    return [r for c in (*nominative, *stated) for r in clause(c)]
