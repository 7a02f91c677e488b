"""Finds the body that a named person speaks for: `Drainage Board spokesman Tom Rask`, `Rask, head of the board`."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.attribution.cue_words import case_of
from extract.attribution.name_phrases import is_bare, plain_name
from extract.attribution.organisations import Bodies
from extract.attribution.spans import noun_phrase
from extract.lexicon import any_words, words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE, PLACES
from extract.parsing.tokens import Span, Token
from extract.text.source_names import fold

_BELONGING = frozenset({"of", "for", "at", "with", "from"})


def bodies_of(entity: Span) -> Iterator[str]:
    """Yield the names of the bodies that a person speaks for according to the words around the name."""
    for phrase in _bodies_around(entity.root):
        name = plain_name(phrase)
        if name and not is_bare(name) and fold(name) not in words("names", "alone"):
            yield name


def key_of_body(names: Sequence[str], bodies: Bodies) -> str:
    """Return the key of the body that is named most often with a person, "" if there is none."""
    keys = Counter(bodies.key(bodies.whole(name)) for name in names)
    return keys.most_common(1)[0][0] if keys else ""


def _bodies_around(name: Token) -> Iterator[Span]:
    # The board's Tom Rask, Tom Rask of the board.
    yield from (noun_phrase(child) for child in name.children if _belongs(child))
    for office in _offices(name):
        if any(child.lower_ in {"former", "ex", "late", "retired"} for child in office.lefts):
            continue
        if (before := _name_before(office)) is not None:
            yield before
        yield from (noun_phrase(child) for child in office.children if _belongs(child))


def _offices(name: Token) -> Iterator[Token]:
    """Yield the nouns for an office next to a name: `the head of the board, Tom Rask`, `Rask is its head`."""
    beside = [child for child in name.children if child.dep_ in {"nmod", "compound", "appos"}]
    if name.dep_ == "appos":
        # The parser may attach the name to the body: `the head of the board, Tom Rask`.
        beside += [name.head, name.head.head] if name.head.dep_ == "nmod" else [name.head]
    elif name.dep_ == "nsubj" and any(child.dep_ == "cop" for child in name.head.lefts):
        beside.append(name.head)
    heading = words("names", "speaking", "heading")
    yield from (noun for noun in beside if noun.lemma_.lower() in heading)


def _belongs(child: Token) -> bool:
    """Return True if a word names the body that its head belongs to: `the board's`, `of the board`."""
    beside = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and case_of(child) in _BELONGING)
    return beside and _is_body(child)


def _is_body(token: Token) -> bool:
    sorts = any_words("cues.offices", "names.bodies")
    named = any(other.text[:1].isupper() for other in noun_phrase(token))
    return token.ent_type_ in ORGANIZATIONS or (named and token.lemma_.lower() in sorts)


def _name_before(office: Token) -> Span | None:
    """Return the name of a body right before an office: `Drainage Board` of `Drainage Board chief executive`."""
    doc, first = office.doc, office.left_edge.i
    titles = words("titles", "titles", "ranks")
    end = office.i
    while end > first and not (_ends_body(doc[end - 1]) and doc[end - 1].lower_ not in titles):
        end -= 1
    start = end
    while start > first and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ != "DET":
        start -= 1
    return Span(doc, start, end) if start < end else None


def _ends_body(token: Token) -> bool:
    name = token.pos_ == "PROPN" and token.ent_type_ not in PLACES | PEOPLE and token.dep_ == "compound"
    return name or _is_body(token)
