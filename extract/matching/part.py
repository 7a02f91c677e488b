"""Decides when one count contains another: by group, by outcome, by place. Pure: uses only the two claims."""

import re
from functools import cache

from extract.claim import Claim
from extract.lexicon import load, weights, words
from extract.matching.features import people_fit, restricted, same_things
from extract.matching.placed import Placed
from extract.values import class_of, ends_of


def inside(a: Placed, b: Placed, chance: float) -> str:
    """Return why one count contains the other; "" if neither does, as far as the texts say.

    chance: that they are one count, apart from what makes one a part.
    """
    first, second = a.claim, b.claim
    here, there = first.about, second.about
    other = class_of(first) != "count" or here.years != there.years or ends_of(first) == ends_of(second)
    if other or not people_fit(first, second) or bool(here.side) != bool(there.side):
        # Soldiers of an unstated side can't be known to be part of one side's.
        return ""
    events = {here.event, there.event}
    if len(events) == 2 and "harm" in events and events & {"kill", "injure"}:
        whole, part = (a, b) if here.event == "harm" else (b, a)
        fits = (ends_of(part.claim)[0] or 0) <= (ends_of(whole.claim)[1] or 0) and not restricted(whole.claim)
        return f"one counts the killed and injured, the other the {_FATES[part.claim.about.event]}" if fits else ""
    if len(events) != 1 or here.event not in words("events", "outcomes"):
        return ""
    least, most = sorted((a, b), key=lambda placed: ends_of(placed.claim)[0] or 0)
    if (ends_of(least.claim)[0] or 0) >= (ends_of(most.claim)[1] or 0) or restricted(most.claim):
        return ""
    of_them = ["of them" in placed.claim.about.scope for placed in (least, most)]
    if here.event in words("events", "fates") and of_them == [True, False]:
        if least.claim.about.where and not _is_in_some_places(most):
            return "one counts those from a place among the other’s"
        if least.claim.about.counted in load("events")["classes"][here.event]:
            # `Twelve of the dead` are some of them, whoever they are.
            return f"one counts some of the other’s {least.claim.about.counted}"
    if chance < weights("thresholds")["part_same"]:
        return ""
    if is_portion(least.claim) and most.claim.about.counted in words("relations", "all_people"):
        return f"one counts the {least.claim.unit_text or least.claim.about.counted} among the other’s"
    if same_things(first, second) and (place := _within_place(least, most)):
        return f"one counts those of {place.title()} alone"
    return ""


@cache
def _some_places() -> re.Pattern[str]:
    kinds = "|".join(sorted(re.escape(kind) for kind in load("places")["kinds"]))
    return re.compile(rf"\b(?:in|at|near|from) (?:[a-z]+ )?(?:{kinds})s\b", re.IGNORECASE)


def _is_in_some_places(placed: Placed) -> bool:
    """Return True if a count is of unnamed places only, which need not contain a named one: `in villages nearby`."""
    return bool(_some_places().search(placed.around[1]))


_FATES = {"kill": "killed", "injure": "injured"}


def is_portion(claim: Claim) -> bool:
    """Return True if the counted are a part of all people affected: children, women, one family."""
    return claim.about.counted in words("relations", "portions")


def _within_place(least: Placed, most: Placed) -> str:
    """Return the place of the smaller count if it is within the other's: `the Fishgate quarter of Oldmouth`."""
    outer = set(most.claim.about.places) & set(least.claim.about.places)
    text, other = least.text.casefold(), most.text.casefold()
    for inner in least.claim.about.places:
        if inner in other or inner not in text or inner in words("names", "settlements"):
            # `The province of Torland` is Torland.
            continue
        for whole in outer - {inner}:
            beside = (
                rf"(?<!from )(?<!from the )\b{re.escape(inner)}(?: [a-z]+)?(?: of| in|,)(?: the)? {re.escape(whole)}\b"
            )
            if re.search(beside, text):
                return inner
    return ""
