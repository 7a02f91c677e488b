"""Finds stories, groups of articles that share quantities, among the newest of the library."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.linking.story_names import StoryNames

# Stories are searched for among this many of the newest articles.
NEWEST = 3_000
_NEWEST = "SELECT id, latest FROM articles WHERE latest IS NOT NULL ORDER BY moment DESC, id DESC LIMIT ?"
# Of a quantity in more articles, this many show well enough what else they share.
_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that share quantities with one of them, `seed`; newest first.

    name: words of their titles or, if they have none, of the quantity that most of them state.
    """

    seed: int
    name: str
    articles: tuple[int, ...]


def stories(conn: sqlite3.Connection, newest: int = NEWEST) -> list[Story]:
    """Return the stories among the newest articles; the one with the newest article first.

    An article is in at most one story: the one whose articles share more with each other.
    """
    rows = conn.execute(
        f"""SELECT a.id, m.quantity FROM ({_NEWEST}) a
           CROSS JOIN claims c ON c.version = a.latest CROSS JOIN members m ON m.claim = c.id""",
        (newest,),
    ).fetchall()
    order = {article: place for place, article in enumerate(dict.fromkeys(article for article, _ in rows))}
    titles = dict(
        conn.execute(f"SELECT a.id, v.title FROM ({_NEWEST}) a CROSS JOIN versions v ON v.id = a.latest", (newest,))
    )
    names = StoryNames(titles.values())
    stated: dict[int, set[int]] = defaultdict(set)
    for article, quantity in rows:
        stated[quantity].add(article)
    shared = {quantity: sorted(by, key=order.__getitem__) for quantity, by in stated.items() if len(by) > 1}
    quantities: dict[int, set[int]] = defaultdict(set)
    for quantity, by in shared.items():
        for article in by:
            quantities[article].add(quantity)
    listing: list[Story] = []
    placed: set[int] = set()
    for seed in _seeds(shared, quantities):
        free = {article for quantity in quantities[seed] for article in shared[quantity]} - placed
        if seed not in placed and len(free) > 1:
            placed |= free
            members = sorted(free, key=order.__getitem__)
            name = names.name([titles[article] for article in reversed(members)])
            listing.append(Story(seed, name or _label(conn, quantities[seed], shared, free), tuple(members)))
    return sorted(listing, key=lambda story: order[story.articles[0]])


def _label(
    conn: sqlite3.Connection, quantities: Iterable[int], shared: Mapping[int, list[int]], members: set[int]
) -> str:
    """Return the label of the quantity that most members of a story state."""
    most = max(quantities, key=lambda quantity: (len(members.intersection(shared[quantity])), -quantity))
    (label,) = conn.execute("SELECT label FROM quantities WHERE id = ?", (most,)).fetchone()
    return str(label)


def _seeds(shared: Mapping[int, list[int]], quantities: Mapping[int, set[int]]) -> Iterable[int]:
    """Return the articles, first those whose quantities most others state.

    A survey of many events shares one quantity with many articles, but little with each, so it comes late.
    """
    scores = {}
    for article, mine in quantities.items():
        sharing = Counter(other for quantity in mine for other in shared[quantity][:_COMPARED] if other != article)
        scores[article] = sum((number / len(mine)) ** 2 for number in sharing.values())
    return sorted(scores, key=lambda article: (-scores[article], article))
