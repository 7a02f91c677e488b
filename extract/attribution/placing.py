"""Recognises verbs that give something a number: `put the toll at 22`, `sets spending at $40 million`."""

from itertools import takewhile

from extract.attribution.cue_words import can_speak, case_of
from extract.lexicon import any_words, load, words
from extract.parsing.tokens import Token

_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})


def has_at(verb: Token) -> bool:
    """Return True if a verb of placing gives a number: put the toll at 22, not put this thing away."""
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    places = (t.i for t in behind if t.lower_ in {"at", "between", "as"})
    return any(is_number(t) for i in places for t in takewhile(lambda t: not t.is_punct, verb.doc[i + 1 : i + 6]))


def gives_number(verb: Token, source: Token) -> bool:
    """Return True if a document gives a number to something: `the plan sets spending at $40 million`."""
    return places_number(verb) and source.lemma_.lower() in words("cues", "documents")


def places_number(verb: Token) -> bool:
    """Return True if a verb says how much something is: `put the toll at 22`, `gave it as 22`, `has it at 22`."""
    return (verb.lemma_.lower() in words("cues", "placing") and has_at(verb)) or _gives_as(verb)


def placed_by(verb: Token) -> Token | None:
    """Return who puts a number named before at another: the elder of `a toll that the elder, Saw Oo, put at 9`."""
    if verb.lemma_.lower() not in words("cues", "placing") or not has_at(verb):
        return None
    pronoun = next((c for c in verb.lefts if c.lower_ in {"that", "which"}), None)
    if (
        pronoun is None
        or pronoun.dep_ not in {"obj", "mark", "obl:unmarked"}
        or any(c.dep_ == "obj" for c in verb.rights)
    ):
        return None
    noun = pronoun.nbor(1)
    while noun.dep_ in _BEFORE_NOUN and noun.i < noun.head.i < verb.i:
        noun = noun.head
    # The parser may take a name in apposition for a verb or a subject.
    return noun if noun.i < verb.i and can_speak(noun) else None


def _gives_as(verb: Token) -> bool:
    """Return True for `gave the depth as 40 metres` and `has the number at 22`, not for `has the book at 40 shops`."""
    lemma = verb.lemma_.lower()
    if lemma not in {"give", "have"}:
        return False
    quantity = next((c for c in verb.children if c.dep_ == "obj"), None)
    amounts = (c for c in verb.rights if c.dep_ == "obl" and amounts_to(c))
    if quantity is None or is_number(quantity) or any(c.dep_ == "nummod" for c in quantity.lefts):
        return False
    if lemma == "give":
        return any(case_of(c) == "as" for c in amounts)
    counts = quantity.lemma_.lower() in any_words("events.counters", "cues.prices")
    return counts and any(case_of(c) == "at" for c in amounts)


def finds_number(verb: Token) -> bool:
    """Return True for idioms of finding: `arrived at £900,000`, `turned up 40 guns`, `gave the depth as 40 metres`."""
    return _arrives_at_sum(verb) or turns_up(verb) or _gives_as(verb) or placed_by(verb) is not None


def _arrives_at_sum(verb: Token) -> bool:
    """Return True if somebody works out a sum or a share: `a surveyor arrived at £900,000`, not `arrived at nine`."""
    if verb.lemma_.lower() != "arrive":
        return False
    behind = (c for c in verb.rights if c.dep_ == "obl" and case_of(c) == "at")
    return any(c.tag_ == "$" or c.pos_ == "SYM" or is_share(c) for c in behind)


def turns_up(verb: Token) -> bool:
    """Return True if an inquiry finds something: `The audit turned up 40 guns`."""
    if verb.lemma_.lower() != "turn" or not any(c.dep_ == "compound:prt" and c.lower_ == "up" for c in verb.rights):
        return False
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in words("cues", "documents") for c in verb.lefts)


def is_number(token: Token) -> bool:
    """Return True for a number, or a word for one: `dozens`, `half`."""
    numbers = load("numbers")
    return token.pos_ in {"NUM", "SYM"} or token.lower_ in numbers["vague"] or token.lower_ in numbers["fractions"]


def amounts_to(child: Token) -> bool:
    """Return True if a phrase is a number of something, not a place or an event: `at 40 percent`."""
    return is_number(child) or any(is_number(c) for c in child.lefts)


def is_measured(child: Token) -> bool:
    """Return True if an oblique phrase says what a document shows, not when or where."""
    return case_of(child) not in {"on", "after", "before", "during", "since", "until", ""} and child.ent_type_ == ""


def works_out(verb: Token, source: Token) -> bool:
    """Return True if somebody finds a share or a sum by working it out: `found $2 million missing`.

    Somebody who needs to find $500, or finds it in a drawer, states nothing.
    """
    if verb.tag_ in {"VB", "VBG"} or verb.lemma_.lower() not in words("cues", "objects_of_offices"):
        return False
    judged = [c for c in verb.rights if c.dep_ == "xcomp"]
    objects = (c for t in (verb, *judged) for c in t.children if c.dep_ in {"obj", "nsubj"} and c.i > verb.i)
    return can_speak(source) and any(is_share(c) or (c.tag_ == "$" and judged) for c in objects)


def is_share(noun: Token) -> bool:
    """Return True for a share, and for what differs by one: `found 40 percent idle`, `found a 40 percent gap`."""
    return any(t.lower_ in {"%", "percent", "cent"} for t in (noun, *noun.lefts))
