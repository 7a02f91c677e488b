"""Makes the label of a claim: what its figure measures, then whose, where, when and in which event, as far as needed.

The first part is a noun phrase or, if there is none or it leaves much out, the clause. Parts from outside of it follow
after ` · `.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from extract.figures.figure_component import Figure
from extract.lexicon import class_by_word, load, words
from extract.parsing.tokens import Doc, Token
from extract.subject.around import words_around
from extract.subject.clause import LONGEST, Clause, clause_around
from extract.subject.clause_words import NEGATIONS
from extract.subject.forms import participle
from extract.subject.grammar import governor, phrase_head
from extract.subject.omitted import counter_of
from extract.subject.qualifiers import (
    CALENDAR,
    cause_of,
    elsewhere,
    holds,
    is_period,
    is_place,
    is_whole,
    named_in,
    path_of,
    places_named,
    setting_of,
    up_to_participle,
    whose,
)
from extract.subject.referents import Referents
from extract.subject.roles import role_in_words

# What separates the parts of a label.
DOT = " · "
_SHARES = frozenset({"percent", "points", "ratio"})
_AMOUNTS = frozenset({"money", "percent", "measure", "points"})
# First words of the name of an amount without an owner.
_LOOSE = frozenset({"time", "distance", "share"})
# A name that ends in one of these is incomplete.
_OPEN = frozenset({"of", "in", "for", "from", "on", "at", "to", "with", "by", "over", "under", "into", "worth"})
_WHOM = frozenset({"him", "her", "it", "them", "us", "me", "you", "whom"})

_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_OF_THING = frozenset({"of", "in", "for"})
_PRONOUN = re.compile(r"\b(?:I|we|you|he|she|it|they|him|them|his|her|its|their|my|our|your)\b", re.IGNORECASE)
_INNER_ARTICLE = re.compile(r"(?<=\w )The (?=[a-z])")
_TORN = re.compile(r",|\b(?:by|of|in|to|for|with) (?:of|and|by|per)\b")
_SCORE = re.compile(r"\d[-–]\d")
_MORE = re.compile(r" (?:more|fewer|less) ")
_AWAY = re.compile(r" (?:away|apart)\b(?! from)")
_EACH = re.compile(r" (?:an?|per|each|every) (?:hour|day|night|week|month|year|season)\b")
_FROM = re.compile(r"(?:time|distance) (?:[\w-]+ )?(?:from|of|off|into|after|before|since|until|to) ")
# Auxiliaries of what is not, or not yet, a fact.
_UNSURE = frozenset({"must", "should", "could", "might", "may", "can", "would"})
_PER = re.compile(r" per (?:(?:\d[\d,.]*|ten|hundred|thousand|million) )*[a-z]+")
# A label with a proper name may leave out so many words of the clause.
MUCH = 3
# A label of this many words takes no names from the rest of the article; others take up to this many.
FULL, NAMES = 14, 2


def label_of(
    doc: Doc, figure: Figure, name: str, verb: Token | None, event: str, where: Collection[str], referents: Referents
) -> str:
    """Return the label of a figure; never empty.

    name: the noun phrase for what it measures, "" for none; verb: what governs the figure's phrase; event: the class of
    what happened to the counted; where: its places by its own clause, as `extract.subject.scope.where_of` returns them.
    """
    befallen = event in words("events", "outcomes") and _tells_of(name, event) and not _acts(doc[figure.anchor])
    unsound = (
        (figure.kind in _SHARES and verb is not None and name.startswith(f"{participle(verb)} "))
        or _is_guess(doc, figure, name)
        or _leaves_out(doc, figure, name, verb, befallen)
        or _breaks_off(doc, figure, name, befallen)
        or (not befallen and _compares(doc, figure, verb))
    )
    # A name of the counted that says what happened to them is enough.
    clause = Clause() if name and befallen and not unsound else clause_around(doc, figure, referents.name_of)
    unsound = unsound or (clause.described and not befallen)
    more = bool(name) and not befallen and _says_more(clause, name, figure, event) and not _loses(clause, name)
    whole = bool(clause.text) and (not name or unsound or more)
    label = clause.text if whole else _as_noun(doc, figure, name, verb) or words_around(doc, figure)
    befell = verb if befallen and not whole else None
    for part in _qualifiers(doc, figure, label, befell, whole, where, referents):
        label = f"{label}{DOT}{part}"
    return _INNER_ARTICLE.sub("the ", label)


def _as_noun(doc: Doc, figure: Figure, name: str, verb: Token | None) -> str:
    """Return a name as a noun phrase: `amount raised by the club per match` for `raised by the club`."""
    end = figure.end if figure.noun is None else max(figure.end, doc[figure.noun].idx + len(doc[figure.noun]))
    per = _PER.match(doc.text, end)
    bare = verb is not None and verb.lemma_ not in load("labels")["of"] and name.startswith(f"{participle(verb)} ")
    money = figure.kind == "money" or (figure.kind == "rate" and figure.noun is None)
    if money and (bare or name.startswith("paid for ")):
        name = f"{'price' if name.startswith('paid for ') else 'amount'} {name}"
    return f"{name}{per[0]}" if name and per and " per " not in name else name


def _tells_of(name: str, event: str) -> bool:
    """Return True if a name says who is counted and what happened to them, in any word of the event's class."""
    tells = any(word.startswith(_stems(event)) for word in name.lower().split()) or name.endswith(" condition")
    return " " in name and tells


