"""Groups a claim's links for display: by relation and value, with the number of independent sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.claim import Claim
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.links import Link
from store.linking.quantities import Member
from store.linking.timeline import is_earlier, number_of
from store.linking.voices import Support, support, utterance, voices
from tui.text.signs import LOOKS

# The group of links that differ by denying the number.
DENIED = "denied"
# The group of links with another value that fits the claim's.
FITS = "fits"
# The group of links with an earlier state of what the claim counts.
EARLIER = "earlier"
# The last groups, which the panel folds into a line.
FOLDED = ("related", "perhaps")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one article says, and its near duplicates that say the same."""

    link: Link
    copies: tuple[Link, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """The article's link and those of its copies."""
        return (self.link, *self.copies)


@dataclass(frozen=True, slots=True)
class Value:
    """One value that others give, and its support."""

    entries: tuple[Entry, ...]
    behind: Support

    @property
    def links(self) -> tuple[Link, ...]:
        """All links that give the value."""
        return tuple(link for entry in self.entries for link in entry.links)

    @property
    def relation(self) -> str:
        """The relation of the links."""
        return self.entries[0].link.relation

    @property
    def claim(self) -> Claim:
        """The claim whose words for the value are shown."""
        return self.entries[0].link.claim.claim


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one relation by value, and their support. relation: of the links, or DENIED, FITS or EARLIER."""

    relation: str
    values: tuple[Value, ...]
    behind: Support

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in order."""
        return tuple(entry for value in self.values for entry in value.entries)


def grouped(links: Iterable[Link], claim: Claim, article: Article | None = None) -> list[Group]:
    """Return the links of a claim by relation, in the order of the panel, and by value.

    article: the claim's; without it, earlier states are grouped with later ones. Values with most sources come first;
    among updates, the latest. Within a value, links keep their order.
    """
    by_relation: dict[str, list[Link]] = {}
    for link in links:
        by_relation.setdefault(_group_of(link, claim, article), []).append(link)
    return [
        Group(relation, tuple(_values(relation, members)), support(members))
        for relation in LOOKS
        if (members := by_relation.get(relation))
    ]


def _group_of(link: Link, claim: Claim, article: Article | None) -> str:
    other = link.claim.claim
    if link.relation == "differs" and other.stance == "denied":
        return DENIED
    if link.relation in ("agrees", "repeats") and number_of(other) != number_of(claim):
        return FITS
    if link.relation == "updates" and article and not _is_version(link.article, article):
        earlier = is_earlier(other, link.article.published, claim, article.published)
        return EARLIER if earlier else link.relation
    return link.relation


def _is_version(article: Article, of: Article) -> bool:
    """Return True for another version of an article: what changed there is an update, whichever is the later one."""
    return article.id == of.id and article.version != of.version


def support_of(claim: StoredClaim, article: Article, members: Sequence[Member]) -> Support:
    """Return the support for a claim's own value, including itself; members: of its quantity."""
    number, denied = number_of(claim.claim), claim.claim.stance == "denied"
    same = [
        member
        for member in members
        if number_of(member.claim.claim) == number and (member.claim.claim.stance == "denied") == denied
    ]
    return support([Member(claim, article, 1.0, ""), *same])


def _values(relation: str, links: Sequence[Link]) -> list[Value]:
    by_number: dict[tuple[object, ...], list[Link]] = {}
    for link in links:
        claim = link.claim.claim
        by_number.setdefault((claim.stance == "denied", *number_of(claim)), []).append(link)
    values = [Value(tuple(_entries(some)), support(some)) for some in by_number.values()]
    if relation in ("updates", EARLIER):
        return sorted(values, key=lambda value: max(link.article.published for link in value.links), reverse=True)
    return sorted(values, key=lambda value: (-value.behind.sources, -value.behind.articles))


def _entries(links: Sequence[Link]) -> Iterator[Entry]:
    """Yield the links of one value; near duplicates form one entry, represented by the first published."""
    by_text: dict[object, list[Link]] = {}
    speaking = voices([utterance(link.claim.claim, link.article, link.sentence) for link in links])
    for link, voice in zip(links, speaking, strict=True):
        by_text.setdefault((link.article.voice, voice) if link.article.voice else object(), []).append(link)
    for some in by_text.values():
        first, *others = sorted(some, key=lambda link: link.article.published or "9")
        # Two mentions in one article are two places to look at, not a copy.
        copies = [link for link in others if link.article.id != first.article.id]
        yield Entry(first, tuple(copies))
        for link in others:
            if link.article.id == first.article.id:
                yield Entry(link)
