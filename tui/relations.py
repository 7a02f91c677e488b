"""The relations between claims as the screen shows them: their order, their signs, and how many stand behind each."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.links import Link


@dataclass(frozen=True, slots=True)
class Look:
    """How a relation is shown: the sign in the margin, the word over its group, the name of its style."""

    sign: str
    word: str
    style: str


# In the order of the panel.
LOOKS: dict[str, Look] = {
    "differs": Look("≠", "DIFFERS", "differs"),
    "agrees": Look("=", "AGREES", "agrees"),
    "repeats": Look("=", "REPEATS", "agrees"),
    "updates": Look("↑", "UPDATES", "updates"),
    "part": Look("⊂", "PART", "part"),
    "related": Look("·", "RELATED", "muted"),
}
_MARGIN = ("differs", "updates", "agrees", "repeats", "part")


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


def margin_signs(relations: Iterable[str]) -> tuple[Look, ...]:
    """Return the looks of the signs that stand in the margin for these relations, most pressing first, none twice."""
    held = set(relations)
    looks = [LOOKS[relation] for relation in _MARGIN if relation in held]
    return tuple({look.sign: look for look in looks}.values())
