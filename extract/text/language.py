"""Detects texts that are not English, from which no claims are extracted: `2 Millionen` is not 2."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract.lexicon import load, words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# So many characters are enough to detect a language; a longer text is judged by its beginning and its middle.
_ENOUGH = 1500
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def foreign(text: str) -> str:
    """Return the ISO 639 code of the language of a text that is certainly not English, else "".

    Short texts count as English unless the detector is certain. It is loaded only for texts with hardly any common
    English words.
    """
    limits = load("languages")["limits"]
    sample = text
    if len(text) > 2 * _ENOUGH:
        middle = len(text) // 2
        sample = f"{text[:_ENOUGH]} {text[middle : middle + _ENOUGH]}"
    tokens = [word.casefold() for word in _WORD.findall(sample)]
    # Scripts without spaces have fewer, longer words.
    if len(tokens) < limits["words"] and sum(map(len, tokens)) < limits["letters"]:
        return ""
    known = words("languages", "common")
    common = sum([word in known for word in tokens])
    if common >= limits["common"] * len(tokens):
        return ""
    code, chance = _identifier().classify(unicodedata.normalize("NFC", " ".join(tokens)))
    sure = float(chance) >= limits["sure"]
    return "" if not sure or code in words("languages", "english") else str(code)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign_remark(text: str) -> str:
    """Return a remark on a text that is not English, to be put after its name; "" for English."""
    code = foreign(text)
    return f"is not in English (it reads as {code}): no claims are read from it" if code else ""
