"""Finds what restricts a count: its owner, its place, its year, and words such as `per day` or `elsewhere`."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract.figures.figure_component import Figure
from extract.lexicon import load, words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Doc, Span, Token
from extract.subject.grammar import clause_head

# An adverb of degree is at most so many words after the figure that it restricts.
REACH = 8
# The first so many characters of a text may contain a dateline.
DATELINE = 250
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "from", "on", "of"})
# What connects a share to the name of its owner.
_BEFORE_SHARES = frozenset({"at", "with", "on"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_RELATIVES = frozenset({"which", "that", "where"})
_OF_THEM = re.compile(r" of (?:them|those|these|the|which|whom)\b")
_OWN = frozenset({"enemy", "own", "our"})
_YEAR = re.compile(r"(?<![\d,.$£€])(?:19|20)\d\d(?![\d%]|[.,]\d)")
# Every match of `_PAST` contains one of these: most sentences have none and need no search by that pattern.
_TIME = re.compile(r"19|20|[Yy][Ee][Aa][Rr]|[Dd][Ee][Cc][Aa][Dd][Ee]")
_PAST = re.compile(rf"{_YEAR.pattern}|\b(?:last|the previous) year\b|\b[a-z]+ (?:years|decades) ago\b", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def place_of(name: str) -> str:
    """Return one name for a place and its people: `Danish` and `Denmark` are `denmark`."""
    places = load("places")
    folded = re.sub(r"(?:'s|’s)$", "", re.sub(r"\s+", " ", name.lower().strip(" .,")))
    folded = re.sub(r"^[\w.]+(?:'s|’s) (?=\w)|^(?:republic|state|province|city) of ", "", folded)
    folded = re.sub(r"^(?:the|downtown|greater|(?:north|south|east|west)+ern) (?=\w)", "", folded)
    for kind in places["kinds"]:
        folded = folded.removesuffix(f" {kind}").removeprefix(f"{kind} of ")
    return str(places["same"].get(folded) or places["demonyms"].get(folded) or folded)


def places_of(entities: Iterable[Span]) -> tuple[str, ...]:
    """Return the places among names, each once."""
    return tuple(dict.fromkeys(place_of(entity.text) for entity in entities if entity.label_ in PLACES))


def side_of(noun: Token | None, verb: Token | None) -> str:
    """Return the side that the counted belong to: `enemy soldiers`, `Danish soldiers`, `Denmark lost 300`; or ""."""
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


def owner_of_share(head: Token) -> str:
    """Return the owner of a share right before it, or "": `Dahl at 44 percent`, `Dahl is on 44`."""
    case = next((child for child in head.lefts if child.dep_ == "case" and child.lower_ in _BEFORE_SHARES), None)
    if case is None or case.i == head.sent.start:
        return ""
    name = case.nbor(-1)
    if name.lemma_.lower() == "be" and name.i > head.sent.start:
        name = name.nbor(-1)
    named = name.is_title and (name.pos_ == "PROPN" or not name.is_sent_start) and name.ent_type_ not in PLACES
    day = name.lower_ in words("exclusions", "months") or name.lower_ in words("exclusions", "weekdays")
    return name.lower_ if named and not day else ""


def where_of(clause: Token, noun: Token | None) -> tuple[str, ...]:
    """Return the figure's places according to its own clause: `in Ketter`, `homes in Oldmouth`.

    A place at the start of a sentence applies to all its coordinated clauses: `In Ketter 10 died and 14 were hurt`.
    """
    holders = [clause, *([noun] if noun is not None else [])]
    places = [place for holder in holders for place in _located(holder)] + _counting(clause)
    if not places and (cause := _cause(clause)) is not None:
        places = list(_located(cause)) or list(_located(clause_head(cause)))
    if not places and clause.sent[0].lower_ in _LOCATING:
        opening = clause.sent[0].head
        places = [place_of(_whole_name(opening))] if opening.ent_type_ in PLACES else list(_located(opening))
    return tuple(dict.fromkeys(places))


def _cause(clause: Token) -> Token | None:
    """Return the cause of what a clause without a subject of its own reports: `the fire in Ketter, which killed 12`."""
    if clause.dep_ == "advcl" and clause.tag_ == "VBG" and not any(child.dep_ in _SUBJECTS for child in clause.lefts):
        # They shelled a market in Ketter, killing 12.
        return clause.head
    if not any(child.lower_ in _RELATIVES for child in clause.lefts):
        return None
    relative = clause.head if clause.dep_ == "ccomp" else clause
    return relative.head if relative.dep_ == "acl:relcl" else None


def _counting(clause: Token) -> list[str]:
    """Return the place that has, or reports, a count: `Ketter has 1,500 cases`, `her state reported 40`."""
    if clause.lemma_.lower() not in words("events", "tallying"):
        return []
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return []
    if subject.ent_type_ in PLACES:
        return [place_of(_whole_name(subject))]
    owned = any(child.dep_ == "nmod:poss" for child in subject.lefts)
    return [subject.lemma_.lower()] if owned and subject.lemma_.lower() in load("places")["kinds"] else []


def _located(holder: Token) -> Iterator[str]:
    """Yield the places in a word's subtree, without those of clauses inside it."""
    for token in holder.subtree:
        if token.ent_type_ not in PLACES or clause_head(token) not in (holder, clause_head(holder)):
            continue
        named = token
        while (
            named.dep_ in {"compound", "amod", "flat", "nmod:poss"}
            and named.head.lemma_.lower() in load("places")["kinds"]
        ):
            # In Ketter district.
            named = named.head
        if any(child.dep_ == "case" and child.lower_ in _LOCATING for child in named.lefts):
            yield place_of(_whole_name(token))


