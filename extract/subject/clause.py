"""The clause around a figure as a label: subject, verb and object, the figure an ellipsis, in few words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.subject.clause_text import Named, filled, in_order
from extract.subject.label_words import inside, is_time

# The most words of a clause label, and of a sentence that is not a clause.
LONGEST = 15
# Extra words for a restriction of what is counted.
MORE = 4
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"})
_CLAUSES = frozenset({"ccomp", "csubj", "parataxis", "advcl:relcl", "advcl", "conj", "acl", "xcomp"})
# A word needs these to keep its meaning, whatever the length.
_BOUND = frozenset({"aux", "aux:pass", "cop", "case", "fixed", "flat", "compound", "compound:prt", "goeswith", "mark"})
_BOUND |= _SUBJECTS | {"nmod:poss", "nummod", "det", "xcomp"}
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
# What a verb is incomplete without, nearest first.
_NEEDED = frozenset({"obj", "xcomp", "iobj", "obl:agent", "ccomp"})
# What only adds information to a word.
_ADDED = frozenset({"punct", "cc", "conj", "appos", "parataxis", "discourse", "vocative", "dep", "list", "acl:relcl"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_THINGS = _NOUNS | {"SYM", "NUM"}
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# What a clause can begin with before its subject.
_AHEAD = frozenset({"mark", "advcl", "advmod"})
_EMPTY_VERBS = frozenset({"be", "have", "do"})
# A clause with fewer content words is combined with the one above it.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in few words: the text, with a gap for the figure, and its nouns, verbs and adjectives."""

    text: str = ""
    telling: tuple[Token, ...] = ()


def clause_around(doc: Doc, figure: Figure, name_of: Named) -> Clause:
    """Return the clause around a figure, or the one above if it says too little; empty if that does too.

    name_of: whom a pronoun stands for, "" if unknown.
    """
    anchor = doc[figure.anchor]
    own = set(_inner(figure, doc))
    path = [anchor]
    while True:
        path = _path(path)
        kept = _kept(path, own, figure)
        telling = tuple(t for t in kept - own if t.pos_ in _TELLING and t.lemma_ not in _EMPTY_VERBS)
        above = path[-1].head
        if len(telling) >= ENOUGH or above == path[-1] or above.lemma_.lower() in words("cues", "speech"):
            break
        path.append(above)
    text = in_order(filled(doc, kept, own), figure, name_of)
    return Clause(text, telling) if telling and len(text.split()) > 2 else Clause()


def _kept(path: list[Token], own: set[Token], figure: Figure) -> set[Token]:
    """Return the words of a clause that fit into a label."""
    passed = {token.head for token in path if token.dep_ == "conj" and {token.pos_, token.head.pos_} <= _THINGS}
    if passed & own or len(passed) == len(path):
        passed = set()
    # In an enumeration, keep only the figure's own item, and what introduces the enumeration: `had … rebounds`, not the
    # points.
    own_case = any(child.dep_ == "case" for token in path if token.dep_ == "conj" for child in token.lefts)
    leading = {child for token in passed for child in token.lefts if child.dep_ == "case" and not own_case}
    path = [token for token in path if token not in passed]
    kept = set(path) | own | leading
    for token in (*path, *_lenders(path[-1])):
        kept |= set(_bound(token, figure))
    shared = {child for child in path[0].children if child.dep_ == "nmod" and child.left_edge.lower_ == "of"}
    counted = own | shared | ({path[0].head} - passed)
    for token in _wanted(path, counted, figure):
        room = LONGEST + (MORE if token.head in counted else 0)
        parts = [set(_whole(token, figure)), set(_shortened(token, figure))]
        fitting = (part for part in parts if _length((kept | part) - own) < room)
        # A verb without its object or complement is not a clause.
        needed = token.dep_ in _NEEDED and token.head in path and token.head.pos_ == "VERB"
        kept |= next(fitting, set(_bound(token, figure)) if needed else set())
    # `and` stays between two that both stay.
    kept |= {child for token in kept if token.dep_ == "conj" and token.head in kept for child in _joining(token)}
    opening = set(_opening(path[-1])) if path[-1].dep_ != "conj" or path[-1].head not in kept else set()
    kept -= opening
    return kept | {part for token in kept for part in (*_hyphened(token), *_named_whole(token))}


def _path(below: list[Token]) -> list[Token]:
    """Return a path of words, from a figure up, extended to the head of a clause that can stand alone."""
    path = list(below)
    while (token := path[-1]).head != token:
        own = any(child.dep_ in _SUBJECTS for child in token.children)
        # `She will know in a month whether he can stay`: the month is not within what she will know.
        outside = any(child.dep_ == "mark" and child.i > path[0].i and _asks(child) for child in token.lefts)
        if own and token.dep_ in _CLAUSES and not outside:
            break
        is_predicate = token.pos_ in {"VERB", "AUX"} or (
            token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in token.children)
        )
        if token.dep_ == "conj" and is_predicate and token.head.pos_ in {"VERB", "AUX"}:
            # A verb coordinated with another shares its subject and nothing else.
            break
        if token.pos_ in _NOUNS and len(path) > 1 and path[-2].dep_ in {"acl", "acl:relcl"}:
            # `a mother who had … children`, `a man serving … terms` stand by themselves.
            break
        path.append(token.head)
    return path


def _asks(mark: Token) -> bool:
    return mark.lower_ in {"whether", "if", "that"}


def _lenders(top: Token) -> Iterator[Token]:
    """Yield the subject and auxiliaries that a coordinated verb shares with the first."""
    while top.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in top.children):
        top = top.head
        yield from (child for child in top.children if child.dep_ in _SUBJECTS)


