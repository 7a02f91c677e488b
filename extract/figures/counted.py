"""Finds what a number counts: its noun in the tree, and the words for it."""

import re
from functools import cache
from itertools import pairwise

from extract.figures.quantity import Quantity
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Span, Token

# Pronouns with which a clause refers to some of the things before it.
RELATIVE = frozenset({"which", "whom"})


def counted(doc: Doc, quantity: Quantity, span: Span) -> Token | None:
    """Return the noun that the number counts: `90 enemy soldiers`, `two of the bombs`, `dozens of people`."""
    if quantity.measure is None and (noun := _behind_suspended(doc, quantity.number_end)):
        return noun
    noun = _counted(doc, quantity, span)
    if noun is None or noun.i < span.end:
        return noun
    if noun.lower_ in _LOOSE:
        return _behind_or_so(doc, span)
    if (
        noun.lower_ in _COMPARED
        or (noun.pos_ == "ADJ" and noun.lower_ in _dimensions())
        or not noun.text[0].isalnum()
        or _has_own_number(span, noun)
        or _has_household(doc, span, noun)
        or _is_apart(doc, span)
    ):
        # `Two more were lost`, `a family of four needs help`, `in the next two - Orran and Ketter`.
        return None
    if noun.pos_ == "ADJ" and noun.dep_ == "amod" and noun.head.pos_ == "NOUN" and noun.head.i > noun.i:
        # `90-odd lamps`
        return noun.head
    return noun


def _counted(doc: Doc, quantity: Quantity, span: Span) -> Token | None:
    anchor = span.root
    if quantity.measure is not None:
        unit = doc.char_span(quantity.measure.start, quantity.measure.end, alignment_mode="expand")
        holder = unit.root if unit is not None and quantity.measure.end > quantity.measure.start else anchor
        if quantity.measure.name == "magnitude" and (shaken := _shaken(doc, span)):
            return shaken
        if quantity.measure.attributive or quantity.measure.name == "magnitude":
            head = holder.head if holder.head.i >= holder.i else anchor.head
            return head if head.pos_ in {"NOUN", "PROPN"} else None
        for base in (holder, anchor):
            if of := _of(base):
                return of
            if (
                base.dep_ in {"nummod", "compound", "nmod", "nmod:unmarked", "amod"}
                and base.head.pos_ == "NOUN"
                and base.head.i > base.i
            ):
                return base.head
        return None
    for token in span:
        if (of := _of(token)) and of.i >= span.end:
            return _antecedent(of, anchor) or of
    if (member := _hyphenated(doc, span)) is not None:
        return member
    if span.start >= 3 and doc[span.start - 1].lower_ == "or" and doc[span.start - 3].lower_ in {"a", "an", "another"}:
        # `a boat or two`
        return doc[span.start - 2] if doc[span.start - 2].pos_ == "NOUN" else None
    if (
        anchor.dep_ in {"nummod", "amod", "compound", "det", "nmod", "nmod:unmarked", "advmod", "det:predet"}
        and anchor.head.pos_ in {"NOUN", "PROPN", "SYM", "ADJ"}
        and anchor.head.i > anchor.i
    ):
        kind, whole = anchor.head, anchor.head.head
        # Several things are not counted by a singular noun: the boats of `20 second-hand boats`.
        several = kind.tag_ == "NN" and kind.dep_ == "compound" and whole.tag_ == "NNS" and whole.i > kind.i
        if kind.tag_ == "NN" and whole.pos_ == "ADJ" and whole.head.tag_ == "NNS" and kind.i < whole.i < whole.head.i:
            # `two mile-wide lakes`, `20 cost-effective boats`
            whole, several = whole.head, True
        return whole if several and quantity.value != 1 else kind
    following = doc[span.end] if span.end < len(doc) else None
    if (
        following is not None
        and following.pos_ == "NOUN"
        and following.sent.start == anchor.sent.start
        and following.head == anchor
    ):
        return following
    # The parser took the number for the head of its noun phrase.
    if following is not None and following.tag_ == "NNS" and doc.text[span.end_char : following.idx] == " ":
        return following
    return _behind_or_so(doc, span)


