"""Makes a label from the clause around a figure: subject, verb and object in few words, an ellipsis for the figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token
from extract.subject.clause_text import Named, dateline, filled, in_order
from extract.subject.clause_words import (
    ADDED,
    NEEDED,
    NOUNS,
    SUBJECTS,
    bound,
    hyphened,
    named_before,
    named_whole,
    shortened,
    whole,
)
from extract.subject.label_words import inside, named, overlaps

# The most words of a clause as a label.
LONGEST = 15
# Extra words for a restriction of what is counted.
MORE = 4
_CLAUSES = frozenset({"ccomp", "csubj", "parataxis", "advcl:relcl", "advcl", "conj", "acl", "xcomp"})
_THINGS = NOUNS | {"SYM", "NUM"}
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# Relations of what is coordinated with a noun, or describes it.
_BESIDE = frozenset({"conj", "appos", "acl:relcl", "acl"})
# Relations of what can precede the subject of a clause.
_AHEAD = frozenset({"mark", "advcl", "advmod"})
_EMPTY_VERBS = frozenset({"be", "have", "do"})
# A clause with fewer content words is combined with the one above it.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in few words: the text, with a gap for the figure, and its nouns, verbs and adjectives.

    described: it is a name with its apposition, which says whose the counted are: `Selm, a town of … people`.
    """

    text: str = ""
    telling: tuple[Token, ...] = ()
    described: bool = False


def clause_around(doc: Doc, figure: Figure, name_of: Named) -> Clause:
    """Return the clause around a figure, or the one above if it says too little; empty if that does too.

    name_of: returns the name that a pronoun stands for, "" if unknown.
    """
    anchor = doc[figure.anchor]
    own = set(_inner(figure, doc))
    path = [anchor, *_bracketed(figure, doc)]
    if (intro := _introduction(path[-1])) is not None:
        path = _ahead(path, intro)
        kept = _kept(path, own, figure)
        telling = _telling(kept - own)
        if len(telling) >= ENOUGH:
            return Clause(in_order(filled(doc, kept, own), figure, name_of), telling)
        path = path[:1]
    while True:
        path = _path(path)
        kept = _kept(path, own, figure)
        telling = _telling(kept - own)
        above = path[-1].head
        if len(telling) >= ENOUGH or above == path[-1] or above.lemma_.lower() in words("cues", "speech"):
            break
        path.append(above)
    text = in_order(filled(doc, kept, own), figure, name_of)
    if (noun := _antecedent(text, path)) is not None and noun not in kept:
        text = f"{named(noun, figure, 0)}{',' * text.startswith('which ')} {text}"
    described = path[-1].dep_ == "appos" and bool(named_before(path[-1]))
    return Clause(text, telling, described) if telling and len(text.split()) > 2 else Clause()


def _antecedent(text: str, path: list[Token]) -> Token | None:
    """Return the noun of the `which`, `that` or `who` with which a clause begins."""
    clause = path[-1]
    while clause.dep_ in {"ccomp", "xcomp"}:
        clause = clause.head
    relative = clause.dep_ == "acl:relcl" and text.startswith(("which ", "that ", "who "))
    return clause.head if relative and clause.head.pos_ in NOUNS else None


def _telling(kept: set[Token]) -> tuple[Token, ...]:
    return tuple(t for t in kept if t.pos_ in _TELLING and t.lemma_ not in _EMPTY_VERBS)


def _introduction(token: Token) -> Token | None:
    """Return the phrase before a subject that contains a word: `After a year of talks on 40 mills, the town …`."""
    while token.head != token:
        if token.dep_ == "obl" and token.right_edge.i + 1 < len(token.doc) and token.right_edge.nbor().text == ",":
            return token if any(c.dep_ in SUBJECTS and c.i > token.i for c in token.head.children) else None
        if token.dep_ not in {"nummod", "nmod", "conj", "compound", "amod", "appos"}:
            return None
        token = token.head
    return None


def _ahead(path: list[Token], top: Token) -> list[Token]:
    """Return a path extended to a word above."""
    path = list(path)
    while path[-1] != top:
        path.append(path[-1].head)
    return path


