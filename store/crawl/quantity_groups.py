"""Groups a crawl's claims into quantities by the chances of their pairs, as the library does.

Claims that likely pairs connect are independent of all others, so each connected part is a task by itself.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from extract.matching.grouping import CUT, group
from store.crawl import folding
from store.crawl.comparing import WRITTEN, article
from store.crawl.parquet_tables import Row, write_bytes
from store.linking.blocking import ARTICLES
from store.linking.clustering import describe

# Claims that one task groups; more if a single part has more.
BATCH = 4_000
# A part of more claims is split by time: linkage takes quadratic time, and nobody reads such a quantity.
LARGEST = 3_000
_CUT = round(CUT * 1000)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Parts to group: claims by number, and the part of each; pairs as `comparing.compare` writes them."""

    folder: Path
    target: Path
    name: str
    claims: Numbers
    parts: Numbers
    claim: Numbers
    other: Numbers
    chance: NDArray[np.int16]

    @property
    def path(self) -> Path:
        """The path of its results."""
        return grouped_path(self.target, self.name)


def grouped_path(target: Path, name: str) -> Path:
    """Return the path of the results of the batch of that name."""
    return target / "grouped" / f"{name}.json"


class Grouped(msgspec.Struct, array_like=True):
    """A quantity of several claims: their numbers and certainties; the rest as in `quantity_schema`."""

    claims: list[int]
    certainty: list[float]
    label: str
    event: str
    first: str
    last: str


