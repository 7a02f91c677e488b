"""Counts the independent sources of the claims of one quantity.

One person, office or agency is one source, however its name is written and whoever prints it; whoever speaks for a body
is that body. An article that names none is not a source. All claims of a quantity concern one event, so a general name
means one body: the police of two articles are the same police. An unresolved pronoun is a different source in each
article.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from extract.claim import Claim, Mention
from extract.lexicon import any_words, load, words
from extract.text.source_names import bare_key, fold, is_local, surname_of
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.officials import of_officials
from store.linking.printed_lines import PRONOUN, of_copies, of_one_line
from store.linking.voice_keys import voice_key
from store.wording import counted

# Where the description of people continues: `witnesses at the camp`.
_WHERE = frozenset({"at", "in", "from", "of", "for", "with", "within", "near", "on", "to"})
_COMPANIES = frozenset({"company", "companies", "firm", "firms", "team", "club"})
_GOVERNMENT, _WHITE_HOUSE = " administration", "white house"
_OTHERS = frozenset({"other", "others", "another", "some", "many"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """Who says a claim, and where: article, the number that its near duplicates share, the line around the figure.

    before: the figure's offset in the line, -1 if unknown. claim: what is said, None if unknown.
    """

    source: Mention | None
    article: int
    copies: int
    line: str = ""
    before: int = -1
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """The support for a value: independent sources, articles, and how many of these name no source."""

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


class PrintedClaim(Protocol):
    """A claim as an article prints it; sentence: the line that it is in, "" if unknown."""

    @property
    def claim(self) -> StoredClaim: ...
    @property
    def article(self) -> Article: ...
    @property
    def sentence(self) -> str: ...


def support(printed: Sequence[PrintedClaim]) -> Support:
    """Return the support for what articles print about one quantity."""
    speaking = voices([utterance(member.claim.claim, member.article, member.sentence) for member in printed])
    return count(zip(speaking, (member.article.id for member in printed), strict=True))


def utterance(claim: Claim, article: Article, line: str) -> Utterance:
    """Return the utterance of a claim that an article prints in a line."""
    return Utterance(claim.source, article.id, article.voice or article.id, line, claim.in_line, claim)


def count(spoken: Iterable[tuple[str, int]]) -> Support:
    """Return the support for claims, given by the voice (see `voices`) and article of each."""
    spoken = list(spoken)
    articles = {article for _, article in spoken}
    named = {article for voice, article in spoken if voice}
    return Support(len({voice for voice, _ in spoken} - {""}), len(articles), len(articles - named))


def voices(utterances: Sequence[Utterance], *, apart: bool = False) -> list[str]:
    """Return the voice of each utterance about one quantity: equal for one source, "" if none is named.

    apart: a person is not the body that they speak for.
    """
    named: dict[str, list[Mention]] = {}
    keys = [voice_key(each.source, each.article) if each.source else "" for each in utterances]
    for key, utterance in zip(keys, utterances, strict=True):
        if utterance.source:
            named.setdefault(key, []).append(utterance.source)
    spoken_for = {} if apart else _spoken_for(named)
    for body in spoken_for.values():
        named.setdefault(body, []).append(_body(body))
    speakers = _Speakers(named)
    bearers = {key: bearer for key in named if (bearer := speakers.bearer(key))}
    bearers |= {key: body for key, body in spoken_for.items() if key not in bearers}
    bodies = {_last(bearers, key) for key, mentions in named.items() if _is_named_body(key, mentions)}
    if len(bodies) == 1:
        # If there is only one firm, `the Oldmouth company` is that one.
        unnamed = (key for key in named if is_local(key) and _head(key) in _COMPANIES)
        bearers |= {key: next(iter(bodies)) for key in unnamed if key not in bearers}
    spoken = of_officials(utterances, [_last(bearers, key) for key in keys])
    return of_copies(utterances, of_one_line(utterances, spoken))


def _body(key: str) -> Mention:
    return Mention(0, 0, bare_key(key), bare_key(key), key, "organization")


def _spoken_for(named: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """Return the bodies for which persons speak, by the persons' keys."""
    spoken_for = {}
    for key, mentions in named.items():
        bodies = sorted({mention.body for mention in mentions if mention.body}, key=lambda body: (len(body), body))
        if bodies:
            spoken_for[key] = voice_key(_body(bodies[0]), 0)
    return spoken_for


def _is_named_body(key: str, mentions: Sequence[Mention]) -> bool:
    return not is_local(key) and any(mention.kind == "organization" for mention in mentions)


def _last(bearers: Mapping[str, str], key: str) -> str:
    """Follow a chain of keys to its end: `officers` of the `police`, who are the `Oldmouth police`."""
    for _ in bearers:
        key = bearers.get(key, key)
    return key


@lru_cache(maxsize=10_000)
def _words(key: str) -> frozenset[str]:
    return frozenset(bare_key(key).replace("'s", "").split()) - words("names", "unlettered")


