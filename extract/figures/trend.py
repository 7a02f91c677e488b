"""Finds the direction of a change: rose by 3 %, a 5 % fall, up 19 cents."""

import re
from functools import cache

from extract.claim import Trend
from extract.figures.quantity import Quantity
from extract.lexicon import class_by_word, load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Token


@cache
def _trend_words() -> dict[str, Trend]:
    ways: tuple[Trend, ...] = ("up", "down")
    return {word: way for way in ways for word in load("bounds")["trend"][way]}


_BARE = re.compile(
    r"\b(up(?:wards?)?|down(?:wards?)?|higher|lower) "
    r"(?:by |some |about |around |roughly |nearly |almost |just |only |more than |at least |an? "
    r"|another |a further )*$",
    re.IGNORECASE,
)


_PRONOUNS = frozenset({"i", "he", "she", "we", "who"})
_REACHED = re.compile(r"\bto (?:just |only )?$")
_HEAT = frozenset({"degree", "celsius", "fahrenheit"})
# `The bus fell 90 metres into a lake`: a thing moved, no quantity changed.
_PATHS = frozenset({"into", "onto", "off", "through", "down"})
_SUMMARIES = {"average", "total", "mean", "median", "maximum", "minimum"}
# `per` is that of `per cent`.
_BOUND_PREPOSITIONS = {"over", "about", "around", "than", "least", "per"}


def trend_of(doc: Doc, quantity: Quantity, anchor: Token) -> Trend | None:
    """Return the direction in which the quantity changed by this figure: `rose by 3 %`, `a 5 % fall`, `up 19 cents`.

    A level that was reached (`rose to 5 %`) has none: it is comparable with other levels, not with changes.
    """
    if doc.text[max(0, quantity.start - 2) : quantity.start] == " +":
        # `Her balance stands at +9 points` is a level.
        return None if doc.text[max(0, quantity.start - 5) : quantity.start] == " at +" else "up"
    bare = _BARE.search(doc.text[max(0, quantity.start - 40) : quantity.start])
    if bare and not _phrasal(doc, anchor):
        return "up" if bare[1].lower().startswith(("up", "higher")) else "down"
    if _REACHED.search(doc.text[max(0, quantity.start - 8) : quantity.start]):
        return None
    words = _trend_words()
    top = anchor
    for _ in range(3):
        if top.dep_ in {"nummod", "compound", "nmod:unmarked", "flat", "dep", "goeswith"} and top.head != top:
            top = top.head
    cases = {child.lower_ for child in top.lefts if child.dep_ == "case"} | {
        child.lower_ for child in anchor.lefts if child.dep_ == "case"
    }
    sort = quantity.measure.sort if quantity.measure is not None else "count"
    if quantity.form == "fraction" and quantity.measure is None:
        sort = "percent"
    head = top.head
    if head.i + 1 < len(doc) and head.nbor().lower_ == "short":
        # `Aid fell short by 40 percent`
        return None
    if head.lemma_ == "lose" and any(c.dep_ == "obj" and c != top for c in head.rights):
        # `lost the town 36 percent to 51 percent`
        return None
    if cases == {"of"} and head.lower_ in _SUMMARIES and head.dep_ in {"obj", "obl", "obl:unmarked", "nmod:unmarked"}:
        # `Rose an average of 4 percent` rose by that.
        top, head = head, head.head
        cases = {child.lower_ for child in top.lefts if child.dep_ == "case"} - _BOUND_PREPOSITIONS
    cases -= _BOUND_PREPOSITIONS
    if words.get(head.lower_) == "up":
        # `Rose under 4 percent` gives the change, `fell under 4 percent` the level.
        cases -= {"under", "below"}
    moves = head.pos_ == "VERB" and (
        top.dep_ in {"obj", "obl", "obl:unmarked", "advmod", "nmod:unmarked"}
        # `was cut by 300`; clerks who cut it are an agent.
        or (top.dep_ == "obl:agent" and (top == anchor or sort != "count"))
    )
    if sort not in {"percent", "points", "money"}:
        # `cut 300 jobs` and `walked up 5 miles` are not trends; `rose by 300` and `rose 3 metres` are.
        apart = any(token.text == "," for token in doc[head.i : top.i])
        warms = quantity.measure is not None and quantity.measure.name in _HEAT and top.idx < quantity.end
        # A team lost by 17 points.
        by = cases == {"by"} and head.lemma_ != "lose"
        if moves and (by or (sort == "measure" and not cases and not apart and (warms or _moves_by_measure(head)))):
            return words.get(head.lower_)
        return None
    # Neither money that was raised nor whoever raised it rose.
    collected = sort == "money" and top.lemma_ == "raise"
    if top.lower_ in words and top != anchor and not collected:
        return words[top.lower_]
    if moves and cases <= {"by"}:
        # `Raised $3 million` means collected: nothing rose by that much.
        collects = sort == "money" and head.lemma_ == "raise" and top.dep_ == "obj" and not cases
        return None if collects else words.get(head.lower_)
    # `after a 2 percent fall`: the words right before a noun without a verb are no subject.
    beside = top.dep_ in {"nmod", "compound", "nmod:unmarked", "amod"} or (
        top.dep_ == "nsubj" and top.i + 1 == head.i and not any(c.dep_ == "cop" for c in head.children)
    )
    if head.pos_ == "NOUN" and beside and cases <= {"of"}:
        return words.get(head.lower_)
    return None


