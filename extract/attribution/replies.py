"""Finds who gave a quotation as an answer: `“About 40,” came the reply from Brandt`, `…,” was the union's answer`."""

from collections.abc import Iterator

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import CLOSING, can_speak, case_of
from extract.attribution.spans import char_range, noun_phrase
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token

_COMING = frozenset({"came", "comes", "was", "is"})


def reply_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions made by a noun for an answer after a quotation, which finds its speaker by them."""
    replies = words("cues", "replies")
    for noun in (t for t in doc if t.lemma_ in replies):
        first = noun_phrase(noun).start
        if first < 2 or doc[first - 1].lower_ not in _COMING or doc[first - 2].text not in CLOSING:
            continue
        if (giver := _giver(noun)) is not None:
            cue = (doc[first - 1].idx, char_range(noun)[1])
            yield Attribution(Construction.VERB, cue, giver, char_range(noun_phrase(giver)), [], anchor=first - 1)


def _giver(noun: Token) -> Token | None:
    """Return who answers: an owner, or the noun after `from`, wherever the parser attaches it."""
    owners = [c for c in noun.lefts if c.dep_ == "nmod:poss"]
    behind = [c for t in (noun, noun.head) for c in t.rights if c.i > noun.i and case_of(c) in {"from", "of", "by"}]
    return next((giver for giver in (*owners, *behind) if can_speak(giver)), None)
