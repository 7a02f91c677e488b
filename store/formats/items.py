"""Defines the named items of another program's export, which are read one by one and fail independently."""

import codecs
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Self

from store.archive.decoding import decode
from store.archive.incoming import BYTES_LIMIT, Incoming, ReadingError
from store.archive.locations import file_name
from store.archive.web.opml import Outline
from store.ingest.imported_verdicts import ImportedVerdict
from store.library.fetch_queue import Wanted
from store.library.unfinished import part_of, sweep
from store.search.saved_searches import Saved

# The beginning of the names of folders for unpacked archives.
_ROOM = "attribune"

Imported = Incoming | Wanted | Outline | Saved | ImportedVerdict


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in an export. name: its name in messages and for `--only`.

    read: returns its content, or raises ReadingError.
    """

    name: str
    read: Callable[[], Imported]


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a crawl's articles are wanted; all for "".

    search: words that they contain; since: the earliest ISO date of publication; outlet: a part of its name; story: an
    article's address or id, for it and all articles that share a quantity with it.
    """

    search: str = ""
    since: str = ""
    outlet: str = ""
    story: str = ""


WHOLE = Part()


class Source:
    """A file or folder to import. Its items can be read until it is closed.

    name: as it was given. part: of a crawl. within: the folder to unpack into, None for the system's.
    """

    def __init__(self, path: Path, name: str = "", part: Part = WHOLE, within: Path | None = None) -> None:
        self.path = path
        self.part = part
        self.within = within
        self.name = name or file_name(path)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def room(self) -> Path:
        """Return a new folder to unpack into; it exists until the source is closed."""
        return self._stack.enter_context(scratch(self.within))

    @cached_property
    def body(self) -> bytes:
        """All of the file. Raises OSError."""
        return self.path.read_bytes()

    def text(self, *, html: bool = False) -> str:
        """Return all of the file as text, whatever its charset. Raises OSError and ReadingError."""
        body = self.body
        if not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # A few NULs, which a crash leaves in a file, don't make it binary.
            body = body.replace(b"\x00", b"")
        return decode(body, html=html)[0].removeprefix("\ufeff")

    @cached_property
    def head(self) -> bytes:
        """The file's first bytes, b"" for a folder. Raises OSError."""
        if self.path.is_dir():
            return b""
        with self.path.open("rb") as file:
            return file.read(4096)

    @cached_property
    def made(self) -> str:
        """When it was last written, ISO 8601 in UTC: everything in it happened before."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC).isoformat(timespec="seconds")


@contextmanager
def scratch(within: Path | None = None) -> Iterator[Path]:
    """Make a folder to unpack into, in the system's temporary folder or another, and remove it at the end."""
    within = within or Path(gettempdir())
    sweep(within, _ROOM)
    with TemporaryDirectory(prefix=f"{part_of(Path(_ROOM)).name}-", dir=within) as folder:
        yield Path(folder)


Importer = Callable[[Source], Iterator[Item]]


def failing(name: str, reason: str) -> Item:
    """Return an item that raises this error when it is read."""

    def read() -> Imported:
        raise ReadingError(reason)

    return Item(name, read)


def limited(size: int) -> None:
    """Raise ReadingError for a file inside an archive that is larger than an article may be."""
    if size > BYTES_LIMIT:
        raise ReadingError(f"is larger than {BYTES_LIMIT // 1_000_000} MB")


def when(seconds: object) -> str:
    """Return seconds since 1970, as number or text, as ISO 8601 in UTC; "" if it is not such a time."""
    try:
        number = float(str(seconds))
        # Some programs write milliseconds.
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""
