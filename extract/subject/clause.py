"""The clause around a figure as a label: subject, verb and object, the figure an ellipsis, at most twelve words."""

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Token

from extract.figures.component import Figure
from extract.subject.naming import inside

# So many words a label of a clause has, and so many a sentence may have that is no clause.
LONGEST = 12
# What stands for a figure in its clause.
GAP = "…"
Named = Callable[[Token], str]
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"})
_BOUNDED = frozenset({"acl:relcl", "ccomp", "csubj", "parataxis", "advcl:relcl"})
# Without these a word is not what it is: they are kept with it at any length.
_BOUND = frozenset({"aux", "aux:pass", "cop", "case", "fixed", "flat", "compound", "compound:prt", "goeswith", "mark"})
_BOUND |= _SUBJECTS | {"nmod:poss", "nummod", "det"}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
# What a verb is incomplete without, nearest to it first.
_NEEDED = frozenset({"obj", "xcomp", "iobj", "obl:agent"})
# What only adds to a word.
_ADDED = frozenset({"punct", "cc", "conj", "appos", "parataxis", "discourse", "vocative", "dep", "list", "acl:relcl"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def clause_text(doc: Doc, figure: Figure, name_of: Named) -> str:
    """Return the clause around a figure; "" where it says nothing beside the figure.

    name_of: whom a pronoun stands for, "" where nobody knows.
    """
    anchor = doc[figure.anchor]
    path = _path(anchor)
    kept = {token for token in path if not inside(token, figure)} | set(_inner(figure, doc))
    for token in (*path, *_lenders(path[-1])):
        kept |= set(_bound(token, figure))
    for token in _wanted(path, figure):
        more = (set(_whole(token, figure)) or set()) - kept
        short = {token, *_bound(token, figure)} - kept
        for addition in (more, short):
            if addition and _length(kept | addition) <= LONGEST:
                kept |= addition
                break
    words = _in_order(kept, figure, name_of)
    telling = sum(token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"} and not inside(token, figure) for token in kept)
    return words if telling and len(words.split()) > 2 else ""


def _path(anchor: Token) -> list[Token]:
    """Return the words from a figure up to the head of the clause that can stand by itself."""
    path = [anchor]
    while (token := path[-1]).head != token:
        own = any(child.dep_ in _SUBJECTS for child in token.children)
        if token.dep_ in _BOUNDED and token.dep_ != "acl:relcl":
            break
        if own and token.dep_ in {"advcl", "conj", "acl", "xcomp"}:
            break
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX", "ADJ"} and token.head.pos_ in {"VERB", "AUX"}:
            # What is joined to a verb shares its subject and nothing else.
            break
        if token.pos_ in _NOUNS and len(path) > 1 and path[-2].dep_ == "acl:relcl":
            # `a mother who had … children` stands by itself.
            break
        path.append(token.head)
    return path


def _lenders(top: Token) -> Iterator[Token]:
    """Yield the subject, and the helpers, that a joined verb shares with the first."""
    while top.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in top.children):
        top = top.head
        yield from (child for child in top.children if child.dep_ in _SUBJECTS)


def _inner(figure: Figure, doc: Doc) -> Iterator[Token]:
    """Yield the words of the figure itself."""
    for token in doc[max(0, figure.anchor - 12) : figure.anchor + 12]:
        if inside(token, figure):
            yield token


def _bound(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with all that it is not itself without, and what those are not without."""
    yield token
    for child in token.children:
        negation = child.lower_ in _NEGATIONS
        if (child.dep_ in _BOUND or negation) and not inside(child, figure):
            if child.dep_ == "mark" and child.i < token.i and child.lower_ != "to":
                continue
            if child.dep_ == "csubj":
                yield from _whole(child, figure)
            else:
                yield from _bound(child, figure)


def _whole(token: Token, figure: Figure) -> Iterator[Token]:
    """Yield a word with all that depends on it, less what only adds to it."""
    yield token
    for child in token.children:
        if child.dep_ in {"cc", "conj"} and token.pos_ in _NOUNS:
            yield from _whole(child, figure)
        elif child.dep_ not in _ADDED or (child.dep_ == "punct" and child.text == "-"):
            yield from _whole(child, figure)


def _wanted(path: list[Token], figure: Figure) -> list[Token]:
    """Return what else the words of a path have with them: what they need, then by their distance from the figure."""
    others = [
        child
        for token in path
        for child in token.children
        if child not in path
        and not inside(child, figure)
        and not (child.dep_ in _ADDED and not (token.i == figure.anchor and child.dep_ == "acl:relcl"))
        and not (child.dep_ in {"mark", "advcl"} and token == path[-1] and child.i < token.i)
    ]
    top = path[-1]
    return sorted(others, key=lambda t: (not (t.head == top and t.dep_ in _NEEDED), abs(t.i - figure.anchor)))


def _length(tokens: Iterable[Token]) -> int:
    return sum(not token.is_punct and token.dep_ != "det" for token in tokens)


def _in_order(kept: set[Token], figure: Figure, name_of: Named) -> str:
    """Return words as a line, an ellipsis for the figure and names for pronouns."""
    text, last = "", -1
    for token in sorted(kept, key=lambda token: token.i):
        if token.is_space:
            continue
        if inside(token, figure):
            word = "" if GAP in text else GAP
        elif token.is_punct and token.text not in "-–'’" and not (token.text == "," and last == token.i - 1):
            continue
        else:
            word = name_of(token) or token.text
        beside = last == token.i - 1 and not token.doc[last].whitespace_
        text += word if beside else f" {word}"
        last = token.i
    text = re.sub(r"\s+", " ", text.replace(GAP, f" {GAP} ")).strip(" ,-–'’")
    return text.replace(" 's", "'s").replace(" ’s", "’s")
