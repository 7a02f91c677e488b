"""Which way a quantity went by a figure: rose by 3 %, a 5 % fall, up 19 cents."""

import re
from functools import cache

from spacy.tokens import Doc, Token

from extract.claim import Trend
from extract.figures.quantities import Quantity
from extract.lexicon import load


@cache
def _trend_words() -> dict[str, Trend]:
    ways: tuple[Trend, ...] = ("up", "down")
    return {word: way for way in ways for word in load("bounds")["trend"][way]}


_BARE = re.compile(
    r"\b(up|down|higher|lower) "
    r"(?:by |some |about |around |roughly |nearly |almost |more than |at least |an? |another |a further )*$",
    re.IGNORECASE,
)


def trend_of(doc: Doc, quantity: Quantity, anchor: Token) -> Trend | None:
    """Return which way the quantity went by this figure: `rose by 3 %`, `a 5 % fall`, `up 19 cents`."""
    if doc.text[max(0, quantity.start - 2) : quantity.start] == " +":
        return "up"
    before = doc[anchor.i - 1] if anchor.i else anchor
    particle = any(
        token.dep_ == "compound:prt" and token.lower_ in {"up", "down"}
        for token in doc[max(0, before.i - 2) : anchor.i]
    )
    if not particle and (match := _BARE.search(doc.text[max(0, quantity.start - 40) : quantity.start])):
        return "up" if match[1].lower() in {"up", "higher"} else "down"
    if quantity.measure is None or quantity.measure.sort not in {"percent", "points", "money"}:
        return None
    words = _trend_words()
    top = anchor
    for _ in range(3):
        if top.dep_ in {"nummod", "compound", "nmod:unmarked", "flat", "dep"} and top.head != top:
            top = top.head
    cases = {child.lower_ for child in top.lefts if child.dep_ == "case"} | {
        child.lower_ for child in anchor.lefts if child.dep_ == "case"
    }
    head = top.head
    if top.lower_ in words and top != anchor:
        return words[top.lower_]
    if (
        head.pos_ == "VERB"
        and top.dep_ in {"obj", "obl", "obl:unmarked", "advmod", "nmod:unmarked"}
        and cases <= {"by", "to"}
    ):
        return words.get(head.lower_)
    if head.pos_ == "NOUN" and top.dep_ in {"nmod", "compound", "nmod:unmarked", "amod"} and cases <= {"of"}:
        return words.get(head.lower_)
    return None
