"""Finds the spokesman of a body whose name the parser tears: `Lissa Health and Safety Board spokeswoman Ana Brandt`."""

from extract.attribution.attribution import Attribution
from extract.attribution.spans import char_range, noun_phrase
from extract.lexicon import words
from extract.parsing.tokens import Token


def mend_torn(attributions: list[Attribution]) -> None:
    """Make the spokesman the source where the parser takes half of the body's name for it."""
    for a in attributions:
        if a.head is not None and a.head.pos_ == "PROPN" and (spokesman := _behind_and(a.head)) is not None:
            a.head, a.source = spokesman, char_range(noun_phrase(spokesman))


def _behind_and(half: Token) -> Token | None:
    """Return the spokesman whom the parser joins to half of a name; two speakers have a comma or an article between."""
    joined = (c for c in half.rights if c.dep_ in {"conj", "appos"} and c.lemma_.lower() in words("names", "speaking"))
    return next((c for c in joined if _continues_name(half, c)), None)


def _continues_name(half: Token, spokesman: Token) -> bool:
    """Return True if nothing but an `and` and capitalised words is between half of a name and a spokesman."""
    between = half.doc[half.i + 1 : spokesman.i]
    capital = any(t.text[:1].isupper() for t in between)
    return capital and all(t.text[:1].isupper() or t.lower_ in {"and", "of", "&"} for t in between)
