"""Writes the tables of a crawl: articles, claims and vectors, in folders by day and outlet."""

import base64
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import numpy as np

from extract.claim import Claim
from store.crawl import folding
from store.crawl.archives import claims_path_of, path_of
from store.crawl.parquet_tables import (
    Row,
    article_schema,
    claim_schema,
    quantity_schema,
    read_row,
    vector_schema,
    write,
    write_bytes,
)
from store.crawl.quantity_groups import Grouped, name_of, quantity_row
from store.crawl.slice_claims import unpacked
from store.formats.article_record import parsed
from store.library.claim_bodies import encode

TABLES = ("articles", "claims", "vectors")
_PART = "part.parquet"
# The most characters of an outlet's name in its folder's name, which may have 255 bytes.
_NAME = 60
_COLUMNS = ("place", "outlet", "published", "fetched", "moment", "archive", "offset", "facts", "text", "words")


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of a day, by number; folder: the crawl's; target: where its order is stored."""

    folder: Path
    target: Path
    day: str
    first: int
    end: int


def note_quantities(folder: Path, target: Path, batches: Sequence[Path], voices: "np.ndarray[Any, Any]") -> int:
    """Write the table of quantities, and each claim's quantity for `write_day`; return how many there are."""
    order = folding.opened(target)
    quantity = np.arange(int(order.starts[-1]), dtype=np.int64)
    certainty = np.ones(len(quantity), dtype=np.float32)
    rows: list[Row] = []
    for path in batches:
        for grouped in msgspec.json.decode(path.read_bytes(), type=list[Grouped]):
            quantity[grouped.claims] = min(grouped.claims)
            certainty[grouped.claims] = grouped.certainty
            rows.append(quantity_row(order, grouped))
    rows.sort(key=lambda row: (row["first"], row["quantity"]))
    write(folder / "quantities" / _PART, rows, quantity_schema())
    for name, array in (("quantity", quantity), ("certainty", certainty), ("voices", voices)):
        file = io.BytesIO()
        np.save(file, array)
        write_bytes(target / f"{name}.npy", file.getvalue())
    return len(rows)


def write_day(day: Day) -> int:
    """Write the tables of a day, replacing what was there, and return how many articles it has."""
    whole = sorted((_read(day, number) for number in range(day.first, day.end)), key=lambda entry: entry[0]["outlet"])
    written = set()
    for outlet, some in groupby(whole, key=lambda entry: _folder_of(entry[0]["outlet"])):
        articles = list(some)
        written.add(outlet)
        tables = (
            ([_article(day, *entry) for entry in articles], article_schema()),
            ([row for entry in articles for row in _claims(day, *entry)], claim_schema()),
            ([row for entry in articles for row in _vectors(day, *entry)], vector_schema()),
        )
        for name, (rows, schema) in zip(TABLES, tables, strict=True):
            write(_place(day, name) / outlet / _PART, rows, schema)
    for name in TABLES:
        _remove(_place(day, name), written)
    return day.end - day.first


def remove_others(folder: Path, days: Iterable[str]) -> None:
    """Remove the days that no longer have articles."""
    for name in TABLES:
        _remove(folder / name, {f"day={day}" for day in days})


def _remove(folder: Path, kept: set[str]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path)


def _place(day: Day, table: str) -> Path:
    return day.folder / table / f"day={day.day}"


def _folder_of(outlet: str) -> str:
    return f"outlet={quote(outlet[:_NAME], safe='') or 'unknown'}"


_Entry = tuple[Row, int, list[Claim], list[str]]


def _read(day: Day, number: int) -> _Entry:
    order = folding.opened(day.target)
    name, row = order.slice_and_row(number)
    page = read_row(path_of(day.folder, name), row, _COLUMNS)
    body = unpacked(read_row(claims_path_of(day.folder, name), row, ("body",))["body"])
    return page, number, body.claims, body.lines


def _article(day: Day, page: Row, number: int, claims: list[Claim], lines: list[str]) -> Row:
    order = folding.opened(day.target)
    facts = parsed(page["facts"])
    same = ("place", "published", "fetched", "moment", "words", "archive", "offset", "text", "facts")
    return {name: page[name] for name in same} | {
        "article": order.id(number),
        "title": facts.get("title", ""),
        "byline": facts.get("byline", ""),
        "language": facts.get("language", ""),
        "claims": len(claims),
        "copies": order.copies(number),
        "voice": order.id(int(_array(day.target, "voices")[number])),
    }


def _claims(day: Day, page: Row, number: int, claims: list[Claim], lines: list[str]) -> Iterator[Row]:
    order = folding.opened(day.target)
    start = int(order.starts[number])
    for place, (claim, line) in enumerate(zip(claims, lines, strict=True)):
        source = claim.source
        same = ("start", "end", "text", "kind", "value", "low", "high", "bound", "trend", "unit", "subject", "stance")
        yield {name: getattr(claim, name) for name in same} | {
            "article": order.id(number),
            "number": place,
            "event": claim.about.event,
            "source": source.name if source else None,
            "source_key": source.key if source else None,
            "source_kind": source.kind if source else None,
            "source_start": source.start if source else None,
            "source_end": source.end if source else None,
            "cue": claim.cue.text if claim.cue else None,
            "via": [mention.name for mention in claim.via],
            "quoted": claim.quoted,
            "line": line,
            "quantity": name_of(order, int(_array(day.target, "quantity")[start + place])),
            "certainty": float(_array(day.target, "certainty")[start + place]),
            "body": encode(replace(claim, meaning="")).decode(),
        }


def _vectors(day: Day, page: Row, number: int, claims: list[Claim], lines: list[str]) -> Iterator[Row]:
    order = folding.opened(day.target)
    for place, claim in enumerate(claims):
        if claim.meaning:
            steps = np.frombuffer(base64.b85decode(claim.meaning), dtype=np.int8)
            half = len(steps) // 2
            yield {"article": order.id(number), "number": place, "label": steps[:half], "clause": steps[half:]}


@lru_cache(maxsize=8)
def _array(target: Path, name: str) -> "np.ndarray[Any, Any]":
    array: np.ndarray[Any, Any] = np.load(target / f"{name}.npy", mmap_mode="r")
    return array
