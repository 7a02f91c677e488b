"""Gives an article's unnamed `officials` the voice of the one whom it names for the same number.

News reports often begin with `officials said`, and name the official further down.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from extract.claim import Claim, Mention
from extract.lexicon import any_words, words
from extract.text.source_names import bare_key, fold
from extract.values import compare_values


class Statement(Protocol):
    """What a source says in an article; claim: None if unknown."""

    @property
    def source(self) -> Mention | None: ...
    @property
    def article(self) -> int: ...
    @property
    def claim(self) -> Claim | None: ...


def of_officials(statements: Sequence[Statement], spoken: Sequence[str]) -> list[str]:
    """Return the voices, an article's officials as the only holder of an office who says the same in it."""
    result = list(spoken)
    for place, each in enumerate(statements):
        if each.source is None or not _is_unnamed(each.source):
            continue
        holders = {
            voice
            for other, voice in zip(statements, spoken, strict=True)
            if other.article == each.article and _agrees(each, other) and _holds_office(other.source)
        }
        if len(holders) == 1:
            result[place] = holders.pop()
    return result


def _is_unnamed(source: Mention) -> bool:
    return bare_key(source.key).split()[-1:] in (["officials"], ["authorities"])


def _agrees(first: Statement, other: Statement) -> bool:
    if first.claim is None or other.claim is None:
        return False
    return compare_values(first.claim, other.claim) in {"equal", "rounded", "compatible"}


def _holds_office(source: Mention | None) -> bool:
    """Return True for a person with an office: `Governor Ana Brandt`, `agency spokesman Tom Rask`; not `Mr Rask`."""
    if source is None or source.kind != "person":
        return False
    name = fold(source.name).split()
    title = {word for word in fold(source.text).replace("'s", "").split() if word not in name}
    return bool(source.body) or not title.isdisjoint(_offices())


@cache
def _offices() -> frozenset[str]:
    """Return the titles that are offices, not forms of address."""
    return any_words("titles.titles", "names.speaking", "names.heading") - words("titles", "address")
