"""A damaged library: what is lost is named, and the rest is copied into a new file."""

import os
import random
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extract import VERSION
from store.formats.items import Source
from store.formats.jsonl_writer import articles as lines
from store.library import articles, claims, compressed_texts
from store.library.backup import backup, restore
from store.library.connection import LibraryError, explain, open_reader, open_writer
from store.library.recovery import articles_in, damage, lost_of, rescue
from store.search import saved_searches
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, put
from tests.store.older_schema import make_schema_6
from tests.tui.cli.conftest import Run, run, starts

__all__ = ["run", "starts"]

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
    # Within the text, which fills whole pages of the file.
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
    assert named == ["article 6 (5.txt)"]
    assert [loss.name for loss in lost] == ["some texts", *named]
    with closing(open_reader(new)) as conn:
        assert damage(conn) == []
        assert articles.count(conn) == _ARTICLES - 1
        assert [saved.name for saved in saved_searches.all_saved(conn)] == ["unread"]


def test_rescued_articles_are_unchanged(damaged: Path, tmp_path: Path) -> None:
    rescue(damaged, tmp_path / "new.db")
    with closing(open_reader(damaged)) as old, closing(open_reader(tmp_path / "new.db")) as new:
        assert list(lines(new, [1, 2])) == list(lines(old, [1, 2]))


@pytest.mark.parametrize(
    ("damaged_page", "lost"),
    [
        ("tags", ["some tags"]),
        ("marks", ["some of what is read and starred"]),
        ("aliases", ["some other addresses of articles"]),
        ("articles", ["some articles"]),
        ("articles_latest", []),
        ("sqlite_autoindex_versions_1", []),
        ("claims", ["some claims", "claims of article 1 (0.txt)", "claims of article 2 (1.txt)"]),
    ],
)
def test_damage_outside_the_texts_loses_no_article(
    path: Path, conn: sqlite3.Connection, tmp_path: Path, damaged_page: str, lost: list[str]
) -> None:
    put(conn, GOVERNOR, "0.txt")
    put(conn, FIRE_SERVICE, "1.txt")
    _zero(path, conn, damaged_page)
    assert [loss.name for loss in rescue(path, tmp_path / "new.db")] == lost
    with closing(open_reader(tmp_path / "new.db")) as new:
        assert articles.count(new) == 2
        assert articles.text(new, 1) == GOVERNOR


@pytest.mark.parametrize("damaged_page", ["tags", "articles", "articles_latest"])
def test_an_export_works_despite_damage_outside_the_texts(
    run: Run, path: Path, conn: sqlite3.Connection, tmp_path: Path, damaged_page: str
) -> None:
    put(conn, GOVERNOR, "0.txt")
    put(conn, FIRE_SERVICE, "1.txt")
    _zero(path, conn, damaged_page)
    assert "Traceback" not in run("export", "jsonl", "--library", path, "-o", tmp_path / "all.jsonl").err
    assert (tmp_path / "all.jsonl").read_bytes().count(b'"kind":"article"') == 2


def test_an_article_without_its_text_is_named(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "0.txt")
    _zero(path, conn, "versions")
    assert [loss.name for loss in rescue(path, tmp_path / "new.db")] == ["some texts", "article 1 (0.txt)"]


_SEVERAL = ("versions", "bodies", "snapshots", "versions_fts_data", "sqlite_schema")


