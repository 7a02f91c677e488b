"""Stories: groups of articles that share quantities, found among the newest of the library."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Stories are searched for among this many of the newest articles.
NEWEST = 3_000
# Of a quantity in more articles, this many show well enough what else they share.
_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that share quantities with one of them, `seed`; newest first.

    label: of the quantity that most of them state.
    """

    seed: int
    label: str
    articles: tuple[int, ...]


def stories(conn: sqlite3.Connection, newest: int = NEWEST) -> list[Story]:
    """Return the stories among the newest articles; the one with the newest article first.

    An article is in at most one story: the one whose articles share more with each other.
    """
    rows = conn.execute(
        """SELECT a.id, m.quantity FROM
               (SELECT id, latest FROM articles WHERE latest IS NOT NULL ORDER BY moment DESC, id DESC LIMIT ?) a
           CROSS JOIN claims c ON c.version = a.latest CROSS JOIN members m ON m.claim = c.id""",
        (newest,),
    ).fetchall()
    order = {article: place for place, article in enumerate(dict.fromkeys(article for article, _ in rows))}
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
            most = max(quantities[seed], key=lambda quantity: (len(free.intersection(shared[quantity])), -quantity))
            (label,) = conn.execute("SELECT label FROM quantities WHERE id = ?", (most,)).fetchone()
            listing.append(Story(seed, label, tuple(sorted(free, key=order.__getitem__))))
    return sorted(listing, key=lambda story: order[story.articles[0]])


def _seeds(shared: Mapping[int, list[int]], quantities: Mapping[int, set[int]]) -> Iterable[int]:
    """Return the articles, those first whose quantities others state most.

    A survey of many events shares one quantity with many articles, but little with each, so it comes late.
    """
    scores = {}
    for article, mine in quantities.items():
        beside = Counter(other for quantity in mine for other in shared[quantity][:_COMPARED] if other != article)
        scores[article] = sum((number / len(mine)) ** 2 for number in beside.values())
    return sorted(scores, key=lambda article: (-scores[article], article))
