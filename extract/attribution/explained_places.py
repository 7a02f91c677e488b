"""Finds the narrator's explanations of a place's name: `in Lissa, a town of 900 people, by May`."""

from collections.abc import Iterable

from extract.attribution.attribution import Range
from extract.attribution.spans import edges, without
from extract.lexicon import load
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Token


def without_explained_places(tokens: Iterable[Token], ranges: list[Range]) -> list[Range]:
    """Return ranges without explanations of what a place is: `in Lissa, a town of 900 people, by May`."""
    for explanation in (t for t in tokens if _explains_place(t)):
        ranges = [left for part in ranges for left in without(part, edges(explanation))]
    return ranges


def _explains_place(noun: Token) -> bool:
    """Return True if a noun explains what a place is: `to Lissa, an island that lost its 40 wells, by ferry`."""
    if noun.dep_ != "appos":
        return False
    first = noun.left_edge
    article = first.nbor(1) if first.text == "," and first != noun else first
    apart = first.i > 0 and "," in {first.text, first.nbor(-1).text}
    if not apart or article.lower_ not in {"a", "an", "the"}:
        return False
    before = first.nbor(-1) if first.text == "," else first.nbor(-2)
    kind = noun.lemma_.lower() in load("places")["kinds"]
    return noun.head.ent_type_ in PLACES or (kind and before.ent_type_ in PLACES)