def _has_own_number(span: Span, noun: Token) -> bool:
    """Return True if a preposition and another number stand between a number and a noun: `0 to 60 in six seconds`."""
    between = span.doc[span.end : noun.i]
    return any(
        word.pos_ == "ADP" and word.lower_ != "of" and behind.pos_ == "NUM" and behind.head == noun
        for word, behind in pairwise(between)
    )


_HYPHENS = frozenset("-‐‑")


def _hyphenated(doc: Doc, span: Span) -> Token | None:
    """Return the noun that a hyphen ties to the number, whatever it modifies: the room of `a 400-room hotel`."""
    behind = doc[span.end : span.end + 2]
    if len(behind) < 2 or behind[0].text not in _HYPHENS or behind[0].whitespace_ or doc[span.end - 1].whitespace_:
        return None
    member = behind[1]
    return member if member.pos_ == "NOUN" and member.tag_ == "NN" and member.lower_ not in _LOOSE else None


# `30-plus boats`, `40-odd boats`
_LOOSE = frozenset({"plus", "odd"})


def _behind_or_so(doc: Doc, span: Span) -> Token | None:
    """Return the noun after a number and a word that bounds it: `40 or so heavy boats`, `30-plus boats`."""
    behind = doc[span.end : span.end + 3]
    if len(behind) < 3:
        return None
    words = behind[0].lower_, behind[1].lower_
    if words != ("or", "so") and not (words[0] in _HYPHENS and words[1] in _LOOSE):
        return None
    noun = behind[2]
    while noun.dep_ in {"amod", "compound"} and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun.pos_ == "NOUN" or noun.tag_ == "NNPS" else None


def _shaken(doc: Doc, span: Span) -> Token | None:
    """Return the quake that a magnitude in front of it belongs to: `a 6.1-magnitude quake`, `a magnitude 6 quake`."""
    behind = [t for t in doc[span.end : span.end + 3] if t.text not in _HYPHENS and t.lower_ != "magnitude"]
    return behind[0] if behind and behind[0].pos_ == "NOUN" else None


@cache
def _dimensions() -> frozenset[str]:
    return frozenset(load("labels")["dimensions"])


# `A 200-strong crowd` says that it has 200 members, not what they are.
_COMPARED = frozenset({"more", "less", "fewer", "strong"})
# `two-, three- and four-cylinder engines`: the noun follows the last number.
_SUSPENDED = re.compile(r"(?:[-‐‑](?:,? (?:and|or|to) |, ?)[^\W_]+)+[-‐‑](?P<noun>[a-z]{2,})")


def _is_apart(doc: Doc, span: Span) -> bool:
    """Return True if a dash between spaces, or a colon, ends the number's phrase."""
    behind = doc[span.end] if span.end < len(doc) else None
    dash = behind is not None and behind.text in {"-", "–", "—"} and bool(doc[span.end - 1].whitespace_)
    return behind is not None and bool(behind.whitespace_) and (dash or behind.text == ":")


def _has_household(doc: Doc, span: Span, noun: Token) -> bool:
    """Return True if the word that seems to be counted is the verb of a household: `a family of four needs help`."""
    before, after = doc[max(0, span.start - 2) : span.start], doc[noun.i + 1 : noun.i + 2]
    if len(before) < 2 or not after or noun.i != span.end or before[1].lower_ != "of":
        return False
    return before[0].lemma_.lower() in words("people", "households") and after[0].pos_ in {
        "NOUN",
        "PRON",
        "DET",
        "PART",
    }


def _behind_suspended(doc: Doc, end: int) -> Token | None:
    match = _SUSPENDED.match(doc.text, end)
    noun = doc.char_span(*match.span("noun"), alignment_mode="contract") if match else None
    return noun[0] if noun is not None and noun[0].pos_ == "NOUN" else None


def of_pair(noun: Token) -> Token:
    """Return the plural that two joined modifiers share: the buildings of `300 government and private buildings`.

    A singular noun or an adjective can't name several things.
    """
    after = noun.doc[noun.i + 1 : noun.i + 4]
    if noun.tag_ not in {"NN", "JJ", "NNP"} or len(after) < 3 or after[0].lower_ not in {"and", "or"}:
        return noun
    return after[2] if after[1].tag_ in {"NN", "JJ", "NNP"} and after[2].tag_ == "NNS" else noun


