"""Lists the regular inflections of English words: a query with one form means all of them."""

import re

_DOUBLED = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
# Endings of inflections, and what the base form may have instead.
_SUFFIXES = {"ies": ("y",), "ied": ("y",), "es": ("", "e"), "s": ("",), "ing": ("", "e"), "ed": ("", "e")}


def forms(word: str) -> tuple[str, ...]:
    """Return the regular English inflections of a word's possible base forms, the word itself first.

    Forms that are not words do no harm: no text has them.
    """
    bases = {word: None}
    for suffix, endings in _SUFFIXES.items():
        stem = word.removesuffix(suffix)
        if stem == word or len(stem) < 3 or (suffix == "s" and stem[-1] in "siu"):
            continue
        bases.update(dict.fromkeys(stem + ending for ending in endings))
        if suffix in ("ing", "ed") and stem[-1] == stem[-2]:
            bases[stem[:-1]] = None
    result: dict[str, None] = {}
    for base in bases:
        result.update(dict.fromkeys((base, base + "s", base + "es")))
        stem = base[:-1] if base.endswith("e") else base
        result.update(dict.fromkeys((stem + "ed", stem + "ing")))
        if base.endswith("y"):
            result.update(dict.fromkeys((base[:-1] + "ies", base[:-1] + "ied")))
        if _DOUBLED.search(base):
            result.update(dict.fromkeys((base + base[-1] + "ed", base + base[-1] + "ing")))
    return tuple(result)
