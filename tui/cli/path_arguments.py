"""Reads the articles that a command's PATH arguments name: files, folders and standard input.

They are read in a worker process, so that a crash, hang or memory overflow fails only one file.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.archive.folder import files_under
from store.archive.incoming import BYTES_LIMIT, Incoming, ReadingError
from store.archive.locations import file_name
from store.archive.reading import Stated, read_bytes, read_file

if TYPE_CHECKING:
    from store.ingest.workers import Workers

STANDARD_INPUT = Path("-")

File = tuple[Path, ReadingError | None]


def find(paths: Sequence[Path]) -> Iterator[File]:
    """Yield the files that the paths name, walking folders, and unreadable folders with their error."""
    for path in paths:
        yield from ((path, None),) if path == STANDARD_INPUT else files_under([path])


async def read(
    file: File, workers: "Workers", stated: Stated | None = None, *, exact: bool = False
) -> tuple[str, Incoming | ReadingError]:
    """Return a file's name with its article or error; exact: keep plain text unchanged, for offsets."""
    path, error = file
    name = file_name(path)
    if error:
        return name, error
    try:
        if path == STANDARD_INPUT:
            body = sys.stdin.buffer.read(BYTES_LIMIT + 1)
            return name, await workers.run(partial(read_bytes, body, "", (), "", stated, exact=exact))
        return name, await workers.run(partial(read_file, path, stated, exact=exact))
    except ReadingError as failure:
        return name, failure