class _Speakers:
    """The sources named with one quantity, by key; resolves which of them a key means."""

    def __init__(self, named: Mapping[str, Sequence[Mention]]) -> None:
        self._people = {key for key, mentions in named.items() if any(mention.kind == "person" for mention in mentions)}
        self._titles = {key: [_title(mention) for mention in named[key]] for key in self._people}
        # Looked up by words: of hundreds of sources, few share one.
        self._surnames: dict[str, list[str]] = defaultdict(list)
        self._letters: dict[str, list[str]] = defaultdict(list)
        self._beginning: dict[str, list[str]] = defaultdict(list)
        self._having: dict[str, set[str]] = defaultdict(set)
        for key in named:
            if key in self._people and not is_local(key) and len(key.split()) > 1:
                self._surnames[surname_of(key)].append(key)
            elif key not in self._people and (letters := _letters_of(key)):
                self._letters[letters].append(key)
            for word in _words(key).union(*self._titles.get(key, ())):
                self._having[word].add(key)
            self._beginning[min(_words(key), default="")].append(key)

    def bearer(self, key: str) -> str:
        """Return the other source that a key means if exactly one fits, else ""."""
        if PRONOUN in key:
            return ""
        having = [self._having[word] for word in _words(key)]
        fuller = sorted(set.intersection(*having) - {key}) if having else []
        titled = [other for other in fuller if self._has_title(key, other)]
        rules = (
            self._spelled_by(key),
            self._of_surname(key),
            [other for other in titled if not is_local(other)] or titled,
            [other for other in fuller if self._is_named_more_fully(key, other)],
            self._governing(key),
            self._makers(key),
            self._spoken_for(key),
            [other for other in fuller if _is_described_more_fully(key, other)],
        )
        return next((fitting[0] for fitting in rules if len(fitting) == 1), "")

    def _spelled_by(self, key: str) -> list[str]:
        """Return the bodies whose initials are a key, also after a description: `AMD`, `chipmaker AMD`."""
        return self._letters.get(surname_of(key), []) if key not in self._people else []

    def _of_surname(self, key: str) -> list[str]:
        """Return the persons whose surname is a key: for `Brandt`, `Ana Brandt`."""
        alone = len(bare_key(key).split()) == 1 or (is_local(key) and key in self._people)
        return [other for other in self._surnames.get(surname_of(key), ()) if other != key] if alone else []

    def _has_title(self, key: str, other: str) -> bool:
        """Return True for an unnamed person and one named with that title: `a witness`, `witness Ana Lee`."""
        return is_local(key) and any(_words(key) <= title for title in self._titles.get(other, ()))

    def _is_named_more_fully(self, key: str, other: str) -> bool:
        """Return True for a kind of body and a named one: `police`, `Oldmouth police`; `Works Ministry`, Ketter's."""
        if is_local(other) or not self._people.isdisjoint((key, other)):
            return False
        own, fuller = bare_key(key).split(), other.split()
        short = len(own) > 1 or own[0] in words("names", "collective")
        sort = own[-1] == fuller[-1] or not words("names", "bodies").isdisjoint(set(own) & set(fuller))
        return short and sort and _words(key) < _words(other)

    def _governing(self, key: str) -> list[str]:
        """Return a government's head: Brandt of the `Brandt administration`, the White House's president."""
        if key == _WHITE_HOUSE:
            return [other for other in self._having["administration"] if other.endswith(_GOVERNMENT)]
        return [other for other in self._people if key == f"{other}{_GOVERNMENT}"]

    def _makers(self, key: str) -> list[str]:
        """Return who makes such a document by their office: an autopsy is the medical examiner's."""
        makers = load("names")["makers"].get(_head(key), ()) if is_local(key) else ()
        return sorted({other for maker in makers for other in self._having[maker.split()[0]] if maker in other})

    def _spoken_for(self, key: str) -> list[str]:
        """Return the bodies that speak through others: `Havenlight` for its executives or a `Havenlight statement`.

        If there are several, the longest: the White House's officials are not the House's.
        """
        people = words("names", "staff", "speaking")
        documents = any_words("names.inquiries", "cues.documents")
        fitting = [
            other
            for word in _words(key)
            for other in self._beginning.get(word, ())
            if _words(other) < _words(key)
            and (not is_local(other) or bare_key(other) in words("names", "collective"))
            and self._people.isdisjoint((key, other))
            and any(
                word in people | documents or word.removesuffix("s") in people for word in _words(key) - _words(other)
            )
        ]
        longest = max((len(_words(other)) for other in fitting), default=0)
        return [other for other in fitting if len(_words(other)) == longest]


@lru_cache(maxsize=10_000)
def _letters_of(key: str) -> str:
    """Return the initials of a body's key if at least three words have one, else ""."""
    telling = [word for word in key.split() if word not in words("names", "unlettered")]
    return "".join(word[0] for word in telling) if len(telling) > 2 and not is_local(key) else ""


def _title(mention: Mention) -> frozenset[str]:
    """Return the words before a name in a mention of it."""
    name, text = fold(mention.name).split(), fold(mention.text).replace("'s", "").split()
    start = next((place for place, word in enumerate(text) if word in name), 0)
    return frozenset(text[:start])


def _is_described_more_fully(key: str, other: str) -> bool:
    """Return True for unnamed people and a fuller description of them: `witnesses`, `witnesses at the camp`."""
    if not (is_local(key) and is_local(other)) or _head(key) != _head(other):
        return False
    extra = _words(other) - _words(key)
    return bool(extra) and not extra & _OTHERS


def _head(key: str) -> str:
    """Return the noun of a description."""
    parts = bare_key(key).split()
    end = next((place for place, word in enumerate(parts) if word in _WHERE), len(parts))
    return parts[max(0, end - 1)]
