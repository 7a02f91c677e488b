"""Finds the archives of a crawl, here or at an address, and divides each into slices that are read one by one."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec

from store.crawl.requirements import CrawlError
from store.formats.warc_reader import Page, index, is_one_piece

# Pages of a slice: a minute or two of work, which is what each worker loses when it is killed.
SLICE = 200
_ENDINGS = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Archive:
    """A WARC file; address: as fsspec opens it; size: in bytes."""

    address: str
    size: int

    @property
    def key(self) -> str:
        """A short name for it, which changes with its size."""
        return hashlib.sha256(f"{self.address} {self.size}".encode()).hexdigest()[:16]

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """Open it for reading. Raises OSError and the errors of the address's file system."""
        import fsspec

        opening: AbstractContextManager[IO[bytes]] = fsspec.open(self.address, "rb")
        return opening


@dataclass(frozen=True, slots=True)
class Slice:
    """Some pages of an archive in file order, from `first` up to `end`, exclusive; folder: the crawl's."""

    folder: Path
    archive: Archive
    first: int
    end: int

    @property
    def name(self) -> str:
        """Its name in the manifest."""
        return f"{self.archive.key}/{self.first:07}"

    @property
    def path(self) -> Path:
        """The path at which its articles are written."""
        return path_of(self.folder, self.name)


def path_of(folder: Path, name: str) -> Path:
    """Return the path at which a slice's articles are written."""
    return folder / "pages" / f"{name}.parquet"


def claims_path_of(folder: Path, name: str) -> Path:
    """Return the path at which the claims of a slice's articles are written."""
    return folder / "pages" / f"{name}.claims.parquet"


def find(places: Iterable[str]) -> list[Archive]:
    """Return the archives in files, folders and at fsspec addresses. Raises CrawlError if there are none."""
    archives: dict[str, Archive] = {}
    for place in places:
        some = list(_find(place))
        if not some:
            raise CrawlError(f"{place} has no WARC file in it")
        archives.update((archive.address, archive) for archive in some)
    return list(archives.values())


def _find(place: str) -> Iterator[Archive]:
    import fsspec

    try:
        files, path = fsspec.core.url_to_fs(place)
        if any(sign in path for sign in "*?["):
            paths = files.glob(path)
        elif files.isdir(path):
            paths = [file for file in files.find(path) if file.endswith(_ENDINGS)]
        else:
            paths = [path]
        local = "file" in _protocols(files)
        # An address within another, such as a file in a ZIP.
        _, within, outer = place.partition("::")
        for file in sorted(paths):
            address = file if local else f"{files.unstrip_protocol(file)}{within}{outer}"
            yield Archive(address, int(files.size(file) or 0))
    except FileNotFoundError as error:
        raise CrawlError(f"{place} does not exist") from error
    except Exception as error:
        # Each file system has errors of its own, for a wrong key as well as for a missing module.
        raise CrawlError(f"{place} {_unreadable(error)}") from error


def _unreadable(error: Exception) -> str:
    return f"can't be read ({type(error).__name__}: {str(error).strip().partition(chr(10))[0]})"


def _protocols(files: Any) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many pages an archive has; damaged: the places that can't be read, and why."""

    pages: int
    damaged: list[tuple[str, str]]


def index_archive(task: tuple[Path, Archive]) -> Indexed:
    """Write an index of an archive's pages next to its slices, and return how many there are."""
    from store.crawl.parquet_tables import write_bytes

    folder, archive = task
    try:
        with archive.open() as file:
            pages, troubles = index(file)
    except Exception as error:
        return Indexed(0, [("", _unreadable(error))])
    if is_one_piece(troubles):
        return Indexed(0, [("", "is compressed as a whole, not record by record: `gunzip` it")])
    pages.sort(key=lambda page: page.offset)
    write_bytes(_index_of(folder, archive), msgspec.json.encode(pages))
    return Indexed(len(pages), [(f"record at byte {offset:,}", trouble) for offset, trouble in troubles])


def pages_of(part: Slice) -> list[Page]:
    """Return the positions of a slice's pages."""
    packed = _index_of(part.folder, part.archive).read_bytes()
    return msgspec.json.decode(packed, type=list[Page])[part.first : part.end]


def slices(folder: Path, archive: Archive, pages: int, size: int = SLICE) -> Iterator[Slice]:
    """Yield the slices of an archive with this many pages."""
    for first in range(0, pages, size):
        yield Slice(folder, archive, first, min(first + size, pages))


def _index_of(folder: Path, archive: Archive) -> Path:
    return folder / "pages" / archive.key / "index.json"
