"""Compares the claims of a crawl's articles with those of earlier articles that may report the same event.

It makes the same decisions as the library, in chronological order: which articles to compare, how likely two claims
state one quantity, and which texts are near copies.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from extract.claim import Claim
from extract.matching.neighbours import compare_with
from extract.matching.placed import Placed
from extract.matching.side import Side
from store.crawl import folding, postings
from store.crawl.archives import claims_path_of, path_of
from store.crawl.parquet_tables import read_row
from store.crawl.slice_claims import unpacked
from store.library.claim_writer import with_own_keys
from store.linking.blocking import ARTICLES, day_of, nearest
from store.linking.comparison import Likely, within
from store.linking.near_duplicates import Signature

# What `compare` writes.
WRITTEN = ("near", "claim", "other", "chance", "copy", "of")
# How many articles one task compares.
SHARD = 256
# How many articles each worker caches: those of one event are close in time.
_CACHED = 512
_COLUMNS = ("outlet", "published", "scheme", "shingles", "digest")


@dataclass(frozen=True, slots=True)
class Shard:
    """Some articles to compare, by number; folder: the crawl's; target: where its order is stored."""

    folder: Path
    target: Path
    first: int
    end: int

    @property
    def path(self) -> Path:
        """The path of its results."""
        return self.target / "pairs" / f"{self.first:08}.npz"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the comparison needs it; side: its claims, prepared for comparison."""

    claims: list[Claim]
    placed: list[Placed]
    terms: list[int]
    published: str
    signature: Signature | None
    side: Side


def shards(folder: Path, target: Path, articles: int) -> list[Shard]:
    """Return the tasks."""
    return [Shard(folder, target, at, min(at + SHARD, articles)) for at in range(0, articles, SHARD)]


def compare(shard: Shard) -> int:
    """Write the results of comparing a shard's articles, and return how many pairs of claims were kept.

    near: the articles that each was compared with, (articles, ARTICLES), -1 for none; claim, other, chance: pairs of
    claims by number, the chance in thousandths; copy, of: articles, and the earlier ones that they are copies of.
    """
    order, index = folding.opened(shard.target), postings.opened(shard.target)
    near = np.full((shard.end - shard.first, ARTICLES), -1, dtype=np.int32)
    pairs: dict[tuple[int, int], int] = {}
    copies: list[tuple[int, int]] = []
    for number in range(shard.first, shard.end):
        current = article(shard.folder, shard.target, number)
        if not current.claims:
            continue
        neighbours = nearest(index.before(number, current.terms), day_of(current.published), -1)
        neighbours.sort()
        near[number - shard.first, : len(neighbours)] = neighbours
        start = int(order.starts[number])
        own, likely = Side(current.placed), Likely(len(current.claims))
        earlier = [article(shard.folder, shard.target, neighbour) for neighbour in neighbours]
        results = compare_with(own, [before.side for before in earlier])
        for neighbour, before, compared in zip(neighbours, earlier, results, strict=True):
            first = int(order.starts[neighbour])
            likely.add(compared.chances, compared.here, [first + claim for claim in compared.there])
            if current.signature and before.signature and current.signature.copies(before.signature):
                copies.append((number, neighbour))
        # As in the library, the pair written first stays: between articles, then within one.
        for (place, claim), chance in likely.chances().items():
            pairs.setdefault((claim, start + place), _thousandths(chance))
        for here, there, relation in within(current.placed):
            pairs.setdefault((start + here, start + there), _thousandths(relation.score))
    _write(shard.path, near, pairs, copies)
    return len(pairs)


def article(folder: Path, target: Path, number: int) -> Article:
    """Return an article by its number."""
    return _article(folder, *folding.opened(target).slice_and_row(number), number)


@lru_cache(maxsize=_CACHED)
def _article(folder: Path, name: str, row: int, number: int) -> Article:
    page = read_row(path_of(folder, name), row, _COLUMNS)
    extracted = read_row(claims_path_of(folder, name), row, ("terms", "body"))
    body = unpacked(extracted["body"])
    digest = page["digest"]
    mark = (
        Signature(page["scheme"], page["shingles"], struct.unpack(f"<{len(digest) // 4}I", digest)) if digest else None
    )

    def placed(claims: Sequence[Claim]) -> list[Placed]:
        return [
            Placed(claim, str(number), page["outlet"], page["published"], line)
            for claim, line in zip(claims, body.lines, strict=True)
        ]

    # The library numbers articles from 1; the actual number doesn't matter here.
    stored = placed([with_own_keys(claim, number + 1) for claim in body.claims])
    return Article(body.claims, placed(body.claims), extracted["terms"], page["published"], mark, Side(stored))


def _thousandths(chance: float) -> int:
    return int(round(chance, 3) * 1000 + 0.5)


def _write(
    path: Path,
    near: "np.ndarray[tuple[int, int], np.dtype[np.int32]]",
    pairs: dict[tuple[int, int], int],
    copies: Sequence[tuple[int, int]],
) -> None:
    import io

    from store.crawl.parquet_tables import write_bytes

    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    alike = np.array(copies, dtype=np.int32).reshape(-1, 2)
    file = io.BytesIO()
    np.savez(
        file,
        near=near,
        claim=ends[:, 0],
        other=ends[:, 1],
        chance=np.array([pairs[claim, other] for claim, other in ends.tolist()], dtype=np.int16),
        copy=alike[:, 0],
        of=alike[:, 1],
    )
    write_bytes(path, file.getvalue())