@cache
def _harms() -> frozenset[str]:
    events = load("events")
    return frozenset(word for name in ("kill", "injure", "arrest", "rescue") for word in events["classes"][name])


def befalls_people(number: Token) -> bool:
    """Return True if a bare number counts people: `wounded more than 500`, `12 were killed`."""
    verb = number.head
    if verb.pos_ not in {"VERB", "ADJ"} or verb.lemma_.lower() not in _harms():
        return False
    passive = number.dep_ == "nsubj:pass" or (
        number.dep_ == "nsubj" and verb.lemma_ in {"die", "perish", "drown", "dead"}
    )
    # `wounded more than 500`: the parser takes a bound number for an adverbial.
    bare = number.dep_ == "obl" and not any(child.dep_ == "case" for child in number.lefts)
    return passive or (number.i > verb.i and (number.dep_ == "obj" or bare))


def state_left(number: Token, end: int) -> Token | None:
    """Return the word after a number, which ends at offset end, for a resulting state: `left 50 dead`."""
    state = next((token for token in number.doc[number.i + 1 : number.i + 5] if token.idx >= end), None)
    return state if state is not None and state.lower_ in words("events", "states") else None


def _of(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ in {"nmod", "obl"} and (child.pos_ in {"NOUN", "PROPN", "PRON"} or _stands_for_people(child)):
            case = next((c.lower_ for c in child.lefts if c.dep_ == "case"), "")
            if case == "of":
                return child
    return None


def _stands_for_people(word: Token) -> bool:
    """Return True if an adjective or a participle with an article is a noun: `the dead`, `the 31 wounded`."""
    return word.tag_ in {"JJ", "VBN"} and any(child.dep_ == "det" for child in word.lefts)


def _antecedent(pronoun: Token, number: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: the bridges of `seven bridges, two of which fell`."""
    if pronoun.lower_ not in RELATIVE:
        return None
    before = pronoun.doc[number.sent.start : number.left_edge.i]
    return next((token for token in reversed(before) if token.tag_ == "NNS" or token.lower_ == "people"), None)


def unit_of(noun: Token) -> str:
    """Return a counted noun as the name of a unit: in the singular, without the full stop of its sentence."""
    if noun.pos_ == "PROPN":
        name = noun.text
    elif noun.pos_ == "VERB":
        name = noun.lower_
    elif noun.text[:-1].isupper() and noun.text[-1] == "s":
        # `CPUs`
        name = noun.text[:-1].lower()
    else:
        name = load("things")["singulars"].get(noun.lower_) or noun.lemma_.lower()
    return _prefix(noun) + (name.rstrip(".") or name)


def _prefix(noun: Token) -> str:
    """Return the word that a hyphen ties to a noun, unless it is a number: the `club-` of `club-goers`."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    tied = len(before) == 2 and before[1].text in _HYPHENS and not (before[0].whitespace_ or before[1].whitespace_)
    if not tied or not before[0].is_alpha or before[0].pos_ == "NUM":
        return ""
    return f"{before[0].text if noun.pos_ == 'PROPN' else before[0].lower_}-"


def counted_phrase(noun: Token, anchor: Token) -> str:
    """Return a counted noun with words for its kind (`heart transplants`), not for whose it is (`enemy soldiers`)."""
    first = noun.i
    places = load("places")["demonyms"]
    for child in reversed(list(noun.lefts)):
        sorts = (
            child.dep_ in {"amod", "compound"}
            and child.i > anchor.i
            and child.right_edge.i == first - 1
            and child.lower_ not in {"enemy", "own", "other", "more", "fewer", "less", "such", "odd", "plus"}
        )
        if not sorts or child.lower_ in places or child.ent_type_:
            break
        first = child.left_edge.i
    if first <= anchor.i or noun.doc[first].lower_ == "or":
        first = noun.i
    return Span(noun.doc, first, noun.i + 1).text
