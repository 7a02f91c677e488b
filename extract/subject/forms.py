"""Makes the forms of English words that a label needs: `killed`, `crossing`, `storeys`."""

import re

from extract.lexicon import load
from extract.parsing.tokens import Token

_SHORT_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")


def participle(verb: Token) -> str:
    """Return the past participle of a verb: `killed`, `lost`."""
    lemma = "lay" if verb.lower_.startswith(("lay", "laid")) else verb.lemma_.lower()
    irregular = load("events")["participles"].get(lemma)
    if irregular is not None:
        return str(irregular)
    if verb.tag_ in {"VBN", "VBD", "JJ"} and not verb.lower_.endswith("ing"):
        return verb.lower_
    if verb.lower_.endswith("ing") and not lemma.endswith(("ie", "y")):
        return verb.lower_[:-3] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if _doubles(lemma):
        return f"{lemma}{lemma[-1]}ed"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"


def done_to(verb: Token) -> str:
    """Return a verb's participle with its particle: `killed`, `called off`."""
    return " ".join([participle(verb), *(child.lower_ for child in verb.rights if child.dep_ == "compound:prt")])


def plural(word: str) -> str:
    """Return the plural of a noun in lower case: `storeys`, `cities`."""
    if irregular := load("things")["plurals"].get(word):
        return str(irregular)
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def gerund(verb: Token) -> str:
    """Return the present participle of a verb: `crossing`, `lying`."""
    if verb.tag_ == "VBG":
        return verb.lower_
    lemma = verb.lemma_.lower()
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return f"{lemma}{lemma[-1]}ing" if _doubles(lemma) else lemma + "ing"


def _doubles(lemma: str) -> bool:
    """Return True if a verb doubles its last consonant: it has one short syllable, or stresses its last."""
    return bool(_SHORT_SYLLABLE.fullmatch(lemma)) or lemma.endswith(tuple(load("verb_forms")["doubling"]))