def joined(target: Path, shards: Sequence[Path], articles: int) -> tuple[NDArray[np.int32], "Pairs"]:
    """Combine the shards' results: write what each article was compared with; return voices and pairs."""
    empty = np.zeros(0, dtype=np.int64)
    some = [{**dict.fromkeys(WRITTEN, empty), "near": np.zeros((0, ARTICLES), dtype=np.int32)}]
    for path in shards:
        with np.load(path) as arrays:
            some.append({name: arrays[name] for name in WRITTEN})
    near, claim, other, chance, copy, of = (np.concatenate([shard[name] for shard in some]) for name in WRITTEN)
    file = io.BytesIO()
    np.save(file, near)
    write_bytes(target / "near.npy", file.getvalue())
    voices = _components(articles, copy.astype(np.int64), of.astype(np.int64))
    return voices.astype(np.int32), Pairs(claim, other, chance)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims by number, and their chances in thousandths."""

    claim: Numbers
    other: Numbers
    chance: NDArray[np.int16]


def batches(folder: Path, target: Path, pairs: Pairs, claims: int) -> Iterator[Batch]:
    """Yield the parts that likely pairs connect, several to a batch; claims without such a pair are in none."""
    strong = pairs.chance >= _CUT
    part = _components(claims, pairs.claim[strong], pairs.other[strong])
    sizes = np.bincount(part, minlength=claims)
    part = _cut(part, sizes)
    sizes = np.bincount(part, minlength=claims)
    members = np.flatnonzero(sizes[part] > 1)
    members = members[np.argsort(part[members], kind="stable")]
    inside = part[pairs.claim] == part[pairs.other]
    claim, other, chance = pairs.claim[inside], pairs.other[inside], pairs.chance[inside]
    order = np.argsort(part[claim], kind="stable")
    claim, other, chance = claim[order], other[order], chance[order]
    parts = part[members]
    at = 0
    while at < len(members):
        end = min(at + BATCH, len(members))
        end = int(np.searchsorted(parts, parts[end - 1], "right"))
        low, high = np.searchsorted(part[claim], [parts[at], parts[end - 1] + 1])
        yield Batch(
            folder, target, f"{int(parts[at]):010}", members[at:end], parts[at:end], claim[low:high], other[low:high],
            chance[low:high],
        )  # fmt: skip
        at = end


def link(batch: Batch) -> int:
    """Write the quantities of a batch, and return how many there are."""
    quantities: list[Grouped] = []
    ends = part_of(batch)
    for part in np.unique(batch.parts).tolist():
        claims = batch.claims[batch.parts == part].tolist()
        chosen = ends == part
        pairs = zip(*(array[chosen].tolist() for array in (batch.claim, batch.other, batch.chance)), strict=True)
        chances = {(claim, other): chance / 1000 for claim, other, chance in pairs}
        quantities += _grouped(batch.folder, batch.target, claims, chances)
    write_bytes(batch.path, msgspec.json.encode(quantities))
    return len(quantities)


def part_of(batch: Batch) -> Numbers:
    """Return the part of each pair of a batch."""
    order = np.argsort(batch.claims)
    places: Numbers = batch.parts[order[np.searchsorted(batch.claims[order], batch.claim)]]
    return places


def _grouped(
    folder: Path, target: Path, numbers: Sequence[int], chances: dict[tuple[int, int], float]
) -> Iterator[Grouped]:
    """Yield the quantities with several claims that average linkage finds."""
    order, near = folding.opened(target), _near(target)
    ends = {number: order.claim(number) for number in numbers}
    articles = {place: article(folder, target, place) for place, _ in ends.values()}
    claims = {number: articles[place].claims[at] for number, (place, at) in ends.items()}
    published = {number: articles[place].published for number, (place, _) in ends.items()}

    def key(number: int) -> tuple[str, str, int, int]:
        return published[number], order.place(ends[number][0]), claims[number].start, claims[number].end

    items = sorted(numbers, key=key)
    places = {number: place for place, number in enumerate(items)}

    def unknown(item: int, other: int) -> bool:
        first, second = sorted((ends[items[item]][0], ends[items[other]][0]))
        return first != second and first not in near[second]

    by_place = {(places[number], places[other]): chance for (number, other), chance in chances.items()}
    for quantity in group(range(len(items)), by_place, unknown=unknown):
        if len(quantity.members) > 1:
            members = [items[place] for place in quantity.members]
            certainty = [round(quantity.certainty[place], 3) for place in quantity.members]
            dated = [(published[number], claims[number]) for number in members]
            yield Grouped(members, certainty, *describe(dated))


@cache
def _near(target: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    near: np.ndarray[tuple[int, int], np.dtype[np.int32]] = np.load(target / "near.npy", mmap_mode="r")
    return near


def _components(count: int, item: Numbers, other: Numbers) -> Numbers:
    """Return, for each of this many items, the smallest item that is connected to it by pairs."""
    label = np.arange(count, dtype=np.int64)
    while True:
        before = label.copy()
        ends = label[item], label[other]
        least = np.minimum(*ends)
        for items in (item, other, *ends):
            np.minimum.at(label, items, least)
        # An item whose label is another item takes that item's label.
        while not np.array_equal(label, label[label]):
            label = label[label]
        if np.array_equal(before, label):
            return label


def _cut(part: Numbers, sizes: Numbers) -> Numbers:
    """Return the parts, split by time where too large; numbers are chronological."""
    part = part.copy()
    for large in np.flatnonzero(sizes > LARGEST).tolist():
        members = np.flatnonzero(part == large)
        for at in range(LARGEST, len(members), LARGEST):
            part[members[at : at + LARGEST]] = members[at]
    return part


def quantity_row(order: "folding.Order", quantity: Grouped) -> Row:
    """Return a quantity as a row of its table."""
    return {
        "quantity": name_of(order, min(quantity.claims)),
        "label": quantity.label,
        "event": quantity.event,
        "first": quantity.first,
        "last": quantity.last,
        "claims": len(quantity.claims),
        "articles": len({order.claim(number)[0] for number in quantity.claims}),
    }


def name_of(order: "folding.Order", number: int) -> str:
    """Return the name of the quantity whose first claim this is: the article's id and its place there."""
    article_number, place = order.claim(number)
    return f"{order.id(article_number)}:{place}"
