"""Opens the library: one SQLite file, read by many, written by one at a time."""

import shutil
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from store.library import compressed_texts
from store.library.schema import APPLICATION_ID, SCHEMA

# The first schema with packed claims; upgrading an older library frees much space.
_PACKED = 8
WRITER_PATIENCE = 30.0
# A writer's cache in kilobytes: an article's links touch hundreds of places all over the file.
WRITER_CACHE = 64_000
# Bytes of SQLite's shared memory file next to a library with a log.
_ROOM = 64_000
# A reader waits only while the last writer folds its log into the file.
READER_PATIENCE = 2.0


class LibraryError(Exception):
    """The library can't be opened or written; the text is one clear line that says what to do."""


def default_path() -> Path:
    """Return the library's default path, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("attribune", appauthor=False) / "library.db"


def open_reader(path: Path, *, as_it_is: bool = False) -> sqlite3.Connection:
    """Open the library for reading; rows are tuples.

    A library of an older schema is upgraded first, unless told not to. Raises LibraryError if the file is missing, is
    not a library, or has a newer schema.
    """
    _refuse_folder(path)
    if not path.exists():
        raise LibraryError(
            f"there is no library at {path}: `attribune add PATH` creates one, `attribune demo` shows one"
        )
    conn = _open_readonly(path)
    try:
        schema = _schema(conn, path)
    except BaseException:
        conn.close()
        raise
    if schema < SCHEMA and not as_it_is:
        conn.close()
        open_writer(path).close()
        conn = _open_readonly(path)
    return conn


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the library for writing; create it if it is missing, and upgrade its schema.

    The connection is in autocommit mode; wrap related changes in `transaction`. Raises LibraryError.
    """
    _refuse_folder(path)
    if path == default_path():
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.parent.is_dir():
        raise LibraryError(f"the folder {path.parent} does not exist: create it, or name another file with --library")
    try:
        conn = _connect(path, "rwc", WRITER_PATIENCE)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    try:
        before = _schema(conn, path)
        if before < SCHEMA:
            _bring_up_to_date(conn, path)
        # Report a read-only file now, not after reading the first article; BEGIN IMMEDIATE alone doesn't notice.
        conn.execute("UPDATE articles SET id = id WHERE FALSE")
        _keep_log_ahead(conn)
        if 0 < before < _PACKED:
            _shrink(conn)
        conn.execute("PRAGMA synchronous = NORMAL")
        conn.execute(f"PRAGMA cache_size = {-WRITER_CACHE}")
        conn.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        conn.close()
        raise explain(error, path) from error
    except BaseException:
        conn.close()
        raise
    return conn


def _shrink(conn: sqlite3.Connection) -> None:
    """Return the space that a migration freed to the disk; without room for the copy this needs, reuse it later."""
    with suppress(sqlite3.OperationalError):
        conn.execute("VACUUM")


def _bring_up_to_date(conn: sqlite3.Connection, path: Path) -> None:
    from store.library.migrations import migrate

    try:
        migrate(conn)
    except sqlite3.Error as error:
        if code_of(error) != sqlite3.SQLITE_ERROR:
            raise
        # A finished step is repeated only if the file's record of finished steps is lost.
        again = "already exists" in str(error) or "duplicate column" in str(error)
        advice = "; its record of finished steps is lost: restore a backup" if again else ""
        raise LibraryError(f"{path} can't be upgraded, and is unchanged: {error}{advice}") from error


def explain(error: sqlite3.Error, path: Path | str = "the library") -> LibraryError:
    """Return in one line what an SQLite error means for the person whose library it is."""
    code = code_of(error)
    if code == sqlite3.SQLITE_NOTADB:
        if isinstance(path, Path) and _begins_empty(path):
            return LibraryError(
                f"{path} is damaged (its first page is lost): `attribune doctor --rescue FILE` carries what can still "
                "be read into a new file"
            )
        return LibraryError(
            f"{path} is not an Attribune library (not an SQLite file): name another file with --library"
        )
    if code == sqlite3.SQLITE_READONLY:
        return LibraryError(f"{path} is read-only: make the file and its folder writable, or name another --library")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"{path} can't be opened: check the permissions of the file and its folder")
    if code == sqlite3.SQLITE_BUSY:
        return LibraryError(f"{path} is being written by another program: try again when it has finished")
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and isinstance(path, Path) and _is_full(path)):
        return LibraryError(f"the disk is full: make room; {path} is as it was before the last step")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"{path} can't be written or read further ({error}), and is as it was before the last step: the disk is "
            "failing, or its room or `ulimit -f`, the limit of a file's size, is used up"
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return LibraryError(f"{path} is damaged ({error}): `attribune doctor` says what is lost")
    return LibraryError(f"{path}: {error}")


def _is_full(path: Path) -> bool:
    """Return True if the disk has no room for the files that SQLite creates next to a library."""
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def _begins_empty(path: Path) -> bool:
    """Return True for a file whose first page is zeros, followed by other pages."""
    page = 4096
    try:
        with path.open("rb") as file:
            return file.read(page) == bytes(page) and bool(file.read(1))
    except OSError:
        return False


def code_of(error: sqlite3.Error) -> int:
    """Return an error's primary SQLite code; 0 if it comes from Python."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder: --library takes a file")


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    conn = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    compressed_texts.register(conn)
    return conn


def _open_readonly(path: Path) -> sqlite3.Connection:
    try:
        conn = _connect(path, "ro", READER_PATIENCE)
        try:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            conn.close()
            raise
    except sqlite3.OperationalError as error:
        no_room = code_of(error) == sqlite3.SQLITE_IOERR and _is_full(path)
        if not no_room and code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise explain(error, path) from error
        return _open_immutable(path, error)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    return conn


def _open_immutable(path: Path, error: sqlite3.Error) -> sqlite3.Connection:
    """Open a library where SQLite can't create its shared memory file: on a mounted image, a CD, a full disk."""
    log = path.with_name(path.name + "-wal")
    try:
        unfinished = log.exists() and log.stat().st_size > 0
        with path.open("rb"):
            pass
    except OSError:
        raise explain(error, path) from error
    if unfinished:
        if code_of(error) == sqlite3.SQLITE_IOERR:
            raise explain(error, path) from error
        raise LibraryError(
            f"{path} has a log ({log.name}) that can't be opened in a read-only folder: copy both elsewhere"
        )
    return _connect(path, "ro&immutable=1", READER_PATIENCE)


def _schema(conn: sqlite3.Connection, path: Path) -> int:
    """Return the schema's number, 0 for an empty file. Raises LibraryError if the file isn't ours or is newer."""
    try:
        # One transaction, so that all three are consistent: another program may be creating the library right now.
        conn.execute("BEGIN")
        (application,) = conn.execute("PRAGMA application_id").fetchone()
        (schema,) = conn.execute("PRAGMA user_version").fetchone()
        (tables,) = conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        conn.execute("COMMIT")
    except sqlite3.Error as error:
        raise explain(error, path) from error
    if application != APPLICATION_ID and (application or tables):
        raise LibraryError(f"{path} is another program's SQLite file: name another file with --library")
    if schema > SCHEMA:
        raise LibraryError(
            f"{path} was written by a newer Attribune (schema {schema}, this one knows {SCHEMA}): upgrade Attribune"
        )
    return int(schema)


def _keep_log_ahead(conn: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, retrying: SQLite doesn't wait for other connections when it switches."""
    until = time.monotonic() + WRITER_PATIENCE
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
