"""The links of a claim as the panel shows them: grouped by relation, with how many stand behind each group."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.links import Link
from tui.signs import LOOKS


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one relation, with the number of independent sources and of articles behind them."""

    relation: str
    links: tuple[Link, ...]
    sources: int
    articles: int


def grouped(links: Iterable[Link]) -> list[Group]:
    """Return links by relation in the order of the panel; within a group they keep their order."""
    by_relation: dict[str, list[Link]] = {}
    for link in links:
        by_relation.setdefault(link.relation, []).append(link)
    known = [relation for relation in LOOKS if relation in by_relation]
    return [
        Group(
            relation,
            tuple(by_relation[relation]),
            len({voice(link) for link in by_relation[relation]}),
            len({link.article.id for link in by_relation[relation]}),
        )
        for relation in known
    ]


def voice(link: Link) -> str:
    """Return what tells apart who answers for a link's claim: its source, else the outlet that states it."""
    source = link.claim.claim.source
    if source:
        return f"source {source.key or source.name.casefold()}"
    return f"outlet {link.article.outlet.casefold() or link.article.location}"
