"""The label of a claim: what its figure measures, then whose, where, when and in which event, as far as needed.

The first part is a noun phrase or, where that has no name, the clause. What comes from outside stands behind ` · `.
"""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from extract.figures.component import Figure
from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.text import text_of
from extract.subject.around import words_around
from extract.subject.event import event_words
from extract.subject.clause import LONGEST, Clause, clause_around
from extract.subject.naming import inside, is_empty, is_time, joined, stretch
from extract.subject.referents import Referents
from extract.subject.roles import said_role

# What divides the parts of a label.
DOT = " · "
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_DEPENDENTS = frozenset({"obl", "obl:unmarked", "nmod", "nmod:unmarked", "advmod"})
_OPEN = frozenset({"of", "in", "for", "from", "on", "at", "to", "with", "by", "over", "under", "into"})
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "off"})
# A label of so many words takes no names from the rest of the article.
FULL = 15
# So many names tell one event from another.
NAMES = 2
# A qualifier is at most so long, in words.
SHORT = 6
# A subject that is no name is taken so many steps from the figure.
NEAR = 2
# A label of fewer words than this tells too little without a name.
ENOUGH = 5


def label_of(
    doc: Doc, figure: Figure, name: str, verb: Token | None, event: str, referents: Referents
) -> str:
    """Return the label of a figure; never empty.

    name: the noun phrase for what it measures, "" for none; verb: what governs the figure's phrase; event: the class of what befell
    the counted.
    """
    befallen = event in words("events", "outcomes") and _tells_of(name, event)
    clause = clause_around(doc, figure, referents.name_of)
    unsound = _guessed(doc, figure, name) or _cut(figure, name, verb) or _breaks_off(doc, figure, name, befallen)
    whole = bool(clause.text) and (not name or unsound or (not befallen and _says_more(clause, name, figure)))
    label = clause.text if whole else name.replace("score or record", "record") or words_around(doc, figure)
    for part in _qualifiers(doc, figure, label, verb if befallen and not whole else None, whole, referents):
        label = f"{label}{DOT}{part}"
    return re.sub(r"(?<=\w )The (?=[a-z])", "the ", label)


def _tells_of(name: str, event: str) -> bool:
    """Return True if a name says what befell the counted, in whatever word of the event's class."""
    stems = tuple(word[: max(3, len(word) - 1)] for word, kind in event_words().items() if kind == event)
    return any(word.startswith(stems) for word in name.lower().split())


def _says_more(clause: Clause, name: str, figure: Figure) -> bool:
    """Return True if a clause tells what a name leaves out, and the name is no whole by itself."""
    missing = sum(not _holds(name, token) for token in clause.telling)
    first, *others = name.split()
    reaching = figure.kind in {"duration", "percent", "ratio"} or first in {"distance", "length"}
    proper = any(word[0].isupper() for word in others)
    return missing > (1 if others else 0) and (reaching or not proper)


def _guessed(doc: Doc, figure: Figure, name: str) -> bool:
    """Return True if a name is a guess: a length that only the unit tells, a score of anything, `years he served in`."""
    if name.startswith("score "):
        # A side's record stands in brackets behind its name.
        return figure.kind == "measure" or text_of(doc)[: figure.start].rstrip("0123456789-–")[-1:] != "("
    if name.rpartition(" ")[2] in _OPEN:
        return True
    return figure.kind == "measure" and name.startswith("length ") and not said_role(doc, figure)


def _cut(figure: Figure, name: str, verb: Token | None) -> bool:
    """Return True if a name leaves out what its verb is incomplete without: `fires appearing`, or what they do."""
    if verb is not None:
        acting = verb.pos_ == "VERB" and figure.kind == "count" and verb.lemma_.lower() not in words("labels", "amounting")
        does = acting and any(c.dep_ == "nsubj" and c.left_edge.i <= figure.anchor <= c.i for c in verb.lefts)
        if does and not _holds(name, verb):
            return True
        said = [verb, *(c for c in verb.children if c.dep_ in {"acl", "acl:relcl"})]
        for word in said:
            lacking = (c for c in word.children if c.dep_ in _COMPLEMENTS and c.i > figure.anchor)
            if word.pos_ == "VERB" and _holds(name, word) and any(not _holds(name, child) for child in lacking):
                return True
    return False


def _breaks_off(doc: Doc, figure: Figure, name: str, befallen: bool) -> bool:
    """Return True if a name ends at a participle and leaves out what it is said with: `men accused`.

    What befell somebody is told without where and by whom.
    """
    parts = {"VERB"} if befallen else {"NOUN", "PROPN", "VERB"}
    noun = doc[figure.noun] if figure.noun is not None else None
    said = next((c for c in noun.children if c.dep_ == "acl" and name.endswith(f" {c.text}")), None) if noun else None
    return said is not None and any(c.pos_ in parts and not _holds(name, c) for c in said.rights)


def _holds(label: str, token: Token) -> bool:
    """Return True if a label has a word, whatever its form."""
    stem = token.lemma_.lower()[: max(3, len(token.lemma_) - 2)]
    return any(word.startswith(stem) for word in re.findall(r"[\w’']+", label.lower()))


