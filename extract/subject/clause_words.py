"""Finds the words that a word of a clause needs to keep its meaning."""

from collections.abc import Iterator

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Token
from extract.subject.label_words import inside, is_time

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"})
NOUNS = frozenset({"NOUN", "PROPN"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
# Relations that a verb is incomplete without.
NEEDED = frozenset({"obj", "xcomp", "iobj", "obl:agent", "ccomp"})
# Relations that only add information to a word.
ADDED = frozenset({"punct", "cc", "conj", "appos", "parataxis", "discourse", "vocative", "dep", "list", "acl:relcl"})
# Relations that a word needs to keep its meaning, whatever the length.
_BOUND = frozenset({"aux", "aux:pass", "cop", "case", "fixed", "flat", "compound", "compound:prt", "goeswith", "mark"})
_BOUND |= SUBJECTS | {"nmod:poss", "nummod", "det", "xcomp"}

# Words that change the degree of an adjective: `as easy as`, `too late`.
_DEGREES = frozenset({"as", "so", "too", "more", "less", "most", "least", "not"})
_HYPHENS = frozenset({"-", "‐", "‑"})
# Marks that set an apposition off from its noun.
_SETTING_OFF = frozenset({",", "–", "—", "--"})
_NAMING = frozenset({"compound", "flat", "appos", "nmod"})
# The most words of a name before an apposition.
NAMED = 6


def bound(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with everything it needs to keep its meaning, recursively."""
    yield token
    for child in token.children:
        beside = child.dep_ == "conj" and token.dep_ in SUBJECTS and token.pos_ == "PROPN"
        needed = child.dep_ in _BOUND or child.tag_ == "WRB" or _is_part(child, token) or beside
        if needed and not inside(child, figure):
            if child.dep_ == "nummod" and child.i > token.i and token.pos_ == "PROPN":
                continue
            if child.dep_ == "csubj":
                yield from whole(child)
            else:
                yield from bound(child, figure)
                if child.dep_ == "xcomp":
                    objects = (c for c in child.rights if c.dep_ == "obj" and not inside(c, figure))
                    yield from (each for thing in objects for each in bound(thing, figure))


def _is_part(child: Token, token: Token) -> bool:
    """Return True if a word forms a unit with its head: `not`, an adjective, an `of` phrase, the rest of a name."""
    dated = child.dep_ == "nmod:unmarked" and (
        is_time(token) or token.lemma_.lower() in words("labels", "periods") or token.pos_ in {"PROPN", "NUM"}
    )
    quality = child.dep_ == "amod"
    beside = child.dep_ == "appos" and child.left_edge.i == token.i + 1 and child.pos_ == "PROPN"
    listed = beside and (child.left_edge.text in {":", "("} or any(c.dep_ == "conj" for c in child.children))
    of_it = child.dep_ == "nmod" and child.left_edge.lower_ == "of" and child.left_edge.i == token.i + 1
    graded = token.dep_ == "amod" or (token.pos_ in {"ADJ", "ADV", "NUM", "DET"} and child.lower_ in _DEGREES)
    degree = child.dep_ == "advmod" and child.i < token.i and graded
    free = child.dep_ == "acl:relcl" and token.tag_ == "WP"
    directed = child.dep_ == "advmod" and child.lower_ in words("labels", "directions")
    return (
        directed
        or child.lower_ in NEGATIONS
        or dated
        or quality
        or (beside and not listed)
        or (of_it and child.pos_ in NOUNS)
        or degree
        or free
    )


def hyphened(token: Token) -> Iterator[Token]:
    """Yield the words hyphenated with a word: the `27-year-` of `27-year-old`, the `-24` of `a 31-24 victory`."""
    first = token.i if token.pos_ != "DET" else 0
    while first >= 2 and token.doc[first - 1].text in _HYPHENS and not token.doc[first - 2].whitespace_:
        yield from token.doc[first - 2 : first]
        first -= 2
    last = token.i
    while last + 2 < len(token.doc) and token.doc[last + 1].text in _HYPHENS:
        if token.doc[last].whitespace_ or token.doc[last + 1].whitespace_:
            break
        last += 2
    if last > token.i and token.doc[last].pos_ != "CCONJ":
        # In `two defeats-and a draw` the hyphen is a dash.
        yield from token.doc[token.i + 1 : last + 1]


def named_whole(token: Token) -> Iterator[Token]:
    """Yield the rest of the name that begins with a word."""
    last = token.i + 1 if token.ent_iob_ == "B" else len(token.doc)
    while last < len(token.doc) and token.doc[last].ent_iob_ == "I":
        yield token.doc[last]
        last += 1


def whole(token: Token) -> Iterator[Token]:
    """Yield a word with all its dependents, except those that only add information."""
    yield token
    for child in token.children:
        beside = child.dep_ in {"cc", "conj"} and token.pos_ in NOUNS
        if beside or child.dep_ not in ADDED or _is_part(child, token):
            yield from whole(child)


def shortened(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with what it needs, and a verb with its complements, all in few words."""
    yield from bound(token, figure)
    if token.pos_ == "VERB":
        needed = [child for child in token.rights if child.dep_ in NEEDED]
        # `compared with last year` has nothing else after it.
        beside = [child for child in token.rights if child.dep_ in {"obl", "advcl"}]
        for child in needed or beside[:1]:
            yield from shortened(child, figure)


def named_before(described: Token) -> list[Token]:
    """Return the name that an apposition describes, right before its comma: `Selm` for `Selm, a town of 900`."""
    doc, first = described.doc, described.left_edge.i
    comma = first - (doc[first].text not in _SETTING_OFF)
    if described.pos_ != "NOUN" or comma < 1 or doc[comma].text not in _SETTING_OFF or doc[comma - 1].pos_ != "PROPN":
        return []
    name = doc[comma - 1]
    if any(child.dep_ == "conj" for child in described.rights):
        # `through a loan, a grant or a gift`
        return []
    if described.lemma_ in {"percent", "%"} or (described.tag_ == "NNS" and name.dep_ == "conj"):
        # `Holm, Voss and Rask, the 3 best rowers`
        return []
    while name.dep_ in _NAMING and name.head.pos_ == "PROPN":
        name = name.head
    first = max(0, name.left_edge.i, comma - NAMED)
    if name.ent_type_ in PLACES and first > 1 and doc[first - 1].text == "," and doc[first - 2].ent_type_ in PLACES:
        # `Selm, Orvik, a town of 900`
        first -= 2
    return [token for token in doc[first:comma] if token.dep_ not in {"case", "punct", "cc"} or token.tag_ == "POS"]
