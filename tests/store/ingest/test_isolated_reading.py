"""A file that fills the memory or never ends fails alone, with one line; the others are read."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from store.archive.incoming import Incoming
from store.ingest.isolated_reading import Export, read_export
from store.ingest.workers import PATIENCE, Workers
from tui.cli import path_arguments

GOOD = "The governor said that 40 homes had been flooded in the old town.\n"
# Enough for a short text, and not for one of 76 MB.
MEMORY = 160_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with a short text, one that grows in memory, one that never ends, and another short one."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.txt").write_text(GOOD)
    (pages / "2.txt").write_text("\N{WATER WAVE}" + "a\n" * 9_500_000)
    os.mkfifo(pages / "3.txt")
    (pages / "4.txt").write_text(GOOD)
    endless = os.open(pages / "3.txt", os.O_RDWR)
    yield pages
    os.close(endless)


def outcomes(read: Sequence[tuple[str, object]]) -> list[str]:
    return ["read" if isinstance(content, Incoming) else str(content) for _, content in read]


FAILED = ["read", "needs more memory", "took longer than", "read"]


async def test_an_import_continues_after_an_item_that_fills_the_memory_or_never_ends(
    folder: Path, tmp_path: Path
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    read = []
    async with Workers(1, memory=MEMORY) as reader:
        async for item in read_export(Export(folder, "pages", room), reader):
            read.append(item)
            reader.patience = 1 if item[0] == "2.txt" else PATIENCE
    assert [name for name, _ in read] == ["1.txt", "2.txt", "3.txt", "4.txt"]
    assert all(words in outcome for words, outcome in zip(FAILED, outcomes(read), strict=True)), outcomes(read)


async def test_adding_files_continues_after_one_that_fills_the_memory_or_never_ends(folder: Path) -> None:
    (folder / "3.txt").unlink()
    async with Workers(1, memory=MEMORY) as workers:
        read = [await path_arguments.read(file, workers) for file in path_arguments.find([folder])]
    assert [name for name, content in read if isinstance(content, Incoming)] == [
        str(folder / n) for n in ("1.txt", "4.txt")
    ]
    assert "needs more memory" in outcomes(read)[1]
