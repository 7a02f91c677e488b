"""Names of sources: folded for comparison, keyed across spellings, and told apart into outlets and others."""

import re
import unicodedata
from functools import cache, lru_cache

from extract.lexicon import load

_POLL_BY = re.compile(r"^(poll|survey) (?:by|from|of) (?:the )?(.+)$")


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """Return a name in lower case without accents, articles and possessive, as keys have it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"(?:'s|’s|['’])$", "", plain.lower().strip())
    plain = re.sub(r"^(?:the|a|an|its|his|her|their|our) ", "", plain)
    return re.sub(r"\s+", " ", plain)


@cache
def _aliases() -> dict[str, str]:
    table = load("aliases")
    return {
        fold(alias): name for group in table.values() for name, aliases in group.items() for alias in [name, *aliases]
    }


@cache
def _outlets() -> tuple[frozenset[str], tuple[str, ...]]:
    table = load("outlets")
    return frozenset(fold(name) for name in table["names"]), tuple(f" {ending}" for ending in table["endings"])


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a news organisation."""
    names, endings = _outlets()
    folded = fold(name)
    return folded in names or (folded.endswith(endings) and len(folded.split()) <= 4)


def key_of(name: str) -> str:
    """Return the key of a source: one for all spellings that the alias list knows and for a poll's maker."""
    folded = _POLL_BY.sub(r"\2 \1", fold(name))
    return fold(_aliases().get(folded, folded))
