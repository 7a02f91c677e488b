"""Indexes a crawl's articles, in arrays, to find others that may report the same event, as the library does.

Articles are numbered chronologically. For an article, the index answers as the library did when the article came in:
only with earlier ones.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.claim import Claim
from store.linking.blocking import NEAREST, days_apart, topics_of

Numbers = NDArray[np.int64]

_NAMES = ("terms", "starts", "articles")


def terms_of(claims: Sequence[Claim]) -> list[int]:
    """Return numbers for the names and nouns that these claims' article is about, in the order of the words."""
    return [
        int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little") for term in topics_of(claims)
    ]


def write(folder: Path, terms: NDArray[np.uint64], articles: NDArray[np.int32], days: NDArray[np.int32]) -> None:
    """Write the index of articles and their terms, entry by entry, in ascending order of the articles.

    days: the day of each article, by its number; 0 for none. Articles with and without a day are kept apart.
    """
    dated = days[articles] > 0
    for name, chosen in (("dated", dated), ("undated", ~dated)):
        which = np.flatnonzero(chosen)
        which = which[np.argsort(terms[which], kind="stable")]
        known, starts = np.unique(terms[which], return_index=True)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        np.save(place / "terms.npy", known)
        np.save(place / "starts.npy", np.append(starts, len(which)))
        np.save(place / "articles.npy", articles[which])
    np.save(folder / "days.npy", days)


@lru_cache(maxsize=1)
def opened(folder: Path) -> "Postings":
    """Return the index that was written there, memory-mapped."""
    return Postings(folder)


class Postings:
    """The index; days: by article number."""

    def __init__(self, folder: Path) -> None:
        self.days: NDArray[np.int32] = np.load(folder / "days.npy")
        self.dated = _Part(folder / "dated")
        self.undated = _Part(folder / "undated")

    def before(self, article: int, terms: Sequence[int]) -> "Before":
        """Return the index as it was when the article came in, for some terms."""
        return Before(self, article, terms)


class _Part:
    def __init__(self, folder: Path) -> None:
        self._terms, self._starts, self._articles = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _NAMES)

    def having(self, term: int, article: int) -> Numbers:
        """Return the articles with a term that come before a given one, ascending."""
        place = int(np.searchsorted(self._terms, np.uint64(term)))
        if place == len(self._terms) or int(self._terms[place]) != term:
            return np.zeros(0, dtype=np.int64)
        some = self._articles[self._starts[place] : self._starts[place + 1]]
        before: Numbers = some[: np.searchsorted(some, article)]
        return before


class Before:
    """The index in the form that `store.linking.blocking.nearest` queries."""

    def __init__(self, postings: Postings, article: int, terms: Sequence[int]) -> None:
        self._days = postings.days
        self._articles = {
            term: (postings.dated.having(term, article), postings.undated.having(term, article)) for term in terms
        }

    def uses(self) -> Iterator[tuple[int, int]]:
        """Yield each term that earlier articles have, and how many have it."""
        for term, (dated, undated) in self._articles.items():
            if len(dated) + len(undated):
                yield term, len(dated) + len(undated)

    def having(self, term: int, day: int) -> Iterator[int]:
        """Yield the articles that have a term: those nearest in time before a day, and some without a day."""
        dated, undated = self._articles[term]
        if not day:
            latest = dated[-NEAREST:][::-1].tolist()
            yield from latest
            yield from undated[::-1][: NEAREST - len(latest)].tolist()
            return
        first = bisect_left(range(len(dated)), day - days_apart(), key=lambda place: int(self._days[dated[place]]))
        yield from dated[max(first, len(dated) - NEAREST) :][::-1].tolist()
        yield from undated[:NEAREST].tolist()