def _kept(path: list[Token], own: set[Token], figure: Figure) -> set[Token]:
    """Return the words of a clause that fit into a label."""
    passed = {token.head for token in path if token.dep_ == "conj" and {token.pos_, token.head.pos_} <= _THINGS}
    if passed & own or len(passed) == len(path):
        passed = set()
    # In an enumeration, keep only the figure's own item, and what introduces the enumeration: `had … rebounds`, not the
    # points.
    own_case = any(child.dep_ == "case" for token in path if token.dep_ == "conj" for child in token.lefts)
    firsts = (next((child for child in token.lefts if child.dep_ != "punct"), None) for token in passed)
    leading = {child for child in firsts if child is not None and child.dep_ == "case" and not own_case}
    path = [token for token in path if token not in passed]
    kept = set(path) | own | leading
    for token in (*path, *_lenders(path[-1])):
        kept |= set(bound(token, figure))
    shared = {child for child in path[0].children if child.dep_ == "nmod" and child.left_edge.lower_ == "of"}
    counted = own | shared | ({path[0].head} - passed)
    for token in _wanted(path, counted, figure):
        room = LONGEST + (MORE if token.head in counted else 0)
        room -= _length(kept - own)
        fitting = next((part for part in _parts(token, figure) if _length(part - kept - own) < room), None)
        if fitting is None and _is_needed(token, path):
            fitting = set(bound(token, figure))
        kept |= fitting or set()
    if path[-1].dep_ == "appos":
        kept |= {*named_before(path[-1])}
    # `and` stays between two that both stay.
    kept |= {child for token in kept if token.dep_ == "conj" and token.head in kept for child in _joining(token)}
    opening = set(_opening(path[-1])) if path[-1].dep_ != "conj" or path[-1].head not in kept else set()
    kept -= opening | dateline(path[-1].sent)
    return kept | {part for token in kept for part in (*hyphened(token), *named_whole(token))}


def _is_needed(token: Token, path: list[Token]) -> bool:
    """Return True for what a verb or an adjective needs: without its object or complement it is not a clause."""
    governing = token.head in path and token.head.pos_ in {"VERB", "ADJ"}
    return governing and (_is_aim(token) or (token.dep_ in NEEDED and token.head.pos_ == "VERB"))


def _parts(token: Token, figure: Figure) -> Iterator[set[Token]]:
    """Yield a word with its dependents, then in fewer words."""
    yield set(whole(token))
    if not _is_apart(token):
        yield set(shortened(token, figure))


def _is_apart(token: Token) -> bool:
    """Return True for what can't be shortened: another predicate (`and caught 9`), or `faster than the rest`."""
    return token.dep_ == "parataxis" or (token.dep_ == "conj" and {token.pos_, token.head.pos_} == {"VERB"})


def _path(below: list[Token]) -> list[Token]:
    """Return a path of words, from a figure up, extended to the head of a clause that can stand alone."""
    path = list(below)
    while (token := path[-1]).head != token:
        own = any(child.dep_ in SUBJECTS for child in token.children)
        # `She will know in a month whether he can stay`: the month is not within what she will know.
        outside = any(child.dep_ == "mark" and child.i > path[0].i and _asks(child) for child in token.lefts)
        # `let the town use the mill for 9 weeks`
        let = token.dep_ == "ccomp" and token.tag_ == "VB" and not any(c.dep_ in {"aux", "mark"} for c in token.lefts)
        if own and token.dep_ in _CLAUSES and not (outside or let):
            break
        is_predicate = token.pos_ in {"VERB", "AUX"} or (
            token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in token.children)
        )
        if token.dep_ == "conj" and is_predicate and token.head.pos_ in {"VERB", "AUX"}:
            # A verb coordinated with another shares its subject and nothing else.
            break
        if token.pos_ in NOUNS and len(path) > 1 and path[-2].dep_ in {"acl", "acl:relcl"}:
            # `a mother who had … children`, `a man serving … terms` stand by themselves.
            break
        if token.dep_ == "appos" and len(path) > 1 and named_before(token):
            # `Selm, a town of … on the river` stands by itself.
            break
        if token.pos_ in NOUNS and token.dep_ == "parataxis" and len(path) > 1:
            # `…, a sharp turn in the talks between the … towns` sums up the clause before it.
            break
        sayer = token.dep_ == "nsubj" and token.head.lemma_.lower() in words("cues", "speech")
        if sayer and any(below.dep_ in _BESIDE and below.lemma_ != "%" for below in path):
            # A description of a speaker doesn't include their words: `the head of a group of 90 mills said …`.
            break
        path.append(token.head)
    return path


def _asks(mark: Token) -> bool:
    return mark.lower_ in {"whether", "if", "that"}


