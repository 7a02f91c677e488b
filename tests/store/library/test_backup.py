"""Backup and restore work completely or not at all, while others read and write."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.backup import CopyError, backup, restore
from store.library.connection import LibraryError, open_reader, open_writer
from store.library.schema import SCHEMA
from tests.permissions import open_folder, small_files, without_rights
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, put
from tests.store.ingest.test_crash import check_whole, writer

__all__ = ["open_folder"]

ROOT = Path(__file__).parents[3]


def titles(path: Path) -> list[str]:
    with closing(open_reader(path)) as conn:
        return [article.added_as for article in articles.page(conn, 0, 10, order="oldest")]


def test_a_backup_is_one_file_with_everything(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    steps: list[tuple[int, int]] = []
    backup(path, tmp_path / "copy.db", lambda left, pages: steps.append((left, pages)))
    assert steps[-1][0] == 0
    assert titles(tmp_path / "copy.db") == ["a.txt"]
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]


def counted(library: Path) -> int:
    with closing(open_reader(library)) as conn:
        return articles.count(conn)


def test_a_backup_is_consistent_while_another_process_writes(path: Path, tmp_path: Path) -> None:
    process = writer(path, 0, 100_000)
    assert process.stdout
    try:
        stored = int(process.stdout.readline())
        for number in range(3):
            backup(path, tmp_path / f"{number}.db")
            check_whole(tmp_path / f"{number}.db", {stored})
            copied = counted(tmp_path / f"{number}.db")
            while counted(path) == copied:
                assert process.poll() is None
                time.sleep(0.05)
        assert counted(tmp_path / "0.db") < counted(tmp_path / "2.db")
    finally:
        process.kill()
        process.communicate()


def test_a_backup_replaces_a_library_that_is_open(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    put(conn, FIRE_SERVICE, "b.txt")
    with closing(open_reader(path)) as reader:
        assert articles.count(reader) == 2
        kept = restore(path, tmp_path / "copy.db")
        assert articles.count(reader) == 1
    assert kept
    assert titles(kept) == ["a.txt", "b.txt"]
    put(conn, FIRE_SERVICE, "c.txt")
    assert titles(path) == ["a.txt", "c.txt"]
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_missing_library_is_restored_from_its_backup(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    assert restore(tmp_path / "new.db", tmp_path / "copy.db") is None
    assert titles(tmp_path / "new.db") == ["a.txt"]


def test_a_damaged_library_is_kept_under_another_name(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    conn.close()
    path.write_bytes(b"nothing is left of it" * 1000)
    kept = restore(path, tmp_path / "copy.db")
    assert kept
    assert kept.read_bytes().startswith(b"nothing is left")
    assert titles(path) == ["a.txt"]


def test_a_damaged_library_stays_if_it_cannot_be_replaced(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    conn.close()
    path.write_bytes(b"nothing is left of it")
    before = {file.name for file in tmp_path.iterdir()}
    with small_files(50_000), pytest.raises(LibraryError):
        restore(path, tmp_path / "copy.db")
    assert path.read_bytes() == b"nothing is left of it"
    assert {file.name for file in tmp_path.iterdir()} == before


def test_each_replaced_library_is_kept(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    put(conn, FIRE_SERVICE, "b.txt")
    kept = [restore(path, tmp_path / "copy.db") for _ in range(3)]
    assert [titles(copy) for copy in kept if copy] == [["a.txt", "b.txt"], ["a.txt"], ["a.txt"]]


def test_a_backup_never_overwrites_a_library_in_use(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    with pytest.raises(CopyError, match="the library itself"):
        backup(path, tmp_path / "." / path.name)
    with closing(open_writer(tmp_path / "other.db")) as other:
        put(other, FIRE_SERVICE, "b.txt")
        with pytest.raises(CopyError, match="in use"):
            backup(path, tmp_path / "other.db")
    assert (titles(path), titles(tmp_path / "other.db")) == (["a.txt"], ["b.txt"])


def test_a_library_that_cannot_be_kept_is_not_replaced(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    before = {file.name for file in tmp_path.iterdir()}
    with small_files(50_000):
        with pytest.raises(CopyError, match="can't be written"):
            backup(path, tmp_path / "other.db")
        with pytest.raises(CopyError, match="can't be written"):
            restore(path, tmp_path / "copy.db")
    assert {file.name for file in tmp_path.iterdir()} == before
    assert titles(path) == ["a.txt"]


def test_an_unwritable_library_stays_and_no_files_are_left(
    open_folder: Path, conn: sqlite3.Connection, path: Path
) -> None:
    put(conn, GOVERNOR, "a.txt")
    library, copy = open_folder / "library.db", open_folder / "copy.db"
    for file in (library, copy):
        backup(path, file)
        file.chmod(0o444)
    with without_rights(), pytest.raises(LibraryError, match="read-only"):
        restore(library, copy)
    assert not list(open_folder.glob("*before*"))
    assert titles(library) == ["a.txt"]


def test_what_is_no_copy_of_the_library_is_refused(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist, so the library stays as it is"):
        restore(path, tmp_path / "nowhere.db")
    with pytest.raises(LibraryError, match="is the library itself: name a copy of it"):
        restore(path, path)
    assert list(tmp_path.glob("*-before-*")) == []


def test_a_damaged_backup_changes_nothing(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    for number in range(30):
        put(conn, GOVERNOR.replace("220", str(number)) + " It rained." * 500, f"{number}.txt")
    copy = tmp_path / "copy.db"
    backup(path, copy)
    before = titles(path)
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2)
        file.write(b"\xff" * 8192)
    with pytest.raises(LibraryError, match="damaged"):
        restore(path, copy)
    for other in (b"", b"my notes " * 999):
        (tmp_path / "other.db").write_bytes(other)
        with pytest.raises(LibraryError, match="not an Attribune library"):
            restore(path, tmp_path / "other.db")
    assert titles(path) == before
    assert list(tmp_path.glob("library-before*")) == []


def test_a_backup_of_an_older_schema_is_not_changed(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copy.execute("PRAGMA user_version = 1")
    restore(tmp_path / "new.db", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_a_killed_restore_leaves_the_old_or_the_new_library(
    path: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    for number in range(100):
        put(conn, GOVERNOR.replace("220", str(number + 300)) + " It rained." * 3000, f"{number}.txt")
    backup(path, tmp_path / "copy.db")
    put(conn, FIRE_SERVICE, "later.txt")
    script = (
        "import sys; from pathlib import Path; from store.library.backup import restore; "
        "restore(*map(Path, sys.argv[1:]))"
    )
    for delay in (0.1, 0.15, 0.2, 0.3):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(tmp_path / "copy.db")],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        with closing(open_writer(path)) as again:
            assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert articles.count(again) in (100, 101)
