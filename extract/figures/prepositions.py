"""Finds words before a number that introduce a topic, not a bound: `worry about three lamps`."""

import re
from dataclasses import replace

from extract.figures.quantity import Quantity
from extract.parsing.tokens import Doc

_ABOUT = re.compile(r"about[ \u00a0]+", re.IGNORECASE)


def without_topic_word(doc: Doc, quantity: Quantity) -> Quantity:
    """Return the quantity without an `about` that is a preposition: a `remark about 40 homes` counts 40."""
    about = _ABOUT.match(doc.text, quantity.start)
    if about is None or quantity.bound != "~" or about.end() > quantity.number_start:
        return quantity
    if quantity.value == 1 and quantity.measure is None and quantity.form == "words":
        # Nobody rounds to one: `It is not just about one person`.
        return replace(quantity, start=about.end(), bound="=")
    following = doc.char_span(quantity.number_start, quantity.number_end, alignment_mode="expand")
    if quantity.form == "fraction" and following is not None and following.root.head.pos_ == "VERB":
        # `They guessed about half had left`: few talk about a half.
        return quantity
    word = doc.char_span(about.start(), about.start() + 5, alignment_mode="expand")
    if word is None or word[0].dep_ not in {"case", "mark"} or word[0].head.head == word[0].head:
        return quantity
    return replace(quantity, start=about.end(), bound="=")
