"""Computes how similar two claims are in what they measure: event, counted, sides, places, years, words.

Pure: uses only the claims. Weights and thresholds are in `lexicon/relations.toml`.
"""

import math
import re
from datetime import date
from functools import cache, lru_cache

from extract.claim import Claim
from extract.lexicon import load, weights, words
from extract.text.source_names import bare_key, countries, is_distinct_body, is_local, surname_of

# Kinds whose numbers recur for different things.
SHARES = frozenset({"percent", "points", "ratio"})
# Kinds that measure something other than whoever the sentence is about.
_EXTENTS = frozenset({"measure", "duration"})
# So many of the words nearest to an amount say what it is an amount of.
_NEAR = 4


def one_event(a: Claim, b: Claim) -> float:
    """Return the chance, from 0 to 1, that the two claims' articles report one event."""
    here, there = a.about, b.about
    return _one_event(here.names, here.topic, there.names, there.topic)


# All claims of an article share its names and nouns, so cache the result for many pairs.
@lru_cache(maxsize=4096)
def _one_event(
    names: tuple[str, ...], nouns: tuple[str, ...], others: tuple[str, ...], other_nouns: tuple[str, ...]
) -> float:
    weight = weights("event")
    pairs = (("names", names, others), ("nouns", nouns, other_nouns))
    alike = sum([weight[name] * _cosine(_weighed(here), _weighed(there)) for name, here, there in pairs])
    return 1 / (1 + math.exp(-(weight["bias"] + alike)))


@lru_cache(maxsize=4096)
def _weighed(names: tuple[str, ...]) -> dict[str, float]:
    """Weigh the names or nouns of an article, most common first: sharing a country's name says little."""
    ranked = zip(names, _ranks(len(names)), strict=True)
    return {name: (0.35 if name in countries() else 1.0) * weight for name, weight in ranked}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    shared = sum([weight * b[name] for name, weight in a.items() if name in b])
    return shared / math.sqrt(sum([w * w for w in a.values()]) * sum([w * w for w in b.values()])) if shared else 0.0


def people_fit(a: Claim, b: Claim) -> bool:
    first, second = a.about.people, b.about.people
    either = not first or not second or first == second or "people" in {first, second}
    return either or frozenset({first, second}) in _both()


@cache
def _both() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load("people")["both"])


def _terms(a: Claim, b: Claim) -> float:
    """Compare the words around the figures, nearer ones weighing more."""
    terms, others = a.about.terms, b.about.terms
    if not terms or not others:
        return 0.0
    ranks = _ranks(max(len(terms), len(others)))
    shared = [ranks[max(rank, others.index(term))] for rank, term in enumerate(terms) if term in others]
    return sum(shared) / _whole(min(len(terms), len(others)))


@cache
def _whole(count: int) -> float:
    """Return the total weight of this many terms."""
    return sum(_ranks(count))


@cache
def _ranks(count: int) -> tuple[float, ...]:
    """Return the weights of the first, the second, … of this many terms."""
    return tuple(1 / (1 + rank) ** 0.5 for rank in range(count))


def shared_words(first: Claim, second: Claim) -> dict[str, float]:
    """Return the features of a pair that show if the two quantities are related."""
    here, there = first.about, second.about
    return {
        "terms": _terms(first, second),
        "same_counted": same_things(first, second),
        "same_event": bool(here.event) and here.event == there.event and not other_things(first, second),
    }


_AMOUNTS = frozenset({"money", "percent", "points"})


def measures(claim: Claim) -> frozenset[str]:
    """Return the kinds of amount or share that the text calls the figure: revenue, a discount, the turnout."""
    if claim.kind not in _AMOUNTS:
        return frozenset()
    # An amount of money may have others near it for comparison.
    return _measures(claim.about.counted, claim.about.terms[: _NEAR if claim.kind == "money" else None])


@lru_cache(maxsize=4096)
def _measures(counted: str, terms: tuple[str, ...]) -> frozenset[str]:
    named = {counted, *terms}
    return frozenset(name for name, group in load("relations")["measures"].items() if named & set(group))


def other_named(a: Claim, b: Claim, texts: tuple[str, str]) -> bool:
    """Return True if each sentence names somebody whom the other does not: shares of different candidates.

    Sources and pollsters don't count.
    """
    sources = " ".join(claim.source.name.lower() for claim in (a, b) if claim.source)
    named = [
        {name for name in names if name not in sources and f"by {name}" not in text.lower()}
        for names, text in zip(named_in(a, b, texts), texts, strict=True)
    ]
    return bool(named[0] - named[1]) and bool(named[1] - named[0])


