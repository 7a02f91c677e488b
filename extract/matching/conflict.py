"""Decides when two values of one quantity contradict each other."""

import re
from functools import cache

from extract.lexicon import words
from extract.matching.features import named_in, other_named, restricted, same_side
from extract.matching.part import is_portion
from extract.matching.placed import Placed
from extract.matching.whereabouts import elsewhere
from extract.text.unit_scales import unit_words
from extract.values import beyond, ends_of

# Words that add a count to one before.
_FURTHER = frozenset({"another", "other", "others", "more", "further", "additional"})


def is_further(placed: Placed) -> bool:
    """Return True if a count adds to one before: `seven others`, `another 12`, `20 more people`."""
    claim = placed.claim
    before = placed.around[0].casefold().split()[-1:]
    figure = claim.text.casefold().replace("more than", "").split()
    counted = f"{claim.phrase or claim.subject} {claim.unit_text or ''}".casefold().split()
    return not _FURTHER.isdisjoint({*counted, *claim.about.scope, *before, *figure})


# Words that say whether the attacker is counted: `58 people and himself`, `59 people, including the gunman`.
_SELF = r"(?:(?:him|her|it)self|themselves)"
_AGENT = r"(?:the|both|two)\s(?:\w+\s){0,2}?\w+(?:er|m[ae]n|ant|or)s?\b"
_DOER = re.compile(
    rf"\b(?:(?:and|besides|including|excluding|counting)\s(?:also\s)?{_SELF}|(?:besides|including|excluding|counting)\s{_AGENT})",
    re.IGNORECASE,
)
# Two such counts differ by at most so many.
_DOERS = 2


def may_count_the_doer(a: Placed, b: Placed) -> bool:
    """Return True if two tolls may differ only by the attackers, as one text says whether they are counted."""
    ends = ends_of(a.claim), ends_of(b.claim)
    (first, _), (second, _) = ends
    if first is None or second is None or abs(first - second) > _DOERS:
        return False
    return a.claim.about.event == "kill" and any(_DOER.search(placed.text) for placed in (a, b))


# Spans of more than one day soon after a count: `over four nights`, `in the past three weeks`.
_STRETCH = re.compile(
    r"^[^.;]{0,40}?\b(?:over|in|during|within|across|for)\s(?:all\s)?(?:the\s)?(?:(?:past|last|first)\s)?"
    r"(?!one\b|a\b|1\b)(?:\d+|[a-z]+)\s(?:days|nights|weeks|weekends|months)\b",
    re.IGNORECASE,
)


def is_of_several_days(placed: Placed) -> bool:
    """Return True if a count covers several days: `50 arrests over four nights`."""
    return bool(_STRETCH.search(placed.around[1]))


def is_of_parent(placed: Placed) -> bool:
    """Return True if a figure is the number of somebody's children: `a mother of 12`."""
    return bool(_parent_of().search(placed.around[0]))


@cache
def _parent_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('events', 'parents')))})s? of $", re.IGNORECASE)


def in_conflict(a: Placed, b: Placed) -> bool:
    """Return True if incompatible values contradict each other: not if one is hypothetical, or counts a part."""
    first, second = a.claim, b.claim
    limit = "side_toll" if same_side(first, second) else "toll"
    portion = (is_portion(first) or is_portion(second)) and not (is_of_parent(a) and is_of_parent(b))
    parted = portion or restricted(first) != restricted(second)
    if first.about.years and "vague" in {first.bound, second.bound}:
        # A round number recalled from another year does not contradict a count.
        return False
    unsaid = _is_asked(a) or _is_asked(b) or supposed(a) != supposed(b)
    other = unsaid or _of_other_things(a, b) or _of_other_tallies(a, b)
    return not (beyond(first, second, limit) or parted or other)


def _of_other_things(a: Placed, b: Placed) -> bool:
    """Return True if the figures stand in other places, or measure other things: two towns from one border."""
    here, there = a.claim.about, b.claim.about
    if elsewhere(a, b):
        return True
    if here.event == "distance":
        places = {word for place in (*here.places, *there.places) for word in place.split()}
        return not {term for term in here.terms if term in there.terms} - places - {here.counted, *unit_words()}
    return here.event == "measure" and other_named(a.claim, b.claim, (a.text, b.text))


# `He broke the record of 2,100`: the number is that of whoever had it before.
_BROKEN = re.compile(
    r"\b(?:br(?:eak|oke)\w*|pass(?:ed|es|ing)?|surpass\w*|topp(?:ed|ing)|beat\w*|ti(?:ed|es)|tying|eclips\w*|overt\w+)\b"
    r"[^.;:]{0,60}\b(?:records?|marks?|totals?|tally|highs?|bests?)(?: of|,)? $",
    re.IGNORECASE,
)
# `She now has 2,129 points`: the number rises, and is that of the day of writing.
_BY_NOW = re.compile(r"\b(?:now|already|so far|to date|currently|as of)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_NEAR = 40


def _of_other_tallies(a: Placed, b: Placed) -> bool:
    """Return True if, as far as the texts say, two people have the figures, or one person at two moments."""
    if {a.claim.about.event, b.claim.about.event} & words("events", "outcomes"):
        return False
    broken, by_now = ([bool(pattern.search(side)) for side in sides] for pattern, sides in _beside(a, b))
    return broken[0] != broken[1] or by_now[0] != by_now[1] or _of_nobody(a, b) or _of_nobody(b, a)


def _beside(a: Placed, b: Placed) -> list[tuple[re.Pattern[str], list[str]]]:
    before = [placed.around[0] for placed in (a, b)]
    near = [f"{placed.around[0][-_NEAR:]} {placed.around[1][:_NEAR]}" for placed in (a, b)]
    return [(_BROKEN, before), (_BY_NOW, near)]


def _of_nobody(a: Placed, b: Placed) -> bool:
    """Return True if a sentence says only that he or she has so many, and the two sentences share no name."""
    if not _SOMEBODY.search(a.around[0]):
        return False
    first, second = named_in(a.claim, b.claim, (a.text, b.text))
    return not first & second


def _is_asked(placed: Placed) -> bool:
    return placed.text.rstrip(' ”"').endswith("?")


def supposed(placed: Placed) -> bool:
    """Return True if a figure is a question, an expectation, a plan or a thought, not stated as a fact."""
    if _is_asked(placed):
        return True
    before, after = (side.casefold() for side in placed.around)
    near = [*re.findall(r"\w+|,", before)[-_BEFORE:], *re.findall(r"\w+|,", after)[:_BEHIND]]
    spoken = set(near)
    return bool(spoken & words("relations", "supposing")) or ("would" in spoken and bool(_IF.search(placed.text)))


# So many words before and after a figure show whether it is stated as a fact.
_BEFORE, _BEHIND = 4, 4
_IF = re.compile(r"\b(?:if|were to|unless)\b", re.IGNORECASE)
