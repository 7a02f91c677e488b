"""Gives the source of a statement about a quantity the key under which its voice is looked up."""

import re

from extract.claim import Mention
from extract.lexicon import words
from extract.text.source_names import bare_key, fold, is_local, key_of, local
from store.linking.printed_lines import PRONOUN

_JURY = re.compile(r"(?:^|\s)jury$|^jurors$")
# NYPD: the last two letters are those of a police department.
_FORCE = re.compile(r"\b([a-z]{0,4})pd$")
# Words for those in office, whoever they are.
_OFFICIALS = frozenset({"officials", "authorities"})
_TIMES = frozenset({"week", "month", "year", "decade"})
# A shorter plural is rarely one: gas, bus.
_PLURAL = 5


def voice_key(source: Mention, article: int) -> str:
    """Return the key of a source within one event; a pronoun's is different in each article."""
    key = source.key or fold(source.name)
    plain = bare_key(key)
    if plain in words("names", "pronouns") or not plain:
        return f"{local(plain)}{PRONOUN}{article}"
    if plain in _OFFICIALS:
        # Within one event, `officials` and `authorities` are the same people.
        return local("officials")
    if _JURY.search(plain):
        # A trial has one jury, wherever it comes from.
        return local("jury")
    if source.kind != "person" and (kept := _less_sorts(plain)):
        plain = _whose_body(kept)
    if not is_local(key):
        return local(plain) if plain in words("names", "collective") else plain
    # `The police department` is the police.
    return local(plain if source.kind == "person" else key_of(plain))


def _less_sorts(name: str) -> str:
    """Return a name without its kind of document: `Delta Opinion poll`, `message from the board`."""
    sort, whose, maker = name.partition(" from ")
    if whose and maker.split()[-1] in _TIMES | words("exclusions", "months"):
        # `Statistics from last month`: a date, not a source.
        name = sort
    elif whose and sort.split()[-1] in words("cues", "documents"):
        name = maker.removeprefix("the ")
    sorts = words("names", "inquiries") - words("names", "bodies")
    return " ".join(word for word in name.split() if word not in sorts)


def _whose_body(name: str) -> str:
    """Return the name of a body without what a shorter one leaves out: `the country's Trade and Mines Ministry`."""
    parts = _FORCE.sub(r"\1 police", name).split()
    bodies = words("names", "bodies")
    if bodies.isdisjoint(parts):
        return " ".join(parts)
    owner = parts[0].removesuffix("'s")
    if owner in words("names", "settlements") and len(parts) > 2:
        parts.pop(0)
    if "and" in parts[1:] and parts[-1] in bodies:
        del parts[parts.index("and", 1) : -1]
    # The Elections Commission is the Election Commission.
    return " ".join(part[:-1] if _is_plural(part) and part not in bodies else part for part in parts)


def _is_plural(word: str) -> bool:
    return len(word) > _PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
