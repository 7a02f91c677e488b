"""Finds what somebody calls a thing: `called the plan “a disgrace”`, `called the claim that 4,000 had quit a lie`."""

from extract.attribution.asides import noun_ranges
from extract.attribution.attribution import Range
from extract.attribution.cue_words import CLOSING, OPENING, case_of, mark_of
from extract.attribution.placing import is_number
from extract.attribution.spans import char_range
from extract.lexicon import words
from extract.parsing.tokens import Token


def named_as(verb: Token, obj: Token) -> list[Range] | None:
    """Return what somebody calls a thing, or None for other verbs; the thing itself is the narrator's.

    `called the plan for a $16 million mill “a disgrace”`, `described the $90 million bridge as a waste`.
    """
    if verb.lemma_.lower() not in words("cues", "naming") or is_number(obj):
        # Called half of the drivers fools: the share is part of their statement.
        return None
    if is_called_untrue(verb, obj):
        # Called the claim that 4,000 had quit “pure fiction”.
        return noun_ranges(obj)
    behind = verb.doc[obj.i + 1 : verb.right_edge.i + 1]
    opening = next((t for t in behind if t.text in OPENING and verb.is_ancestor(t)), None)
    if opening is not None and not any(t.i < opening.i for t in behind if t.text in CLOSING - OPENING):
        return [(opening.idx, char_range(verb.right_edge)[1])]
    named = any(c.i > obj.i and (c.dep_ == "xcomp" or case_of(c) == "as") for c in verb.rights)
    return [] if named else None


def is_called_untrue(verb: Token, statement: Token) -> bool:
    """Return True if a verb's subject calls a statement untrue: `called the claim that 4,000 had quit “fiction”`."""
    claimed = statement.dep_ == "obj" and verb.lemma_.lower() in words("cues", "naming")
    behind = verb.doc[statement.i + 1 : verb.sent.end]
    that = any(c.dep_ in {"acl", "ccomp"} and mark_of(c) == "that" for c in statement.rights)
    return claimed and that and any(t.lemma_.lower() in words("cues", "untrue") for t in behind)
