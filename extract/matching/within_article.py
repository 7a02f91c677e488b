"""Decides the relation of two claims of one article: more strictly than between articles, and pure too.

Being in one article says nothing: an article gives many figures of one event, most of different things. So everything
that the text says about what is counted must be the same, and different values need another source, or the very same
words.
"""

import math
import re
from typing import Literal

from extract.claim import Claim
from extract.lexicon import words
from extract.matching.conflict import is_further
from extract.matching.content_words import content
from extract.matching.earlier_state import rose_or_fell
from extract.matching.features import same_side, same_things
from extract.matching.moving import stands_still
from extract.matching.placed import Placed
from extract.matching.relation import Relation, RelationName
from extract.matching.whereabouts import in_a_part
from extract.values import compatible, ends_of

Sources = Literal["same", "other", "unsaid"]
# The certainty of a relation within an article: about this share was right of those that these rules found in the 86
# articles of eight ECB+ events and the sample articles.
SURE = 0.9
# Contradictory counts of one thing in an article have one order of magnitude; others are a part and the whole.
_FAR = 4.0

# The share of the shorter subject's words that the longer one must have.
_SHARE = 0.6
# Apart from the source and what is counted, the sentence with fewer content words shares at least this part of them.
_SHARE_OF_WORDS = 0.5
_WORDS = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Kinds whose numbers recur in one article for different things: parts of a poll, shares of a budget.
_RECURRING = frozenset({"percent", "points", "ratio", "rate"})
# Scopes that make a count a different one; `alone` or `so far` only stress it.
_ANOTHER = frozenset({"elsewhere", "a day", "daily", "per day", "each day", "overnight", "worldwide", "nationwide"})


def relate_within(a: Placed, b: Placed) -> Relation | None:
    """Return the relation of b to a, two claims of one article: repeats, agrees, updates, differs, or None."""
    first, second = a.claim, b.claim
    sources = _sources(first, second)
    if rose_or_fell(a, b):
        return Relation("updates", SURE, _reason(first, second, sources))
    if not _may_be_one(first, second) or (a.text == b.text and sources != "other"):
        # Two figures of one sentence by one source: a figure and its conversion, or a list of different things.
        return None
    if _same_value(first, second):
        name = _repeated(first, second, sources)
    elif not _alike(first, second) or first.kind in _RECURRING or first.trend != second.trend:
        name = None
    elif compatible(first, second):
        name = _agreeing(first, second, sources) if _outcome(first) else None
    else:
        name = _contradicting(a, b, sources) if _one_count(a, b) else None
    return Relation(name, SURE, _reason(first, second, sources)) if name else None


def _repeated(a: Claim, b: Claim, sources: Sources) -> RelationName | None:
    """Return the relation of two mentions of one number; None if they may be of different things."""
    telling = _telling(a) and a.kind not in _RECURRING and _counted_fits(a, b)
    if not telling and not _alike(a, b):
        return None
    return _agreeing(a, b, sources)


def _agreeing(a: Claim, b: Claim, sources: Sources) -> RelationName:
    if (a.stance == "denied") != (b.stance == "denied"):
        return "differs"
    return "repeats" if sources == "same" else "agrees"


def _contradicting(a: Placed, b: Placed, sources: Sources) -> RelationName | None:
    first, second = a.claim, b.claim
    if _of_two_things(a, b):
        return None
    if sources == "same" and _dated_apart(first, second):
        return "updates"
    if _went_on(first, second) and not (stands_still(a) or stands_still(b)):
        # Counts from Sunday and from Tuesday can both be true.
        return "updates"
    if sources == "same" and first.source is not None:
        # One source's two numbers in an article are for two things, or for a whole and a part.
        return None
    if sources == "other":
        return "differs" if same_side(first, second) or _in_common(a, b) else None
    one_count = _outcome(first) and _subject(first) == _subject(second)
    return "differs" if one_count and _in_common(a, b) else None


def _in_common(a: Placed, b: Placed) -> bool:
    """Return True if two sentences share most of their words, apart from what they count and who says so."""
    contents = [content(placed.text) - content(f"{placed.claim.phrase} {_who(placed.claim)}") for placed in (a, b)]
    here, there = contents
    if not here or not there:
        return here == there
    return len(here & there) >= _SHARE_OF_WORDS * min(len(here), len(there))


def _who(claim: Claim) -> str:
    return f"{claim.source.name} {claim.source.text} {claim.cue.text if claim.cue else ''}" if claim.source else ""


# `Two were killed at each location`: the number is a part of the whole count.
_EACH = re.compile(r"\b(?:each|every|apiece|respectively)\b", re.IGNORECASE)
# `Seven were killed in those bombings`: in those of the sentence before.
_POINTING = re.compile(r"\b(?:those|these) [a-z]+s\b")
# Consecutive sentences are at most so many characters apart.
_GAP = 4


