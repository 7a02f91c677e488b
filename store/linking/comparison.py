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
# How many claims with another quantity, a part, or perhaps the same quantity are considered for a claim.
BESIDE = 24
# The weights of a shared word and of the same event, beside the chance, for choosing related claims.
_WORD, _EVENT = 0.1, 0.3
# With more pairs than this, words are not compared: articles with thousands of figures are tables.
_LARGE = 250_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """The results of comparing claims, by number, with stored ones, by id.

    articles: those that the claims were compared with. chances: that two state one quantity, if worth keeping. aligned:
    which of these pairs are next to others that may be one. beside: the relations of stored claims that state another
    quantity.
    """

    articles: tuple[int, ...] = ()
    chances: dict[tuple[int, int], float] = field(default_factory=dict)
    aligned: frozenset[tuple[int, int]] = frozenset()
    beside: "dict[tuple[int, int], Relation]" = field(default_factory=dict)


def place(claims: Sequence[Claim], article: str, outlet: str, published: str, text: str) -> "list[Placed]":
    """Return the claims of one text with what a decision needs to know about their article."""
    from extract.matching.placed import Placed

    return [Placed(claim, article, outlet, published, sentence(text, claim.start, claim.end)) for claim in claims]


def compare(conn: sqlite3.Connection, placed: "Sequence[Placed]", article: int, after: int = 0) -> Comparison:
    """Compare claims with the stored claims of other articles; after: only with claims of a higher id.

    article: the id of the claims' own article, 0 if it isn't stored yet.
    """
    import numpy as np

    from extract.lexicon import weights
    from extract.matching.closest import closest
    from extract.matching.sameness import chances, named
    from extract.matching.side import Side

    if not placed:
        return Comparison()
    near = blocking.near(conn, [asked.claim for asked in placed], placed[0].published, article)
    own = Side(placed)
    likely, promising = Likely(len(placed)), _Promising(own)
    sides = [rows for rows in _claims_of(conn, near) if rows[-1][0] > after]
    for rows in sides:
        whole = _side(rows)
        here, there = closest(own, whole)
        mine, side = own.part(here), whole.part(there)
        numbers = np.array([rows[number][0] for number in there])
        likelihoods = chances(mine, side)
        likelihoods[:, numbers <= after] = 0
        likely.add(likelihoods, here, numbers.tolist())
        if named(mine, side) >= weights("thresholds")["one_event"]:
            promise = _weights(mine, side, likelihoods)
            promise[:, numbers <= after] = 0
            promising.add(promise, likelihoods, here, numbers, side)
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

        near = aligned(chances)
        for row, other in np.argwhere(chances >= FLOOR).tolist():
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


class _Promising:
    """Collects the claims most related to this many others, mostly of another quantity."""

    def __init__(self, own: "Side") -> None:
        self._own = own
        self._some: list[list[tuple[float, int, float, Placed]]] = [[] for _ in own.placed]

    def add(
        self,
        weights: "NDArray[np.float32]",
        chances: "NDArray[np.float32]",
        numbers: Sequence[int],
        claims: "NDArray[np.int64]",
        side: "Side",
    ) -> None:
        """Add an article's claims, with these ids, and the chances that they state each of these quantities.

        weights: how much they have to do with each, (numbers, claims).
        """
        import numpy as np

        for row, best in enumerate(np.argsort(-weights, axis=1, kind="stable")[:, :BESIDE]):
            self._some[numbers[row]] += [
                (float(weights[row, other]), -int(claims[other]), float(chances[row, other]), side.placed[other])
                for other in best[weights[row, best] > 0].tolist()
            ]

    def relations(self) -> "Iterator[tuple[tuple[int, int], Relation]]":
        """Yield the relations of the most promising ones to a claim, given by number, with their ids."""
        from extract.matching.relation import beside

        for number, some in enumerate(self._some):
            # All are of different claims, so the rest of a row is never compared.
            for _, claim, chance, other in nlargest(BESIDE, some):
                if relation := beside(self._own.placed[number], other, chance):
                    yield (number, -claim), relation


def _weights(own: "Side", side: "Side", chances: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return how related two claims seem, by their chance, words and events."""
    import numpy as np

    if chances.size > _LARGE:
        return chances
    words = {
        word: number for number, word in enumerate(sorted({word for claim in own.placed for word in _words(claim)}))
    }

    def table(of: "Side") -> "NDArray[np.float32]":
        marked = np.zeros((len(of), len(words)), dtype=np.float32)
        for number, claim in enumerate(of.placed):
            for word in _words(claim):
                if word in words:
                    marked[number, words[word]] = _EVENT if word.startswith("=") else _WORD
        return marked

    shared: NDArray[np.float32] = np.sqrt(table(own)) @ np.sqrt(table(side)).T
    return np.add(chances, shared)


def _words(placed: "Placed") -> list[str]:
    """Return the words around a figure, and the class of its event with a prefix that no word has."""
    about = placed.claim.about
    return [*about.terms, *([f"={about.event}"] if about.event else [])]


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
@lru_cache(maxsize=128)
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
