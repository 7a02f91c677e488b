"""Folds a library's write-ahead log into a copy of its file when lost pages keep SQLite from doing it."""

import struct
from collections.abc import Iterator
from pathlib import Path

from store.library.page_layout import SIZE

# The log's magic number; the lowest bit gives the byte order of its checksums.
_MAGIC = 0x377F0682
_HEAD, _FRAME = 32, 24


def log_of(library: Path) -> Path | None:
    """Return a library's log, None if there is none or it is empty."""
    log = library.with_name(f"{library.name}-wal")
    return log if log.exists() and log.stat().st_size else None


def fold(log: Path, copy: Path) -> None:
    """Write the pages of a log's finished transactions into a copy of its file. Raises OSError."""
    with copy.open("r+b") as file:
        pages: dict[int, bytes] = {}
        for number, after, page in _frames(log.read_bytes()):
            pages[number] = page
            if after:
                for place, content in pages.items():
                    file.seek((place - 1) * SIZE)
                    file.write(content)
                file.truncate(after * SIZE)
                pages = {}


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield pages while they are valid: number, size of the file after the transaction or 0, content."""
    if len(log) < _HEAD or int.from_bytes(log[:4]) & ~1 != _MAGIC or int.from_bytes(log[8:12]) != SIZE:
        return
    order = ">" if log[3] & 1 else "<"
    salt = log[16:24]
    sums = _checksum(log[:24], (0, 0), order)
    if sums != struct.unpack(">II", log[24:32]):
        return
    for at in range(_HEAD, len(log) - _FRAME - SIZE + 1, _FRAME + SIZE):
        head, page = log[at : at + _FRAME], log[at + _FRAME : at + _FRAME + SIZE]
        sums = _checksum(head[:8] + page, sums, order)
        if head[8:16] != salt or sums != struct.unpack(">II", head[16:24]):
            return  # from before the log was restarted, or cut short
        number, after = struct.unpack(">II", head[:8])
        yield number, after, page


def _checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for place in range(0, len(words), 2):
        first = first + words[place] + second & 0xFFFFFFFF
        second = second + words[place + 1] + first & 0xFFFFFFFF
    return first, second
