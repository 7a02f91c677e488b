"""Reads Omnivore's export: a folder or ZIP of metadata files, with the pages' HTML next to them."""

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from store.archive.dates import utc
from store.archive.decoding import decode
from store.archive.incoming import BYTES_LIMIT, ReadingError, ReadingState, tag_names
from store.formats.item_articles import Metadata, line, of_html
from store.formats.items import Imported, Item, Source, failing, limited
from store.formats.json_rows import names, objects
from store.library.fetch_queue import Wanted

_Folder = Path | zipfile.Path


def pages(source: Source) -> Iterator[Item]:
    """Yield the pages that the metadata files name: with their texts, or to be fetched if there is no HTML."""
    folder = source.path if source.path.is_dir() else zipfile.Path(source.path)
    files = sorted((path for path in folder.iterdir() if is_metadata(path.name)), key=lambda path: path.name)
    if not files:
        yield failing("the export", "has no file metadata_….json: it is from another version, or not Omnivore's")
    for file in files:
        try:
            rows = list(objects(decode(_read(file))[0]))
        except (ReadingError, OSError, zipfile.BadZipFile) as error:
            yield failing(file.name, str(error))
            continue
        for number, row in enumerate(rows, start=1):
            name = f"{file.name} entry {number}"
            if isinstance(row, ReadingError):
                yield failing(name, str(row))
            else:
                yield Item(line(row.get("url")) or name, partial(_page, row, folder, source))


def is_metadata(name: str) -> bool:
    """Return True if a file with this name lists the pages."""
    return name.startswith("metadata_") and name.endswith(".json")


def _page(row: dict[str, Any], folder: _Folder, source: Source) -> Imported:
    url, title, slug = line(row.get("url")), line(row.get("title")), line(row.get("slug"))
    if not url:
        raise ReadingError("has no url: it is from another version, or not an entry of Omnivore's")
    added = utc(row.get("savedAt"))
    progress = row.get("readingProgress")
    read = line(row.get("state")).lower() == "archived" or (isinstance(progress, int | float) and progress >= 99)
    kept = ReadingState(
        added=added,
        read=(utc(row.get("updatedAt")) or added or source.made) if read else "",
        tags=tag_names(names(row.get("labels"), "name")),
    )
    page = folder / "content" / f"{slug}.html"
    if not slug or "/" in slug or not page.is_file():
        return Wanted(url, title, kept)
    metadata = Metadata(
        url=url,
        title=title,
        outlet=line(row.get("siteName")),
        byline=line(row.get("author")),
        published=line(row.get("publishedAt")),
        kept=kept,
    )
    html, _ = decode(_read(page), html=True)
    return of_html(metadata, html, fetched=added)


def _read(path: _Folder) -> bytes:
    if isinstance(path, zipfile.Path):
        limited(path.root.getinfo(path.at).file_size)
    with path.open("rb") as file:
        body: bytes = file.read(BYTES_LIMIT + 1)
    limited(len(body))
    return body
