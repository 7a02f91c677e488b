"""Completes names of which only a part was recognised, and strips them of titles and articles."""

import re

from extract.attribution.name_phrases import is_day
from extract.lexicon import words
from extract.parsing.labels import ORGANIZATIONS, PEOPLE
from extract.parsing.tokens import Span, Token
from extract.text.source_names import fold, generation_of

_HYPHENS = frozenset({"-", "‐", "–"})


def whole_entity(entity: Span) -> Span:
    """Return an entity with the capitalised nouns that it modifies, and what an ampersand or a hyphen connects to it.

    `United` of `the United Metalworkers`, `Foods` of `Selm Foods`, `Brandt` of `Brandt & Sons`, `Luc` of `Jean-Luc
    Brandt`.
    """
    doc, end = entity.doc, entity.end
    if entity.label_ in PEOPLE:
        whole = _whole_person(entity)
        if whole.start != entity.start or whole.end != entity.end:
            return whole
    tied = end - (doc[end - 1].text == "&")
    while tied + 1 < len(doc) and doc[tied].text == "&" and doc[tied + 1].text[:1].isupper():
        tied = end = tied + 2
    if end != entity.end:
        return Span(doc, entity.start, end, label="ORG")
    while end < len(doc) and doc[end].is_title and doc[end - 1].head == doc[end] and not doc[end].ent_type_:
        end += 1
    if end == len(doc) or doc[end].is_title:
        end = entity.end
    start = entity.start
    while start > 0 and entity.label_ in ORGANIZATIONS and _begins_name(doc[start - 1], doc[start]):
        start -= 1
    return entity if (start, end) == (entity.start, entity.end) else Span(doc, start, end, label=entity.label_)


def _begins_name(word: Token, name: Token) -> bool:
    """Return True for a word of a body's name that was not recognised: the `Selm` of `Selm Foods`."""
    titled = word.lower_ in words("titles", "titles") or word.lower_.endswith("maker") or is_day(word)
    part = word.tag_ == "NNP" and word.dep_ == "compound" and word.head == name and not word.ent_type_
    return part and word.is_title and not titled


def _whole_person(entity: Span) -> Span:
    """Return a person's name with the parts of it that were not recognised, or recognised as another's."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start > 0 and _is_part(doc[start - 1], doc[start]):
        start -= 1
        while start > 1 and _is_hyphenated(doc[start - 1]):
            start -= 2
    if len(entity) == 1 and start > 0 and _reigns([doc[start - 1], doc[start]]):
        start -= 1
    if start == entity.start and start > 1 and _is_hyphenated(doc[start - 1]):
        start -= 2
    while end < len(doc) and (_is_part(doc[end - 1], doc[end]) or (end + 1 < len(doc) and _is_hyphenated(doc[end]))):
        end += 1 + (doc[end].text in _HYPHENS)
    if end < len(doc) and generation_of(doc[end].text):
        end += 1
    return Span(doc, start, end, label=entity.label_)


def _is_part(before: Token, part: Token) -> bool:
    """Return True if a word continues the name that the word before it begins: `Ki` of `Ban Ki-moon`."""
    name = part.dep_ == "flat" and before.pos_ == part.pos_ == "PROPN" and before in {part.head, part.nbor(-1)}
    titled = before.lower_ in words("titles", "titles") or not before.text[:1].isupper() or _is_in_title(before)
    return name and part.head.i <= before.i and not titled and not is_day(part) and part.text[:1].isupper()


def _is_in_title(word: Token) -> bool:
    """Return True for the last word of a title with `of`: of `Secretary of State Tom Rask`."""
    return word.i > 1 and word.nbor(-1).lower_ == "of" and word.nbor(-2).lower_ in words("titles", "titles")


def _is_hyphenated(hyphen: Token) -> bool:
    """Return True for a hyphen in a person's name: of `Smith-Jones`, not of `Rask-backed` or `Rask-Brandt plan`."""
    doc = hyphen.doc
    if hyphen.text not in _HYPHENS or hyphen.whitespace_ or not 0 < hyphen.i < len(doc) - 1:
        return False
    first, second = doc[hyphen.i - 1], doc[hyphen.i + 1]
    top = second.head if second.dep_ == "flat" else second
    joined = second.dep_ == "flat" and (first == top or first.head == top) and not first.whitespace_
    return joined and first.pos_ == second.pos_ == "PROPN" and top.dep_ not in {"compound", "amod"}


_KEY = "attribune_bare_names"
_SPACE = re.compile(r"\s+")


def bare_name(entity: Span) -> str:
    """Return a name without titles, articles and possessive."""
    known: dict[tuple[int, int, str], str] = entity.doc.user_data.setdefault(_KEY, {})
    key = (entity.start, entity.end, entity.label_)
    if key not in known:
        known[key] = _bare_name(entity)
    return known[key]


def _bare_name(entity: Span) -> str:
    tokens = [token for token in entity if not token.is_space]
    while tokens and (
        tokens[0].is_punct
        or tokens[0].lower_ in {"the", "per", "via"}
        or (len(tokens) > 1 and tokens[0].lower_ in words("titles", "titles") and not _reigns(tokens))
    ):
        tokens = tokens[1:]
    if entity.label_ in PEOPLE:
        while len(tokens) > 1 and (
            (tokens[0].text.islower() and tokens[0].lower_ not in words("names", "particles"))
            or _is_in_title(tokens[0])
        ):
            # “…,” said baker Ilse Moren: a calling may be taken for part of the name.
            tokens = tokens[1:]
        # Homeland Minister Abe Rask.
        named = [i for i, token in enumerate(tokens[:-1]) if token.lower_ in words("titles", "titles")]
        if named and not _reigns(tokens) and fold(tokens[-1].text) not in words("names", "suffixes"):
            tokens = tokens[named[-1] + 1 :]
        # Tom Rask (R
        bracket = next((i for i, token in enumerate(tokens) if i and token.text == "("), len(tokens))
        tokens = tokens[:bracket]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in {"'s", "’s"}):
        tokens = tokens[:-1]
    if not tokens or (entity.label_ in PEOPLE and len(tokens) == 1 and is_initial(tokens[0])):
        return ""
    return _SPACE.sub(" ", entity.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])])


def _reigns(tokens: list[Token]) -> bool:
    """Return True for a title that goes with a first name alone: `Pope Francis`, `Queen Margrethe`."""
    return len(tokens) == 2 and tokens[0].is_title and tokens[0].lower_ in words("names", "reigning")


def is_initial(token: Token) -> bool:
    """Return True for a letter by itself, which names nobody: `R` of `Gov. Tom Rask (R)`."""
    return len(token.text.rstrip(".")) == 1
