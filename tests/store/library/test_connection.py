"""Opening a library: what is refused, and that nothing is lost when its schema changes."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from store.library import articles
from store.library.connection import LibraryError, default_path, open_reader, open_writer
from store.library.migrations import LIBRARY, migrate
from store.library.schema import SCHEMA
from store.library.transaction import transaction
from tests.permissions import without_rights
from tests.store.handmade_claims import GOVERNOR, put

Opener = Callable[[Path], sqlite3.Connection]


def schema_of(path: Path) -> tuple[int, set[str]]:
    with closing(sqlite3.connect(path)) as conn:
        names = {row[0] for row in conn.execute("SELECT name FROM sqlite_schema")}
        return conn.execute("PRAGMA user_version").fetchone()[0], names


def test_the_schema_number_is_that_of_the_last_migration() -> None:
    assert LIBRARY._migrations[-1].name.startswith(f"m{SCHEMA:03}_")


def test_a_new_library_is_empty_and_in_wal_mode(path: Path) -> None:
    with closing(open_writer(path)) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with closing(open_reader(path)) as conn:
        assert articles.count(conn) == 0
        assert articles.page(conn, 0, 10) == []


def test_the_default_library_gets_its_folder() -> None:
    open_writer(default_path()).close()
    assert default_path().exists()


def test_a_missing_library_is_reported_with_the_way_to_make_one(path: Path) -> None:
    with pytest.raises(LibraryError, match=r"no library at .*attribune add"):
        open_reader(path)
    assert not path.exists()


@pytest.mark.parametrize("open_library", [open_reader, open_writer])
def test_a_file_that_is_no_sqlite_file_is_refused_and_not_changed(path: Path, open_library: Opener) -> None:
    path.write_text("these are my notes, not a library\n" * 50)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not an Attribune library"):
        open_library(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("open_library", [open_reader, open_writer])
def test_another_programs_database_is_refused_and_not_changed(path: Path, open_library: Opener) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program's"):
        open_library(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("open_library", [open_reader, open_writer])
def test_a_folder_is_refused(tmp_path: Path, open_library: Opener) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        open_library(tmp_path)


def test_a_library_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"the folder .*missing does not exist"):
        open_writer(tmp_path / "missing" / "library.db")


@pytest.mark.parametrize("open_library", [open_reader, open_writer])
def test_a_library_of_a_newer_schema_is_refused(path: Path, open_library: Opener) -> None:
    with closing(open_writer(path)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA + 6}")
    with pytest.raises(LibraryError, match=f"newer Attribune .schema {SCHEMA + 6}"):
        open_library(path)


def test_a_file_name_with_question_mark_and_hash_is_accepted(tmp_path: Path) -> None:
    odd = tmp_path / "what? #1 100%.db"
    open_writer(odd).close()
    open_reader(odd).close()
    assert [file.name for file in tmp_path.glob("*.db")] == [odd.name]


def test_a_reader_cannot_write(path: Path, conn: sqlite3.Connection) -> None:
    with closing(open_reader(path)) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM articles")


def test_a_reader_does_not_wait_for_a_writer(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    with transaction(conn):
        conn.execute("UPDATE articles SET claims = 99")
        with closing(open_reader(path)) as reader:
            assert [article.claims for article in articles.page(reader, 0, 10)] == [1]


def test_a_failed_transaction_leaves_nothing(conn: sqlite3.Connection) -> None:
    def write_and_fail() -> None:
        with transaction(conn):
            conn.execute("INSERT INTO sources (key, name, kind) VALUES ('x', 'X', 'person')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert conn.execute("SELECT count(*) FROM sources").fetchone() == (0,)


def test_a_read_only_library_is_read_but_not_written(open_folder: Path) -> None:
    library = open_folder / "library.db"
    with closing(open_writer(library)) as conn:
        put(conn, GOVERNOR, "a.txt")
    library.chmod(0o444)
    with without_rights():
        with pytest.raises(LibraryError, match="read-only"):
            open_writer(library)
        with closing(open_reader(library)) as conn:
            assert articles.count(conn) == 1


def test_a_library_in_a_read_only_folder_is_read_but_not_written(open_folder: Path) -> None:
    library = open_folder / "library.db"
    with closing(open_writer(library)) as conn:
        put(conn, GOVERNOR, "a.txt")
    open_folder.chmod(0o555)
    with without_rights():
        with closing(open_reader(library)) as conn:
            assert articles.count(conn) == 1
        with pytest.raises(LibraryError, match=r"read-only|can't be opened"):
            open_writer(library)


def test_an_unreadable_log_in_a_read_only_folder_is_reported(open_folder: Path) -> None:
    library = open_folder / "library.db"
    script = (
        "import os, sys; from pathlib import Path; from store.library.connection import open_writer; "
        "conn = open_writer(Path(sys.argv[1])); "
        "conn.execute(\"INSERT INTO sources (key, name, kind) VALUES ('x', 'X', 'person')\"); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(library)], check=True)
    (open_folder / "library.db-shm").unlink()
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(LibraryError, match=r"log .library.db-wal."):
        open_reader(library)


def test_an_unreadable_library_is_reported(open_folder: Path) -> None:
    library = open_folder / "library.db"
    open_writer(library).close()
    library.chmod(0o000)
    with without_rights(), pytest.raises(LibraryError, match="can't be opened"):
        open_reader(library)


def later(fails: bool) -> Migrations:
    """The library's migrations and two more; the last one may fail."""
    steps = Migrations("library")
    for step in LIBRARY._migrations:
        steps(name=step.name)(step.fn)

    @steps()
    def m998_weather(database: Database) -> None:
        database.execute("ALTER TABLE articles ADD COLUMN weather TEXT NOT NULL DEFAULT ''")

    @steps()
    def m999_horoscopes(database: Database) -> None:
        database.execute("CREATE TABLE horoscopes (article INTEGER, sign TEXT)")
        if fails:
            raise RuntimeError("half way")

    return steps


def test_a_migration_keeps_the_contents(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    migrate(conn, later(fails=False), schema=SCHEMA + 2)
    assert schema_of(path)[0] == SCHEMA + 2
    assert "horoscopes" in schema_of(path)[1]
    assert articles.text(conn, 1) == GOVERNOR


def test_a_failed_migration_leaves_the_library_unchanged(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    before = schema_of(path)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(conn, later(fails=True), schema=SCHEMA + 2)
    conn.close()
    assert schema_of(path) == before
    with closing(open_reader(path)) as reader:
        assert articles.text(reader, 1) == GOVERNOR
        assert "weather" not in [row[1] for row in reader.execute("PRAGMA table_info(articles)")]


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with closing(open_reader(path)) as conn:
        assert articles.count(conn) == 0


def test_several_processes_can_create_the_library_at_once(path: Path) -> None:
    failures: list[Exception] = []

    def make() -> None:
        try:
            open_writer(path).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert schema_of(path)[0] == SCHEMA
