"""Names the dimension of a measure, its owner, and where a distance starts."""

import re
from functools import cache

from extract.figures.figure_component import Figure
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Token
from extract.subject.event import dimension_of
from extract.subject.label_words import inside, is_empty, joined, named, stretch, subject_noun

# Prepositions for the starting point of a distance or time.
TOWARDS = frozenset({"from", "of", "off", "into", "after", "before", "since", "to"})
# A preposition is at most so many words before the place that it introduces.
NEAR = 5


def role_of(doc: Doc, figure: Figure) -> str:
    """Return the dimension of a measure: from an adjective after it, the words around it, or its unit."""
    if figure.kind != "measure":
        return ""
    if figure.unit == "magnitude":
        return "magnitude"
    return role_in_words(doc, figure) or _dimensions().get(figure.unit or "", "")


def role_in_words(doc: Doc, figure: Figure) -> str:
    """Return the dimension that words express, not only the unit; "" if none do."""
    behind = [t for t in doc[figure.anchor : figure.anchor + 5] if t.idx >= figure.end][:2]
    dimension = next((t.lower_ for t in behind if t.text not in "-" or not t.text), "")
    if dimension in load("labels")["dimensions"]:
        return str(load("labels")["dimensions"][dimension])
    return dimension_of(doc, figure)


def bearer_of(doc: Doc, figure: Figure, role: str) -> Token | None:
    """Return the owner of a measure whose name precedes it: the quake of `the magnitude 6.1 quake`."""
    anchor = doc[figure.anchor]
    name = next((token for token in reversed(doc[max(0, anchor.i - 4) : anchor.i]) if token.lower_ == role), None)
    if name is None or name.head == name:
        return None
    behind = next((token for token in doc[anchor.i : anchor.i + 4] if token.idx >= figure.end), None)
    if behind is not None and behind.pos_ == "NOUN" and name.head in (behind, behind.head):
        return behind
    cased = any(child.dep_ == "case" for child in name.lefts)
    return name.head if name.dep_ == "nmod" and cased and name.head.pos_ == "NOUN" else None


@cache
def _dimensions() -> dict[str, str]:
    nouns = load("labels")["units"]
    return {name: nouns.get(row["dimension"], "") for name, row in load("units")["unit"].items()} | {
        "magnitude": "magnitude"
    }


def way_of(doc: Doc, figure: Figure) -> str:
    """Return the starting point of a distance: `south of Bireun` for `55 km (34 miles) south of Bireun`."""
    start = next((i for i in range(figure.anchor, min(figure.anchor + 8, len(doc))) if doc[i].idx >= figure.end), None)
    if start is None:
        return ""
    if doc[start].text == "(":
        start = next((i + 1 for i in range(start, min(start + 8, len(doc))) if doc[i].text == ")"), len(doc))
    start += start < len(doc) and doc[start].text == ")"
    words_kept: list[str] = []
    for token in doc[start : start + 6]:
        if token.lower_ in TOWARDS and token.dep_ == "case":
            near = token.head.i - token.i < NEAR
            place = stretch(token.head, figure, 7) or (joined(doc[token.i : token.head.i + 1]) if near else "")
            return " ".join([*words_kept, place]) if place else ""
        direction = token.lower_.replace("-", "")
        if not direction.startswith(tuple(load("labels")["ways"])) and token.text != "-":
            break
        words_kept.append(token.lower_)
    return ""


def with_role(role: str, thing: Token, figure: Figure) -> str:
    """Return a role with its thing, `depth of the quake`; if the thing is itself the role, its owner takes its place.

    "" for a thing that means nothing by itself, such as `number` or a unit.
    """
    lemma = thing.lemma_.lower()
    lasting = role == "duration" and lemma == "time"
    if is_empty(thing) or lasting or lemma in load("units")["unit"] or lemma in words("labels", "marks"):
        return ""
    name = named(thing, figure)
    if thing.lemma_.lower() in {*load("labels")["units"].values(), *load("labels")["dimensions"].values()}:
        role = thing.lemma_.lower()
    if role and role in name.lower().split()[1:]:
        return name
    if role and (name.lower() == role or thing.lemma_.lower() == role):
        owner = _owner(thing)
        if owner is None or name.lower() != role:
            return name
        whose = stretch(owner, figure, 4)
        return f"{name} of {re.sub(r'^(?:The|An?) ', lambda match: match[0].lower(), whose)}" if whose else name
    return f"{role} of {name}" if role and name else name


def is_unit_word(noun: Token, figure: Figure) -> bool:
    """Return True if a noun is a part of the figure or its unit."""
    return noun.lower_ in (figure.unit_text or "").lower().split() or inside(noun, figure)


def _owner(thing: Token) -> Token | None:
    """Return the owner of a depth or height that a verb names, not whoever states or estimates it."""
    verb, having = thing.head, words("events", "having") | {"have"}
    puts = (thing.dep_ == "obj" and verb.lemma_ not in having) or verb.lemma_ in words("cues", "speech")
    return subject_noun(verb, thing) if verb.pos_ == "VERB" and not puts else None