def _moves_by_measure(verb: Token) -> bool:
    """Return True if a verb's object is the distance that a thing moved: `rose 3 metres`.

    A permanent height has no trend: `The tower rises 40 metres above the square`; nor has somebody who fell.
    """
    extent = {c.lower_ for k in verb.rights if k.dep_ == "obl" for c in k.lefts if c.dep_ == "case"}
    stands = verb.tag_ in {"VBZ", "VBP"} and not extent.isdisjoint({"above", "over"})
    moves = stands or not extent.isdisjoint(_PATHS)
    return verb.lower_ in _moved_by_measures() and not moves and not _is_somebodys(verb)


def _is_somebodys(verb: Token) -> bool:
    """Return True if a verb's subject is a person: `The clerk fell 9 metres`."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return verb.dep_ == "conj" and verb.head != verb and _is_somebodys(verb.head)
    named = any(t.ent_type_ in PEOPLE for t in (subject, *subject.rights))
    lemma = subject.lemma_.lower()
    known = lemma in class_by_word("people") or lemma in words("people", "single")
    return named or known or subject.lower_ in _PRONOUNS


def _phrasal(doc: Doc, anchor: Token) -> bool:
    """Return True if a preceding `up` or `down` belongs to a verb that is no change: `make up 20 %`, `give up 5 %`."""
    before = doc[anchor.i - 1] if anchor.i else anchor
    # `Rents up 9 %`: a headline that lacks its verb, unlike `Gives up 9 % of it`.
    headline = all(token.lower_ != "of" for token in doc[anchor.i + 1 : anchor.i + 4])
    return any(
        token.dep_ == "compound:prt"
        and token.lower_ in {"up", "down"}
        and token.head.lower_ not in _drifting()
        and not (headline and (token.head.pos_ == "NOUN" or (token.head.is_sent_start and token.head.tag_ == "VBZ")))
        for token in doc[max(0, before.i - 2) : anchor.i]
    )


@cache
def _drifting() -> frozenset[str]:
    return frozenset(load("bounds")["trend"]["drifting"])


@cache
def _moved_by_measures() -> frozenset[str]:
    return frozenset(load("bounds")["trend"]["by_measure"])


# `Rivo rose 8 %, Calder by 4 % and Foss 3 %`: the verb occurs once.
_GAPPED = re.compile(r",?(?: and| while)?(?: the)?(?: [A-Z][\w&.'’-]*){1,5}(?: by)? ")
# `is up 3 % in May and 21 % since then`
_PERIODS = re.compile(
    r"(?: (?:on|for|in|over|this|last|since) [^.,;:\d]{2,25})?,? and (?:by )?(?:about |nearly |almost |more than )?"
)
_PERIOD = re.compile(r" (?:on|for|in|over|this|last|since|so far|year|from|month)\b")
_CONVERTED = re.compile(r" ?[(/] ?|,? or (?:about |around |roughly |nearly |almost )?")


def inherited_trend(text: str, before: Quantity, trend: Trend | None, here: Quantity) -> Trend | None:
    """Return the trend that a figure takes from the one before it, if the verb is left out or the unit converted."""
    between = text[before.end : here.start]
    if here.measure is None or before.measure is None:
        return None
    again = _GAPPED.fullmatch(between) or (_PERIODS.fullmatch(between) and _PERIOD.match(text, here.end))
    alike = here.measure.name == before.measure.name and bool(again)
    return trend if alike or _CONVERTED.fullmatch(between) else None