def _qualifiers(
    doc: Doc, figure: Figure, label: str, befell: Token | None, whole: bool, referents: Referents
) -> Iterator[str]:
    """Yield whose, where, when and in which event, each only where the label does not say it.

    befell: the verb that tells what befell the counted; whole: the label is the clause itself, which has its subject.
    """
    anchor = doc[figure.anchor]
    path = list(_path(anchor))
    if not whole and (owner := _owner(path, figure, label, befell is not None, referents)):
        label = f"{label}{DOT}{owner}"
        yield owner
    elif whole and (speaker := _speaker(anchor, label, referents)):
        label = f"{label}{DOT}{speaker}"
        yield speaker
    if befell is not None and (cause := _cause(befell, figure, label)):
        label = f"{label}{DOT}{cause}"
        yield cause
    for wanted in (_is_place, _is_period):
        if len(label.split()) < LONGEST and (part := _placed(path, figure, label, wanted)):
            label = f"{label}{DOT}{part}"
            yield part
    kinds = referents.kinds_in(label)
    # A person alone does not tell which of their games or trials it was.
    names = [name for name, person in referents.event_names if not (kinds and person) and not _named_in(label, name)]
    if names and kinds <= {True} and len(label.split()) <= FULL:
        yield ", ".join(names[:NAMES])


def _path(anchor: Token) -> Iterator[Token]:
    """Yield the words from a figure up to the head of what is said, not to who says it."""
    token = anchor
    while True:
        yield token
        above = token.head
        if above == token or (token.dep_ in {"ccomp", "parataxis"} and above.lemma_.lower() in words("cues", "speech")):
            return
        token = above


def _owner(path: list[Token], figure: Figure, label: str, befell: bool, referents: Referents) -> str:
    """Return the subject of the nearest clause that has another subject than the label says."""
    for near, token in enumerate(path):
        his = next((child for child in token.children if child.tag_ == "PRP$"), None)
        if his is not None and (name := referents.name_of(his).removesuffix("’s")) and not _named_in(label, name):
            return name
        subject = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
        same = token.pos_ in {"NOUN", "PROPN"} and any(child.dep_ == "cop" for child in token.children)
        if subject is None or subject in path or same:
            continue
        if subject.lower_ in {"who", "which", "that"} and token.dep_ == "acl:relcl":
            subject = token.head
        if subject.pos_ == "PRON":
            name = referents.name_of(subject) or ("" if befell else referents.speaker_of(subject))
            if name and not _named_in(label, name):
                return name
            continue
        if subject.pos_ not in {"NOUN", "PROPN"} or is_empty(subject) or _holds(label, subject):
            return ""
        if subject.left_edge.tag_.startswith("W"):
            return ""
        if subject.pos_ == "NOUN" and near > NEAR and not any(t.ent_type_ for t in subject.subtree):
            continue
        name = stretch(subject, figure, SHORT)
        if name and subject.left_edge.dep_ == "case":
            name = name.partition(" ")[2]
        if name:
            return re.sub(r"^(?:The|A|An) ", lambda match: match[0].lower(), name)
    return ""


def _cause(verb: Token, figure: Figure, label: str) -> str:
    """Return in or by what something befell the counted: `by a landslide`, `in the bombing`."""
    for child in (*verb.rights, *(c for said in verb.rights if said.dep_ == "xcomp" for c in said.rights)):
        named = child.pos_ == "NOUN" and not (_is_place(child) or is_time(child) or _holds(label, child))
        if child.dep_ in {"obl", "obl:agent"} and named and not any(t.like_num for t in child.subtree):
            return stretch(child, figure, SHORT)
    return ""


def _speaker(anchor: Token, label: str, referents: Referents) -> str:
    for token in anchor.sent:
        if token.lower_ in {"i", "we"} and re.search(rf"\b{token.text}\b", label):
            return referents.speaker_of(token)
    return ""


def _named_in(label: str, name: str) -> bool:
    """Return True if a label has a name, or its last word."""
    last = name.removesuffix("’s").split()[-1].lower()
    return last in re.findall(r"[\w-]+", label.lower())


def _is_place(token: Token) -> bool:
    at = token.ent_type_ and token.ent_type_ not in PEOPLE
    return bool(at) and any(c.dep_ == "case" and c.lower_ in _LOCATING for c in token.lefts)


def _is_period(token: Token) -> bool:
    lemma = token.lemma_.lower()
    when = words("exclusions", "weekdays") | words("exclusions", "months") | words("labels", "periods")
    numbered = any(c.dep_ == "nmod:unmarked" and _is_period(c) for c in token.children)
    year = re.fullmatch(r"(?:19|20)\d\d", token.text) is not None
    if any(c.dep_ == "case" and c.lower_ == "for" for c in token.lefts):
        return False
    return lemma in when or token.lower_ in when or year or numbered or lemma in load("units")["unit"] and lemma in _CALENDAR


_CALENDAR = frozenset({"day", "week", "month", "year", "decade", "century"})


def _placed(path: list[Token], figure: Figure, label: str, wanted: Callable[[Token], bool]) -> str:
    """Return the nearest dependent of a path that is a place, or a period; "" where the label has one."""
    for token in path:
        for child in token.children:
            if child.dep_ not in _DEPENDENTS or child in path or not wanted(child) or inside(child, figure):
                continue
            if _holds(label, child):
                return ""
            whole = child.doc[child.left_edge.i : child.right_edge.i + 1]
            text = joined(whole) if len(whole) <= SHORT and whole[0].is_alpha else (stretch(child, figure, SHORT) or joined([child]))
            text = text.removeprefix("of ")
            return text[:1].lower() + text[1:] if any(c.i < child.i and c.dep_ == "case" for c in child.children) else text
    return ""
