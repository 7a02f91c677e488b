"""Rebuilds a zeroed inner page of a table from the pages that it pointed to.

Such a page holds no rows, but without it no row below it can be read. In SQLite's file format, an inner page of a table
(kind 5) has the numbers of the pages below it, each with the largest row number there; leaf pages (kind 13) have the
rows.
"""

import glob
import mmap
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store.library.connection import open_writer
from store.library.unfinished import part_of, sweep

_INNER, _BOTTOM = 5, 13
_MAGIC = b"SQLite format 3\0"
_SIZE = 4096  # page size in bytes, the same in all libraries
_HEAD = 100  # size of the file header on the first page
_DEEPEST = 20
_ROOTS = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND sql NOT LIKE '%WITHOUT ROWID%'"


@contextmanager
def mended(library: Path, room: Path) -> Iterator[Path]:
    """Yield a copy of a library with a lost inner page rebuilt, or the library itself if that is impossible.

    room: the folder for the copy, which is removed at the end.
    """
    try:
        lost = _lost(library)
    except (OSError, ValueError, IndexError, sqlite3.Error):
        lost = None
    if lost is None:
        yield library
        return
    sweep(room, glob.escape(library.name))
    with TemporaryDirectory(dir=room, prefix=part_of(library).name) as folder:
        copy = Path(folder) / library.name
        shutil.copyfile(library, copy)
        number, page = lost
        if number == 1:
            page = _head(Path(folder), library.stat().st_size // _SIZE) + page
        with copy.open("r+b") as file:
            file.seek((number - 1) * _SIZE)
            file.write(page.ljust(_SIZE, b"\0"))
        if number == 1:
            with closing(sqlite3.connect(copy)) as conn:
                (steps,) = conn.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
                conn.execute(f"PRAGMA user_version = {int(steps)}")
        yield copy


def _lost(library: Path) -> tuple[int, bytes] | None:
    """Return the number and content of the one lost page, without the file header; None if there is none."""
    log = library.with_name(f"{library.name}-wal")
    if log.exists() and log.stat().st_size:
        return None  # pages may be there
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        pages = _Pages(whole)
        numbers = range(2, pages.count + 1)
        below = {child for number in numbers if pages.kind(number) == _INNER for child in pages.below(number)}
        if whole[:_SIZE] == bytes(_SIZE):
            missing, led_to = [1], [number for number in numbers if pages.is_schema(number)]
        elif whole[: len(_MAGIC)] == _MAGIC:
            with closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
                roots = {number for (number,) in conn.execute(_ROOTS)}
            below |= set(pages.below(1)) if pages.kind(1) == _INNER else set()
            missing = [number for number in sorted(roots | below) if pages.is_empty(number)]
            known = roots | below | pages.free()
            led_to = [number for number in numbers if number not in known and pages.kind(number) in (_INNER, _BOTTOM)]
        else:
            return None
        if len(missing) != 1 or not led_to:
            return None
        (number,) = missing
        return number, _inner_page(sorted((pages.largest(child), child) for child in led_to), number)


def _head(folder: Path, pages: int) -> bytes:
    """Return the file header of a library with this many pages and no free list."""
    open_writer(folder / "new.db").close()
    head = (folder / "new.db").read_bytes()[:_HEAD]
    return head[:28] + pages.to_bytes(4) + bytes(8) + head[40:]


def _inner_page(children: list[tuple[int, int]], number: int) -> bytes:
    """Return an inner page, without the file header; children: largest row and page number of each, ascending."""
    end = _SIZE
    cells, places = b"", b""
    for row, child in children[:-1]:
        cell = child.to_bytes(4) + _varint(row)
        end -= len(cell)
        cells = cell + cells
        places += end.to_bytes(2)
    count, last = len(children) - 1, children[-1][1]
    content = bytes([_INNER, 0, 0]) + count.to_bytes(2) + end.to_bytes(2) + b"\0" + last.to_bytes(4) + places
    room = end - (_HEAD if number == 1 else 0) - len(content)
    if room < 0:
        raise ValueError("more pages than one can lead to")
    return content + bytes(room) + cells


def _varint(number: int) -> bytes:
    """Return a number as SQLite's varint: seven bits a byte, highest first."""
    packed = bytes([number & 127])
    while number := number >> 7:
        packed = bytes([number & 127 | 128]) + packed
    return packed


class _Pages:
    """The pages of a file, numbered from 1. Raises IndexError or ValueError for invalid content."""

    def __init__(self, whole: mmap.mmap) -> None:
        self._whole = whole
        self.count = len(whole) // _SIZE

    def kind(self, number: int) -> int:
        return self._whole[self._start(number)]

    def is_empty(self, number: int) -> bool:
        return self._whole[(number - 1) * _SIZE : number * _SIZE] == bytes(_SIZE)

    def below(self, number: int) -> list[int]:
        """Return the numbers of the pages that an inner page points to."""
        start = self._start(number)
        cells = [self._number((number - 1) * _SIZE + place, 4) for place in self._places(start, 12)]
        return [*cells, self._number(start + 8, 4)]

    def largest(self, number: int) -> int:
        """Return the largest row number on or below a page."""
        for _ in range(_DEEPEST):
            if self.kind(number) == _BOTTOM:
                return self._last_row(number)
            number = self.below(number)[-1]
        raise ValueError("pages lead to each other")

    def is_schema(self, number: int) -> bool:
        """Return True for a leaf page of the schema table."""
        places = self._places(self._start(number), 8) if self.kind(number) == _BOTTOM else []
        if not places:
            return False
        at = (number - 1) * _SIZE + places[-1]
        for _ in range(2):  # skip the row's size and number
            _, at = self._read_varint(at)
        end = at + self._whole[at]
        columns, at = 0, at + 1
        while at < end:
            _, at = self._read_varint(at)
            columns += 1
        return columns == 5 and self._whole[end : end + 7].startswith((b"table", b"index", b"view", b"trigger"))

    def free(self) -> set[int]:
        """Return the free pages."""
        free: set[int] = set()
        trunk = self._number(32, 4)
        while trunk and trunk not in free:
            at = (trunk - 1) * _SIZE
            free |= {trunk, *(self._number(at + 8 + 4 * n, 4) for n in range(self._number(at + 4, 4)))}
            trunk = self._number(at, 4)
        return free

    def _last_row(self, number: int) -> int:
        at = (number - 1) * _SIZE + self._places(self._start(number), 8)[-1]
        _, at = self._read_varint(at)
        return self._read_varint(at)[0]

    def _start(self, number: int) -> int:
        return _HEAD if number == 1 else (number - 1) * _SIZE

    def _places(self, start: int, head: int) -> list[int]:
        """Return the offsets of a page's cells."""
        count = self._number(start + 3, 2)
        return [self._number(start + head + 2 * n, 2) for n in range(count)]

    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._whole[at : at + size])

    def _read_varint(self, at: int) -> tuple[int, int]:
        """Return a varint and where it ends."""
        number = 0
        for _ in range(8):
            byte = self._whole[at]
            number, at = number << 7 | byte & 127, at + 1
            if byte < 128:
                return number, at
        return number << 8 | self._whole[at], at + 1