def named_in(a: Claim, b: Claim, texts: tuple[str, str]) -> tuple[set[str], set[str]]:
    """Return which of the two articles' main names each sentence contains."""
    known = {name for claim in (a, b) for name in claim.about.names}
    first, second = ({name for name in known if _last_word(name) in _words_of(text)} for text in texts)
    return first, second


@lru_cache(maxsize=4096)
def _last_word(name: str) -> str:
    return name.split()[-1]


def one_source(a: Claim, b: Claim) -> bool:
    """Return True if claims of two articles are attributed to one source: `Delta Opinion`, `a Delta Opinion poll`.

    The officials of one article are not those of another; a surname alone is whoever has it in the other.
    """
    if a.source is None or b.source is None:
        return False
    if is_local(a.source.key) or is_local(b.source.key):
        if {a.source.kind, b.source.kind} == {"person"}:
            return surname_of(a.source.key) == surname_of(b.source.key)
        return bare_key(a.source.key) == bare_key(b.source.key) and is_distinct_body(a.source.key)
    key = _source_key(a.source.key)
    return bool(key) and key == _source_key(b.source.key)


@lru_cache(maxsize=4096)
def _source_key(key: str) -> str:
    """Return a source's key without the words for its kind; "" for a poll or a report without a name."""
    sorts = words("relations", "documents")
    return " ".join(word for word in key.split() if word not in sorts)


@lru_cache(maxsize=4096)
def _classes_of(noun: str) -> frozenset[str]:
    return frozenset(name for name, group in load("things")["classes"].items() if noun in group)


def other_things(a: Claim, b: Claim) -> bool:
    """Return True if the figures count different kinds of things: votes and firms."""
    first, second = a.about, b.about
    named = bool(first.counted and second.counted) and not same_things(a, b)
    return named and not (first.people and second.people)


def same_things(a: Claim, b: Claim) -> bool:
    """Return True if both figures count the same things, perhaps in other words: homes and houses."""
    first, second = a.about.counted, b.about.counted
    return bool(first) and (first == second or bool(_classes_of(first) & _classes_of(second)))


def likeness(a: str, b: str) -> float:
    """Compare two sentences by their words: 1 for a copy."""
    first, second = _words_of(a), _words_of(b)
    if min(len(first), len(second)) <= 4:
        return 0.0
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", text.lower()))


def apart(a: Claim, b: Claim) -> bool:
    """Return True if the scopes exclude each other: two sides, two classes of people, here and elsewhere."""
    sides = bool(a.about.side and b.about.side) and not one_side(a.about.side, b.about.side)
    unsettled = {a.about.side, b.about.side} & {"enemy", "own", "our"}
    elsewhere = ("elsewhere" in a.about.scope) != ("elsewhere" in b.about.scope)
    events = {a.about.event, b.about.event}
    fates = len(events) == 2 and events <= words("events", "fates")
    # Two directions, or a share of some and a change of others.
    trends = a.kind in SHARES and a.trend != b.trend and (bool(a.trend and b.trend) or other_things(a, b))
    amounts = False
    if a.kind in _AMOUNTS and b.kind in _AMOUNTS:
        called = measures(a), measures(b)
        amounts = bool(called[0] and called[1]) and not called[0] & called[1]
    split = (sides and not unsettled) or elsewhere or fates or trends or amounts
    # Somebody who walks a thousand miles is not what is counted.
    counted = not {a.kind, b.kind} & _EXTENTS
    return split or (counted and not people_fit(a, b))


def at_other_times(a: Claim, b: Claim) -> bool:
    """Return True if the periods, each of some weeks at most, are too far apart to be of one event."""
    first, second = a.about.period, b.about.period
    if not first or not second or not all((*first.split("/"), *second.split("/"))):
        return False
    limits = weights("thresholds")
    ends = sorted([date.fromisoformat(day) for day in period.split("/")] for period in (first, second))
    short = all((last - begin).days <= limits["period_days"] for begin, last in ends)
    return short and (ends[1][0] - ends[0][1]).days > limits["period_gap"]


def restricted(claim: Claim) -> frozenset[str]:
    """Return how a count is restricted to a part: `of them`, `received` by one hospital, only the `badly` hurt."""
    return _parts().intersection(claim.about.scope)


@cache
def _parts() -> frozenset[str]:
    shares = {f"in {share}" for share in words("events", "shares")}
    return frozenset({"of them", "received", "elsewhere"} | words("events", "degrees") | shares)


def same_side(a: Claim, b: Claim) -> bool:
    """Return True if both figures name the same side."""
    return bool(a.about.side and b.about.side) and one_side(a.about.side, b.about.side)


def one_side(a: str, b: str) -> bool:
    """Return True if two names mean one side, such as a country and its people: `talvia`, `talvian`."""
    shared = min(len(a), len(b)) - 1
    return a == b or (shared >= 4 and a[:shared] == b[:shared])
