"""Reads exports that are tables of addresses: Pocket's, Instapaper's and Readwise Reader's."""

import csv
import json
from ast import literal_eval
from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO

from store.archive.dates import utc
from store.archive.incoming import ReadingError, ReadingState, tag_names
from store.archive.locations import canonical
from store.formats.item_articles import line
from store.formats.items import Imported, Item, Source, failing, when
from store.library.fetch_queue import Wanted

# A column of notes may be as long as the articles that they are about.
_LONGEST_CELL = 20_000_000

Row = dict[str, str]


def pocket(source: Source) -> Iterator[Item]:
    """Yield the pages of Pocket's `part_000000.csv`: title, url, time_added, tags separated by bars, status."""

    def kept(row: Row) -> ReadingState:
        added = when(row.get("time_added"))
        return ReadingState(
            added=added,
            read=(added or source.made) if row.get("status", "").lower() in ("archive", "archived", "read") else "",
            # Written by scripts that replace Pocket's export.
            starred=(added or source.made) if row.get("favorite", "") in ("1", "true") else "",
            tags=tag_names(row.get("tags", "").split("|")),
        )

    return _pages(source, ("url", "time_added"), kept)


def instapaper(source: Source) -> Iterator[Item]:
    """Yield the pages of Instapaper's export: URL, Title, Selection, Folder, Timestamp and, since 2025, Tags."""

    def kept(row: Row) -> ReadingState:
        added = when(row.get("timestamp"))
        folder = row.get("folder", "")
        own = folder.lower() in ("unread", "archive", "starred", "")
        return ReadingState(
            added=added,
            read=(added or source.made) if folder.lower() == "archive" else "",
            starred=(added or source.made) if folder.lower() == "starred" else "",
            tags=tag_names([*_listed(row.get("tags", "")), *([] if own else [folder])]),
        )

    return _pages(source, ("url", "folder"), kept)


def readwise(source: Source) -> Iterator[Item]:
    """Yield the pages of Readwise Reader's export: Title, URL, ID, Document tags, Saved date, …, Location, Seen."""

    def kept(row: Row) -> ReadingState:
        added = utc(row.get("saved date"))
        done = row.get("location", "").lower() == "archive" or row.get("reading progress", "") in ("1", "1.0")
        return ReadingState(
            added=added,
            read=(added or source.made) if done else "",
            tags=tag_names(_listed(row.get("document tags", ""))),
        )

    return _pages(source, ("url", "saved date"), kept)


def _pages(source: Source, needed: tuple[str, ...], kept: Callable[[Row], ReadingState]) -> Iterator[Item]:
    """Yield a page for each row that has an address, and an error for each other row, named by its line."""
    rows, fields = _table(source)
    missing = [name for name in needed if name not in fields]
    if missing:
        if "highlight" in fields and "url" not in fields:
            reason = "has highlights without the addresses of their articles: export Reader's library instead"
        else:
            reason = f"has no column {missing[0]!r}: it is from another version, or not an export of this program"
        yield failing("the table", reason)
        return
    for number, row in rows:
        if isinstance(row, ReadingError):
            yield failing(f"line {number}", str(row))
            continue
        url = line(row["url"])
        if canonical(url):
            yield Item(url, partial(_page, url, row, kept))
        else:
            yield failing(f"line {number}", f"has no web address: {url[:200] or 'it is empty'}")


def _page(url: str, row: Row, kept: Callable[[Row], ReadingState]) -> Imported:
    title = line(row.get("title", ""))
    return Wanted(url, "" if title == url else title, kept(row))


def _table(source: Source) -> tuple[Iterator[tuple[int, Row | ReadingError]], list[str]]:
    """Return the rows with the line numbers at which they end, and the column names in lower case."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(source.text(), newline=""))
    try:
        fields = [name.strip().lower() for name in next(reader, [])]
    except csv.Error:
        fields = []

    def rows() -> Iterator[tuple[int, Row | ReadingError]]:
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, ReadingError(f"can't be read: {error}")
                continue
            if len(cells) > len(fields) and "title" in fields:
                # Some programs write titles without the quotes that their commas need.
                at, more = fields.index("title"), len(cells) - len(fields)
                cells[at : at + more + 1] = [",".join(cells[at : at + more + 1])]
            if any(cell.strip() for cell in cells):
                # Columns missing from a row that was cut off are empty.
                yield reader.line_num, dict(zip(fields, cells + [""] * (len(fields) - len(cells)), strict=False))

    return rows(), fields


def _listed(cell: str) -> list[str]:
    """Return the names in a cell, written as JSON (`["a"]`), as Python (`['a']`), or with commas."""
    cell = cell.strip()
    if cell.startswith("["):
        for read in (json.loads, literal_eval):
            try:
                names = read(cell)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            return [name for name in names if isinstance(name, str)]
        cell = cell.strip("[]")
    return cell.split(",")
