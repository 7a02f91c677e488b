"""Folders are walked in order, to their end, and never in circles."""

import os
from pathlib import Path

from store.archive.folder import files_under, walk
from tests.permissions import without_rights


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")


def texts_in(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path, error in walk(folder) if error is None]


def failed(folder: Path) -> list[tuple[str, str]]:
    return [(str(path.relative_to(folder)), str(error)) for path, error in walk(folder) if error]


def test_texts_markdown_and_pages_are_found_in_order_in_all_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "c/d.HTML", "c/a/z.htm", "B.TXT", "page_files/logo.png", "data.json", "LICENSE")
    assert texts_in(tmp_path) == ["B.TXT", "a.md", "b.txt", "c/a/z.htm", "c/d.HTML"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "a.txt")
    assert texts_in(tmp_path) == ["a.txt"]


def test_a_page_without_a_file_extension_is_found(tmp_path: Path) -> None:
    (tmp_path / "flood-in-oldmouth").write_text("<!DOCTYPE html><html><p>40 homes")
    (tmp_path / "Makefile").write_text("all:\n")
    assert texts_in(tmp_path) == ["flood-in-oldmouth"]


def test_a_loop_of_links_is_reported_and_ends(tmp_path: Path) -> None:
    write(tmp_path, "a/b/x.txt")
    (tmp_path / "a/b/up").symlink_to("../..")
    (tmp_path / "a/self").symlink_to("self")
    assert texts_in(tmp_path) == ["a/b/x.txt"]
    assert [name for name, _ in failed(tmp_path)] == ["a/b/up", "a/self"]
    assert "loop" in failed(tmp_path)[0][1]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "news/a.txt", "elsewhere/b.txt")
    (tmp_path / "news/more").symlink_to("../elsewhere")
    assert texts_in(tmp_path / "news") == ["a.txt", "more/b.txt"]


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    assert texts_in(tmp_path) == ["gone.txt"], "reading it says why"


def test_a_folder_without_permission_is_reported_and_the_others_are_walked(open_folder: Path) -> None:
    write(open_folder, "a/x.txt", "b/y.txt")
    (open_folder / "a").chmod(0)
    with without_rights():
        assert texts_in(open_folder) == ["b/y.txt"]
        assert failed(open_folder) == [("a", "can't be read: no permission")]
    (open_folder / "a").chmod(0o755)


def test_a_file_named_by_the_user_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert list(files_under([tmp_path / ".notes.log"])) == [(tmp_path / ".notes.log", None)]


def test_a_pipe_in_a_folder_is_skipped(tmp_path: Path) -> None:

    os.mkfifo(tmp_path / "pipe")
    assert texts_in(tmp_path) == []