def _whole_name(token: Token) -> str:
    entity = next((e for e in names_in(token.sent) if e.start <= token.i < e.end), None)
    return entity.text if entity is not None else token.text


def names_in(sentence: Span) -> Iterator[Span]:
    """Yield the names in a sentence; the Doc's own lookup would scan the whole text for each figure."""
    doc, start = sentence.doc, sentence.start
    for token in sentence:
        if token.ent_type_:
            if token.ent_iob_ == "B":
                start = token.i
            if token.i + 1 == sentence.end or doc[token.i + 1].ent_iob_ != "I":
                yield Span(doc, start, token.i + 1, label=token.ent_type_)


def years_of(doc: Doc, clause: Token) -> tuple[str, ...]:
    """Return the past years of a clause, `2004` or `last year`, except the article's own.

    They are named in it, in a clause that it depends on, or in the sentence before if this one continues that. The
    article's own year is that of its date or, without one, of its first lines.
    """
    sentence = clause.sent
    named = _years_in(sentence)
    years = [year for year, holder in named if holder == clause or holder.is_ancestor(clause)]
    if not named and sentence.start > 0:
        before = doc[sentence.start - 1].sent
        nouns = {token.lemma_.lower() for token in before if token.pos_ == "NOUN"}
        goes_on = any(
            token.lemma_.lower() in nouns and any(child.lower_ in {"the", "that"} for child in token.lefts)
            for token in sentence
            if token.pos_ == "NOUN"
        )
        if goes_on:
            years = [year for year, holder in _years_in(before) if holder == before.root]
    return tuple(dict.fromkeys(years))


def _years_in(sentence: Span) -> list[tuple[str, Token]]:
    """Return the past years that a sentence names, with the heads of their clauses."""
    doc, text = sentence.doc, sentence.text
    if not _TIME.search(text):
        return []
    own = _own_year(doc)
    years = []
    for match in _PAST.finditer(text):
        start, end = (sentence.start_char + at for at in match.span())
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and match[0] != own:
            years.append((match[0].lower(), clause_head(span.root)))
    return years


def _own_year(doc: Doc) -> str:
    published = str(doc.user_data.get("published", ""))[:4]
    named = _YEAR.search(doc.text, 0, DATELINE)
    return published or (named.group() if named else "")


def scope_of(figure: Figure, noun: Token | None, head: Token, verb: Token | None) -> tuple[str, ...]:
    """Return the words that restrict the count: modifiers, `per day`, `elsewhere`, `seriously`, `of them`, `received`.

    A hospital that says how many it received counts only its own.
    """
    doc = head.doc
    scope = [f"per {figure.unit.split(' per ')[-1]}"] if figure.kind == "rate" and figure.unit else []
    text = f" {head.sent.text.lower()} "
    scope += sorted(
        word for word in words("events", "restrictions") if f" {word}" in text and f" and {word}" not in text
    )
    if noun is not None:
        scope += [
            token.lemma_.lower()
            for token in noun.lefts
            if token.dep_ in {"amod", "compound"} and token.pos_ in {"ADJ", "NOUN"} and not token.like_num
        ]
    near = doc[figure.anchor + 1 : min(figure.anchor + REACH, head.sent.end)]
    scope += [token.lower_ for token in near if token.lower_ in words("events", "degrees")]
    if _OF_THEM.match(doc.text, figure.end):
        scope.append("of them")
    if verb is not None and (_takes_in(verb, head) or any(_is_ward(child) for child in verb.children)):
        scope.append("received")
    if figure.kind == "money":
        scope += [f"in {token.lower_}" for token in near if token.lower_ in words("events", "shares")]
    return tuple(dict.fromkeys(scope))


def _takes_in(verb: Token, head: Token) -> bool:
    return verb.lemma_.lower() in words("events", "receiving") and head.dep_ == "obj"


def _is_ward(token: Token) -> bool:
    """Return True if a phrase limits what happened to one institution: `four died in hospital`."""
    placed = token.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ in {"in", "at"} for c in token.lefts)
    return placed and token.lemma_.lower() in words("events", "wards")
