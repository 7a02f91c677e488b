"""Compares an incoming article's claims with each other and with those of articles that may report the same event."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from extract.claim import Claim
from extract.text.excerpt import sentence
from store.library import claim_bodies
from store.library.claim_bodies import decode
from store.library.sql_values import chunks, marks
from store.linking import blocking
from store.linking.promising import Promising

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.matching.placed import Placed
    from extract.matching.relation import Relation
    from extract.matching.side import Side

# Lower chances that two claims state one quantity count as none.
FLOOR = 0.2
# How many claims that may state its quantity are kept for a claim, likeliest first.
PAIRS = 64


@dataclass(frozen=True, slots=True)
class Comparison:
    """The results of comparing claims, by number, with stored ones, by id.

    articles: those that the claims were compared with. chances: that two state one quantity, if worth keeping. aligned:
    which of these pairs are next to others that may be one. across: the relations of stored claims that state another
    quantity.
    """

    articles: tuple[int, ...] = ()
    chances: dict[tuple[int, int], float] = field(default_factory=dict)
    aligned: frozenset[tuple[int, int]] = frozenset()
    across: "dict[tuple[int, int], Relation]" = field(default_factory=dict)


def place(claims: Sequence[Claim], article: str, outlet: str, published: str, text: str) -> "list[Placed]":
    """Return the claims of one text with what a decision needs to know about their article."""
    from extract.matching.placed import Placed

    return [Placed(claim, article, outlet, published, sentence(text, claim.start, claim.end)) for claim in claims]


def compare(conn: sqlite3.Connection, placed: "Sequence[Placed]", article: int, after: int = 0) -> Comparison:
    """Compare claims with the stored claims of other articles; after: only with claims of a higher id.

    article: the id of the claims' own article, 0 if it isn't stored yet.
    """
    from extract.matching.neighbours import compare_with
    from extract.matching.side import Side

    if not placed:
        return Comparison()
    near = blocking.near(conn, [own.claim for own in placed], placed[0].published, article)
    own = Side(placed)
    likely, promising = Likely(len(placed)), Promising(own)
    sides = [rows for rows in _claims_of(conn, near) if rows[-1][0] > after]
    for rows, compared in zip(sides, compare_with(own, [_side(rows) for rows in sides]), strict=True):
        numbers = [rows[number][0] for number in compared.there]
        late = [number <= after for number in numbers]
        compared.chances[:, late] = 0
        likely.add(compared.chances, compared.here, numbers)
        promising.add(compared, numbers, late)
    articles = tuple(int(rows[0][1]) for rows in sides)
    return Comparison(articles, likely.chances(), likely.aligned(), dict(promising.relations()))


class Likely:
    """Collects the claims that may state the quantities of this many others."""

    def __init__(self, count: int) -> None:
        self._pairs: list[list[tuple[float, int, bool]]] = [[] for _ in range(count)]

    def add(self, chances: "NDArray[np.float32]", numbers: Sequence[int], claims: Sequence[int]) -> None:
        """Add the chances that an article's claims, with these ids, state each of these quantities."""
        import numpy as np

        from extract.matching.alignment import aligned

        likely = np.argwhere(chances >= FLOOR).tolist()
        near = aligned(chances) if likely else chances
        for row, other in likely:
            self._pairs[numbers[row]].append((float(chances[row, other]), claims[other], bool(near[row, other])))

    def chances(self) -> dict[tuple[int, int], float]:
        """Return the chances of the likeliest pairs of a number and a claim's id."""
        return {(number, claim): chance for number, claim, chance, _ in self._likeliest()}

    def aligned(self) -> frozenset[tuple[int, int]]:
        """Return which of these pairs are next to others that may be one quantity."""
        return frozenset((number, claim) for number, claim, _, near in self._likeliest() if near)

    def _likeliest(self) -> Iterator[tuple[int, int, float, bool]]:
        for number, some in enumerate(self._pairs):
            for chance, claim, near in nlargest(PAIRS, some):
                yield number, claim, chance, near


def within(placed: "Sequence[Placed]") -> "list[tuple[int, int, Relation]]":
    """Return the relations of the claims of one article to each other, by number."""
    from extract.matching.within_article import relate_within

    return [
        (claim, other, relation)
        for claim, other in blocking.pairs([each.claim for each in placed])
        if (relation := relate_within(placed[claim], placed[other]))
    ]


_Row = tuple[int, int, str, str, bytes, str]


def _claims_of(conn: sqlite3.Connection, articles: Sequence[int]) -> list[tuple[_Row, ...]]:
    """Return the claims of articles, each with id, article, outlet, date, body and line, by article."""
    rows = [
        row
        for chunk in chunks(articles)
        for row in conn.execute(
            f"""SELECT c.id, a.id, v.outlet, v.published
                FROM articles a CROSS JOIN versions v ON v.id = a.latest CROSS JOIN claims c ON c.version = v.id
                WHERE a.id IN ({marks(chunk)}) ORDER BY a.id, c.id""",
            tuple(chunk),
        )
    ]
    bodies = claim_bodies.read(conn, (row[0] for row in rows))
    by_article: dict[int, list[_Row]] = {}
    for claim, article, outlet, published in rows:
        by_article.setdefault(article, []).append((claim, article, outlet, published, *bodies[claim]))
    return [tuple(rows) for rows in by_article.values()]


# Cached: the articles of one event come in together, and each is compared with those before.
@lru_cache(maxsize=512)
def _side(rows: tuple[_Row, ...]) -> "Side":
    """Return the claims of an article, prepared for comparison."""
    from extract.matching.placed import Placed
    from extract.matching.side import Side

    return Side(
        [
            Placed(decode(body), str(article), outlet, published, line)
            for _, article, outlet, published, body, line in rows
        ]
    )
