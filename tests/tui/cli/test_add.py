"""`attribune add`: what is added, what is reported, and that nothing is lost or doubled."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.connection import default_path, open_reader
from tests.permissions import without_rights
from tests.pipes import endless
from tests.tui.cli.conftest import FIRE, FLOOD, Run, apart, on_a_terminal


def there(library: Path | None = None) -> list[articles.Article]:
    with closing(open_reader(library or default_path())) as conn:
        return articles.page(conn, 0, 1000, order="added")[::-1]


def test_files_and_folders_are_added_once(run: Run) -> None:
    Path("news/more").mkdir(parents=True)
    Path("news/flood.txt").write_text(FLOOD)
    Path("news/more/fire.md").write_text(f"---\noutlet: Coast Wire\n---\n# {FIRE}")
    assert run("add", "news").err == "2 added\n"
    assert run("add", "news", "news/flood.txt").err == "3 unchanged\n"
    assert [article.added_as for article in there()] == ["news/flood.txt", "news/more/fire.md"]
    assert all(article.claims for article in there())


def test_nothing_is_printed_on_standard_output(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    assert run("add", "flood.txt").out == ""


def test_an_address_without_its_scheme_is_a_page_unless_a_file_has_the_name(run: Run) -> None:
    assert run("add", "post.example/flood.txt").err.startswith("https://post.example/flood.txt ")
    Path("post.example").mkdir()
    Path("post.example/flood.txt").write_text(FLOOD)
    assert run("add", "post.example/flood.txt").err == "1 added\n"


def test_a_changed_file_is_a_new_version_and_the_same_text_elsewhere_a_copy(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    run("add", "flood.txt")
    Path("flood.txt").write_text(FLOOD.replace("220", "340"))
    Path("copy.txt").write_text(FLOOD.replace("220", "340"))
    assert run("add", "flood.txt", "copy.txt").err == "1 new version, 1 same text as another\n"
    (article,) = there()
    assert article.version == 2


def test_options_state_what_the_file_does_not(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    url = "https://post.example/flood?utm_source=x"
    ran = run(
        "add", "flood.txt", "--title", "Flood", "--outlet", "BBC", "--date", "2026-03-14T09:10+01:00", "--url", url
    )
    assert ran.code == 0
    (article,) = there()
    assert (article.title, article.outlet, article.published) == ("Flood", "BBC", "2026-03-14T09:10:00+01:00")
    assert article.location == "https://post.example/flood"
    assert run("add", ".").err == "1 unchanged\n"


def test_standard_input_is_an_article_by_its_url_or_its_text(run: Run) -> None:
    assert run("add", "-", stdin=FLOOD).err == "1 added\n"
    assert run("add", "-", stdin=FLOOD).err == "1 unchanged\n"
    assert run("add", "-", "--url", "https://post.example/fire", stdin=FIRE).err == "1 added\n"
    assert run("add", "-", "--url", "https://post.example/fire", stdin=FIRE + "More.").err == "1 new version\n"
    assert there()[1].added_as == "https://post.example/fire"
    assert there()[0].added_as.startswith("text:")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "--title", "x", "a.txt", "b.txt"),
        ("add", "--outlet", "x", "."),
        ("add", "--date", "yesterday", "a.txt"),
        ("add", "--url", "javascript:1", "a.txt"),
        ("add", "-", "-"),
        ("add", "--no-such", "a.txt"),
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_wrong_usage_is_reported_and_creates_no_library(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert not default_path().exists()


def test_bad_files_are_named_one_by_one_and_the_rest_is_added(run: Run) -> None:
    folder = Path("batch")
    folder.mkdir()
    (folder / "a.txt").write_text(FLOOD)
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (folder / "empty.txt").touch()
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "latin.txt").write_bytes("Le préfet said that 40 maisons were flooded.\n".encode("latin-1"))
    (folder / "long.txt").write_bytes(b"word " * 1_000_000)
    (folder / "paper.txt").write_bytes(b"%PDF-1.4\n1 0 obj\n")
    os.mkfifo(folder / "pipe.txt")
    (folder / "menu.html").write_text("<html><body><a href=/>Home</a></body></html>")
    (folder / "loop").symlink_to(".")
    (folder / "\x1b[2Jevil\u202e.txt").touch()
    (folder / "z.md").write_text(f"# {FIRE}")
    Path("news.xml").write_text("<?xml version='1.0'?><rss version='2.0'><channel/></rss>")
    ran = run("add", "batch", "missing.txt", "news.xml")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "batch/\\u001b[2Jevil\\u202e.txt is empty",
        "batch/binary.txt is a binary file, not text",
        "batch/empty.txt is empty",
        "batch/gone.txt does not exist",
        "batch/latin.txt is not UTF-8, read as Windows-1252 (Latin-1)",
        "batch/long.txt has 5,000,000 characters of text, more than the 2,000,000 of one article",
        "batch/loop links to a folder above it, a loop that is not followed",
        "batch/menu.html has no article: no text could be found among its menus and notices",
        "batch/paper.txt is a PDF, not text: `pdftotext` converts it",
        "batch/pipe.txt is empty",
        "missing.txt does not exist",
        "news.xml is a feed, not an article: `attribune feed add` with its address subscribes to it",
        "3 added, 11 failed",
    ]
    assert [article.added_as for article in there()] == ["batch/a.txt", "batch/latin.txt", "batch/z.md"]


def test_a_folder_without_articles_is_reported(run: Run) -> None:
    Path("empty").mkdir()
    ran = run("add", "empty")
    assert (ran.code, ran.err) == (0, "found no text, Markdown or HTML files\nnothing added\n")


@pytest.mark.parametrize(
    "command", [("add", "flood.txt"), ("list",), ("show", "1"), ("search", "x"), ("related", "--all")]
)
def test_a_file_that_is_no_library_is_reported_and_left_alone(run: Run, command: tuple[str, ...]) -> None:
    Path("flood.txt").write_text(FLOOD)
    Path("notes.db").write_text("my notes " * 100)
    for library, complaint in (
        ("notes.db", "not an Attribune library"),
        ("no/such/l.db", "does not exist|no library at"),
        (".", "is a folder"),
    ):
        ran = run(*command, "--library", library)
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
        assert any(words in ran.err for words in complaint.split("|"))
    assert Path("notes.db").read_text() == "my notes " * 100


def test_a_read_only_library_is_reported_before_anything_is_read(
    run: Run, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(open_folder))
    Path("flood.txt").write_text(FLOOD)
    library = open_folder / "library.db"
    run("add", "--library", library, "flood.txt")
    (open_folder / "fire.txt").write_text(FIRE)
    library.chmod(0o444)
    with without_rights():
        ran = run("add", "--library", library, open_folder / "fire.txt")
        assert (ran.code, len(ran.err.splitlines())) == (1, 1)
        assert "read-only" in ran.err
        assert run("list", "--library", library).out.count("\n") == 1


def test_the_library_may_be_named_before_or_after_the_command_or_in_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("flood.txt").write_text(FLOOD)
    run("--library", "before.db", "add", "flood.txt")
    run("add", "flood.txt", "--library", "after.db")
    run("--library", "x.db", "add", "flood.txt", "--library", "both.db")
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "environment.db")
    run("add", "flood.txt")
    names = sorted(path.name for path in Path().glob("*.db"))
    assert names == ["after.db", "before.db", "both.db", "environment.db"]


def test_an_unforeseen_error_fails_one_article_with_one_line(run: Run) -> None:
    """A trigger that refuses one article represents an unforeseen error."""
    Path("a.txt").write_text(FLOOD)
    run("add", "a.txt")
    with closing(sqlite3.connect(default_path())) as conn:
        conn.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON articles WHEN new.added_as = 'b.txt' "
            "BEGIN SELECT raise(ABORT, 'not this one'); END"
        )
    Path("b.txt").write_text(FIRE)
    Path("c.txt").write_text(FIRE + "More.")
    ran = run("add", ".")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "b.txt: IntegrityError: not this one (ATTRIBUNE_DEBUG=1 shows where)",
        "1 added, 1 unchanged, 1 failed",
    ]
    assert [article.added_as for article in there()] == ["a.txt", "c.txt"]


def test_an_interrupted_add_keeps_what_is_stored_and_continues_when_run_again(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in (*range(8), *range(9, 12)):
        (folder / f"{number:02}.txt").write_text(f"Number {number}.\n{FLOOD}")
    with endless(folder / "08.txt"):
        process = apart("add", folder)
        while process.poll() is None and not (default_path().exists() and there()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=300)
    (folder / "08.txt").unlink()
    assert process.returncode == 1
    messages = errors.decode().splitlines()
    assert len(messages) == 1
    assert messages[0].startswith("stopped: ")
    assert messages[0].endswith(" added; run the same command again to continue")
    before = there()
    reported = int(messages[0].split()[1])
    assert len(before) - reported in (0, 1), "the key may be hit when one is stored but not yet counted"
    assert 0 < len(before) < 11
    ran = run("add", folder)
    assert ran.err == f"{11 - len(before)} added, {len(before)} unchanged\n"
    assert len(there()) == 11


def test_progress_is_shown_on_a_terminal() -> None:
    for number in range(3):
        Path(f"{number}.txt").write_text(f"{number} {FLOOD}")
    code, shown = on_a_terminal("add", ".")
    assert code == 0
    assert "3/3" in shown
    assert "3 added" in shown