def _of_two_things(a: Placed, b: Placed) -> bool:
    """Return True if the sentences show that their values are of two things: of each, or of something just named."""
    if a.claim.kind in {"duration", "measure"} or bool(_EACH.search(a.text)) != bool(_EACH.search(b.text)):
        return True
    first, last = sorted((a, b), key=lambda placed: placed.claim.start)
    begin, end = last.claim.start - last.claim.in_line, first.claim.start - first.claim.in_line + len(first.text)
    pointing = bool(_POINTING.search(last.around[1])) and last.claim.in_line >= 0 and begin - end > _GAP
    return pointing or in_a_part(a, b)


def _reason(a: Claim, b: Claim, sources: Sources) -> str:
    who = {"same": "same source", "other": "other source", "unsaid": "only one names a source"}[sources]
    parts = ["same article", f"same count: {a.subject}" if a.subject else "same number"]
    parts.append(who if a.source or b.source else "the article itself says both")
    return "; ".join([*parts, *([f"{a.text} / {b.text}"] if not _same_value(a, b) else [])])


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Return True if nothing in the text speaks against both counting one thing."""
    here, there = a.about, b.about
    names = _names(a), _names(b)
    return (
        set(here.scope) & _ANOTHER == set(there.scope) & _ANOTHER
        and not (here.event and there.event and here.event != there.event)
        and not (here.side and there.side and here.side != there.side)
        and not (here.period and there.period and here.period != there.period)
        and not (names[0] and names[1] and not names[0] & names[1])
    )


def _same_value(a: Claim, b: Claim) -> bool:
    units = a.unit == b.unit or a.kind in {"count", "other"}
    numbers = a.value == b.value if a.value is not None else (a.low, a.high) == (b.low, b.high)
    return units and a.kind == b.kind and numbers


def _alike(a: Claim, b: Claim) -> bool:
    """Return True if both subjects are known and the same."""
    here, there = a.about, b.about
    counted = here.counted == there.counted or same_things(a, b) or a.kind == "money" or _one_people(a, b)
    return counted and here.event == there.event and _shared(a, b) >= _SHARE


def _counted_fits(a: Claim, b: Claim) -> bool:
    unsaid = not a.about.counted or not b.about.counted or a.kind == "money"
    return unsaid or a.about.counted == b.about.counted or same_things(a, b) or _one_people(a, b)


def _one_people(a: Claim, b: Claim) -> bool:
    return bool(a.about.people) and a.about.people == b.about.people


def _outcome(claim: Claim) -> bool:
    """Return True if the count is an outcome for people or things, which an article gives once per event."""
    return claim.about.event in words("events", "outcomes")


def _one_count(a: Placed, b: Placed) -> bool:
    """Return True if neither adds to the other or is a part of it, and they have the same place and year."""
    here, there = a.claim.about, b.claim.about
    years = (_years(placed.text) | set(placed.claim.about.years) for placed in (a, b))
    places = not here.places or not there.places or bool(set(here.places) & set(there.places))
    return (
        places
        and not _far(a.claim, b.claim)
        and len(set(map(frozenset, years))) == 1
        and not is_further(a)
        and not is_further(b)
    )


def _far(a: Claim, b: Claim) -> bool:
    low, high = sorted(abs(claim.value or claim.low or claim.high or 0) for claim in (a, b))
    return high > _FAR * low


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(text))


def _shared(a: Claim, b: Claim) -> float:
    first, second = _subject(a), _subject(b)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _subject(claim: Claim) -> set[str]:
    return {word.casefold() for word in _WORDS.findall(claim.phrase or claim.subject)}


def _names(claim: Claim) -> set[str]:
    """Return the names in the subject: whose soldiers, which ministry's budget."""
    return {word for word in _WORDS.findall(claim.phrase or claim.subject) if word[0].isupper()}


def _telling(claim: Claim) -> bool:
    """Return True if the number is unlikely to recur by chance: it has two or more significant digits."""
    digits = f"{abs(claim.value or 0):.10g}".replace(".", "").strip("0")
    return len(digits) >= 2


def _sources(a: Claim, b: Claim) -> Sources:
    if a.source is None or b.source is None:
        return "same" if a.source is b.source else "unsaid"
    return "same" if a.source.key == b.source.key else "other"


def _went_on(a: Claim, b: Claim) -> bool:
    """Return True if the figures refer to different days, and the later count is higher."""
    if not _dated_apart(a, b) or a.about.event not in words("events", "moving"):
        return False
    first, last = sorted((a, b), key=lambda claim: claim.about.as_of)
    return (ends_of(first)[0] or 0) <= (ends_of(last)[1] or math.inf)


def _dated_apart(a: Claim, b: Claim) -> bool:
    dates = a.about.as_of, b.about.as_of
    return bool(dates[0] and dates[1]) and dates[0] != dates[1]
