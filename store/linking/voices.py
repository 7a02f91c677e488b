"""Voices: which sources speak in the claims of one quantity, and how many stand behind a value.

One person, office or agency is one source, however its name is written and whoever prints it; an article that names
none is no source. All claims of a quantity are told of one event, and there a general name has one bearer: the police
of two articles are the same police. Pronouns that no text resolves are others in each article.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from extract.claim import Claim, Mention
from extract.lexicon import words
from extract.text.source_names import bare_key, fold, is_local, local, surname_of
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.wording import counted

# A line with as many letters and digits is printed by two articles only where one has it from the other.
_TELLING = 40
# Where the further description of people begins: `witnesses at the camp`.
_WHERE = frozenset({"at", "in", "from", "of", "for", "with", "within", "near", "on", "to"})
# Stands between a pronoun and its article.
_PRONOUN = " #"
_OTHERS = frozenset({"other", "others", "another", "some", "many"})


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says a claim, and where: article, the number that near copies of its text share, the line around the figure.

    before: the line's offset of the figure, -1 where that is not known.
    """

    source: Mention | None
    article: int
    copies: int
    line: str = ""
    before: int = -1


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a value: independent sources, articles, and how many of these name no source for it."""

    sources: int
    articles: int
    unnamed: int = 0

    def __str__(self) -> str:
        """Return `3 sources, 7 articles`, or `2 sources, 13 articles name none`."""
        if not self.unnamed:
            return f"{counted(self.sources, 'source')}, {counted(self.articles, 'article')}"
        if not self.sources:
            return f"no source, {counted(self.articles, 'article')}"
        silent = f"{counted(self.unnamed, 'article')} name{'s' if self.unnamed == 1 else ''} none"
        return f"{counted(self.sources, 'source')}, {silent}"


class Printed(Protocol):
    """A claim as an article prints it; sentence: the line that it stands in, "" where that is not known."""

    @property
    def claim(self) -> StoredClaim: ...
    @property
    def article(self) -> Article: ...
    @property
    def sentence(self) -> str: ...


def behind(printed: Sequence[Printed]) -> Behind:
    """Return who stands behind what articles print about one quantity."""
    speaking = voices([statement(one.claim.claim, one.article, one.sentence) for one in printed])
    return count(zip(speaking, (one.article.id for one in printed), strict=True))


def statement(claim: Claim, article: Article, line: str) -> Statement:
    """Return what tells who says a claim that an article prints in a line."""
    return Statement(claim.source, article.id, article.voice or article.id, line, claim.in_line)


def count(spoken: Iterable[tuple[str, int]]) -> Behind:
    """Return who stands behind claims, given with the voice, as `voices` has it, and the article of each."""
    spoken = list(spoken)
    articles = {article for _, article in spoken}
    named = {article for voice, article in spoken if voice}
    return Behind(len({voice for voice, _ in spoken} - {""}), len(articles), len(articles - named))


def voices(statements: Sequence[Statement]) -> list[str]:
    """Return the voice of each statement about one quantity: equal for those of one source, "" where none is named."""
    named: dict[str, list[Mention]] = {}
    keys = [_key(one) for one in statements]
    for key, one in zip(keys, statements, strict=True):
        if one.source and key:
            named.setdefault(key, []).append(one.source)
    bearers = _bearers(named)
    return _of_one_line(statements, [_last(bearers, key) for key in keys])


def _key(one: Statement) -> str:
    """Return the key of a statement's source, for a pronoun with its article; "" for none."""
    if one.source is None:
        return ""
    key = one.source.key or fold(one.source.name)
    plain = bare_key(key)
    if plain in words("names", "pronouns") or not plain:
        return f"{local(plain)}{_PRONOUN}{one.article}"
    if one.source.kind != "person" and (kept := _less_sorts(plain)):
        plain = kept
    return local(plain) if is_local(key) or plain in words("names", "collective") else plain


def _less_sorts(name: str) -> str:
    """Return a name without the words that say which sort of inquiry it is: `autopsy report`, `Delta Opinion poll`."""
    sorts = words("names", "inquiries") - words("names", "bodies")
    return " ".join(word for word in name.split() if word not in sorts)


def _last(bearers: Mapping[str, str], key: str) -> str:
    """Return the key at the end of a chain: `officers` of the `police`, who are the `Oldmouth police`."""
    for _ in bearers:
        key = bearers.get(key, key)
    return key


