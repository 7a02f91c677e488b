"""Copies the whole library while it is in use, and puts a copy back in its place."""

import glob
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from store.library.connection import LibraryError, code_of, explain, open_reader, open_writer
from store.library.unfinished import part_of, remove, sweep

# Pages copied at a time: about 4 MB, after which others may write.
_STEP = 1024
# Comes before the time in the name of a library that a copy has replaced.
_ASIDE = "-before-"

Progress = Callable[[int, int], None]

# SQLite errors that concern the target when one file is copied into another.
_TARGETS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class CopyError(LibraryError):
    """The copy can't be written, for lack of space or permission; the original is unchanged."""


def backup(library: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy the library to a new file, complete and consistent, even while others write.

    progress: gets the pages left and in total. A file at target is replaced only once the copy is complete. Raises
    LibraryError.
    """
    part = part_of(target)
    try:
        _refuse(library, target)
        sweep(target.parent, glob.escape(target.name))
        with closing(open_reader(library, as_it_is=True)) as source:
            # One snapshot for the whole copy: otherwise a write by others would restart it.
            source.execute("BEGIN")
            _copy(source, part, library, target, progress)
        part.replace(target)
    except OSError as error:
        raise CopyError(f"{target} can't be written: {error.strerror or error}") from error
    finally:
        for leftover in (part, *(part.with_name(part.name + ending) for ending in ("-journal", "-wal", "-shm"))):
            remove(leftover)


def _refuse(library: Path, target: Path) -> None:
    """Raise CopyError if the file at target is in use or has a log next to it that would spoil the copy."""
    if target.exists() and library.exists() and target.samefile(library):
        raise CopyError(f"{target} is the library itself: name another file")
    log = target.with_name(f"{target.name}-wal")
    if log.exists() and log.stat().st_size:
        raise CopyError(
            f"{target} is a library in use, or was not closed ({log.name} is next to it): name another file"
        )


def restore(library: Path, copy: Path, progress: Progress | None = None, *, empty: bool = False) -> Path | None:
    """Replace the library with a copy; return the path of the previous library, None if there was none.

    Programs that have the library open keep reading, and see the copy's articles from then on. Raises LibraryError if
    the copy is damaged or (unless `empty`) has no articles, or if the present library can't be kept; nothing is changed
    then.
    """
    sweep(library.parent, f"{glob.escape(library.stem)}{_ASIDE}*")
    if not copy.exists():
        raise LibraryError(f"{copy} does not exist, so the library stays as it is")
    if library.exists() and copy.samefile(library):
        raise LibraryError(f"{copy} is the library itself: name a copy of it")
    with closing(open_reader(copy, as_it_is=True)) as source:
        if not source.execute("SELECT 1 FROM sqlite_schema WHERE name = 'articles'").fetchone():
            raise LibraryError(f"{copy} is not an Attribune library (it is empty), so the library stays as it is")
        if damaged := _damage(source, copy):
            raise LibraryError(f"{copy} is damaged ({damaged}), so the library stays as it is: take another copy")
        if not empty and not source.execute("SELECT 1 FROM articles LIMIT 1").fetchone():
            raise LibraryError(f"{copy} has no articles in it, so the library stays as it is: --empty restores it")
        kept = _lay_aside(library) if library.exists() else None
        copied = kept is not None and library.exists()
        try:
            with closing(open_writer(library)) as target:
                source.backup(target, progress=_reporting(progress))
        except (sqlite3.Error, LibraryError) as error:
            if kept and copied:
                kept.unlink()  # the library is unchanged
            elif kept:
                _move(kept, library)
            raise explain(error, library) if isinstance(error, sqlite3.Error) else error from error
    # The copy may be of an older schema.
    open_writer(library).close()
    return kept


def _lay_aside(library: Path) -> Path:
    """Copy the library to another name, or move it there if it is damaged. Raises CopyError."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = library.with_name(f"{library.stem}{_ASIDE}{stamp}{library.suffix}")
    try:
        backup(library, kept)
    except CopyError:
        raise
    except LibraryError:
        _move(library, kept)
    return kept


def _move(library: Path, place: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file = library.with_name(library.name + ending)
        if file.exists():
            file.rename(place.with_name(place.name + ending))


def _copy(source: sqlite3.Connection, part: Path, library: Path, target: Path, progress: Progress | None) -> None:
    try:
        with closing(sqlite3.connect(part)) as copy:
            source.backup(copy, pages=_STEP, progress=_reporting(progress), sleep=0)
            # A copy is one file, without a log next to it.
            copy.execute("PRAGMA journal_mode = DELETE")
            damaged = _damage(copy, part)
    except sqlite3.Error as error:
        if code_of(error) in _TARGETS:
            raise CopyError(f"{target} can't be written ({error}): nothing was copied") from error
        raise explain(error, library) from error
    if damaged:
        raise LibraryError(
            f"{library} is damaged ({damaged}), so nothing was copied: `attribune doctor --rescue {target}` "
            "carries what can be read into a new file"
        )


def _damage(conn: sqlite3.Connection, path: Path) -> str:
    try:
        (verdict,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise explain(error, path) from error
    return "" if verdict == "ok" else str(verdict)


def _reporting(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    return (lambda status, remaining, total: progress(remaining, total)) if progress else None
