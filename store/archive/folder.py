"""Finds the files in a folder that may be articles."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from store.archive.incoming import ReadingError

TEXT_ENDINGS = frozenset({".txt", ".text"})
MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".shtml"})
ENDINGS = TEXT_ENDINGS | MARKDOWN_ENDINGS | HTML_ENDINGS

_HTML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Path, ReadingError | None]]:
    """Yield the named files, and what `walk` yields for the named folders."""
    for path in paths:
        if path.is_dir():
            yield from walk(path)
        else:
            yield path, None


def walk(folder: Path) -> Iterator[tuple[Path, ReadingError | None]]:
    """Yield the article files under a folder, sorted by name, and unreadable folders with their error.

    Skips hidden files and folders, and files of other kinds. Follows links to folders, except into a folder that is
    already being walked.
    """
    yield from _walk(folder, ())


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[Path, ReadingError | None]]:
    try:
        status = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield folder, ReadingError(reason(error))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        yield folder, ReadingError("links to a folder above it, a loop that is not followed")
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, (*above, identity))
        elif path.suffix.lower() in ENDINGS:
            yield path, None
        elif not path.suffix:
            yield from _unnamed(path)


def _unnamed(path: Path) -> Iterator[tuple[Path, ReadingError | None]]:
    """Yield a file without an ending if it is a page: files saved by wget often have none."""
    try:
        if path.is_file() or path.is_symlink():
            with opened(path) as file:
                if is_html(file.read(4096)):
                    yield path, None
    except OSError as error:
        yield path, ReadingError(reason(error))


def opened(path: Path) -> BinaryIO:
    """Open a file to read its bytes. A pipe without a writer counts as empty, without waiting. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    os.set_blocking(handle, True)
    try:
        return os.fdopen(handle, "rb")
    except OSError:  # a folder
        os.close(handle)
        raise


def is_html(start: bytes) -> bool:
    """Return True if a file with this beginning is an HTML page."""
    return bool(_HTML_START.match(start))


def reason(error: OSError) -> str:
    """Return in words why a file or folder can't be read."""
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "can't be read: no permission"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return f"can't be read: {error.strerror or error}"
