"""Finds several exports in one ZIP or folder: Pocket's parts, web archives, newsboat's files."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from store.archive.incoming import ReadingError
from store.archive.locations import file_name
from store.formats.items import Source
from store.wording import one_line

# There may be thousands of pages next to them, which are read as pages.
ENDINGS = (".csv", ".json", ".jsonl", ".opml", ".warc", ".warc.gz", ".wacz", ".epub")
# What newsboat has in its folder.
_NAMES = ("urls", "cache.db")
# The most bytes unpacked from one archive: a small one can unpack to fill a disk.
MOST = 2_000_000_000
_LEAST = 100_000_000
_STEP = 1 << 20


def files_in(folder: Path) -> list[Path]:
    """Return the files in a folder that may be exports, lists of feeds first, judging by name. Raises OSError."""
    files = (path for path in folder.iterdir() if _may_be(path.name) and path.is_file())
    # A list knows the folders of its feeds, a cache of the same feeds doesn't.
    return sorted(files, key=lambda path: (path.name != "urls", path))


def parts(source: Source) -> Iterator[tuple[str, Path | ReadingError]]:
    """Yield the names of the exports in a ZIP or folder, each with its unpacked file or the error."""
    if source.path.is_dir():
        for path in files_in(source.path):
            yield file_name(path.relative_to(source.path)), path
        return
    room = source.room()
    left = room_for(source.path)
    with zipfile.ZipFile(source.path) as archive:
        members = [member for member in archive.infolist() if _may_be(member.filename)]
        members.sort(key=lambda member: PurePosixPath(member.filename).name != "urls")
        for number, member in enumerate(members):
            name = one_line(member.filename)
            path = room / str(number) / PurePosixPath(member.filename).name
            try:
                left -= unpack(archive, member, path, left)
            except (ReadingError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
                yield name, ReadingError(f"can't be unpacked: {error}")
                continue
            yield name, path
    if not members:
        raise ReadingError(
            "is a ZIP without an export that can be imported: if it has pages, unpack it and import the folder"
        )


def _may_be(name: str) -> bool:
    last = PurePosixPath(name).name
    return last in _NAMES or (last.lower().endswith(ENDINGS) and not last.startswith("."))


def room_for(path: Path) -> int:
    """Return how many bytes may be unpacked from a ZIP: a hundred for each of its own, within a fixed limit."""
    return min(MOST, max(_LEAST, 100 * path.stat().st_size))


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, most: int) -> int:
    """Write a member to a file and return its size, which may differ from what the ZIP says."""
    path.parent.mkdir()
    size = 0
    with archive.open(member) as packed, path.open("wb") as file:
        # In steps, so that a zip bomb is noticed before it fills the disk.
        while block := packed.read(_STEP):
            size += len(block)
            if size > most:
                raise ReadingError("unpacks to more than a ZIP of its size should")
            file.write(block)
    return size
