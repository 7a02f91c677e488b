"""Reads web archives: WARC files, also compressed, cut off or damaged, and WACZ, a ZIP of them."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from os import SEEK_END
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from extract.text.controls import clean
from store.archive.dates import utc
from store.archive.incoming import BYTES_LIMIT, Incoming, ReadingError
from store.archive.locations import file_place
from store.archive.reading import read_bytes
from store.archive.web.fetched import Fetched
from store.archive.web.page import read_page
from store.formats.article_record import MARK, parsed, with_facts
from store.formats.bundles import MOST, room_for, unpack
from store.formats.items import Item, Source, failing, limited
from store.wording import one_line

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
# What a compressed and a plain record begin with, to continue after a damaged one.
_COMPRESSED, _PLAIN = b"\x1f\x8b\x08", b"WARC/1."
# What warcio says about a file that is a single gzip member.
_ONE_MEMBER = "non-chunked gzip"
_CUT_OFF = "is cut off: the file ends before it does"
# Reading continues so often after a record that ends with the file: each time reads the rest of the file.
_RETRIES = 20
_STEP = 1 << 20
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page is in a file. offset: in bytes, of its record; uri: its address; fetched: when, ISO 8601 in UTC.

    text, facts: offsets of the records with its text and its facts, which only Attribune's own archives have; -1 for
    none.
    """

    offset: int
    uri: str
    fetched: str
    text: int = -1
    facts: int = -1


def is_archive(source: Source) -> bool:
    """Return True for a WARC or ARC file, compressed or not."""
    head = source.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 100)
        except zlib.error:
            return False
    return head.startswith((b"WARC/", b"filedesc://"))


def pages(source: Source) -> Iterator[Item]:
    """Yield the pages of a WARC file in the order they were fetched."""
    yield from _of_file(source.path, source)