def _bearers(named: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """Return, for the keys that mean the bearer of another key, that one."""
    # Looked up by their words: of hundreds that speak, few have one in common.
    having: dict[str, set[str]] = {}
    for key, mentions in named.items():
        for word in _words(key).union({_letters_of(key)}, *map(_title, mentions)):
            having.setdefault(word, set()).add(key)
    bearers = {}
    for key in named:
        if _PRONOUN not in key:
            others = sorted(set().union(*(having[word] for word in _words(key))) - {key})
            if others and (bearer := _bearer(key, others, named)):
                bearers[key] = bearer
    return bearers


def _bearer(key: str, others: Sequence[str], named: Mapping[str, Sequence[Mention]]) -> str:
    """Return the one of the others whom a key means, where exactly one fits; "" for none."""
    for fits in (_is_spelled_by, _has_surname, _has_title, _is_named_more_fully, _speaks_for, _is_told_more_fully):
        fitting = [other for other in others if fits(key, other, named)]
        if fits is _speaks_for and fitting:
            # The White House's officials are not those of the House.
            longest = max(len(_words(other)) for other in fitting)
            fitting = [other for other in fitting if len(_words(other)) == longest]
        if len(fitting) == 1:
            return fitting[0]
    return ""


@lru_cache(maxsize=10_000)
def _words(key: str) -> frozenset[str]:
    return frozenset(bare_key(key).replace("'s", "").split()) - words("names", "unlettered")


def _kinds(mentions: Sequence[Mention]) -> set[str]:
    return {mention.kind for mention in mentions}


def _is_spelled_by(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for the letters of a body, also behind what it is: `AMD`, `chipmaker AMD`."""
    return bare_key(key).split()[-1] == _letters_of(other) and _kinds(named[key]) != {"person"}


@lru_cache(maxsize=10_000)
def _letters_of(key: str) -> str:
    """Return the initials of a body's key, where it has three words at least that have one; else ""."""
    telling = [word for word in key.split() if word not in words("names", "unlettered")]
    return "".join(word[0] for word in telling) if len(telling) > 2 and not is_local(key) else ""


def _has_surname(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for a surname alone and a person of that name: `Brandt`, `Ana Brandt`."""
    full = "person" in _kinds(named[other]) and not is_local(other) and len(other.split()) > 1
    short = bare_key(key).split()
    initialled = is_local(key) and len(short) > 1 and "person" in _kinds(named[key])
    return full and (len(short) == 1 or initialled) and surname_of(key) == surname_of(other)


def _has_title(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for someone without a name and a person named with what he is: `a witness`, `witness Ana Lee`."""
    if not is_local(key) or is_local(other) or "person" not in _kinds(named[other]):
        return False
    return any(_words(key) <= _title(mention) for mention in named[other])


def _title(mention: Mention) -> frozenset[str]:
    """Return the words before a name in a mention of it."""
    name, text = fold(mention.name).split(), fold(mention.text).replace("'s", "").split()
    start = next((place for place, word in enumerate(text) if word in name), 0)
    return frozenset(text[:start])


def _is_named_more_fully(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for a body's sort and the body: the `police`, `Oldmouth police`; the `Labor Department`, Ketter's."""
    if is_local(other) or "person" in _kinds(named[key]) | _kinds(named[other]):
        return False
    own, fuller = bare_key(key).split(), other.split()
    short = len(own) > 1 or own[0] in words("names", "collective")
    return short and own[-1] == fuller[-1] and _words(key) < _words(other)


def _speaks_for(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for what has no name but its body's: `Havenlight executives`, `statement of the Works Ministry`."""
    if "person" in _kinds(named[key]) | _kinds(named[other]) or not _words(other) < _words(key):
        return False
    spoken = {word.removesuffix("s") for word in _words(key) - _words(other)}
    people = words("names", "staff") | words("names", "speaking")
    documents = words("names", "inquiries") | words("cues", "documents")
    body = not is_local(other) or bare_key(other) in words("names", "collective")
    return body and not spoken.isdisjoint(people | documents)


def _is_told_more_fully(key: str, other: str, named: Mapping[str, Sequence[Mention]]) -> bool:
    """Return True for people without a name and a further description of them: `witnesses`, `witnesses at the camp`."""
    if not (is_local(key) and is_local(other)):
        return False
    extra = _words(other) - _words(key)
    return _words(key) < _words(other) and _head(key) == _head(other) and not extra & _OTHERS


def _head(key: str) -> str:
    """Return the noun of a description."""
    parts = bare_key(key).split()
    end = next((place for place, word in enumerate(parts) if word in _WHERE), len(parts))
    return parts[max(0, end - 1)]


def _of_one_line(statements: Sequence[Statement], spoken: Sequence[str]) -> list[str]:
    """Return the voices, one for a line that several articles print: each may resolve its `he` in another way."""
    printed: dict[tuple[object, ...], str] = {}
    marked = [(_place(one) if voice else None, voice) for one, voice in zip(statements, spoken, strict=True)]
    for place, voice in marked:
        if place and (place not in printed or (is_local(printed[place]) and not is_local(voice))):
            printed[place] = voice
    return [printed[place] if place else voice for place, voice in marked]


def _place(one: Statement) -> tuple[object, ...] | None:
    """Return what a statement has in every article that prints its line; None where no line is known."""
    line = _letters(one.line)
    if not line:
        return None
    before = len(_letters(one.line[: one.before])) if one.before >= 0 else -1
    return line, before, 0 if len(line) >= _TELLING else one.copies


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
