"""Reads wallabag's JSON export."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from store.archive.dates import utc
from store.archive.incoming import ReadingError, ReadingState, tag_names
from store.formats.item_articles import Metadata, line, of_html
from store.formats.items import Imported, Item, Source, failing
from store.formats.json_rows import names, objects
from store.library.fetch_queue import Wanted

_FIRST = 1_000_000
# What wallabag stores if it could not fetch a text.
_NOTHING = "wallabag can't retrieve contents for this article"


def is_export(source: Source) -> bool:
    """Return True if a JSON file has the keys of either version's entries."""
    if not source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        return False
    # If an entry's text comes first, its other keys come much later.
    first = source.body[:_FIRST]
    return b'"is_archived"' in first or (b'"is_read"' in first and b'"is_fav"' in first)


def entries(source: Source) -> Iterator[Item]:
    """Yield the entries of an export: with their texts, or to be fetched if wallabag has none."""
    for number, row in enumerate(objects(source.text()), start=1):
        if isinstance(row, ReadingError):
            yield failing(f"entry {number}", str(row))
        else:
            yield Item(line(row.get("url")) or f"entry {number}", partial(_entry, row, source))


def _entry(row: dict[str, Any], source: Source) -> Imported:
    url, title = line(row.get("url")), line(row.get("title"))
    if not url and "content" not in row:
        raise ReadingError("has neither url nor content: it is from another version, or not an entry of wallabag's")
    added = utc(row.get("created_at"))
    kept = ReadingState(
        added=added,
        read=(utc(row.get("archived_at")) or added or source.made) if _set(row, "is_archived", "is_read") else "",
        starred=(utc(row.get("starred_at")) or added or source.made) if _set(row, "is_starred", "is_fav") else "",
        tags=tag_names(names(row.get("tags"), "label")),
    )
    content = row.get("content")
    if not isinstance(content, str) or not content.strip() or _NOTHING in content[:1000]:
        return Wanted(url, title, kept)
    metadata = Metadata(
        url=url,
        title=title,
        byline=", ".join(filter(None, map(line, _list(row.get("published_by"))))),
        published=line(row.get("published_at")),
        language=line(row.get("language")).replace("_", "-"),
        kept=kept,
    )
    return of_html(metadata, content, fetched=added)


def _set(row: dict[str, Any], *names: str) -> bool:
    """Return True if an entry has a flag, under its name in either version."""
    return any(row.get(name) in (True, 1, "1", "true") for name in names)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
