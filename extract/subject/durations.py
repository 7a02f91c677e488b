"""Makes the label of a duration: what lasted, or where it starts: `duration of the riots`, `time since the vote`."""

from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token
from extract.subject.label_words import complements, joined, named, stretch, subject_noun
from extract.subject.roles import TOWARDS, is_unit_word, with_role

_NOUNS = frozenset({"NOUN", "PROPN"})

# A purpose is cut after so many words.
_REST = 6


def since_or_until(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> str:
    """Return the event from or to which a time is counted: `time after takeoff`, `time since the town was flooded`."""
    behind = next((t for t in doc[figure.anchor : figure.anchor + 6] if t.idx >= figure.end), None)
    if behind is None:
        return ""
    if (
        behind.lower_ in TOWARDS
        and behind.dep_ == "case"
        and behind.head.pos_ in _NOUNS
        and (place := stretch(behind.head, figure, 6).partition(" ")[2] or named(behind.head, figure))
    ):
        return f"duration of {place}" if behind.lower_ == "of" else f"time {behind.lower_} {place}"
    if (
        behind.lower_ in TOWARDS
        and behind.dep_ == "mark"
        and (clause := rest_of_clause(behind.head, behind.head, figure))
    ):
        return f"time {behind.lower_} {clause}"
    way = {"ago": "since", "earlier": "since", "later": "until"}.get(behind.lower_)
    if way is None:
        return ""
    thing = head if head.pos_ in _NOUNS and not is_unit_word(head, figure) else head.head
    if thing.pos_ in _NOUNS and thing.dep_ != "ROOT" and not is_unit_word(thing, figure):
        return f"time {way} {named(thing, figure)}"
    above = verb if verb is not None else behind.head
    clause = rest_of_clause(above, head, figure) if above.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else ""
    return f"time {way} {clause}" if clause else ""


def duration_text(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> str:
    """Return what lasted that long: `duration of the riots`, `time rioters fought police`."""
    unit = doc[figure.noun] if figure.noun is not None else head
    case = next((c.lower_ for c in head.lefts if c.dep_ == "case"), "")
    if head.dep_ == "nmod" and head.head.pos_ in _NOUNS and case not in {"in", "within"}:
        return with_role("duration", head.head, figure)
    serial = words("labels", "serial")
    if any(c.dep_ in {"amod", "nmod:poss"} and c.lower_ not in serial and not c.like_num for c in unit.lefts):
        name = named(unit, figure)
        if len(name.split()) > 1:
            return name
    behind = next((t for t in doc[figure.anchor : figure.anchor + 4] if t.idx >= figure.end), None)
    if behind is not None and behind.lower_ in {"left", "remaining"}:
        return f"time {behind.lower_}"
    purpose = next((c for c in unit.rights if c.dep_ in {"acl", "advcl"} and c.tag_ == "VB"), None)
    if purpose is not None:
        return f"time {joined(doc[purpose.left_edge.i : min(purpose.right_edge.i, purpose.i + _REST) + 1])}"
    if verb is None or verb.pos_ not in {"VERB", "ADJ", "NOUN", "AUX"}:
        return ""
    owner = subject_noun(verb, head)
    if (verb in {head, unit} or verb.lemma_.lower() in words("labels", "lasting")) and owner is not None:
        return f"duration of {named(owner, figure)}"
    each = any(c.dep_ == "det" and c.lower_ in {"every", "each"} for c in unit.lefts)
    if each or verb.dep_ == "acl" or case not in {"", "for", "to"}:
        # `every 15 minutes`, `after 20 years in power`, `over the past week` are not durations of an event.
        return ""
    to = any(c.dep_ == "case" and c.lower_ == "to" for c in head.lefts)
    clause = rest_of_clause(verb, head, figure, 0 if to else 1)
    of = "of " if verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.lefts) else ""
    return f"time {of}{clause}{' to' * to}" if clause else ""


def rest_of_clause(verb: Token, head: Token, figure: Figure, more: int = 1) -> str:
    """Return a clause without the figure's own phrase: `the panel deliberated his fate`; "" if it says nothing."""
    if any(c.dep_ == "obj" and c.pos_ == "NUM" and c != head for c in verb.children):
        # `killed 13`: without its object it says something else.
        return ""
    owner = subject_noun(verb, head)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c != head), owner)
    if subject is None:
        return ""
    if subject.lower_ in {"who", "which", "that"} and owner is not None:
        subject = owner
    who = stretch(subject, figure, 4) or named(subject, figure, 0)
    if subject.left_edge.dep_ == "case":
        # `about incidents that happened nine years ago`
        who = who.partition(" ")[2] or who
    helpers = [c.text for c in verb.lefts if c.dep_ in {"aux", "aux:pass", "cop"} or c.lower_ in {"not", "n't"}]
    if subject.pos_ == "PRON" and who != "I":
        who = who.lower()
    with_it = complements(verb, head, figure, numbers=True)[:more]
    with_it = [*(c.lower_ for c in verb.rights if c.dep_ == "compound:prt"), *with_it]
    return " ".join(filter(None, (who, *helpers, verb.text, *with_it)))
