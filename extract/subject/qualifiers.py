"""Finds what qualifies a label from outside its name: the owner, the event, the place and the time."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache

from extract.figures.figure_component import Figure
from extract.lexicon import any_words, class_by_word, load, words
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Span, Token
from extract.subject.label_words import inside, is_empty, is_time, joined, named, stretch
from extract.subject.referents import Referents
from extract.subject.scope import names_in, place_of
from extract.text.source_names import is_outlet

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_DEPENDENTS = frozenset({"obl", "obl:unmarked", "nmod", "nmod:unmarked", "advmod"})
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "off"})
CALENDAR = frozenset({"day", "week", "month", "year", "decade", "century"})
_SHARING = frozenset({"conj", "advcl", "xcomp"})
# Clauses with a subject of their own.
_APART = frozenset({"conj", "advcl", "parataxis"})
_CAUSING = frozenset({"by", "in", "during", "at", "from", "after", "with", "of"})
_RELATIVES = frozenset({"who", "which", "that"})
_SINCE = frozenset({"ago", "earlier", "later"})
# Words that make a length of time a known period.
_POINTING = frozenset({"the", "this", "that", "these", "those", "last", "past", "next", "previous", "first"})
_YEAR = re.compile(r"(?:19|20)\d\d")
# The most words of a qualifier.
SHORT = 6
# A subject that is not a name is at most so many steps from the figure.
NEAR = 2
_WORD = re.compile(r"[\w’']+")
_NAME_PART = re.compile(r"[\w-]+")
_LETTER = re.compile(r"\w")
# The same for labels that mean nothing without it: a distance, a time.
FAR, _LOOSE = 4, ("distance ", "time ")


def path_of(anchor: Token) -> list[Token]:
    """Return the words from a figure up to the head of the statement, without the reporting clause."""
    path = [anchor]
    while (token := path[-1]).head != token:
        is_reported = token.dep_ in {"ccomp", "parataxis"} and token.head.lemma_.lower() in words("cues", "speech")
        if is_reported:
            break
        path.append(token.head)
    return path


def owner_of(path: list[Token], figure: Figure, label: str, befell: Token | None, referents: Referents) -> str:
    """Return the owner of the counted: the subject of the nearest clause, or who `his` is; "" if the label has it.

    befell: the verb for what happened to the counted, None if there is none; if they are its object, its subject is the
    agent.
    """
    if befell is not None:
        verb = next((at for at, token in enumerate(path) if token.pos_ == "VERB"), 0)
        done = path[verb - 1].dep_ == "obj" or _is_range(path[verb - 1])
        path = path[: _shared(path, verb) + 1] if done and not _is_others(path[:verb]) else path[:verb]
    for near, token in enumerate(path):
        his = next((child for child in token.children if child.tag_ == "PRP$"), None)
        subject = _subject(token, path)
        pronouns = [each for each in (his, subject) if each is not None and each.pos_ == "PRON"]
        for pronoun in pronouns:
            name = referents.name_of(pronoun) or ("" if befell is not None else referents.speaker_of(pronoun))
            if name and not named_in(label, name):
                return name.removesuffix("’s")
        if subject is None or subject in pronouns:
            apart = token.dep_ in _APART and any(child.dep_ in _SUBJECTS and child in path for child in token.children)
            if apart or (token.dep_ == "acl:relcl" and subject is None):
                # The main clause's agent does not own what another clause counts.
                return ""
            continue
        # `pay was cut at five plants`: the pay has no plants.
        suffers = subject.dep_ == "nsubj:pass" and befell is None and not subject.ent_type_
        nobody = is_empty(subject) or suffers or subject.lemma_.lower() in words("events", "counters")
        if nobody or subject.pos_ not in _NOUNS or holds(label, subject) or subject.left_edge.tag_.startswith("W"):
            return ""
        if near > (FAR if label.startswith(_LOOSE) else NEAR) and not any(part.ent_type_ for part in subject.subtree):
            continue
        if token.lemma_.lower() in words("cues", "speech") and befell is None:
            # Whoever reports an amount does not have it.
            return ""
        copied = any(child.dep_ == "cop" for child in subject.children)
        # In `it was the crew who lost 12 boats` the relative clause is no part of the name.
        if name := named(subject, figure, 0) if copied else stretch(subject, figure, SHORT):
            name = name.partition(" ")[2] if subject.left_edge.dep_ == "case" else name
            if is_outlet(name):
                # `told the Harbour Post the storm had ruined 18 barns`
                return ""
            return re.sub(r"^(?:The|A|An) ", lambda match: match[0].lower(), name)
    return ""


def _is_others(path: list[Token]) -> bool:
    """Return True if a verb is about others than the counted: `met relatives of the 12 people killed`."""
    heads = (token.head for token in path if token.dep_ == "nmod" and token.head.pos_ == "NOUN")
    return any(not is_empty(head) and head.lemma_.lower() not in class_by_word("events") for head in heads)


def _is_range(token: Token) -> bool:
    """Return True for a range that stands for an object: `kills from 20 to 40 people`."""
    return token.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ in {"from", "between"} for c in token.lefts)


def _shared(path: list[Token], verb: int) -> int:
    """Return the position in a path of the verb whose subject another verb shares: `struck the coast, killing 12`."""
    while path[verb].dep_ in _SHARING and not any(child.dep_ in _SUBJECTS for child in path[verb].children):
        objects = (child for child in path[verb].head.children if child.dep_ == "obj")
        if any(_is_of(word) or any(map(_is_of, word.children)) for word in (path[verb], path[verb].head, *objects)):
            # `accused the army of bombing the town`: the army did.
            break
        verb += 1
    return verb


def _is_of(verb: Token) -> bool:
    """Return True for what somebody is accused of: `of bombing the town`."""
    return any(child.dep_ == "mark" and child.lower_ == "of" for child in verb.children)


def _subject(token: Token, path: list[Token]) -> Token | None:
    """Return the subject of a word, for `who` its noun; None if the word is a predicate of its own subject."""
    subject = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
    same = token.pos_ in _NOUNS and any(child.dep_ == "cop" for child in token.children)
    if subject is None or subject in path or same:
        return None
    return token.head if subject.lower_ in _RELATIVES and token.dep_ == "acl:relcl" else subject


def cause_of(verb: Token, figure: Figure, label: str) -> str:
    """Return the cause of what happened to the counted: `by a landslide`, `in the bombing`.

    verb: what happened, or the noun for how many it happened to: `the toll of the bombing`.
    """
    for child in (
        *verb.rights,
        *(c for complement in verb.rights if complement.dep_ == "xcomp" for c in complement.rights),
    ):
        plain = child.pos_ == "NOUN" and not (is_place(child) or is_time(child) or holds(label, child))
        # `in terms of deaths` is no cause.
        by = child.left_edge.lower_ in _CAUSING and child.lower_ != "terms"
        dated = child.dep_ == "nmod" and verb.lemma_.lower() in words("events", "counters")
        numbered = any(t.like_num and not (dated and _YEAR.fullmatch(t.text)) for t in child.subtree)
        if (dated or child.dep_ in {"obl", "obl:agent"}) and by and plain and not numbered:
            return stretch(child, figure, SHORT + dated)
    return ""


def is_place(token: Token) -> bool:
    """Return True if a word names where something is: `in Ketter`, `at Oldmouth Station`, `in the town of Selm`."""
    kind = token.lemma_.lower() in load("places")["kinds"] and any(c.ent_type_ in PLACES for c in token.children)
    named = kind or (bool(token.ent_type_) and token.ent_type_ not in PEOPLE)
    return named and any(c.dep_ == "case" and c.lower_ in _LOCATING for c in token.lefts)


@cache
def _calendar_words() -> frozenset[str]:
    return any_words("exclusions.weekdays", "exclusions.months", "labels.periods") | CALENDAR


def is_period(token: Token) -> bool:
    """Return True if a word names when something was, not how long: `in May`, `last season`, `Week 11`."""
    if any(c.dep_ == "case" and c.lower_ == "for" for c in token.lefts):
        return False
    if token.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "amod"} for c in token.lefts):
        return False
    if token.head.pos_ in {"ADJ", "ADV"} and token.i < token.head.i and token.head.lower_ not in _SINCE:
        # `69 years old`, `a month ahead`
        return False
    when = _calendar_words()
    since = token.i + 1 < len(token.doc) and token.nbor().lower_ in _SINCE
    lasting = token.lemma_.lower() in CALENDAR and any(
        c.dep_ == "nummod" or (c.lower_ in {"a", "an"} and not any(child.dep_ == "case" for child in token.lefts))
        for c in token.lefts
    )
    if lasting and not since and not any(c.lower_ in _POINTING for c in token.lefts):
        # `one day before`, `three times a week`
        return False
    numbered = any(c.dep_ == "nmod:unmarked" and is_period(c) for c in token.children)
    return numbered or token.lemma_.lower() in when or token.lower_ in when or bool(_YEAR.fullmatch(token.text))


def setting_of(path: list[Token], figure: Figure, label: str, wanted: Callable[[Token], bool]) -> str:
    """Return the nearest dependent of a path that is a place, or a period; "" if the label has it."""
    for child in _dependents(path):
        among = any(c.dep_ == "case" and c.tag_ == "VBG" for c in child.lefts)
        if not wanted(child) or inside(child, figure) or among:
            # `including six months` names a part, not a time.
            continue
        if holds(label, child):
            return ""
        whole = child.doc[child.left_edge.i : child.right_edge.i + 1]
        short = len(whole) <= SHORT and whole[0].is_alpha
        text = (joined(whole) if short else stretch(child, figure, SHORT) or joined([child])).removeprefix("of ")
        if child.tag_ == "NNS" and (text == child.text or (child.lemma_.lower() in CALENDAR and _is_cut(child, text))):
            # `in the days` of `in the days since the flood`
            continue
        opened = any(c.dep_ == "case" and c.i < child.i for c in child.children)
        return text[:1].lower() + text[1:] if opened else text
    return ""


def elsewhere(path: list[Token], figure: Figure) -> str:
    """Return `elsewhere in the valley` if something happened elsewhere than at the place named before; else ""."""
    clauses = (child for step in path for child in step.children if child.dep_ == "acl")
    for token in (child for step in (*path, *clauses) for child in step.children):
        if token.lower_ != "elsewhere":
            continue
        behind = token.nbor() if token.i + 1 < len(token.doc) else token
        place = behind.head if behind.dep_ == "case" and behind.lower_ in _LOCATING else None
        where = stretch(place, figure, SHORT) if place is not None and place.i > token.i else ""
        return f"elsewhere {where}".strip()
    return ""


def _is_cut(noun: Token, text: str) -> bool:
    """Return True if a text lacks what follows a noun in its phrase."""
    return text.endswith(noun.text) and noun.right_edge != noun and not any(c.dep_ == "nummod" for c in noun.lefts)


def _dependents(path: list[Token]) -> Iterator[Token]:
    for token in path:
        yield from (child for child in token.children if child.dep_ in _DEPENDENTS and child not in path)


def up_to_participle(path: list[Token]) -> list[Token]:
    """Return the words of a path up to a dependent noun that a participle follows: `relatives of the people killed`."""
    for at, token in enumerate(path, 1):
        if token.dep_ not in {"nmod", "obl", "conj"}:
            continue
        done = (child for child in token.rights if child.dep_ == "acl" and child.tag_ == "VBN")
        if token.pos_ == "NOUN" and any(not any(c.dep_ in {"mark", "nsubj"} for c in child.lefts) for child in done):
            return path[:at]
    return path


def is_whole(token: Token) -> bool:
    """Return True for the whole that a clause counts a part of: `Of the 90 boats, two came from Orran`."""
    return token.dep_ == "obl" and any(
        child.dep_ == "case" and child.lower_ in {"of", "among"} for child in token.lefts
    )


def holds(label: str, token: Token) -> bool:
    """Return True if a label has a word, in any form."""
    if _contains(label, token.text):
        return True
    lemma, lower = token.lemma_.lower(), token.lower_
    stems = lemma[: max(3, len(lemma) - 2)], lower[: max(3, len(lower) - 2)]
    return any(word.startswith(stems) for word in _words_of(label))


# A label is compared with each word around its figure.
@lru_cache(maxsize=100)
def _words_of(label: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(label.lower()))


def _contains(label: str, word: str) -> bool:
    """Return True if a word occurs by itself in a label; faster than compiling a pattern for each word."""
    at = label.find(word)
    while at >= 0 and (_LETTER.match(label, at + len(word)) or (at > 0 and _LETTER.match(label, at - 1))):
        at = label.find(word, at + 1)
    return at >= 0


def named_in(label: str, name: str) -> bool:
    """Return True if a label has the last word of a name."""
    return name.removesuffix("’s").split()[-1].lower() in _NAME_PART.findall(label.lower())


def whose(
    path: list[Token], figure: Figure, label: str, befell: Token | None, whole: bool, referents: Referents
) -> str:
    """Return the owner of the counted; for a clause, the speaker of its `I` or `we`."""
    if not whole:
        return owner_of(path, figure, label, befell, referents)
    first = (t for t in path[0].sent if t.lower_ in {"i", "we"} and re.search(rf"\b{t.text}\b", label))
    return next((name for name in map(referents.speaker_of, first) if name and not named_in(label, name)), "")


def places_named(sentence: Span, where: Collection[str], label: str) -> list[str]:
    """Return a count's places as its sentence names them, without those in the label."""
    names = (entity.text for entity in names_in(sentence) if place_of(entity.text) in where)
    return [name for name in names if not named_in(label, name)]