def _inner(figure: Figure, doc: Doc) -> Iterator[Token]:
    """Yield the words of the figure itself."""
    for token in doc[max(0, figure.anchor - 12) : figure.anchor + 12]:
        if inside(token, figure):
            yield token


def _bound(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with everything it needs to keep its meaning, recursively."""
    yield token
    for child in token.children:
        if (child.dep_ in _BOUND or child.tag_ == "WRB" or _is_part(child, token)) and not inside(child, figure):
            if child.dep_ == "nummod" and child.i > token.i and token.pos_ == "PROPN":
                continue
            if child.dep_ == "csubj":
                yield from _whole(child, figure)
            else:
                yield from _bound(child, figure)
                if child.dep_ == "xcomp":
                    objects = (c for c in child.rights if c.dep_ == "obj" and not inside(c, figure))
                    yield from (each for thing in objects for each in _bound(thing, figure))


def _is_part(child: Token, token: Token) -> bool:
    """Return True if a word forms a unit with its head: `not`, an adjective, what it is of, the rest of a name."""
    dated = child.dep_ == "nmod:unmarked" and (
        is_time(token) or token.lemma_.lower() in words("labels", "periods") or token.pos_ in {"PROPN", "NUM"}
    )
    quality = child.dep_ == "amod"
    beside = child.dep_ == "appos" and child.left_edge.i == token.i + 1 and child.pos_ == "PROPN"
    listed = beside and (child.left_edge.text in {":", "("} or any(c.dep_ == "conj" for c in child.children))
    of_it = child.dep_ == "nmod" and child.left_edge.lower_ == "of" and child.left_edge.i == token.i + 1
    degree = child.dep_ == "advmod" and token.dep_ == "amod" and child.i < token.i
    free = child.dep_ == "acl:relcl" and token.tag_ == "WP"
    return (
        child.lower_ in NEGATIONS
        or dated
        or quality
        or (beside and not listed)
        or (of_it and child.pos_ in _NOUNS)
        or degree
        or free
    )


def _hyphened(token: Token) -> Iterator[Token]:
    """Yield what is hyphenated to a word: the `27-year-` of `27-year-old`, the `-24` of `a 31-24 victory`."""
    first = token.i if token.pos_ != "DET" else 0
    while first >= 2 and token.doc[first - 1].text in _HYPHENS and not token.doc[first - 2].whitespace_:
        yield from token.doc[first - 2 : first]
        first -= 2
    last = token.i
    while last + 2 < len(token.doc) and token.doc[last + 1].text in _HYPHENS:
        if token.doc[last].whitespace_ or token.doc[last + 1].whitespace_:
            break
        last += 2
    if token.doc[last].pos_ != "CCONJ":
        # In `two defeats-and a draw` the hyphen is a dash.
        yield from token.doc[token.i + 1 : last + 1]


def _named_whole(token: Token) -> Iterator[Token]:
    """Yield the rest of the name that begins with a word."""
    for part in token.doc[token.i + 1 :] if token.ent_iob_ == "B" else ():
        if part.ent_iob_ != "I":
            break
        yield part


def _whole(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with all its dependents, except those that only add information."""
    yield token
    for child in token.children:
        beside = child.dep_ in {"cc", "conj"} and token.pos_ in _NOUNS
        if beside or child.dep_ not in _ADDED or _is_part(child, token):
            yield from _whole(child, figure)


def _wanted(path: list[Token], counted: set[Token], figure: Figure) -> list[Token]:
    """Return the further words for a path: what its words need first, then by distance from the figure."""
    top = path[-1]
    first = min((child.i for child in top.children if child.dep_ in _SUBJECTS), default=0)
    others = [
        child
        for token in {*path, *counted}
        for child in token.children
        if child not in path
        and not inside(child, figure)
        and (child.dep_ not in _ADDED or (token in counted and _restricts(child)))
        and not (token == top and child.i < first and child.dep_ in _AHEAD and not _follows(child, figure))
        and not any(c.dep_ == "case" and c.tag_ in {"VBG", "VBN"} for c in child.lefts)
    ]
    return sorted(others, key=lambda t: (not (t.head in counted or t.dep_ in _NEEDED), abs(t.i - figure.anchor)))


def _follows(child: Token, figure: Figure) -> bool:
    """Return True if a dependent comes right after the figure: `two days after it rained, the bridge fell`."""
    return child.left_edge.idx - figure.end in {0, 1}


def _joining(token: Token) -> Iterator[Token]:
    """Yield the `and` of a coordinated word."""
    yield from (child for child in token.lefts if child.dep_ == "cc")


def _opening(top: Token) -> Iterator[Token]:
    """Yield the words that connect a clause to what comes before it: `and`, `when`, `because`."""
    subject = any(child.dep_ in _SUBJECTS for child in top.children)
    for child in top.lefts:
        hanging = top.head != top and (child.tag_ == "WRB" or (child.dep_ == "case" and not subject))
        if (hanging or child.dep_ in {"mark", "cc"}) and child.tag_ != "TO":
            yield child


def _shortened(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with what it needs, and a verb with its complements, all in few words."""
    yield from _bound(token, figure)
    if token.pos_ == "VERB":
        needed = [child for child in token.rights if child.dep_ in _NEEDED]
        # `compared with last year` has nothing else after it.
        beside = [child for child in token.rights if child.dep_ in {"obl", "advcl"}]
        for child in needed or beside[:1]:
            yield from _shortened(child, figure)


def _restricts(clause: Token) -> bool:
    """Return True for a relative clause that says which, no comma before it."""
    return clause.dep_ == "acl:relcl" and clause.left_edge.i > 0 and not clause.left_edge.nbor(-1).is_punct


def _length(tokens: Iterable[Token]) -> int:
    return sum(not token.is_punct and token.dep_ != "det" for token in tokens)