@cache
def _stems(event: str) -> tuple[str, ...]:
    """Return the stems of the words of a class of events."""
    kinds = {event, "kill", "injure"} if event == "harm" else {event}
    return tuple(word[: max(3, len(word) - 1)] for word, kind in class_by_word("events").items() if kind in kinds)


def _acts(anchor: Token) -> bool:
    """Return True if a figure counts the agents of an event: `a fire set by three teenagers`."""
    path = path_of(anchor)
    verb = next((at for at, token in enumerate(path) if token.pos_ == "VERB"), 0)
    return verb > 0 and path[verb - 1].dep_ == "obl:agent"


def _says_more(clause: Clause, name: str, figure: Figure, event: str) -> bool:
    """Return True if a clause says what a name leaves out, and the name is incomplete."""
    first, *others = name.split()
    # `last picks`, `such games`
    pointing = len(others) == 1 and first.lower() in words("labels", "pointing")
    others = [] if pointing else others
    amount = figure.kind in _AMOUNTS and first not in _LOOSE and not _OF_THING.isdisjoint(others)
    if amount:
        # `depth of the quake`, `fall in shares`
        return False
    apart = words("labels", "amounting")
    missing = sum(
        not (_tells(name, token) or token.lemma_.lower() in apart or is_period(token)) for token in clause.telling
    )
    # `distance south of Ketter`
    reaching = first == "distance" or figure.kind in {"duration", "percent", "ratio"} or first in _LOOSE
    proper = any(word[0].isupper() for word in others)
    untold = figure.kind == "count" and event in words("events", "outcomes")
    if not others or first == "time" or untold:
        return missing > 0
    return missing > (1 if reaching or not proper else MUCH)


def _tells(name: str, token: Token) -> bool:
    """Return True if a name has a word in any form, a verb's participle included."""
    return holds(name, token) or (token.pos_ == "VERB" and f" {participle(token)} " in f" {name} ")


def _loses(clause: Clause, name: str) -> bool:
    """Return True if a clause was cut before what a time or distance is counted from: `time after the vote`."""
    start = _FROM.match(name)
    event = name[start.end() :].split() if start else []
    return bool(event) and event[-1] not in clause.text and 2 * sum(word in clause.text for word in event) <= len(event)


def _compares(doc: Doc, figure: Figure, verb: Token | None) -> bool:
    """Return True if a count is a difference, `has 40 more boats`, or a part, `including 40 in the port`."""
    if figure.kind != "count":
        return False
    has = verb is not None and verb.lemma_ in {"have", "be"}
    part = any(child.lower_ == "including" for child in phrase_head(doc, figure).lefts)
    return part or (has and bool(_MORE.match(doc.text, figure.end)))


def _is_guess(doc: Doc, figure: Figure, name: str) -> bool:
    """Return True if a name is a guess or means nothing: a length known only from the unit, `men he knew`."""
    shared = figure.kind == "percent" and doc.text.startswith(" of ", figure.end)
    if name.startswith(("a-", "an-", "per-")):
        # `a $300-a-plate dinner`
        return True
    if figure.kind in _AMOUNTS and all(word[0].isupper() for word in name.split()):
        # `a contract with Rask for $20 million`: the name alone does not say what the money is for.
        return True
    if figure.kind == "ratio" and _SCORE.search(figure.text):
        return True
    if figure.kind == "measure" and _AWAY.match(doc.text, figure.end):
        return True
    if figure.kind == "duration" and _EACH.match(doc.text, figure.end):
        return True
    if figure.unit == "point" and any(child.dep_ == "nmod:poss" for child in doc[figure.anchor].head.children):
        # `five of the club's first eight points` are not the scorer's.
        return True
    if figure.kind != "duration" and _is_of_calendar(name.partition(" ")[0]):
        return True
    if (
        name.rpartition(" ")[2] in _OPEN
        or _TORN.search(name)
        or _PRONOUN.search(name)
        or (shared and not name.startswith("share "))
    ):
        return True
    return figure.kind == "measure" and name.startswith("length ") and not role_in_words(doc, figure)


def _is_of_calendar(word: str) -> bool:
    return word in CALENDAR or word in words("labels", "periods")


