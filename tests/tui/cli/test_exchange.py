"""The commands that import and export articles, change reading states, and copy the library."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.connection import default_path, open_reader
from tests.pipes import endless, written
from tests.tui.cli.conftest import FLOOD, Run, apart, on_a_terminal, rows

ENTRIES = [
    {
        "url": f"https://harbour.example/{number}",
        "title": f"Story {number}",
        "content": f"<p>Governor Ana Brandt said that {number + 200} homes had been flooded in Oldmouth.</p>",
        "is_archived": 0,
        "is_starred": number % 2,
        "created_at": "2026-03-14T10:10:00+0100",
        "tags": ["tide"],
    }
    for number in range(3)
]


def test_an_import_prints_a_summary_and_names_each_failure(run: Run) -> None:
    Path("all.json").write_text(json.dumps([*ENTRIES, {"title": "odd"}]))
    Path("pocket.csv").write_text("title,url,time_added,tags,status\nA,https://coast.example/1,1773479400,x,unread\n")
    ran = run("import", "--jobs", "1", "all.json", "pocket.csv", "missing.json")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "all.json: entry 4 has neither url nor content: it is from another version, or not an entry of wallabag's",
        "missing.json does not exist",
        "3 added, 1 to be fetched, 2 failed",
        "1 page to fetch: run `attribune update`",
    ]
    assert [row["title"] for row in rows(run("list", "--json", "is:starred"))] == ["Story 1"]
    assert len(rows(run("related", "1", "--json"))) == 1
    again = run("import", "--jobs", "1", "all.json")
    assert (again.code, again.err.splitlines()[-1]) == (1, "3 unchanged, 1 failed")


def test_a_single_item_can_be_imported(run: Run) -> None:
    Path("all.json").write_text(json.dumps(ENTRIES))
    ran = run("import", "--jobs", "1", "all.json", "--only", "https://harbour.example/1")
    assert (ran.code, ran.err) == (0, "1 added\n")
    ran = run("import", "--jobs", "1", "all.json", "--only", "nothing")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "attribune import: no item is called 'nothing'")


def test_standard_input_is_recognised_like_a_file(run: Run) -> None:
    assert run("import", "--jobs", "1", "-", stdin=json.dumps(ENTRIES)).err == "3 added\n"
    assert run("import", "--jobs", "1", "-", stdin=FLOOD).err == "1 added\n"
    assert run("import", "--format", "pocket", "-", stdin=FLOOD).code == 1


def test_a_pipe_is_read_as_a_file_is(run: Run) -> None:
    os.mkfifo("pipe")
    assert run("import", "--jobs", "1", "pipe").code == 1
    Path("pipe").unlink()
    with written(Path("pipe"), json.dumps(ENTRIES).encode()):
        assert run("import", "--jobs", "1", "pipe").err == "3 added\n"


@pytest.fixture
def unending() -> Iterator[Path]:
    """Return a folder of pages whose import runs until it is stopped."""
    folder = Path("pages")
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"Text {number}\n{FLOOD}")
    with endless(folder / "8.txt"):
        yield folder


def test_an_import_extracts_in_processes_of_its_own_and_can_be_stopped(unending: Path) -> None:
    process = apart("import", unending)
    until = time.monotonic() + 300
    while time.monotonic() < until and (not default_path().exists() or stored() < 2):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    words = errors.decode().splitlines()[-1]
    assert words.startswith("stopped: ")
    assert words.endswith("run the same command again to continue")
    assert f"{stored()} added" in words


@pytest.mark.parametrize("seconds", [0, 0.07, 0.08, 0.09, 0.1, 0.11, 0.2])
def test_an_import_can_be_stopped_while_its_processes_start(unending: Path, seconds: float) -> None:
    process = apart("import", unending)
    until = time.monotonic() + 300
    while time.monotonic() < until and not default_path().exists():
        time.sleep(0.005)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "stopped" in errors.decode().splitlines()[-1]
    assert "Traceback" not in errors.decode()


def stored() -> int:
    try:
        with closing(open_reader(default_path())) as conn:
            return articles.count(conn)
    except Exception:
        return 0


def test_an_export_can_be_imported_again(stocked: Run) -> None:
    stocked("tag", "add", "tide,Old town", "1")
    for form in ("jsonl", "epub", "warc"):
        target = Path(f"all.{form}")
        assert stocked("export", form, "-o", target).code == 0
        new = ("--library", f"{form}.db")
        assert stocked("import", "--jobs", "1", target, *new).err == "2 added\n"
        before, after = rows(stocked("list", "--json")), rows(stocked("list", "--json", *new))
        kept = ("location", "title", "outlet", "published", "tags", "claims", "contested")
        assert [[row[name] for name in kept] for row in after] == [[row[name] for name in kept] for row in before]
        related = [row["related"] for row in rows(stocked("related", "--all", "--json", *new))]
        assert related == [row["related"] for row in rows(stocked("related", "--all", "--json"))]


def test_one_article_goes_to_standard_output_and_several_need_a_folder(stocked: Run) -> None:
    assert "[^1]: **more than 220**" in stocked("export", "markdown", "1").out
    ran = stocked("export", "markdown")
    assert (ran.code, "need a folder" in ran.err) == (2, True)


def test_articles_go_to_a_folder_where_nothing_is_overwritten_unasked(stocked: Run) -> None:
    assert stocked("export", "html", "-o", "pages").err == "2 articles in pages\n"
    assert sorted(path.name for path in Path("pages").iterdir()) == [
        "00001-flood-in-oldmouth.html",
        "00002-fire-service-counts.html",
    ]
    again = stocked("export", "html", "-o", "pages")
    assert (again.code, "already exists" in again.err) == (1, True)
    assert stocked("export", "html", "-o", "pages", "--force").code == 0


def test_claims_of_articles_that_a_search_finds_go_to_a_new_file(stocked: Run) -> None:
    assert stocked("export", "csv", "--search", "fire").out.count("\n") == 2
    assert stocked("export", "csv", "--search", "nonsense").code == 2
    Path("there.csv").write_text("mine")
    assert stocked("export", "csv", "-o", "there.csv").code == 2
    assert Path("there.csv").read_text() == "mine"
    assert stocked("export", "csv", "-o", "missing/x.csv").code == 2


def test_a_binary_format_is_not_printed_on_a_terminal(stocked: Run) -> None:
    code, shown = on_a_terminal("export", "epub")
    assert code == 2
    assert "name a file with -o" in shown


def test_deleting_asks_and_can_be_undone_until_the_trash_is_emptied(stocked: Run) -> None:
    assert stocked("delete", "1", stdin="n\n").code == 1
    ran = stocked("delete", "1", stdin="y\n")
    assert ran.code == 0
    assert "Flood in Oldmouth" in ran.err
    assert [row["number"] for row in rows(stocked("list", "--json"))] == [2]
    assert stocked("show", "1").code == 2
    assert "is in the trash: `attribune trash restore 1`" in stocked("add", "flood.txt").err
    assert [row["id"] for row in rows(stocked("trash", "list", "--json"))] == [1]
    assert stocked("trash", "restore", "1").code == 0
    assert len(rows(stocked("list", "--json"))) == 2
    stocked("delete", "--yes", "--search", "oldmouth")
    assert stocked("trash", "empty", stdin="n\n").code == 1
    assert stocked("trash", "empty", "--yes").err == "2 articles deleted for good\n"
    assert (stocked("trash", "restore", "1").code, rows(stocked("list", "--json"))) == (2, [])


def test_marks_change_the_articles_that_are_named_or_found(stocked: Run) -> None:
    assert stocked("mark", "read", "1").err == "1 article now read\n"
    assert stocked("mark", "starred", "--search", "is:unread").err == "1 article now starred\n"
    assert [row["number"] for row in rows(stocked("list", "--json", "is:starred"))] == [2]
    assert [row["number"] for row in rows(stocked("list", "--json", "--", "-is:read"))] == [2]
    assert stocked("mark", "read").code == 2


def test_tags_are_added_removed_and_counted(stocked: Run) -> None:
    assert stocked("tag", "add", "#tide, flood", "1", "2").err == "tide, flood added to 2 articles\n"
    assert stocked("tag", "remove", "TIDE", "2").code == 0
    assert rows(stocked("tag", "list", "--json")) == [{"tag": "flood", "articles": 2}, {"tag": "tide", "articles": 1}]
    assert stocked("tag", "add", "#", "1").code == 2


def test_a_saved_search_chooses_articles_until_it_is_removed(stocked: Run) -> None:
    stocked("tag", "add", "tide", "1")
    assert stocked("saved", "add", "News", "is:unread", "-tag:tide").code == 0
    assert [row["number"] for row in rows(stocked("list", "--saved", "news", "--json"))] == [2]
    assert [row["number"] for row in rows(stocked("search", "--saved", "news", "fire", "--json"))] == [2]
    assert stocked("saved", "list").out == "News: is:unread -tag:tide  (1 article)\n"
    assert stocked("list", "--saved", "other").code == 2
    assert [stocked("saved", "remove", "news").code for _ in range(2)] == [0, 2]
    assert stocked("search").code == 2


def test_notes_are_written_by_claim_number(stocked: Run) -> None:
    assert stocked("note", "write", "1", "2", "Says", "who?").code == 0
    (row,) = rows(stocked("note", "list", "--json"))
    assert (row["number"], row["text"], row["note"]) == (1, "Around 1,500", "Says who?")
    assert stocked("note", "write", "1", "2", "Nobody").err == "replaces: Says who?\n"
    assert stocked("note", "remove", "1", "2").err == "removed: Nobody\n"
    assert stocked("note", "write", "1", "99", "x").code == 2


def test_pages_to_fetch_can_be_listed_and_dropped(run: Run) -> None:
    Path("b.csv").write_text("URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,One,,Unread,1700000000\n")
    run("import", "b.csv")
    assert rows(run("wanted", "list", "--json")) == [
        {"url": "https://a.example/1", "title": "One", "tags": [], "attempts": 0, "error": None}
    ]
    assert run("wanted", "remove", "https://a.example/1").err == "1 page dropped\n"
    assert run("wanted", "list").out == ""


def test_a_backup_can_be_restored(stocked: Run) -> None:
    assert stocked("backup", "copy.db").code == 0
    assert stocked("backup", "copy.db").code == 2
    stocked("delete", "--yes", "1")
    ran = stocked("restore", "copy.db")
    assert ran.code == 0
    assert "the library before is kept in" in ran.err
    assert len(rows(stocked("list", "--json"))) == 2
    ran = stocked("restore", "flood.txt")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)


def test_claims_of_an_older_extractor_are_extracted_again(stocked: Run) -> None:
    assert "all texts were read by this extractor" in stocked("extract").err
    with closing(sqlite3.connect(default_path())) as conn:
        conn.execute("UPDATE versions SET extractor = '0'")
        conn.commit()
    assert stocked("extract").err == "2 texts to read again: run `attribune extract --outdated`\n"
    before = rows(stocked("related", "--all", "--json"))
    stocked("note", "write", "1", "1", "Says who?")
    ran = stocked("extract", "--outdated")
    assert (ran.code, ran.err) == (0, "2 texts read again, 3 claims before, 3 now\n")
    assert rows(stocked("related", "--all", "--json")) == before
    assert len(rows(stocked("note", "list", "--json"))) == 1


@pytest.mark.parametrize(
    "command", [("trash", "list"), ("tag", "list"), ("saved", "list"), ("note", "list"), ("wanted", "list")]
)
def test_commands_that_only_look_up_load_no_pipeline(stocked: Run, command: tuple[str, ...]) -> None:
    import subprocess
    import sys

    script = (
        "import sys\nfrom tui.cli.command import _run\ncode = _run(sys.argv[1:])\n"
        "print(code, sorted({'spacy', 'trafilatura', 'numpy', 'sqlite_utils'} & sys.modules.keys()))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, text=True, env={**os.environ}, check=True
    )
    assert ran.stdout == "0 []\n"
