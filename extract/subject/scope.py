"""What restricts a count: whose they are, where, in which year, per day or in all, elsewhere."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from extract.attribution.cast import PLACES
from extract.figures.component import Figure
from extract.lexicon import load, words

_YEAR = re.compile(r"(?<![\d,.$£€])(?:19|20)\d\d(?![\d,%]|\.\d)")


def place_of(name: str) -> str:
    """Return one name for a place or a people: `Russian` and `Russia` are `russia`."""
    places = load("places")
    folded = re.sub(r"(?:'s|’s)$", "", re.sub(r"\s+", " ", name.lower().strip()))
    folded = re.sub(r"^the ", "", folded)
    return str(places["same"].get(folded) or places["demonyms"].get(folded) or folded)


def places_of(entities: Iterable[Span]) -> tuple[str, ...]:
    """Return the places among names, each once."""
    return tuple(dict.fromkeys(place_of(entity.text) for entity in entities if entity.label_ in PLACES))


def side_of(noun: Token | None, verb: Token | None) -> str:
    """Return whose the counted are: `enemy soldiers`, `Russian soldiers`, `Russia lost 16,600`; "" if unsaid."""
    for token in noun.lefts if noun is not None else ():
        if token.lower_ in {"enemy", "own", "our", "his", "their"} and token.lower_ not in {"his", "their"}:
            return token.lower_
        if token.lower_ in load("places")["demonyms"] or token.ent_type_ in PLACES:
            return place_of(token.text)
    if verb is not None and verb.lemma_.lower() == "lose":
        for child in verb.lefts:
            if child.dep_ == "nsubj":
                named = [t for t in child.subtree if t.ent_type_ in PLACES or t.lower_ in load("places")["demonyms"]]
                return place_of(named[0].text) if named else ""
    return ""


def years_of(doc: Doc, clause: Token) -> tuple[str, ...]:
    """Return the years named in a clause."""
    text = doc.text[clause.left_edge.idx : clause.right_edge.idx + len(clause.right_edge)]
    return tuple(dict.fromkeys(_YEAR.findall(text)))


def scope_of(figure: Figure, noun: Token | None, sentence: Span) -> tuple[str, ...]:
    """Return the words that restrict the count: the noun's modifiers, `per day`, `elsewhere`."""
    found = [f"per {figure.unit.split(' per ')[-1]}"] if figure.kind == "rate" and figure.unit else []
    text = f" {sentence.text.lower()} "
    found += sorted(word for word in words("events", "restrictions") if f" {word}" in text)
    if noun is not None:
        found += [
            token.lemma_.lower()
            for token in noun.lefts
            if token.dep_ in {"amod", "compound"} and token.pos_ in {"ADJ", "NOUN"} and not token.like_num
        ]
    return tuple(dict.fromkeys(found))