def _leaves_out(doc: Doc, figure: Figure, name: str, verb: Token | None, befallen: bool) -> bool:
    """Return True if a name lacks what its verb needs (`fires appearing`), what they do, `not` or `must`."""
    if verb is None:
        return False
    copular = verb.pos_ in {"ADJ", "NOUN", "PROPN"} and any(child.dep_ == "cop" for child in verb.lefts)
    if figure.kind in _SHARES and copular and not holds(name, verb) and _is_of_subject(doc[figure.anchor], verb):
        # `a fifth of the nurses are men`
        return True
    states = holds(name, verb) or f" {participle(verb)} " in f" {name} "
    if not befallen and states and any(child.lower_ in _UNSURE for child in verb.lefts):
        return True
    stays = any(child.dep_ == "advmod" and child.lower_ in words("labels", "places") for child in verb.rights)
    if stays and figure.kind == "count" and _is_of_subject(doc[figure.anchor], verb):
        # `three men stayed inside`
        return True
    acting = verb.pos_ == "VERB" and figure.kind == "count" and verb.lemma_.lower() not in words("labels", "amounting")
    does = acting and any(c.dep_ == "nsubj" and c.left_edge.i <= figure.anchor <= c.i for c in verb.lefts)
    denied = any(c.lower_ in NEGATIONS for c in verb.children) and NEGATIONS.isdisjoint(name.lower().split())
    whom = any(c.dep_ == "obj" and c.lower_ in _WHOM and c.i > figure.anchor for c in verb.rights)
    if denied or (does and (whom or not holds(name, verb))):
        return True
    noun = doc[figure.noun] if figure.noun is not None else verb
    clauses = {child for top in (verb, noun) for child in top.children if child.dep_ in {"acl", "acl:relcl"}}
    for predicate in (verb, *clauses):
        lacking = (child for child in predicate.children if child.dep_ in _COMPLEMENTS and child.i > figure.anchor)
        if predicate.pos_ == "VERB" and holds(name, predicate) and any(not holds(name, child) for child in lacking):
            return True
    return False


def _is_of_subject(anchor: Token, verb: Token) -> bool:
    """Return True if a figure is in the subject of a predicate."""
    subject = next((child for child in verb.lefts if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    return subject is not None and subject.left_edge.i <= anchor.i <= subject.right_edge.i


def _breaks_off(doc: Doc, figure: Figure, name: str, befallen: bool) -> bool:
    """Return True if a name ends at a participle without its complement: `men accused`.

    What happened to somebody needs no place or agent.
    """
    noun = doc[figure.noun] if figure.noun is not None else None
    modifier = (
        next((c for c in noun.children if c.dep_ == "acl" and name.endswith(f" {c.text}")), None) if noun else None
    )
    parts = {"VERB"} if befallen else {"NOUN", "PROPN", "VERB"}
    return modifier is not None and any(child.pos_ in parts and not holds(name, child) for child in modifier.rights)


def _qualifiers(
    doc: Doc,
    figure: Figure,
    label: str,
    befell: Token | None,
    whole: bool,
    where: Collection[str],
    referents: Referents,
) -> Iterator[str]:
    """Yield the owner, cause, place, time and event of the counted, each only if the label lacks it.

    befell: the verb for what happened to the counted; whole: the label is the clause itself, which has its subject.
    """
    path = path_of(doc[figure.anchor])
    if part := whose(path, figure, label, befell, whole, referents):
        label = f"{label}{DOT}{part}"
        yield part
    head = phrase_head(doc, figure)
    top = None if whole else counter_of(head, governor(head)) or befell
    if top is not None and (part := cause_of(top, figure, label)):
        label = f"{label}{DOT}{part}"
        yield part
    # The place of a thing that a clause describes is not the place of the event.
    outer = next((at for at, token in enumerate(path, 1) if token.dep_ == "acl:relcl" or is_whole(token)), len(path))
    apart = elsewhere(path[:outer], figure)
    if apart and "elsewhere" not in label.lower():
        label = f"{label}{DOT}{apart}"
        yield apart
    # The day of a meeting with `the families of 9 people killed` is not the day of the killing.
    near = up_to_participle(path) if befell is not None else path
    for steps, wanted in ((near[:outer], is_place), (near, is_period)):
        if apart and wanted is is_place:
            continue
        if len(label.split()) < LONGEST and (part := setting_of(steps, figure, label, wanted)):
            label = f"{label}{DOT}{part}"
            yield part
    kinds = referents.kinds_in(label)
    # A person alone does not identify one of their games or trials.
    nobody = _PRONOUN.match(label) is not None
    events = referents.event_names
    names = [name for name, person in events if not named_in(label, name) and (nobody or not (kinds and person))]
    if befell is not None and len(label.split()) <= FULL:
        # The place of the count comes before that of the event.
        own = [place for place in places_named(path[0].sent, where, label) if place not in names]
        names = [*own, *names]
    if names and not apart and (nobody or kinds <= {True}) and len(label.split()) <= FULL:
        yield ", ".join(names[:NAMES])
