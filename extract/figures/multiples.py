"""Recognises numbers that say how many times as much: `four times higher`, `9 times earnings`."""

import re

from extract.figures.quantity import Quantity
from extract.lexicon import load, words
from extract.parsing.tokens import Doc

_MULTIPLE = re.compile(r" times (?=(?P<next>[\w.&]+))")
# `The shares trade at 9 times earnings`; elsewhere a bare noun after `times` may be who did something so often.
_VALUED = re.compile(r"\b(?:trad\w+|valu\w+|pric\w+|sell\w*|sold|worth|pa(?:y|ys|id|ying)|multiple of)\b[^.;\n]*$")


def multiplies(doc: Doc, quantity: Quantity) -> bool:
    """Return True if the number says how many times as much: `four times higher`, `9 times earnings`."""
    text = doc.text
    match = _MULTIPLE.match(text, quantity.number_end)
    if text.startswith(" times", quantity.number_end) and quantity.value is not None and quantity.value % 1:
        # `Rents rose 1.4 times`: nothing happens a part of a time.
        return True
    if match is None or quantity.measure is not None or quantity.form not in {"digits", "words"}:
        return False
    span = doc.char_span(*match.span("next"), alignment_mode="expand")
    if span is None:
        return False
    first = span[0]
    if first.lower_ in {"as", "what"} or first.tag_ in {"JJR", "RBR"}:
        return True
    if first.lower_ in {"that", "those"}:
        # `10 times that of the mill`, `three times that.`
        return first.i + 1 < len(doc) and (first.nbor().lower_ in {"of", "for", "in"} or first.nbor().is_punct)
    if first.lower_ == "the" or first.tag_ == "PRP$":
        # `Five times the previous year` is when, not how much.
        return first.head.i > first.i and first.head.lemma_.lower() not in load("units")["unit"]
    if first.lower_ in words("exclusions", "weekdays") or first.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    many = first.tag_ == "NNS" or (first.is_upper and len(first) > 1)
    return many or bool(_VALUED.search(text, max(0, quantity.start - 60), quantity.start))
