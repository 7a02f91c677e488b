"""Reads the pages of a slice: each becomes an article, or a reason why not."""

import re
import struct
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache
from gzip import BadGzipFile
from typing import IO

from store.archive.incoming import Incoming, ReadingError
from store.crawl.archives import Archive, Slice, pages_of
from store.crawl.parquet_tables import Row, write_pages
from store.formats.warc_reader import Page
from store.ingest.workers import WorkerError

_NUMBER = re.compile(r"\d[\d,.]*")
_FOREIGN = "is not in English"


@dataclass(frozen=True, slots=True)
class SliceResult:
    """The result of reading a slice.

    skipped: how many pages are not articles, by reason; failed: names of those that can't be read, and why.
    """

    pages: int = 0
    articles: int = 0
    words: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Skipped:
    """Why a page is not an article; failed: it may be one, but can't be read."""

    why: str
    failed: bool = False


def read_slice(part: Slice) -> SliceResult:
    """Write the articles of a slice and return the result; each page is read in a separate process."""
    rows: list[Row] = []
    skipped: Counter[str] = Counter()
    failed: list[tuple[str, str]] = []
    pages = pages_of(part)
    for page in pages:
        result = _read(part.archive, page)
        if isinstance(result, dict):
            rows.append(result | {"slice": part.name, "row": len(rows)})
        elif result.failed:
            failed.append((page.uri, result.why))
        else:
            # Reasons that differ only in a number are counted together.
            skipped[_NUMBER.sub("N", result.why)] += 1
    write_pages(part.path, rows)
    return SliceResult(
        len(pages),
        len(rows),
        sum(row["words"] for row in rows),
        dict(sorted(skipped.items())),
        failed,
    )


def _read(archive: Archive, page: Page) -> Row | _Skipped:
    from store.crawl.engine import isolated_runner

    try:
        return isolated_runner().run(read_one, archive, page)
    except WorkerError as error:
        return _Skipped(str(error), failed=True)


def read_one(archive: Archive, page: Page) -> Row | _Skipped:
    """Return a page's article as a row of `page_schema` without its place in the slice, or why it is not one.

    Raises OSError if the archive can't be read.
    """
    from extract.text.language import foreign
    from store.formats.warc_reader import read_at

    try:
        _, file = _opened(archive)
        incoming = read_at(file, page)
        return _Skipped(_FOREIGN) if foreign(incoming.text) else row_of(incoming, archive, page)
    except ReadingError as error:
        # An error with a parser's error as its cause means unreadable; others say what the page is.
        cause = error.__cause__
        cut = "is cut off" in str(error)
        return _Skipped(str(error), failed=cut or (cause is not None and not isinstance(cause, ReadingError)))
    except OSError as error:
        if not isinstance(error, BadGzipFile):
            raise  # the archive's error, not the page's
        return _Skipped(f"is damaged ({error})", failed=True)
    except Exception as error:
        return _Skipped(f"can't be read ({type(error).__name__}: {error})", failed=True)


@lru_cache(maxsize=1)
def _opened(archive: Archive) -> tuple[AbstractContextManager[IO[bytes]], IO[bytes]]:
    """Return an open archive, with the stack that closes it."""
    opening = archive.open()
    return opening, opening.__enter__()


def row_of(incoming: Incoming, archive: Archive, page: Page) -> Row:
    """Return an article as a row of `page_schema` without its place in a slice."""
    from store.archive.dates import moment
    from store.formats.article_record import encoded
    from store.ingest.deduplication import hash_of
    from store.linking.near_duplicates import signature

    text = incoming.text
    mark = signature(text)
    return {
        "place": incoming.places[0],
        "name": incoming.place,
        "outlet": incoming.outlet,
        "published": incoming.published,
        "fetched": incoming.fetched,
        "moment": moment(incoming.published) or moment(incoming.fetched),
        "archive": archive.address,
        "offset": page.offset,
        "facts": encoded(incoming),
        "text": text,
        "words": len(text.split()),
        "hashed": hash_of(text),
        "scheme": mark.scheme if mark else 0,
        "shingles": mark.shingles if mark else 0,
        "digest": struct.pack(f"<{len(mark.digest)}I", *mark.digest) if mark else b"",
    }
