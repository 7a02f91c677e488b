"""A damaged library: what is lost is named, and the rest goes on living in a new file."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extract import VERSION
from store.formats.jsonl_writer import articles as lines
from store.library import articles, claims, compressed_texts
from store.library.backup import backup, restore
from store.library.connection import LibraryError, explain, open_reader, open_writer
from store.library.recovery import articles_in, damage, lost_of, rescue
from store.search import saved_searches
from tests.store.made import GOVERNOR, put
from tests.store.older import make_schema_6
from tests.tui.cli.conftest import Run, run

__all__ = ["run"]

_ARTICLES = 12


@pytest.fixture
def damaged(path: Path, conn: sqlite3.Connection) -> Path:
    """A library in which a page with a part of one article's text is all zeros."""
    for number in range(_ARTICLES):
        chance = random.Random(number)
        long = f"{GOVERNOR} {' '.join(f'word{chance.getrandbits(64):x}' for _ in range(1500))}"
        put(conn, long, f"{number}.txt")
        if number == 5:
            packed = compressed_texts.pack(long)
    saved_searches.save(conn, "unread", "is:unread")
    (size,) = conn.execute("PRAGMA page_size").fetchone()
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    whole = path.read_bytes()
    # Within the text, which lies in pages of its own.
    middle = len(packed) // 2
    page = whole.index(packed[middle : middle + 16]) // size
    path.write_bytes(whole[: page * size] + bytes(size) + whole[(page + 1) * size :])
    return path


def test_the_damaged_article_is_named_and_the_rest_is_rescued(damaged: Path, tmp_path: Path) -> None:
    with closing(open_reader(damaged)) as conn:
        assert damage(conn)
        named = [why.name for number in articles_in(conn) if (why := lost_of(conn, number))]
    new = tmp_path / "new.db"
    lost = rescue(damaged, new)
    assert [one.name for one in lost] == named == ["article 6 (5.txt)"]
    with closing(open_reader(new)) as conn:
        assert damage(conn) == []
        assert articles.count(conn) == _ARTICLES - 1
        assert [saved.name for saved in saved_searches.all_saved(conn)] == ["unread"]


def test_what_is_rescued_is_as_it_was(damaged: Path, tmp_path: Path) -> None:
    rescue(damaged, tmp_path / "new.db")
    with closing(open_reader(damaged)) as old, closing(open_reader(tmp_path / "new.db")) as new:
        assert list(lines(new, [1, 2])) == list(lines(old, [1, 2]))


def test_a_rescue_writes_over_nothing(damaged: Path) -> None:
    with pytest.raises(LibraryError, match="is there already"):
        rescue(damaged, damaged)


def test_the_commands_say_what_is_lost_and_go_on(run: Run, damaged: Path, tmp_path: Path) -> None:
    told = run("doctor", "--library", damaged)
    assert told.code == 1
    assert "article 6 (5.txt) can't be read" in told.err
    assert "--rescue FILE" in told.err
    written = run("export", "jsonl", "--library", damaged, "-o", tmp_path / "all.jsonl")
    assert written.code == 1
    assert "article 6 (5.txt) is damaged, and left out" in written.err
    assert (tmp_path / "all.jsonl").read_bytes().count(b'"kind":"article"') == _ARTICLES - 1
    copied = run("backup", "--library", damaged, tmp_path / "copy.db")
    assert copied.code == 1
    assert "attribune doctor --rescue" in copied.err


def test_a_whole_library_is_told_in_a_line(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    told = run("doctor", "--library", path)
    assert (told.code, told.err.splitlines()[0]) == (0, f"{path} is whole: 1 article")


def test_the_doctor_names_the_extractor_of_the_claims(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    (version,) = conn.execute("SELECT extractor FROM versions").fetchone()
    told = run("doctor", "--library", path).err
    assert f"extractor: this is {VERSION}; claims of 1 text by {version}" in told


def test_an_index_out_of_step_is_told_and_made_anew(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    assert "index: in step" in run("doctor", "--library", path).err
    conn.execute("INSERT INTO versions_fts(versions_fts) VALUES ('delete-all')")
    told = run("doctor", "--library", path)
    assert told.code == 1
    assert "index: it lacks or has too many of 1 text: `attribune doctor --reindex`" in told.err
    told = run("doctor", "--reindex", "--library", path)
    assert told.code == 0
    assert "index: in step" in told.err


def test_an_empty_copy_is_restored_only_on_purpose(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    open_writer(tmp_path / "empty.db").close()
    with pytest.raises(LibraryError, match="has no articles"):
        restore(path, tmp_path / "empty.db")
    with closing(open_reader(path)) as reader:
        assert articles.count(reader) == 1
    assert restore(path, tmp_path / "empty.db", empty=True)


def test_what_a_killed_backup_left_goes_with_the_next(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    dead, alive = tmp_path / ".copy.db.4194305.part", tmp_path / f".copy.db.{os.getppid()}.part"
    for leftover in (dead, alive):
        leftover.write_bytes(b"half")
    backup(path, tmp_path / "copy.db")
    assert [file.exists() for file in (dead, alive)] == [False, True]


def test_a_library_that_lost_its_notes_of_migrations_is_told(path: Path, conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM _sqlite_migrations")
    conn.execute("PRAGMA user_version = 5")
    with pytest.raises(LibraryError, match="no longer knows which steps were done: restore a backup"):
        open_writer(path)


def test_a_limit_of_a_files_size_is_named() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert "`ulimit -f`" in str(explain(error, "a.db"))


def test_the_claims_of_a_damaged_library_of_an_older_schema_are_rescued(damaged: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    rescue(damaged, old)
    make_schema_6(old)
    assert rescue(old, tmp_path / "new.db") == []
    with closing(open_reader(tmp_path / "new.db")) as conn:
        assert claims.of_article(conn, 1)[0].claim.text == "220"
