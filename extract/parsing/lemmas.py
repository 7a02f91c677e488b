"""Finds the lemmas of English words by a few suffix rules and a table of exceptions."""

import json
from functools import lru_cache
from pathlib import Path

from extract.lexicon import load

VOWELS = "aeiou"


def _noun(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def _undoubled(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + VOWELS:
        return stem[:-1]
    if len(stem) > 2 and stem[-1] not in VOWELS + "wxy" and stem[-2] in VOWELS and stem[-3] not in VOWELS:
        return stem + "e" if stem[-1] in "tksvzgcnrdm" and len(stem) < 6 else stem
    if stem.endswith(("c", "v", "u", "z", "dg", "rg", "ng", "rs", "ns", "ls", "st")):
        return stem if stem.endswith(("st", "ng")) else stem + "e"
    return stem


def _verb(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        return _undoubled(word[:-3])
    if word.endswith("ed") and len(word) > 4:
        return _undoubled(word[:-2])
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def by_rule(word: str, upos: str) -> str:
    """Return the lemma that the suffix rules give a lower-case word."""
    if upos == "NOUN":
        return _noun(word)
    if upos in {"VERB", "AUX"}:
        return _verb(word)
    return word


class Lemmas:
    """Looks a lemma up in a table of exceptions ({"upos": {"word": "lemma"}}), then applies the rules."""

    def __init__(self, table: Path) -> None:
        self._exceptions: dict[str, dict[str, str]] = json.loads(table.read_text(encoding="utf8"))
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, word: str, upos: str) -> str:
        """Return the lemma of a word; proper nouns keep their capitals."""
        if upos == "PROPN":
            return word
        lower = word.lower()
        lemma = load("verb_forms")["forms"].get(lower) if upos in {"VERB", "AUX"} else None
        if lemma is None:
            lemma = self._exceptions.get(upos, {}).get(lower)
        return lemma if lemma is not None else by_rule(lower, upos)
