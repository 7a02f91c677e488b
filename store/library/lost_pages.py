"""Rebuilds lost inner pages of tables from the pages that they pointed to.

Such a page holds no rows, but without it no row below it can be read. The value types in an unreachable leaf page's
rows show to which table it belongs.
"""

import glob
import mmap
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from store.library.connection import open_writer
from store.library.log_folding import fold, log_of
from store.library.page_layout import BOTTOM, HEAD, MAGIC, SIZE, Pages, Place, inner_page
from store.library.unfinished import part_of, sweep

_TABLES = """SELECT name, rootpage FROM sqlite_schema
    WHERE type = 'table' AND rootpage > 0 AND sql NOT LIKE '%WITHOUT ROWID%'"""
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
# How many pages one page can point to, however large the row numbers.
_CHILDREN = 250
# How packed claims begin; blobs in the index tables begin differently.
_PACKED = {"bodies": b"\x78\xda"}


@contextmanager
def mended(library: Path, room: Path) -> Iterator[Path]:
    """Yield a copy of a library with lost inner pages rebuilt, or the library itself if that is impossible.

    room: the folder for the copy, which is removed at the end.
    """
    log = log_of(library)
    if not (log or _is_to_mend(library)):
        yield library
        return
    sweep(room, glob.escape(library.name))
    with TemporaryDirectory(dir=room, prefix=part_of(library).name) as folder:
        copy = Path(folder) / library.name
        shutil.copyfile(library, copy)
        if log:
            fold(log, copy)
        yield copy if _mend(copy) else library


def lost_first_page(library: Path) -> bool:
    """Return True for a file whose first page is not SQLite's, but whose other pages are a library's."""
    try:
        with library.open("rb") as file:
            if file.read(len(MAGIC)) == MAGIC:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
                pages = Pages(whole)
                return any(pages.is_schema(number) for number in range(2, pages.count + 1))
    except (OSError, ValueError):
        return False


def _is_to_mend(library: Path) -> bool:
    try:
        if lost_first_page(library):
            return True
        with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            return bool(_trees(library, Pages(whole)))
    except (OSError, ValueError, IndexError, sqlite3.Error):
        return False


def _mend(copy: Path) -> bool:
    """Write the lost pages into the copy; return True if there were any."""
    try:
        first = lost_first_page(copy)
        if first:
            _write_first_page(copy)
        with copy.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            pages = Pages(whole)
            trees = _trees(copy, pages)
            written: dict[int, bytes] = {}
            for tree in trees:
                written |= _tree_pages(tree, max(pages.count, *written, 0) + 1)
        with copy.open("r+b") as target:
            for number, page in written.items():
                target.seek((number - 1) * SIZE)
                target.write(page)
            if written:
                target.seek(28)
                target.write(max(pages.count, *written).to_bytes(4))
                # The page count is valid if it was written with the last change.
                target.seek(24)
                change = target.read(4)
                target.seek(92)
                target.write(change)
    except (ValueError, IndexError, sqlite3.Error):
        return False
    return first or bool(written)


def _write_first_page(copy: Path) -> None:
    """Write the first page, which has the file header and points to the schema table."""
    with copy.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        pages = Pages(whole)
        led_to = [number for number in range(2, pages.count + 1) if pages.is_schema(number)]
        children = sorted((pages.rows(number)[1], number) for number in led_to)
    with TemporaryDirectory(dir=copy.parent) as folder:
        open_writer(Path(folder) / "new.db").close()
        head = (Path(folder) / "new.db").read_bytes()[:HEAD]
    with copy.open("r+b") as target:
        # The free list is lost, so leave it empty.
        target.write(head[:28] + pages.count.to_bytes(4) + bytes(8) + head[40:] + inner_page(children, first=True))
    with closing(sqlite3.connect(copy)) as conn:
        (steps,) = conn.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
        conn.execute(f"PRAGMA user_version = {int(steps)}")


@dataclass(slots=True)
class _Tree:
    """A table: its root; types: of its columns, in capitals; bottom: reachable leaf pages; lost: others."""

    name: str
    root: int
    types: list[str]
    bottom: list[Place] = field(default_factory=list)
    lost: list[Place] = field(default_factory=list)
    strays: list[Place] = field(default_factory=list)

    def may_have(self, place: Place, kinds: list[int], values: bytes) -> bool:
        """Return True if an unreachable page can be one of this table's."""
        fits = len(kinds) <= len(self.types) and all(map(_fits, kinds, self.types))
        among = any(lost.after <= place.after and place.last <= lost.last for lost in self.lost)
        return fits and among and values.startswith(_PACKED.get(self.name, b""))


def _trees(library: Path, pages: Pages) -> list[_Tree]:
    """Return the tables with unreachable pages."""
    address = f"{library.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as conn:
        trees = [
            _Tree(name, root, [row[2].upper() for row in conn.execute("SELECT * FROM pragma_table_info(?)", (name,))])
            for name, root in conn.execute(_TABLES).fetchall()
        ]
    known = pages.free()
    for tree in trees:
        for is_bottom, place in pages.walk(tree.root, _LEAST, _MOST):
            try:
                if is_bottom:
                    tree.bottom.append(Place(place.number, *pages.rows(place.number)))
            except (IndexError, ValueError):
                is_bottom = pages.is_bare(place.number)
            if not is_bottom:
                tree.lost.append(place)
        known |= {place.number for place in tree.bottom}
    known |= {place.number for is_bottom, place in pages.walk(1, _LEAST, _MOST) if is_bottom}
    torn = [tree for tree in trees if tree.lost]
    for number in range(2, pages.count + 1) if torn else ():
        if number in known or pages.kind(number) != BOTTOM:
            continue
        try:
            stray = Place(number, *pages.rows(number))
            kinds, values = pages.first_row(number)
        except (IndexError, ValueError):
            continue
        fitting = [tree for tree in torn if tree.may_have(stray, kinds, values)]
        # A row from before a column was added has fewer values; one with a value per column is more certain.
        for tree in sorted(fitting, key=lambda tree: len(tree.types) - len(kinds))[:1]:
            tree.strays.append(stray)
    return [tree for tree in torn if tree.strays]


def _fits(kind: int, column: str) -> bool:
    """Return True if a value of this kind, by SQLite's serial type, fits a column of this type."""
    if kind == 0:
        return True
    if kind >= 12:
        return column in ("TEXT", "BLOB", "")
    return column in ("INTEGER", "REAL", "")


def _tree_pages(tree: _Tree, free: int) -> dict[int, bytes]:
    """Return the inner pages of a table by number; free: the first unused page number."""
    known = list(tree.bottom)
    # Of two pages with the same rows, the reachable one is the later state, else the one with more rows.
    for stray in sorted(tree.strays, key=lambda stray: stray.last - stray.after, reverse=True):
        if not any(stray.after <= other.last and other.after <= stray.last for other in known):
            known.append(stray)
    for lost in tree.lost:
        among = any(lost.after <= stray.after and stray.last <= lost.last for stray in tree.strays)
        if lost.number != tree.root and not among:
            known.append(lost)  # rows were there: their loss must stay visible
    level = sorted((place.last, place.number) for place in known)
    pages: dict[int, bytes] = {}
    while len(level) > _CHILDREN:
        above = []
        for start in range(0, len(level), _CHILDREN):
            children = level[start : start + _CHILDREN]
            pages[free] = inner_page(children)
            above.append((children[-1][0], free))
            free += 1
        level = above
    pages[tree.root] = inner_page(level)
    return pages
