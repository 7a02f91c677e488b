"""Recognises the magnitude of an earthquake."""

import re

from extract.figures.bounds import bound_before

_QUAKE = r"(?:earth)?quakes?|tremors?|temblors?|(?:after|fore)shocks?"
_NAMED = re.compile(r"\bmagnitude(?: of|[ -])? ?$", re.IGNORECASE)
_SHAKING = re.compile(
    rf"[ -](?:(?:strong|powerful|shallow|deep|offshore|undersea|major) )?(?:{_QUAKE})\b", re.IGNORECASE
)
# `put the quake's magnitude at 7.1, up from 6.9`, `the tremor measured 5.2`, in one sentence.
_MENTIONED = re.compile(
    rf"\b(?:magnitude|richter|(?:{_QUAKE})\b(?:[^.;\n]|\.\d){{0,40}}?\b(?:measur|register|rated|record)\w*)"
    r"(?:[^.;\n]|\.\d){0,50}$",
    re.IGNORECASE,
)
# The number belongs to something else.
_COUNTS = re.compile(
    r"[ -](?:people|persons|men|women|children|(?!this\b|was\b|has\b|as\b|strikes\b|hits\b)[a-z]+s\b|[a-z]+-)|[ ]?[%°]"
)
GREATEST = 10


def is_magnitude(text: str, start: int, end: int, value: float) -> bool:
    """Return True if the bare number at start to end, offsets in text, is a magnitude, judging by context."""
    begin, _ = bound_before(text, start, None)
    if _NAMED.search(text[max(0, begin - 16) : begin]):
        return True
    if not 0 < value < GREATEST or "." not in text[start:end]:
        return False
    if _SHAKING.match(text, end):
        return True
    return _MENTIONED.search(text[max(0, begin - 120) : begin]) is not None and not _COUNTS.match(text, end)
