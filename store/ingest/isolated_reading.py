"""Reads an export in a worker process, so that a crash, hang or memory overflow fails only one item."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from store.archive.incoming import ReadingError
from store.formats.importers import BY_NAME, form_of, items, read
from store.formats.items import WHOLE, Imported, Item, Part, Source, failing
from store.ingest.workers import WorkerError, Workers


@dataclass(frozen=True, slots=True)
class Export:
    """A file or folder to import.

    name: as it was given. room: an existing folder to unpack into; whoever made it removes it. form: the name of a
    format, "" to recognise it. part: of a crawl.
    """

    path: Path
    name: str
    room: Path
    form: str = ""
    part: Part = WHOLE


async def read_export(
    export: Export, workers: Workers, wanted: Callable[[str], bool] = lambda name: True
) -> AsyncIterator[tuple[str, Imported | ReadingError]]:
    """Yield the name of each wanted item with its content, or with why it can't be read.

    workers: one process, used for nothing else, because the export stays open in it between items.
    """
    number = 0
    while True:
        try:
            name = await workers.run(_name, export, number)
        except WorkerError as error:
            # The next process would end at the same place in the file.
            yield export.name, error
            return
        if name is None:
            return
        if wanted(name):
            try:
                content = await workers.run(_content, export, number)
            except WorkerError as error:
                content = error
            yield name, content
        number += 1


class _Open:
    """An export that is being read in this process, at one of its items."""

    def __init__(self, export: Export) -> None:
        for leftover in export.room.iterdir():  # its process died
            shutil.rmtree(leftover)
        self.export = export
        self.number = -1
        self.item: Item | None = None
        self._items = _items(export)

    def go_to(self, number: int) -> Item | None:
        """Return the item with this number, at or after the current one; None after the last."""
        while self.number < number:
            self.item = next(self._items, None)
            self.number += 1
        return self.item


_open: _Open | None = None


def _name(export: Export, number: int) -> str | None:
    item = _item(export, number)
    return item.name if item else None


def _content(export: Export, number: int) -> Imported | ReadingError:
    item = _item(export, number)
    assert item
    return read(item)


def _item(export: Export, number: int) -> Item | None:
    global _open
    if _open is None or _open.export != export or _open.number > number:
        _open = _Open(export)
    return _open.go_to(number)


def _items(export: Export) -> Iterator[Item]:
    with Source(export.path, export.name, export.part, export.room) as source:
        try:
            chosen = BY_NAME[export.form] if export.form else form_of(source)
            if export.part != WHOLE and chosen.name != "crawl":
                raise ReadingError("is not a crawl: --search, --since, --outlet and --story work only on one")
        except ReadingError as error:
            yield failing(source.name, str(error))
            return
        yield from items(source, chosen)
