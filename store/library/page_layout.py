"""Reads the pages of an SQLite file as bytes, including files that SQLite itself refuses.

In SQLite's file format, an inner page of a table (kind 5) has the numbers of the pages below it, each with the largest
row number there; leaf pages (kind 13) have the rows. Pages are numbered from 1.
"""

import mmap
from collections.abc import Iterator
from typing import NamedTuple

INNER, BOTTOM = 5, 13
MAGIC = b"SQLite format 3\0"
SIZE = 4096  # page size in bytes, the same in all libraries
HEAD = 100  # size of the file header on the first page
_DEEPEST = 20


class Place(NamedTuple):
    """A leaf page of a table, or an invalid page in its tree; its rows are those after `after`, up to `last`."""

    number: int
    after: int
    last: int


class Pages:
    """The pages of a file. Methods that read a page raise IndexError or ValueError for invalid content."""

    def __init__(self, whole: mmap.mmap | bytes) -> None:
        self._whole = whole
        self.count = len(whole) // SIZE

    def kind(self, number: int) -> int:
        """Return a page's stated kind."""
        return self._whole[self._start(number)]

    def below(self, number: int) -> list[tuple[int, int | None]]:
        """Return the pages that an inner page points to, each with the largest row below it; the last has no limit."""
        start = self._start(number)
        pages: list[tuple[int, int | None]] = []
        for place in self._places(start, 12):
            at = (number - 1) * SIZE + place
            pages.append((self._number(at, 4), self._read_varint(at + 4)[0]))
        return [*pages, (self._number(start + 8, 4), None)]

    def walk(self, number: int, after: int, last: int, depth: int = 0) -> Iterator[tuple[bool, Place]]:
        """Yield the leaf pages of a tree in row order, and invalid pages; True for leaf pages."""
        place = Place(number, after, last)
        try:
            kind = self.kind(number) if 0 < number <= self.count else 0
            below = self.below(number) if kind == INNER else []
        except (IndexError, ValueError):
            kind, below = 0, []
        if kind == BOTTOM or depth > _DEEPEST or not below:
            yield kind == BOTTOM, place
            return
        for child, limit in below:
            end = last if limit is None else limit
            yield from self.walk(child, after, end, depth + 1)
            after = end + 1

    def rows(self, number: int) -> tuple[int, int]:
        """Return the numbers of the first and the last row of a leaf page."""
        places = self._places(self._start(number), 8)
        numbers = []
        for place in (places[0], places[-1]):
            _, at = self._read_varint((number - 1) * SIZE + place)
            numbers.append(self._read_varint(at)[0])
        if numbers[0] > numbers[1]:
            raise ValueError("rows out of order")
        return numbers[0], numbers[1]

    def is_bare(self, number: int) -> bool:
        """Return True for a leaf page that states that it has no rows."""
        return self.kind(number) == BOTTOM and not self._number(self._start(number) + 3, 2)

    def first_row(self, number: int) -> tuple[list[int], bytes]:
        """Return the serial types of the first row of a leaf page, and the row's bytes after these."""
        at = (number - 1) * SIZE + self._places(self._start(number), 8)[0]
        for _ in range(2):  # skip the row's size and number
            _, at = self._read_varint(at)
        length, begin = self._read_varint(at)
        end = at + length
        kinds = []
        while begin < end:
            kind, begin = self._read_varint(begin)
            kinds.append(kind)
        if begin != end or not kinds:
            raise ValueError("no row")
        return kinds, self._whole[end : number * SIZE]

    def is_schema(self, number: int) -> bool:
        """Return True for a leaf page of the schema table."""
        try:
            if self.kind(number) != BOTTOM:
                return False
            kinds, values = self.first_row(number)
        except (IndexError, ValueError):
            return False
        return len(kinds) == 5 and values.startswith((b"table", b"index", b"view", b"trigger"))

    def free(self) -> set[int]:
        """Return the free pages."""
        free: set[int] = set()
        trunk = self._number(32, 4)
        while trunk and trunk not in free and trunk <= self.count:
            at = (trunk - 1) * SIZE
            free |= {trunk, *(self._number(at + 8 + 4 * n, 4) for n in range(min(self._number(at + 4, 4), SIZE // 4)))}
            trunk = self._number(at, 4)
        return free

    def _start(self, number: int) -> int:
        return HEAD if number == 1 else (number - 1) * SIZE

    def _places(self, start: int, head: int) -> list[int]:
        """Return the offsets of a page's cells."""
        count = self._number(start + 3, 2)
        places = [self._number(start + head + 2 * n, 2) for n in range(count)]
        if any(place >= SIZE for place in places):
            raise ValueError("cells beyond the page")
        return places

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
        number = number << 8 | self._whole[at]
        return number - (1 << 64) if number >> 63 else number, at + 1


def inner_page(children: list[tuple[int, int]], *, first: bool = False) -> bytes:
    """Return an inner page; children: largest row and page number of each, ascending.

    first: of the file, without the file header. Raises ValueError for more children than a page can point to.
    """
    end = SIZE
    cells, places = b"", b""
    for row, child in children[:-1]:
        cell = child.to_bytes(4) + _varint(row)
        end -= len(cell)
        cells = cell + cells
        places += end.to_bytes(2)
    content = bytes([INNER, 0, 0]) + (len(children) - 1).to_bytes(2) + end.to_bytes(2) + b"\0"
    content += children[-1][1].to_bytes(4) + places
    room = end - (HEAD if first else 0) - len(content)
    if room < 0:
        raise ValueError("more pages than one can lead to")
    return content + bytes(room) + cells


def _varint(number: int) -> bytes:
    """Return a number as SQLite's varint: seven bits a byte, highest first, and eight in a ninth byte."""
    number &= (1 << 64) - 1
    if number >> 56:
        head, last = number >> 8, number & 255
        return bytes(head >> 7 * place & 127 | 128 for place in range(7, -1, -1)) + bytes([last])
    packed = bytes([number & 127])
    while number := number >> 7:
        packed = bytes([number & 127 | 128]) + packed
    return packed
