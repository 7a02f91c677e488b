"""What restricts a count: whose they are, where, in which year, per day or in all, elsewhere."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from extract.attribution.cast import PLACES
from extract.figures.component import Figure
from extract.lexicon import load, words

# Characters in which a dateline stands.
DATELINE = 250
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "from", "on", "of"})
_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "advcl:relcl", "xcomp"})
_OWN = frozenset({"enemy", "own", "our"})
_YEAR = re.compile(r"(?<![\d,.$£€])(?:19|20)\d\d(?![\d,%]|\.\d)")


def place_of(name: str) -> str:
    """Return one name for a place or a people: `Russian` and `Russia` are `russia`."""
    places = load("places")
    folded = re.sub(r"(?:'s|’s)$", "", re.sub(r"\s+", " ", name.lower().strip(" .,")))
    folded = re.sub(r"^(?:the|downtown|greater|(?:north|south|east|west|central)(?:ern)?) (?=\w)", "", folded)
    for kind in places["kinds"]:
        folded = folded.removesuffix(f" {kind}").removeprefix(f"{kind} of ")
    return str(places["same"].get(folded) or places["demonyms"].get(folded) or folded)


def places_of(entities: Iterable[Span]) -> tuple[str, ...]:
    """Return the places among names, each once."""
    return tuple(dict.fromkeys(place_of(entity.text) for entity in entities if entity.label_ in PLACES))


def side_of(noun: Token | None, verb: Token | None) -> str:
    """Return whose the counted are: `enemy soldiers`, `Russian soldiers`, `Russia lost 16,600`; "" if unsaid."""
    for token in noun.lefts if noun is not None else ():
        if token.lower_ in _OWN:
            return token.lower_
        peoples = token.lower_ in load("places")["demonyms"] or token.ent_type_ in PLACES
        named = token.dep_ in {"amod", "compound", "nmod:poss"} and token.is_title and not token.is_sent_start
        if peoples or named:
            return place_of(token.text)
    if verb is not None and verb.lemma_.lower() == "lose":
        for child in verb.lefts:
            if child.dep_ == "nsubj":
                owners = [t for t in child.subtree if t.ent_type_ in PLACES or t.lower_ in load("places")["demonyms"]]
                return place_of(owners[0].text) if owners else ""
    return ""


def where_of(clause: Token, noun: Token | None) -> tuple[str, ...]:
    """Return the places that the figure's own clause puts it in: `in Takengon`, `homes in Oldmouth`."""
    holders = [clause, *([noun] if noun is not None else [])]
    found = []
    for holder in holders:
        for child in holder.children:
            located = any(c.dep_ == "case" and c.lower_ in _LOCATING for c in child.lefts)
            if located and child.ent_type_ in PLACES:
                found.append(place_of(_whole_name(child)))
    return tuple(dict.fromkeys(found))


def _whole_name(token: Token) -> str:
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    return entity.text if entity is not None else token.text


def years_of(doc: Doc, clause: Token) -> tuple[str, ...]:
    """Return the years that a clause is in: named in it or in a clause that it depends on, but for the article's own.

    The article's own year is the one that its first lines name.
    """
    own = _YEAR.search(doc.text, 0, DATELINE)
    found = []
    for token in clause.sent:
        if _YEAR.fullmatch(token.text) and (own is None or token.text != own.group()):
            holder = _clause_head(token)
            if holder == clause or holder.is_ancestor(clause) or token.i == clause.i:
                found.append(token.text)
    return tuple(dict.fromkeys(found))


def _clause_head(token: Token) -> Token:
    """Return the head of the smallest clause around a word."""
    while token.head != token and token.dep_ not in _CLAUSES:
        token = token.head
    return token


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