def collection(source: Source) -> Iterator[Item]:
    """Yield the pages of the WARC files in a WACZ file, which is unpacked into a folder meanwhile."""
    with zipfile.ZipFile(source.path) as archive:
        folder = source.room()
        names = [name for name in archive.namelist() if name.endswith((".warc", ".warc.gz"))]
        if not names:
            yield failing("the collection", "has no WARC files in it")
        left = room_for(source.path)
        for number, name in enumerate(names):
            unpacked = folder / str(number) / "pages.warc"
            try:
                left -= unpack(archive, archive.getinfo(name), unpacked, left)
            except (ReadingError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
                yield failing(name, f"can't be unpacked whole: {error}")
            yield from _of_file(unpacked, source)


def _of_file(path: Path, source: Source) -> Iterator[Item]:
    pages, troubles = _index(path)
    if is_one_piece(troubles):
        path = _unpacked(path, source.room())
        pages, troubles = _index(path)
    if not pages and not troubles:
        yield failing("the archive", "has no pages in it")
    # Stable: pages fetched in the same second stay in file order.
    for page in sorted(pages, key=lambda page: page.fetched):
        yield Item(page.uri, partial(_read, path, page))
    for offset, trouble in troubles:
        yield failing(f"record at byte {offset:,}", trouble)


def _unpacked(path: Path, room: Path) -> Path:
    """Return a new file with a gzip file's content, as far as it can be unpacked."""
    plain = room / "unpacked.warc"
    with gzip.open(path) as packed, plain.open("wb") as file:
        left = MOST
        # Everything after damage is lost, and reading its page reports that.
        with suppress(OSError, EOFError, zlib.error):
            while block := packed.read(min(_STEP, left)):
                left -= file.write(block)
    return plain


def is_one_piece(troubles: list[tuple[int, str]]) -> bool:
    """Return True for a file compressed as a whole, not record by record, so that no page can be read alone."""
    return any(offset == 0 and _ONE_MEMBER in trouble for offset, trouble in troubles)


def _index(path: Path) -> tuple[list[Page], list[tuple[int, str]]]:
    with path.open("rb") as file:
        return index(file)


def index(file: IO[bytes]) -> tuple[list[Page], list[tuple[int, str]]]:
    """Return the positions of an archive's pages, and the damage by offset."""
    pages: dict[str, Page] = {}
    about: list[tuple[str, str, int]] = []
    troubles: dict[int, str] = {}
    for offset, record in _silenced(_records(file)):
        if isinstance(record, str):
            troubles[offset] = record
            continue
        header = record.rec_headers.get_header
        refers, name = header("WARC-Refers-To") or "", header("WARC-Record-ID") or str(offset)
        if record.rec_type in ("conversion", "metadata") and refers:
            about.append((record.rec_type, refers, offset))
        elif _is_page(record):
            pages[name] = Page(offset, one_line(header("WARC-Target-URI") or ""), utc(header("WARC-Date")))
    for kind, refers, offset in about:
        if refers in pages:
            page = pages[refers]
            pages[refers] = replace(page, text=offset) if kind == "conversion" else replace(page, facts=offset)
    return list(pages.values()), list(troubles.items())


def _silenced(records: Iterator[_Record]) -> Iterator[_Record]:
    """Yield the records, silencing warcio, which writes raw foreign text to standard error."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _records(file: IO[bytes]) -> "Iterator[tuple[int, ArcWarcRecord | str]]":
    """Yield the offset and record of all that can be read, and the error for one that can't; then continue."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    start, retries = 0, _RETRIES
    while start >= 0 and retries:
        file.seek(start)
        records, last = ArchiveIterator(file, arc2warc=True), None
        try:
            for record in records:
                if _is_damage(record):
                    raise ArchiveLoadFailed("no length")
                start, last = records.get_record_offset(), record
                yield start, record
            if last and not _is_whole(last):
                # A page that is cut off is reported when it is read.
                if not _is_page(last):
                    yield start, _CUT_OFF
            elif records.offset < file.seek(0, SEEK_END):
                yield records.offset, _CUT_OFF
            else:
                return
            retries -= 1
        except Exception as error:
            # Which errors warcio and zlib raise for a damaged file is not documented.
            reason = _reason(error)
            yield start if _ONE_MEMBER in reason else records.offset, f"is damaged: {reason}"
        # Not from where reading failed: the last record, if its length is damaged, has taken others for its own.
        start = _next_beginning(file, start + 1)


def _reason(error: Exception) -> str:
    """Return in words why a record can't be read, without the foreign bytes that warcio repeats."""
    from warcio.exceptions import ArchiveLoadFailed

    words = one_line(str(error).strip().partition("\n")[0])
    if isinstance(error, ArchiveLoadFailed) and _ONE_MEMBER not in words:
        return "no record that can be read begins here"
    return words[:80] or type(error).__name__


def _is_damage(record: "ArcWarcRecord") -> bool:
    """Return True for a length that is no number: warcio takes any five words for the header of an ARC record."""
    return not (record.rec_headers.get_header("Content-Length") or "0").strip().isdecimal()


def _is_whole(record: "ArcWarcRecord") -> bool:
    """Return True if a record that was read to its end is as long as it says."""
    return bool(record.rec_headers.get_header("Content-Length")) and not getattr(record.raw_stream, "limit", 0)


def _next_beginning(file: IO[bytes], start: int) -> int:
    """Return where the next record seems to begin, -1 if there is none."""
    file.seek(start)
    block, base = b"", start
    while read := file.read(_STEP):
        block += read
        marks = [at for mark in (_COMPRESSED, _PLAIN) if (at := block.find(mark)) >= 0]
        if marks:
            return base + min(marks)
        kept = block[-len(_PLAIN) :]
        base += len(block) - len(kept)
        block = kept
    return -1


def _is_page(record: "ArcWarcRecord") -> bool:
    """Return True for a page that was fetched. Pictures, redirects and failures are not articles."""
    if record.rec_type == "response":
        if not record.http_headers or record.http_headers.get_statuscode() != "200":
            return False
        media_type = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        media_type = record.rec_headers.get_header("Content-Type") or ""
    else:
        return False
    return media_type.partition(";")[0].strip().lower() in _ENDINGS


def _read(path: Path, page: Page) -> Incoming:
    with path.open("rb") as file:
        return read_at(file, page)


def read_at(file: IO[bytes], page: Page) -> Incoming:
    """Return the article of a page in an archive. Raises ReadingError if there is none or it is cut off."""
    record, body = _at(file, page.offset)
    text = _at(file, page.text)[1].decode("utf-8", "replace") if page.text >= 0 else ""
    facts = parsed(_at(file, page.facts)[1]) if page.facts >= 0 else {}
    headers = record.http_headers or record.rec_headers
    content_type = headers.get_header("Content-Type") or ""
    media_type = content_type.partition(";")[0].strip().lower()
    if MARK in facts:
        bare = Incoming(place=page.uri, places=(page.uri,), text=clean(text), body=body, media_type=media_type)
        return replace(with_facts(bare, facts), fetched=page.fetched)
    if urlsplit(page.uri).scheme in ("http", "https"):
        fetched = Fetched(page.uri, page.uri, 200, page.fetched, {"content-type": content_type}, body)
        return read_page(fetched, page.uri)
    place = unquote(urlsplit(page.uri).path) if page.uri.startswith("file:") else page.uri
    places = (file_place(Path(place)),) if page.uri.startswith("file:") else ()
    return replace(read_bytes(body, place, places, _ENDINGS[media_type]), fetched=page.fetched)


def _at(file: IO[bytes], offset: int) -> "tuple[ArcWarcRecord, bytes]":
    """Return the record at an offset and its content, unpacked. Raises ReadingError if it is cut off."""
    from warcio.archiveiterator import ArchiveIterator

    file.seek(offset)
    with redirect_stderr(StringIO()):
        record = next(ArchiveIterator(file, arc2warc=True))
        body: bytes = record.content_stream().read(BYTES_LIMIT + 1)
        limited(len(body))
        while record.raw_stream.read(_STEP):
            pass
    if not _is_whole(record):
        raise ReadingError("is cut off: the file ends before the page does")
    return record, body
