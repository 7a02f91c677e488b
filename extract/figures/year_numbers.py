"""Recognises numbers that are years: `since at least 1980`, `over 2017 levels`."""

import re

from extract.figures.quantity import Quantity
from extract.lexicon import words
from extract.parsing.tokens import Doc, Span, Token

YEAR_FROM, YEAR_TO, FAR_YEAR_TO = 1500, 2100, 2299

_BY_YEAR = re.compile(r"\b(?:by|in|until|since|before|after|through|to|between) $", re.IGNORECASE)
# After any other preposition, a year so long ago may be a count: `rose to 1432`.
_IN = re.compile(r"\bin $", re.IGNORECASE)


def is_year(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if digits without a unit are a year, or two years: `by 2030`, `2012 or 2013`, `the 2016 vote`."""
    word = doc.text[quantity.number_start : quantity.number_end]
    if pair := re.fullmatch(r"(\d{4})(?: or | and | to |-|–)(\d{4})", word):
        # `by 2013 or 2014`, `Between 1600 and 1900 prices rose`: no prices are counted.
        left = doc.text[max(0, quantity.number_start - 8) : quantity.number_start]
        uncounted = noun is None or noun.lemma_.lower() in words("exclusions", "of_year")
        years = all(YEAR_FROM <= int(year) <= YEAR_TO for year in pair.groups())
        return uncounted and years and bool(_BY_YEAR.search(left))
    if re.fullmatch(r"1[0-4]\d\d", word) and noun is None and quantity.bound == "=":
        # The abbey was built in 1432.
        return bool(_IN.search(doc.text[max(0, quantity.number_start - 4) : quantity.number_start]))
    if not re.fullmatch(r"\d{4}", word) or not YEAR_FROM <= int(word) <= FAR_YEAR_TO:
        return False
    if int(word) > YEAR_TO:
        left = doc.text[max(0, quantity.number_start - 8) : quantity.number_start]
        return noun is None and bool(_BY_YEAR.search(left))
    if noun is None:
        # Since at least 1980.
        dated = _BY_YEAR.search(doc.text[max(0, quantity.start - 8) : quantity.start])
        return quantity.bound in {"=", "~", "<", ">", "range"} or dated is not None
    before = doc[span.start - 1].lower_ if span.start else ""
    if quantity.bound not in {"=", "range"}:
        # `over 2017 levels`: those of that year.
        return noun.tag_ != "NNS" or noun.lemma_.lower() in words("exclusions", "of_year")
    # `2000 people` is a count, `the 2016 elections` and `2012 election` are dates.
    return (
        noun.tag_ != "NNS"
        or before in {"the", "this", "since", "in", "his", "her", "their", "its", "’s", "'s"}
        or int(word) > 1990
    )
