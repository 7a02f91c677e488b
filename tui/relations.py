"""The links of a claim as they are shown: by relation and value, with how many independent voices stand behind each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.claim import Claim
from extract.names import among
from store.articles import Article
from store.claims import StoredClaim
from store.links import Link
from store.timeline import number_of
from tui.signs import LOOKS

# Relations of claims that give the asked claim's own value.
AGREEING = frozenset({"agrees", "repeats"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one article says, and the near copies of it that say the same."""

    link: Link
    copies: tuple[Link, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """The article's link and those of its copies."""
        return (self.link, *self.copies)


@dataclass(frozen=True, slots=True)
class Value:
    """One value that others give, with the number of independent sources and of articles behind it."""

    entries: tuple[Entry, ...]
    sources: int
    articles: int

    @property
    def links(self) -> tuple[Link, ...]:
        """All links that give the value."""
        return tuple(link for entry in self.entries for link in entry.links)

    @property
    def claim(self) -> Claim:
        """The claim that gives the value in the words that are shown."""
        return self.entries[0].link.claim.claim


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one relation by their values, with the number of independent sources and of articles behind them."""

    relation: str
    values: tuple[Value, ...]
    sources: int
    articles: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in their order."""
        return tuple(entry for value in self.values for entry in value.entries)


def grouped(links: Iterable[Link]) -> list[Group]:
    """Return links by relation, in the order of the panel, and by value.

    The value that most voices give comes first; of updates the latest. Within a value links keep their order.
    """
    by_relation: dict[str, list[Link]] = {}
    for link in links:
        by_relation.setdefault(link.relation, []).append(link)
    return [
        Group(relation, tuple(_values(relation, found)), voices(found), _articles(found))
        for relation in LOOKS
        if (found := by_relation.get(relation))
    ]


def standing_behind(claim: StoredClaim, article: Article, links: Iterable[Link]) -> tuple[int, int]:
    """Return how many sources and articles give a claim's own value, the claim and its article among them."""
    own = Link("repeats", 1.0, "", claim, article, "")
    same = [
        link for link in links if link.relation in AGREEING and number_of(link.claim.claim) == number_of(claim.claim)
    ]
    return voices([own, *same]), _articles([own, *same])


def voices(links: Sequence[Link]) -> int:
    """Return how many independent voices there are: outlets that quote one speaker, or print one text, are one."""
    voice: dict[tuple[object, ...], int] = {}
    leader = list(range(len(links)))

    def first(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for number, (link, key) in enumerate(zip(links, _keys(links), strict=True)):
        for mark in _marks(link, key):
            leader[first(number)] = first(voice.setdefault(mark, number))
    return len({first(number) for number in range(len(links))})


def _keys(links: Sequence[Link]) -> list[str]:
    """Return the keys of the links' sources, a surname alone as the one who has it; "" where there is none."""
    sources = [link.claim.claim.source for link in links]
    return among([(source.key or source.name.casefold(), source.kind) if source else ("", "") for source in sources])


def _marks(link: Link, key: str) -> Iterator[tuple[object, ...]]:
    """Yield what makes two links one voice, when both have it; key: their source's."""
    source = link.claim.claim.source
    if source:
        yield "source", key
        if link.sentence:
            # A copy may name the source in another way.
            yield "line", link.article.voice or -link.article.id, "".join(filter(str.isalnum, link.sentence.casefold()))
    else:
        yield "outlet", link.article.outlet.casefold() or link.article.location
        yield "text", link.article.voice or -link.article.id


def _articles(links: Iterable[Link]) -> int:
    return len({link.article.id for link in links})


def _values(relation: str, links: Sequence[Link]) -> list[Value]:
    by_number: dict[tuple[object, ...], list[Link]] = {}
    for link in links:
        by_number.setdefault(number_of(link.claim.claim), []).append(link)
    values = [Value(tuple(_entries(some)), voices(some), _articles(some)) for some in by_number.values()]
    if relation == "updates":
        return sorted(values, key=lambda value: max(link.article.published for link in value.links), reverse=True)
    return sorted(values, key=lambda value: (-value.sources, -value.articles))


def _entries(links: Sequence[Link]) -> Iterator[Entry]:
    """Yield the links of one value, near copies of one text as one entry, for which the first published stands."""
    by_text: dict[object, list[Link]] = {}
    for link in links:
        told_by = link.claim.claim.source.key if link.claim.claim.source else ""
        by_text.setdefault((link.article.voice, told_by) if link.article.voice else object(), []).append(link)
    for some in by_text.values():
        one, *others = sorted(some, key=lambda link: link.article.published or "9")
        # Told twice in one article, it is two places to look at and no copy.
        copies = [link for link in others if link.article.id != one.article.id]
        yield Entry(one, tuple(copies))
        for link in others:
            if link.article.id == one.article.id:
                yield Entry(link)
