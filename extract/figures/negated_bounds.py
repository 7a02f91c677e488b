"""Finds the bounds that a verb's negation reverses: `may not be kept for more than 36 hours`."""

from dataclasses import replace

from extract.claim import Bound
from extract.figures.bounds import limits, turned
from extract.figures.quantity import Quantity
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Token

_NOT = frozenset({"not", "n't", "n’t", "never"})
_CLAUSES = frozenset({"ccomp", "parataxis", "advcl", "csubj"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def under_negation(doc: Doc, quantity: Quantity, anchor: Token) -> Quantity:
    """Return the quantity with its bound reversed if its verb is negated, else unchanged.

    `Did not pay more than $3 million` may mean that this much was left unpaid: only verbs of measure, comparisons of a
    property (`cannot be higher than`) and modals of permission set a limit.
    """
    before = doc.text[quantity.start : quantity.number_start].lower()
    compares = " than " in before or before.startswith(("over ", "above ", "under ", "below "))
    # Failed to reach 40 percent; but somebody who did not hit 40 cars may have hit none.
    level = quantity.bound == "=" and (quantity.measure is not None or anchor.dep_ == "obj")
    if level and quantity.value is not None and (verb := _verb_missing(anchor)) is not None:
        bound: Bound = "<" if verb.lemma_.lower() in load("bounds")["denied"]["reaching"] else "<="
        low, high = limits(bound, quantity.value)
        return replace(quantity, bound=bound, low=low, high=high)
    if quantity.value is None or quantity.bound not in {"<", ">"} or not compares:
        return quantity
    top = anchor
    while (
        top.head != top
        and top.dep_ not in _CLAUSES
        and (top.head.pos_ not in {"VERB", "AUX"} or top.head.idx >= quantity.start)
    ):
        top = top.head
    own = top if top.idx >= quantity.start else anchor
    verb = own if any(child.dep_ == "cop" for child in own.lefts) else top.head
    around = verb.head.lefts if verb.dep_ == "ccomp" else ()
    negated = any(child.i < anchor.i and _negates(child) for child in verb.lefts)
    negated = negated or any(child.i < verb.i and _is_phrase_of_none(child) for child in around)
    denied = negated and _limits(top, verb, quantity)
    if top.dep_.startswith(("nsubj", "csubj")) or not (denied or _of_nobody(verb) or _is_forbidden(verb)):
        return quantity
    bound = turned(quantity.bound)
    low, high = limits(bound, quantity.value)
    return replace(quantity, bound=bound, low=low, high=high)


def _verb_missing(anchor: Token) -> Token | None:
    """Return the negated verb of reaching or passing whose object a number is: `failed to reach 40 percent`."""
    top = anchor
    while top.dep_ in {"nummod", "compound", "nmod:unmarked"} and top.head != top:
        top = top.head
    verb, denied = top.head, load("bounds")["denied"]
    if top.dep_ != "obj" or verb.lemma_.lower() not in {*denied["reaching"], *denied["passing"]}:
        return None
    fails = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("cues", "failing")
    return verb if fails or any(child.lower_ in _NOT for child in verb.lefts) else None


def _negates(child: Token) -> bool:
    """Return True for `not` and `never`, and for a phrase in their place: `at no time`, `under no circumstances`."""
    return child.lower_ in _NOT or _is_phrase_of_none(child)


def _is_phrase_of_none(child: Token) -> bool:
    return child.dep_ == "obl" and any(c.lower_ == "no" and c.dep_ == "det" for c in child.lefts)


def _limits(top: Token, verb: Token, quantity: Quantity) -> bool:
    words = load("bounds")["denied"]
    if verb.idx >= quantity.start or verb.lemma_ in words["verbs"]:
        return True
    if verb.lemma_ in words["moving"] and verb.doc.text[quantity.start :].lower().startswith(("above ", "below ")):
        return True
    modals = {child.lemma_.lower() for child in verb.lefts if child.dep_ == "aux"}
    # May not admit more than 40 guests; but `could not find more than 40 guests` sets no limit.
    allowed = not modals.isdisjoint(words["permission"]) or any(child.lower_ == "never" for child in verb.lefts)
    permitted = allowed or (quantity.measure is not None and not modals.isdisjoint(words["modals"]))
    return permitted and top.dep_ != "conj"


def _is_forbidden(verb: Token) -> bool:
    """Return True if a verb names what is forbidden: `bars guests from keeping more than 2 dogs`.

    A rule that prevents something limits it; whoever prevented thieves from taking more than 40 horses counted them.
    """
    above = verb.head
    if above.pos_ != "VERB" and above.dep_ in {"obj", "iobj", "nsubj", "nsubj:pass"} and above.i < verb.i:
        # The parser may attach what is forbidden to whom it is forbidden.
        above = above.head
    lemma, words = above.lemma_.lower(), load("bounds")["denied"]
    if above == verb or above.i > verb.i:
        return False
    mark = next((child.lower_ for child in verb.lefts if child.dep_ in {"mark", "case"}), "")
    if lemma in words["forbidding"]:
        return (verb.tag_ == "VBG" and mark in {"", "from"}) or mark == "to"
    return lemma in words["preventing"] and above.tag_ in {"VB", "VBZ", "VBP"} and verb.tag_ == "VBG" and mark == "from"


def _of_nobody(verb: Token) -> bool:
    """Return True if the verb's subject is nobody: `no passenger may bring more than 2 bags` limits everyone."""
    for subject in verb.lefts:
        if subject.dep_.startswith("nsubj"):
            first = next((token for token in subject.subtree if token.lower_ in _NOBODY), None)
            if first is not None and first.i <= subject.i:
                # `No fewer than 40 people` are many.
                return first.nbor().tag_ not in {"JJR", "RBR"}
    return False