def _lenders(top: Token) -> Iterator[Token]:
    """Yield the subject that a coordinated predicate shares with the first, and for a noun its `is`."""
    bare = top.pos_ in NOUNS and not any(child.dep_ == "cop" for child in top.children)
    lent = SUBJECTS | {"cop"} if bare else SUBJECTS
    bare_verb = top.tag_ == "VB" and not any(child.dep_ == "aux" or child.tag_ == "TO" for child in top.lefts)
    while top.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in top.children):
        top = top.head
        yield from (child for child in top.children if child.dep_ in lent)
        if bare_verb and top.tag_ == "VB":
            # `They would tax barges and give the port …`, `set out to mend roads and build … mills`
            yield from (child for child in top.lefts if child.tag_ in {"TO", "MD"})


def _inner(figure: Figure, doc: Doc) -> Iterator[Token]:
    """Yield the words of the figure itself."""
    for token in doc[max(0, figure.anchor - 12) : figure.anchor + 12]:
        if overlaps(token, figure):
            yield token


def _bracketed(figure: Figure, doc: Doc) -> Iterator[Token]:
    """Yield the word before a share in brackets, which belongs to that word's clause: `would vote again (69%)`."""
    text = doc.text
    if figure.kind == "percent" and text[figure.start - 1 : figure.start] == "(" and text.startswith(")", figure.end):
        before = next((t for t in reversed(doc[: figure.anchor]) if t.idx < figure.start - 1 and not t.is_space), None)
        if before is not None and before.sent.start == doc[figure.anchor].sent.start and not before.is_punct:
            yield before


def _wanted(path: list[Token], counted: set[Token], figure: Figure) -> list[Token]:
    """Return further words for a path: first those that its words need, then by distance from the figure."""
    top = path[-1]
    first = min((child.i for child in top.children if child.dep_ in SUBJECTS), default=0)
    others = [
        child
        for token in {*path, *counted}
        for child in token.children
        if child not in path
        and not inside(child, figure)
        and (child.dep_ not in ADDED or (token in counted and _restricts(child)))
        and not (child.dep_ == "ccomp" and child.i < token.i and token.lemma_.lower() in words("cues", "speech"))
        and not (token == top and child.i < first and child.dep_ in _AHEAD and not _follows(child, figure))
        and not any(c.dep_ == "case" and c.tag_ in {"VBG", "VBN"} for c in child.lefts)
        and not _is_anothers(child)
    ]
    return sorted(others, key=lambda t: (not (t.head in counted or t.dep_ in NEEDED), abs(t.i - figure.anchor), t.i))


def _is_anothers(child: Token) -> bool:
    """Return True for a dependent that follows, and so belongs to, a coordinated verb with its own subject."""
    others = (verb for verb in child.head.rights if verb.dep_ == "conj" and verb.i < child.left_edge.i)
    return child.head.pos_ == "VERB" and any(c.dep_ in SUBJECTS for verb in others for c in verb.lefts)


def _is_aim(token: Token) -> bool:
    """Return True for a phrase that a verb without an object, or an adjective, needs: `had come out of the fund`."""
    verb = token.head
    if token.dep_ != "obl" or (verb.tag_ == "VBN" and any(child.dep_ == "aux:pass" for child in verb.lefts)):
        return False
    first = next((child for child in verb.rights if child.dep_ in NEEDED or child.dep_ == "obl"), None)
    return token == first and token.left_edge.i <= verb.i + 2


def _follows(child: Token, figure: Figure) -> bool:
    """Return True if a dependent comes right after the figure: `two days after it rained, the bridge fell`."""
    return child.left_edge.idx - figure.end in {0, 1}


def _joining(token: Token) -> Iterator[Token]:
    """Yield the `and` of a coordinated word, or `as well as`."""
    for child in token.lefts:
        if child.dep_ == "cc":
            yield child
            yield from (part for part in child.children if part.dep_ == "fixed")


def _opening(top: Token) -> Iterator[Token]:
    """Yield the words that connect a clause to what comes before it: `and`, `when`, `because`."""
    subject = any(child.dep_ in SUBJECTS for child in top.children)
    for child in top.lefts:
        hanging = top.head != top and (child.tag_ == "WRB" or (child.dep_ == "case" and not subject))
        if (hanging or child.dep_ in {"mark", "cc"}) and child.tag_ != "TO":
            yield child


def _restricts(clause: Token) -> bool:
    """Return True for a restrictive relative clause, which no comma precedes."""
    return clause.dep_ == "acl:relcl" and clause.left_edge.i > 0 and not clause.left_edge.nbor(-1).is_punct


def _length(tokens: Iterable[Token]) -> int:
    return sum(not token.is_punct and token.dep_ != "det" for token in tokens)