@pytest.mark.parametrize("lost", [("versions",), ("bodies",), ("snapshots",), ("sqlite_schema",), _SEVERAL])
def test_lost_inner_pages_lose_no_article(
    path: Path, conn: sqlite3.Connection, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    _stock(conn)
    _zero(path, conn, *lost)
    _check_that_all_is_rescued(path, tmp_path)


def test_lost_pages_lose_no_article_if_the_log_has_newer_ones(
    path: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    _stock(conn, last=29)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    roots = _roots(conn, "versions", "sqlite_schema")
    conn.execute("PRAGMA wal_autocheckpoint = 0")
    _stock(conn, first=29)
    with closing(open_reader(path)):  # which keeps the log when the writer goes
        conn.close()
        for ending in ("", "-wal"):
            copy = tmp_path / f"copy.db{ending}"
            copy.write_bytes(path.with_name(path.name + ending).read_bytes())
    _zero_pages(tmp_path / "copy.db", roots)
    _check_that_all_is_rescued(tmp_path / "copy.db", tmp_path)


def test_a_lost_leaf_page_under_a_lost_inner_page_is_reported(
    path: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    _stock(conn)
    with closing(conn.execute("SELECT pageno FROM dbstat WHERE name = 'versions' AND pagetype = 'leaf'")) as rows:
        leaf = rows.fetchall()[3][0]
    roots = _roots(conn, "versions")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    _zero_pages(path, [*roots, leaf])
    assert [loss.name for loss in rescue(path, tmp_path / "new.db")] == ["article 4 (3.txt)"]
    with closing(open_reader(tmp_path / "new.db")) as new:
        assert articles.count(new) == 29


@pytest.mark.parametrize("command", [("doctor",), ("list",), ("backup", "copy.db")])
def test_a_library_without_its_first_page_is_reported_as_damaged(
    run: Run, path: Path, conn: sqlite3.Connection, command: tuple[str, ...]
) -> None:
    _stock(conn, last=2)
    _zero(path, conn, "sqlite_schema")
    ran = run(*command, "--library", path)
    assert ran.code == 1
    assert ran.err.splitlines()[0] == (
        f"attribune: {path} is damaged (its first page is lost): `attribune doctor --rescue FILE` carries what can "
        "still be read into a new file"
    )


def _stock(conn: sqlite3.Connection, first: int = 0, last: int = 30) -> None:
    for number in range(first, last):
        words = " ".join(f"{random.Random(number * 1000 + word).getrandbits(64):x}" for word in range(300))
        put(conn, f"{GOVERNOR} {words}", f"{number}.txt")


def _check_that_all_is_rescued(path: Path, folder: Path) -> None:
    assert rescue(path, folder / "new.db") == []
    with closing(open_reader(folder / "new.db")) as new:
        assert articles.count(new) == 30
        assert new.execute("SELECT count(*), (SELECT count(*) FROM snapshots) FROM claims").fetchone() == (30, 30)
    assert sorted(file.name for file in folder.glob(".*")) == []


def _zero(path: Path, conn: sqlite3.Connection, *names: str) -> None:
    """Make the first pages of tables or indexes all zeros."""
    roots = _roots(conn, *names)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    _zero_pages(path, roots)


def _roots(conn: sqlite3.Connection, *names: str) -> list[int]:
    roots = "SELECT rootpage FROM sqlite_schema WHERE name = ? UNION ALL SELECT 1"
    return [conn.execute(roots, (name,)).fetchone()[0] for name in names]


def _zero_pages(path: Path, pages: list[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(bytes(4096))


def test_a_rescue_onto_a_full_disk_is_reported_and_leaves_no_file(
    path: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    for number in range(3):
        words = " ".join(f"{random.Random(number + word).getrandbits(64):x}" for word in range(20_000))
        put(conn, f"{GOVERNOR} {words}", f"{number}.txt")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, limit[1]))
    try:
        with pytest.raises(LibraryError, match=r"new\.db can't be written"):
            rescue(path, tmp_path / "new.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [file.name for file in tmp_path.glob("*new.db*")] == []


def test_a_rescue_overwrites_nothing(damaged: Path) -> None:
    with pytest.raises(LibraryError, match="already exists"):
        rescue(damaged, damaged)


def test_commands_report_what_is_lost_and_continue(run: Run, damaged: Path, tmp_path: Path) -> None:
    doctor = run("doctor", "--library", damaged)
    assert doctor.code == 1
    assert "article 6 (5.txt) can't be read" in doctor.err
    assert "--rescue FILE" in doctor.err
    written = run("export", "jsonl", "--library", damaged, "-o", tmp_path / "all.jsonl")
    assert written.code == 1
    assert "article 6 (5.txt) is damaged and is left out" in written.err
    assert (tmp_path / "all.jsonl").read_bytes().count(b'"kind":"article"') == _ARTICLES - 1
    copied = run("backup", "--library", damaged, tmp_path / "copy.db")
    assert copied.code == 1
    assert "attribune doctor --rescue" in copied.err


def test_an_undamaged_library_is_reported_in_one_line(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    doctor = run("doctor", "--library", path)
    assert (doctor.code, doctor.err.splitlines()[0]) == (0, f"{path} is whole: 1 article")


def test_the_doctor_names_the_extractor_of_the_claims(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    (version,) = conn.execute("SELECT extractor FROM versions").fetchone()
    report = run("doctor", "--library", path).err
    assert f"extractor: this is {VERSION}; claims of 1 text by {version}" in report


def test_an_outdated_index_is_reported_and_rebuilt(run: Run, path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    assert "index: up to date" in run("doctor", "--library", path).err
    conn.execute("INSERT INTO versions_fts(versions_fts) VALUES ('delete-all')")
    doctor = run("doctor", "--library", path)
    assert doctor.code == 1
    assert "index: 1 text missing or left over: run `attribune doctor --reindex`" in doctor.err
    doctor = run("doctor", "--reindex", "--library", path)
    assert doctor.code == 0
    assert "index: up to date" in doctor.err


def test_an_empty_copy_is_restored_only_on_purpose(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    open_writer(tmp_path / "empty.db").close()
    with pytest.raises(LibraryError, match="has no articles"):
        restore(path, tmp_path / "empty.db")
    with closing(open_reader(path)) as reader:
        assert articles.count(reader) == 1
    assert restore(path, tmp_path / "empty.db", empty=True)


def test_files_of_a_killed_backup_are_removed_by_the_next(path: Path, conn: sqlite3.Connection, tmp_path: Path) -> None:
    put(conn, GOVERNOR, "a.txt")
    dead, alive = tmp_path / ".copy.db.4194305.part", tmp_path / f".copy.db.{os.getppid()}.part"
    for leftover in (dead, alive):
        leftover.write_bytes(b"half")
    backup(path, tmp_path / "copy.db")
    assert [file.exists() for file in (dead, alive)] == [False, True]


def test_files_of_a_killed_restore_export_or_rescue_are_removed_by_the_next(
    run: Run, path: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    put(conn, GOVERNOR, "a.txt")
    backup(path, tmp_path / "copy.db")
    names = (f".{path.stem}-before-20260314{path.suffix}", ".all.jsonl", ".new.db")
    leftovers = [
        folder / f"{name}.4194305.part" for folder, name in zip((path.parent, tmp_path, tmp_path), names, strict=True)
    ]
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    run("restore", "--library", path, tmp_path / "copy.db")
    run("export", "jsonl", "--library", path, "-o", tmp_path / "all.jsonl")
    run("doctor", "--library", path, "--rescue", tmp_path / "new.db")
    assert [leftover for leftover in leftovers if leftover.exists()] == []
    assert list(tmp_path.glob(".*.part*")) == []


def test_the_folder_of_a_killed_import_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / ".attribune.4194305.part-x"
    left.mkdir()
    (left / "pages.warc").write_bytes(b"half")
    with Source(tmp_path / "a.wacz") as source:
        assert source.room().parent == tmp_path
        assert not left.exists()


def test_a_library_without_its_migration_records_is_reported(path: Path, conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM _sqlite_migrations")
    conn.execute("PRAGMA user_version = 5")
    with pytest.raises(LibraryError, match="record of finished steps is lost: restore a backup"):
        open_writer(path)


def test_a_limit_on_file_size_is_named() -> None:
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
