"""Chooses the claims that are most related to an incoming article's, mostly of another quantity."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.matching.neighbours import Compared
    from extract.matching.placed import Placed
    from extract.matching.relation import Relation
    from extract.matching.side import Side

# How many claims with another quantity, a part, or perhaps the same quantity are considered for a claim.
ACROSS = 16
# The weights of a shared word and of the same event, in addition to the chance.
_WORD, _EVENT = 0.1, 0.3
# With more pairs than this, words are not compared: articles with thousands of figures are tables.
_LARGE = 250_000


class Promising:
    """Collects the claims most related to this many others, mostly of another quantity."""

    def __init__(self, own: "Side") -> None:
        self._own = own
        self._some: list[list[tuple[float, int, float, Placed]]] = [[] for _ in own.placed]

    def add(self, compared: "Compared", claims: Sequence[int], late: Sequence[bool]) -> None:
        """Add an article's claims, with these ids; late: which of them are not to be compared."""
        import numpy as np

        from extract.lexicon import weights
        from extract.matching.sameness import named

        side = compared.side
        if named(self._own, side) < weights("thresholds")["one_event"]:
            return
        promise = self.promise(compared)
        promise[:, late] = 0
        best = np.argsort(-promise, axis=1, kind="stable")[:, :ACROSS]
        kept = np.take_along_axis(promise, best, 1)
        for row, column in np.argwhere(kept > 0).tolist():
            other = int(best[row, column])
            chance = float(compared.chances[row, other])
            self._some[compared.here[row]].append(
                (float(kept[row, column]), -claims[other], chance, side.placed[other])
            )

    def promise(self, compared: "Compared") -> "NDArray[np.float32]":
        """Return how related two claims seem, by their chance, words and events."""
        import numpy as np

        if compared.chances.size > _LARGE:
            return compared.chances.copy()
        shared = self._marked[compared.here] @ self._table(compared.side).T
        promise: NDArray[np.float32] = np.add(compared.chances, shared)
        return promise

    @cached_property
    def _columns(self) -> dict[str, int]:
        words = sorted({word for claim in self._own.placed for word in _words(claim)})
        return {word: number for number, word in enumerate(words)}

    @cached_property
    def _marked(self) -> "NDArray[np.float32]":
        return self._table(self._own)

    def _table(self, side: "Side") -> "NDArray[np.float32]":
        """Return the roots of the weights of the words around the figures, (claims, own words)."""
        import numpy as np

        marked = np.zeros((len(side), len(self._columns)), dtype=np.float32)
        for number, claim in enumerate(side.placed):
            for word in _words(claim):
                if word in self._columns:
                    marked[number, self._columns[word]] = _EVENT if word.startswith("=") else _WORD
        rooted: NDArray[np.float32] = np.sqrt(marked)
        return rooted

    def relations(self) -> "Iterator[tuple[tuple[int, int], Relation]]":
        """Yield the relations of the most promising ones to a claim, given by number, with their ids."""
        from extract.matching.relation import relate_across

        for number, some in enumerate(self._some):
            # All are of different claims, so the rest of a row is never compared.
            for _, claim, chance, other in nlargest(ACROSS, some):
                if relation := relate_across(self._own.placed[number], other, chance):
                    yield (number, -claim), relation


def _words(placed: "Placed") -> list[str]:
    """Return the words around a figure, and the class of its event with a prefix that no word has."""
    about = placed.claim.about
    return [*about.terms, *([f"={about.event}"] if about.event else [])]
