"""Gives a number the unit that only the clause before it says: `Voss scored 18 points, while Rask added 12`."""

from dataclasses import replace

from extract.figures.quantity import Quantity
from extract.parsing.tokens import Doc, Token

# What two clauses compare in one unit; money and time are written with every number.
_COMPARED = frozenset({"points", "measure", "percent"})
_BESIDE = frozenset({"conj", "advcl", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_GOVERNED = frozenset({"obj", "obl", "obl:unmarked"})


def with_parallel_unit(doc: Doc, quantity: Quantity, anchor: Token, before: Quantity | None) -> Quantity:
    """Return a bare number with the unit of the number before it if both are governed alike in two joined clauses.

    anchor: the token of the number; before: the last number of the text.
    """
    unit = before.measure if before is not None else None
    if before is None or unit is None or unit.sort not in _COMPARED or unit.start < before.number_end or before.per:
        return quantity
    if quantity.measure is not None or quantity.form not in {"digits", "words"} or anchor.dep_ not in _GOVERNED:
        return quantity
    first = doc.char_span(unit.start, unit.end, alignment_mode="expand")
    verb = anchor.head
    own = any(child.dep_ in _SUBJECTS and child.i < anchor.i for child in verb.lefts)
    if first is None or not own or verb.dep_ not in _BESIDE or verb.pos_ != "VERB":
        return quantity
    parallel = first.root.dep_ in _GOVERNED and first.root.head == verb.head
    return replace(quantity, measure=unit) if parallel else quantity
